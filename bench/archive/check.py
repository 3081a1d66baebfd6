"""What kg made of an archive, beside what it had to make of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.archive.entries import Expected

ENOUGH = 0.99  # of the sentences of a file
LISTED = 20
_BLANK = re.compile(r"\s+")
# Stages at which a file is read by itself: what they tell of a good file is wrong.
_READING = ("read", "split", "extract")


@dataclass
class Findings:
    """Files by kind, and those of which kg said something else than it had to."""

    kinds: Counter[str] = field(default_factory=Counter)
    named: int = 0
    least: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def findings(out: Path, expected: Sequence[Expected]) -> Findings:
    """Look up every file of the archive in the output folder."""
    found, texts, problems = Findings(), _texts(out), _problems(out)
    for one in expected:
        found.kinds[one.kind] += 1
        said = problems.pop(one.name, [])
        if one.fault:
            if any(one.fault in sentence for sentence in said):
                found.named += 1
            else:
                found.wrong.append(f"{one.name} ({one.kind}): not told of ({one.fault}); told: {said}")
        elif said:
            found.wrong.append(f"{one.name} ({one.kind}): {said}")
        if one.text is None:
            if one.name in texts:
                found.wrong.append(f"{one.name} ({one.kind}): was read")
            continue
        share = shared(one.text, texts.get(one.name, ""))
        found.least[one.kind] = min(share, found.least.get(one.kind, 1.0))
        if share < ENOUGH:
            found.wrong.append(f"{one.name} ({one.kind}): {share:.0%} of its sentences")
    found.wrong += [f"{name}: {said}, and is not of the archive" for name, said in problems.items()]
    return found


def shared(text: str, read: str) -> float:
    """The share of the sentences of a text that another holds, blanks and line ends aside."""
    there = _BLANK.sub("", read)
    sentences = [sentence for sentence in _BLANK.sub("", text).split("。") if sentence]
    return sum(sentence in there for sentence in sentences) / len(sentences)


def _texts(out: Path) -> dict[str, str]:
    """What was read of each file: the text that was made of it, or the talks in it."""
    texts: dict[str, str] = {}
    for row in _rows(out / "texts.jsonl"):
        texts[row["file"]] = texts.get(row["file"], "") + row["text"]
    return texts | {row["file"]: row["text"] for row in _rows(out / "extracted.jsonl")}


def _problems(out: Path) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    for row in _rows(out / "problems.jsonl"):
        if row["stage"] in _READING:
            problems.setdefault(row["file"], []).append(row["message"])
    return problems


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def as_markdown(found: Findings, taken: Sequence[tuple[str, str]]) -> str:
    """The figures, and the first of what is wrong."""
    lines = ["| | |", "|---|---|", *(f"| {name} | {figure} |" for name, figure in taken)]
    bad = sum(count for kind, count in found.kinds.items() if kind.startswith("bad: "))
    lines += [f"| bad ones, each named with the sentence that it needs | {found.named:,} of {bad:,} |"]
    lines += [f"| told otherwise than they are | {len(found.wrong):,} |", ""]
    lines += ["| good files | how many | least share of its sentences |", "|---|---|---|"]
    for kind in sorted(found.least):
        lines.append(f"| {kind} | {found.kinds[kind]:,} | {found.least[kind]:.1%} |")
    lines += ["", "| bad files | how many |", "|---|---|"]
    lines += [f"| {kind.removeprefix('bad: ')} | {n:,} |" for kind, n in sorted(found.kinds.items()) if "bad: " in kind]
    return "\n".join([*lines, "", *(f"- {one}" for one in found.wrong[:LISTED])]).rstrip() + "\n"
