"""Sorted lines of which some are others than before: the result is what sorting all anew would give."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from kg.run.patch import Key, key_of, patched

# Names that sort otherwise by the letters that stand for them in JSON, and some that begin alike.
FILES = ("a", 'a"b', "a\\b", "a\x0bb", "ab", "b/甲.txt", "b/甲 .txt", "乙.txt", "𠀀.txt")


def line(file: str, start: int, body: str = "") -> bytes:
    return (json.dumps({"file": file, "start": start, "text": body}, ensure_ascii=False) + "\n").encode()


def put(old: Path, lines: Sequence[bytes], stale: Sequence[Key], new: Sequence[bytes]) -> list[bytes]:
    """What comes of it; the hash that was told is that of the bytes."""
    old.write_bytes(b"".join(lines))
    told = patched(old, old.with_suffix(".new"), stale, new)
    found = old.with_suffix(".new").read_bytes()
    assert told == sha256(found).hexdigest()
    return found.splitlines(keepends=True)


@pytest.mark.parametrize("seed", range(40))
def test_all_lines_of_a_key_are_replaced(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    files = sorted(draw.sample(FILES, draw.randint(0, len(FILES))))
    before = {
        file: [line(file, at, "字" * draw.choice((0, 5, 900))) for at in range(draw.randint(1, 9))] for file in files
    }
    changed = sorted(draw.sample(FILES, draw.randint(0, len(FILES))))
    after = {file: [line(file, at, "新") for at in range(draw.randint(0, 3))] for file in changed}
    wanted = {**before, **after}
    found = put(
        tmp_path / "mentions.jsonl",
        [one for file in files for one in before[file]],
        [(file,) for file in changed],
        [one for file in changed for one in after[file]],
    )
    assert found == [one for file in sorted(wanted) for one in wanted[file]]


def test_lines_whose_key_nobody_named_take_their_place(tmp_path: Path) -> None:
    lines = [line("a", 1), line("c", 1)]
    assert put(tmp_path / "texts.jsonl", lines, [], [line("b", 1)]) == [line("a", 1), line("b", 1), line("c", 1)]


def test_edges_are_known_by_their_ends_and_their_type(tmp_path: Path) -> None:
    def edge(*key: str, count: int = 1) -> bytes:
        return (
            json.dumps({**dict(zip(("source", "target", "type"), key, strict=True)), "count": count}) + "\n"
        ).encode()

    keys = [("a-1", "b-1", "CITES"), ("a-1", "b-1", "LEADS"), ("a-1", "b-2", "CITES"), ("b-1", "a-1", "CITES")]
    found = put(tmp_path / "edges.jsonl", [edge(*key) for key in keys], [keys[0], keys[1]], [edge(*keys[1], count=2)])
    assert found == [edge(*keys[1], count=2), edge(*keys[2]), edge(*keys[3])]


def test_what_kg_did_not_write_is_no_line() -> None:
    with pytest.raises(ValueError, match="did not write"):
        key_of("entities.jsonl")(b'{"name": "x"}\n')
