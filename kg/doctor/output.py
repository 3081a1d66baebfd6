"""Whether an output folder is what was built: its files, its quotations, its database, its index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg import __version__
from kg.doctor.finding import Finding
from kg.errors import KgError
from kg.graph.folder import read_manifest
from kg.spans import FileSpan
from kg.text import printable

# Made of the other files, each by a command that is quicker than a build.
AGAIN = {"graph.html": "kg render", "graph.kgl": "kg query"}
SHOWN = 5


def output(out: Path) -> Iterator[Finding]:
    """Everything about one output folder. The later looks are left out where the earlier ones found it damaged."""
    try:
        manifest = read_manifest(out)
    except KgError as fault:
        yield Finding("output", "manifest", "broken", (fault.zh, fault.en), facts={"path": str(out)})
        return
    facts = {"schema": manifest.get("schema"), "kg": manifest.get("kg"), "tokenizer": manifest.get("tokenizer")}
    told = (
        f"{out}：格式 {facts['schema']}，由 kg {facts['kg']} 构建，{len(manifest.get('inputs') or ())} 个输入文件",
        f"{out}: schema {facts['schema']}, built by kg {facts['kg']} from {len(manifest.get('inputs') or ())} files",
    )
    if facts["kg"] == __version__:
        yield Finding("output", "manifest", "sound", told, facts=facts)
    else:
        mend = (
            f"本程序是 {__version__}；要用它的规则，请重新运行 kg build",
            f"this is {__version__}: to have its rules, run kg build again",
        )
        yield Finding("output", "manifest", "note", told, mend, facts)
    files = list(_files(out, manifest))
    yield from files
    if any(found.state == "broken" for found in files):
        return
    yield _quotations(out)
    yield _database(out)
    yield _index(out)


def _files(out: Path, manifest: dict[str, Any]) -> Iterator[Finding]:
    from kg.sinks.files import UNLISTED, digest

    listed = manifest.get("outputs")
    if not isinstance(listed, dict):
        yield _damaged(out, "outputs", ["manifest.json"])
        return
    missing = [name for name in sorted(listed) if not (out / name).is_file()]
    changed = [name for name in sorted(listed) if name not in missing and digest(out / name) != listed[name]]
    again = [name for name in (*missing, *changed) if name in AGAIN]
    lost = [name for name in (*missing, *changed) if name not in AGAIN]
    if lost:
        yield _damaged(out, "outputs", lost)
    for name in again:
        command = f"{AGAIN[name]} -o {out}" if name == "graph.html" else f"kg query programs-by-speech -o {out}"
        why = ("缺失", "is missing") if name in missing else ("有改动", "has been changed")
        yield Finding("output", name, "note", (f"{name} {why[0]}", f"{name} {why[1]}"), (command,) * 2)
    if not (lost or again):
        told = (f"{len(listed)} 个文件都与清单相符", f"all {len(listed)} files are as the manifest has them")
        yield Finding("output", "outputs", "sound", told, facts={"files": len(listed)})
    foreign = sorted(path.name for path in out.iterdir() if path.name not in {*listed, *UNLISTED})
    if foreign:
        shown = printable("、".join(foreign[:SHOWN]))
        told = (f"有不是 kg 写的：{shown}", f"holds what kg did not write: {shown}")
        mend = ("请移走，否则 kg build 不会替换这个文件夹", "move it away, or kg build will not replace the folder")
        yield Finding("output", "foreign", "note", told, mend, {"names": foreign})


def _damaged(out: Path, name: str, files: list[str]) -> Finding:
    shown = printable("、".join(files[:SHOWN])) + (" …" if len(files) > SHOWN else "")
    told = (f"缺失或有改动：{shown}", f"missing or changed: {shown}")
    return Finding("output", name, "broken", told, _build(out), {"files": files})


def _build(out: Path) -> tuple[str, str]:
    return f"重新运行 kg build -o {out}", f"run kg build -o {out} again"


def _quotations(out: Path) -> Finding:
    from kg.doctor.quotations import misquoted

    try:
        count, wrong = misquoted(out)
    except KgError as fault:
        return Finding("output", "quotations", "broken", (fault.zh, fault.en), _build(out))
    except (ValueError, KeyError, TypeError) as fault:
        told = (f"有一行已损坏（{fault}）", f"a row is damaged ({fault})")
        return Finding("output", "quotations", "broken", told, _build(out))
    if not wrong:
        told = (f"{count:,} 处引文与原文逐字相符", f"{count:,} quotations stand in the texts, letter for letter")
        return Finding("output", "quotations", "sound", told, facts={"count": count, "wrong": 0})
    first = wrong[0]
    place = printable(str(FileSpan(first.file, first.start, first.end)))
    told = (
        f"{len(wrong):,} 处引文与原文不符，如 {first.source}.jsonl 的 {place}",
        f"{len(wrong):,} quotations are not in the texts, such as that of {place} in {first.source}.jsonl",
    )
    return Finding("output", "quotations", "broken", told, _build(out), {"count": count, "wrong": len(wrong)})


def _database(out: Path) -> Finding:
    from kg.sinks.embedded import FILE, loaded

    if not (out / FILE).is_file():
        return Finding("output", "database", "note", (f"没有 {FILE}", f"there is no {FILE}"), _remade(out))
    try:
        database = loaded(out / FILE)
    except ImportError as fault:
        return Finding("output", "database", "broken", (str(fault),) * 2, ("pip install kglite",) * 2)
    if database is None:
        told = (f"{FILE} 由另一版本的 kglite 写成，或已损坏", f"{FILE} was written by another kglite, or is damaged")
        return Finding("output", "database", "note", told, _remade(out))
    with (out / "entities.jsonl").open("rb") as lines:
        nodes = sum(1 for _ in lines)
    held = int(database.graph_info()["node_count"])
    facts = {"nodes": held}
    if held != nodes:
        told = (f"{FILE} 有 {held:,} 个节点，图谱有 {nodes:,} 个", f"{FILE} has {held:,} nodes, the graph {nodes:,}")
        return Finding("output", "database", "broken", told, _build(out), facts)
    return Finding(
        "output", "database", "sound", (f"{FILE} 可用，{held:,} 个节点", f"{FILE} opens: {held:,} nodes"), facts=facts
    )


def _remade(out: Path) -> tuple[str, str]:
    return f"下次 kg query -o {out} 时自动重建", f"the next kg query -o {out} makes it anew"


def _index(out: Path) -> Finding:
    from kg.sinks.files import INDEX

    if not (out / INDEX).is_file():
        told = ("还没有 kg serve 的索引，首次运行时建立", "no index of kg serve yet; the first run makes it")
        return Finding("output", "index", "sound", told, facts={"index": "none"})
    from kg.explorer.index import holds, key_of

    if holds(out / INDEX, key_of(out)):
        return Finding(
            "output",
            "index",
            "sound",
            ("kg serve 的索引是最新的", "the index of kg serve is fresh"),
            facts={"index": "fresh"},
        )
    told = ("kg serve 的索引已过时或损坏", "the index of kg serve is stale or damaged")
    mend = (f"下次 kg serve -o {out} 时自动重建", f"the next kg serve -o {out} makes it anew")
    return Finding("output", "index", "note", told, mend, {"index": "stale"})
