"""What is said of a query that an engine could not run: its words, and where in the query the fault lies."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from kg.errors import KgError
from kg.query.identifiers import Plain

Place = tuple[int, int]  # line and column, from 1

_LONGEST = 400
_SHOWN = 60  # characters of a long line to either side of the fault

# How the engines tell a place, and what they wrap around the words.
_NEO4J = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\).*", re.DOTALL)
_KGLITE = re.compile(r"^(?:Cypher syntax|Cypher execution|Schema) error(?: at line \d+, col \d+)?: ")
_OFFSET = re.compile(r" at position (\d+)$")
_TRAILING = re.compile(r"unexpected trailing input after pattern: \w+\(\"(\w+)\"")
_UNEXPECTED = re.compile(r"Unexpected token[^:]*: (\w+)")
_UNKNOWN = re.compile(r"Undefined variable '(\w+)'")
_UNCLOSED = re.compile(r"Unterminated string literal: (.+)", re.DOTALL)


class QueryFault(KgError):
    """A query that an engine could not run, with the place of the fault where the engine tells one."""

    def __init__(self, zh: str, en: str, place: Place | None) -> None:
        super().__init__(zh, en)
        self.place = place


def of_neo4j(message: str, query: str) -> QueryFault:
    """The fault as Neo4j tells it: its words, the place in brackets, then the line and a caret of its own."""
    found = _NEO4J.search(message)
    return _fault(_NEO4J.sub("", message), query, (int(found[1]), int(found[2])) if found else None)


def of_kglite(message: str, query: str, place: Place | None, asked: Plain) -> QueryFault:
    """The fault as the embedded engine tells it of a query that it was given as `asked`."""
    words, place = _told(message, asked.text, place)
    if place and asked.own:
        place = _place(query, asked.offset(_offset(asked.text, place)))
    return _fault(asked.back(words), query, place)


def _told(message: str, query: str, place: Place | None) -> tuple[str, Place | None]:
    """The engine's words, and the place: it knows of one or not, and in part lags behind it."""
    words = _KGLITE.sub("", message).split("\n   ")[0]
    if found := _OFFSET.search(words):
        return _OFFSET.sub("", words), _place(query, int(found[1]))
    if (found := _TRAILING.search(words)) and (word := _longest(query, found[1])):  # its words run into one
        return f"Unexpected {word[0]}", _place(query, word.start())
    if (found := _UNEXPECTED.search(words)) and place:  # the place is behind the word at times
        at = query.rfind(found[1], 0, _offset(query, place) + len(found[1]))
        place = _place(query, at) if at >= 0 else place
    elif found := _UNKNOWN.search(words):
        uses = list(re.finditer(rf"\b{found[1]}\b(?!\s*\()", query))
        place = _place(query, uses[0].start()) if len(uses) == 1 else None
    elif found := _UNCLOSED.search(words):
        place = _place(query, query.find(found[1]))
        words = "Unterminated string literal"
    return words, place


def _fault(words: str, query: str, place: Place | None) -> QueryFault:
    words = words.strip() if len(words) <= _LONGEST else words[:_LONGEST].strip() + "…"
    if place is None:
        return QueryFault(f"查询有误：{words}", f"the query cannot be run: {words}", None)
    line, column = place
    shown = _pointed(query, line, column)
    return QueryFault(
        f"查询有误：{words}（第 {line} 行第 {column} 列）{shown}",
        f"the query cannot be run: {words} (line {line}, column {column}){shown}",
        place,
    )


def _pointed(query: str, line: int, column: int) -> str:
    """The line of the query, and a caret under the column; on a screen a Chinese character is two cells wide."""
    lines = query.split("\n")
    text = lines[line - 1].rstrip("\r").replace("\t", " ") if line <= len(lines) else ""
    if not text:
        return ""
    start = max(0, column - 1 - _SHOWN)
    before = text[start : column - 1]
    cells = sum(2 if east_asian_width(character) in "WF" else 1 for character in before)
    return f"\n  {text[start : column - 1 + _SHOWN]}\n  {' ' * cells}^"


def _longest(query: str, run_together: str) -> re.Match[str] | None:
    """The longest word of the query that this begins with."""
    words = (word for word in re.finditer(r"\w+", query) if run_together.startswith(word[0]))
    return max(words, key=lambda word: len(word[0]), default=None)


def _offset(query: str, place: Place) -> int:
    line, column = place
    return sum(len(text) + 1 for text in query.split("\n")[: line - 1]) + column - 1


def _place(query: str, offset: int) -> Place:
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
