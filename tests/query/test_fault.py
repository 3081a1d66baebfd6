"""A faulty query is told in one sentence, with the line and a caret under the place."""

from __future__ import annotations

from unicodedata import east_asian_width

import pytest

from kg.errors import KgError
from kg.lang import set_language
from kg.query import fault
from tests.query.conftest import Ask


def told(ask: Ask, text: str) -> list[str]:
    with pytest.raises(KgError) as caught:
        ask(text)
    return str(caught.value).split("\n")


def under(lines: list[str]) -> str:
    """What stands right of the caret, counted in cells of the screen."""
    cells, text = lines[2].index("^"), lines[1]
    while cells > 0:
        cells -= 2 if east_asian_width(text[0]) in "WF" else 1
        text = text[1:]
    assert cells == 0
    return text


@pytest.mark.parametrize(
    ("text", "line", "at"),
    [
        ("MATCH (n RETURN n", 1, "RETURN n"),
        ("MATCH (n:KG)\nWHERE n.name = '双五星' AND )\nRETURN n", 2, ")"),
        ("MATCH (n {name: '双五星工程'}) WHERE n.name = = 1 RETURN n", 1, "= 1 RETURN n"),
        ("MATCH (n:KG)\r\nWHERE n.name = 1 OR OR RETURN n", 2, "OR RETURN n"),
        ("MATCH (n)-[r:MENTIONS]->(m RETURN 1", 1, "RETURN 1"),
        ("MATCH (n)\nRETURN m", 2, "m"),
        ("RETURN [1,2", 1, ""),
    ],
)
def test_the_place_is_shown(ask: Ask, text: str, line: int, at: str) -> None:
    lines = told(ask, text)
    assert len(lines) == 3
    assert lines[0].startswith("查询有误：") and f"第 {line} 行" in lines[0]
    assert lines[1].strip() == text.split("\n")[line - 1].strip()
    assert under(lines) == at


def test_a_misspelt_word_is_named(ask: Ask) -> None:
    lines = told(ask, "MATCH (n) RETRUN n.id")
    assert "RETRUN" in lines[0]
    assert under(lines) == "RETRUN n.id"


@pytest.mark.parametrize("text", ["RETURN $missing AS x", "RETURN 1 / 0 AS x", "RETURN date('x') AS d"])
def test_what_has_no_place_is_told_without(text: str, on_embedded: Ask) -> None:
    (line,) = told(on_embedded, text)
    assert line.startswith("查询有误：") and "error" not in line


def test_a_long_line_is_shown_in_part_and_long_words_are_cut(on_embedded: Ask) -> None:
    lines = told(on_embedded, f"RETURN '{'长' * 300}' AS a, = 1")
    assert len(lines[1]) < 130
    assert under(lines).startswith("= 1")
    (line,) = told(on_embedded, "CALL nope() YIELD x RETURN x")
    assert len(line) < 450 and line.endswith("…")


def test_words_of_neo4j_lose_their_own_place() -> None:
    message = "Invalid input 'x': expected 'y' (line 1, column 3 (offset: 2))\n\"ab x\"\n   ^"
    set_language("en")
    shown = str(fault.of_neo4j(message, "ab x")).split("\n")
    assert shown == ["the query cannot be run: Invalid input 'x': expected 'y' (line 1, column 3)", "  ab x", "    ^"]


def test_only_one_query_runs(ask: Ask) -> None:
    with pytest.raises(KgError, match="分号"):
        ask("RETURN 1 AS x; RETURN 2 AS y")
    assert ask("RETURN ';' AS x;  ").rows == ((";",),)
