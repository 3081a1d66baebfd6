"""Findings for people and for programs, in the language in force."""

from __future__ import annotations

import json
from itertools import groupby

from kg import __version__
from kg.doctor.finding import Finding, Words, broken
from kg.lang import choose
from kg.text import printable

PARTS: dict[str, Words] = {
    "core": ("kg 本身", "kg itself"),
    "extras": ("附加功能", "extras"),
    "programs": ("其他程序", "other programs"),
    "server": ("Neo4j 服务", "Neo4j servers"),
    "folders": ("文件夹", "folders"),
    "machine": ("机器", "machine"),
    "output": ("输出目录", "output folder"),
}
MARKS: dict[str, Words] = {
    "sound": ("好", "ok"),
    "lacking": ("无", "--"),
    "note": ("注意", "note"),
    "broken": ("坏", "BROKEN"),
}


def as_text(findings: list[Finding]) -> str:
    """A line for each finding, under the heading of its part, and one that sums up."""
    lines: list[str] = []
    for part, group in groupby(findings, lambda found: found.part):
        lines += ["", choose(*PARTS[part])] if lines else [choose(*PARTS[part])]
        lines += [_line(found) for found in group]
    return "\n".join([*lines, "", _sum(findings), ""])


def _line(found: Finding) -> str:
    mend = choose(*found.mend)
    told = printable(choose(*found.told))
    named = f"{found.name}: " if found.part in ("core", "extras") else ""
    return f"  [{choose(*MARKS[found.state])}] {named}{told}{mend and f' → {printable(mend)}'}"


def _sum(findings: list[Finding]) -> str:
    number = sum(found.state == "broken" for found in findings)
    if number:
        return choose(f"{number} 处需要修复（[坏]）", f"{number} to be mended (BROKEN)")
    return choose("kg 可以使用；标“无”的只影响所列功能", "kg works; what is marked -- is needed only for what it names")


def as_json(findings: list[Finding]) -> str:
    """One JSON object: the release of kg, whether it is sound, the findings."""
    rows = [
        {
            "part": found.part,
            "name": found.name,
            "state": found.state,
            "told": choose(*found.told),
            "mend": choose(*found.mend) or None,
            "facts": dict(found.facts),
        }
        for found in findings
    ]
    return json.dumps(
        {"kg": __version__, "sound": not broken(findings), "findings": rows}, ensure_ascii=False, indent=2
    )
