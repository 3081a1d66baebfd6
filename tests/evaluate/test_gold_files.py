"""A gold that cannot be read is refused in one sentence that names the file and the fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.evaluate.read import read_gold
from tests.evaluate.small import gold, related, write_gold


def test_what_is_read(tmp_path: Path) -> None:
    (read,) = read_gold(write_gold(tmp_path / "gold", gold()))
    assert [mention.text for mention in read.wanted] == ["张民", "双五星工程", "青川县", "XX镇", "意见", "张书记"]
    assert [mention.hole for mention in read.mentions] == [False, False, False, True, False, False]
    assert read.entities["P1"].names == {"张民", "张书记"}
    assert read.mentions[1].spans == ((10, 15), (10, 13))


def test_no_gold(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("{}")
    with pytest.raises(KgError, match=r"001\.json"):
        read_gold(tmp_path)


@pytest.mark.parametrize("content", [b"{", b"[]", "“".encode("gb18030"), b"{}", b'{"file": "a.txt", "mentions": {}}'])
def test_no_object_of_the_format(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "001.json").write_bytes(content)
    with pytest.raises(KgError, match=r"001\.json"):
        read_gold(tmp_path)


def _spoilt(list_: str, field: str, value: Any) -> dict[str, Any]:
    annotated = gold()
    row = annotated[list_][0]
    if value is None:
        del row[field]
    else:
        row[field] = value
    return annotated


@pytest.mark.parametrize(
    ("annotated", "told"),
    [
        (_spoilt("mentions", "end", None), "end is missing"),
        (_spoilt("mentions", "start", "8"), "start is missing or wrong"),
        (_spoilt("mentions", "text", "张"), "does not fit its span"),
        (_spoilt("mentions", "entity", "P9"), "entity names no known id"),
        (_spoilt("mentions", "type", "Vehicle"), "no type Vehicle"),
        (_spoilt("mentions", "alt", [[5, 3]]), "not a span"),
        (_spoilt("entities", "type", "Vehicle"), "no type Vehicle"),
        (_spoilt("entities", "name", None), "name is missing"),
        (_spoilt("speeches", "speaker", "P9"), "speaker names no known id"),
        (_spoilt("relations", "tail", "S9"), "tail names no known id"),
        (_spoilt("relations", "type", "HELD_IN"), "no type HELD_IN"),
        (_spoilt("traps", "end", None), "end is missing"),
        (gold() | {"scope": [[3]]}, "not a span"),
        (gold() | {"relations": [related("G1", "MENTIONS", "L1")]}, "no type MENTIONS"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, annotated: dict[str, Any], told: str) -> None:
    with pytest.raises(KgError) as fault:
        read_gold(write_gold(tmp_path / "gold", annotated))
    assert "007.json" in fault.value.en and told in fault.value.en
    assert "007.json" in fault.value.zh
