"""What each extra of the package gives, and what of it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from kg.doctor.finding import Finding, State, Words

PACKAGE = "kg-speeches"
GIVES: dict[str, Words] = {
    "fast": ("分词更快（rjieba），Neo4j 驱动更快", "a faster segmenter (rjieba) and a faster driver for Neo4j"),
    "formats": ("读取 Word、PDF、网页、邮件、RTF", "Word, PDF, web pages, mails, RTF"),
    "serve": ("kg serve 与 kg render --site", "kg serve, and kg render --site"),
    "scale": ("kg build --workers", "kg build --workers"),
    "spark": ("kg build --engine spark", "kg build --engine spark"),
    "server": ("kg neo4j 所需的 Java 与下载工具", "a Java and a fetcher for kg neo4j"),
    "parquet": ("kg export --format parquet", "kg export --format parquet"),
    "measures": ("kg measures 的 PageRank", "PageRank in kg measures"),
    "notebook": ("笔记本中以 pandas 表格显示", "tables of pandas in notebooks"),
    "lac": ("kg build --plugin lac", "kg build --plugin lac"),
}
_REQUIREMENT = re.compile(r"([\w.-]+)(?:\[[^\]]*\])?\s*([^;\s]*)\s*(?:;.*?extra == ['\"]([\w-]+)['\"])?")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A package that kg asks for: in which versions, and for which extra ('' for kg itself)."""

    name: str
    asked: str
    extra: str


def requirements() -> list[Requirement] | None:
    """What the installed kg asks for; None where it runs without having been installed."""
    try:
        lines = requires(PACKAGE) or []
    except PackageNotFoundError:
        return None
    found = [match.groups(default="") for line in lines if (match := _REQUIREMENT.match(line))]
    return [Requirement(name.lower().replace("_", "-"), asked, extra) for name, asked, extra in found]


def release(requirement: Requirement) -> tuple[str | None, bool]:
    """The installed release of a package, None where there is none, and whether it is one that is asked for."""
    try:
        installed = version(requirement.name)
    except PackageNotFoundError:
        return None, False
    return installed, satisfies(installed, requirement.asked)


def satisfies(installed: str, asked: str) -> bool:
    """Whether a release is in the range that a requirement of kg asks for: by >=, == and <, which are all it uses."""
    for sign, wanted in re.findall(r"(>=|==|<)([\w.]+)", asked):
        ours, theirs = _numbers(installed), _numbers(wanted)
        if not {">=": ours >= theirs, "==": ours == theirs, "<": ours < theirs}[sign]:
            return False
    return True


def _numbers(release: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", release)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:  # 3.0 and 3 are one release
        numbers.pop()
    return tuple(numbers)


def extras() -> Iterator[Finding]:
    """One finding for each extra."""
    asked = requirements() or []
    for extra, gives in GIVES.items():
        packages = {one.name: release(one) for one in asked if one.extra == extra}
        have = [f"{name} {installed}" for name, (installed, good) in packages.items() if good]
        old = [f"{name} {installed}" for name, (installed, good) in packages.items() if installed and not good]
        missing = [name for name, (installed, _) in packages.items() if not installed]
        zh = [*have, *(f"{name} 版本不合" for name in old), *(f"缺 {name}" for name in missing)]
        en = [*have, *(f"{name} is of another release" for name in old), *(f"no {name}" for name in missing)]
        state: State = "lacking" if missing or old or not packages else "sound"
        command = f"pip install '{PACKAGE}[{extra}]'"
        yield Finding(
            "extras",
            extra,
            state,
            (
                f"{gives[0]}：{'、'.join(zh) or '已装的 kg 尚无此项'}",
                f"{gives[1]}: {', '.join(en) or 'the installed kg does not know it'}",
            ),
            (command, command) if state == "lacking" else ("", ""),
            {"packages": {name: installed for name, (installed, _) in packages.items()}},
        )
