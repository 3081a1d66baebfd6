"""Every shipped query answers what a recount of the JSON lines gives: on the corpus and on the real speeches."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.query.rows import Limits
from kg.query.run import on_embedded, question
from kg.query.shipped import find, queries
from tests.query.recount import RECOUNTS, Lines

ENOUGH = Limits(seconds=120, rows=1_000_000)
# Names that the corpus and the real speeches both have: of a person, a program, a place and a meeting.
WHO, PROGRAM, PLACE = "罗联峰", "双五星", "宜都市"
CASES: dict[str, Sequence[tuple[str, ...]]] = {
    "programs-by-speech": [(), ("speech=2024",), (f"program={PROGRAM}",), ("versions=false",)],
    "speeches-by-program": [(), (f"program={PROGRAM}",)],
    "shared-programs": [(), ("versions=true",), ("least=2",), ("speech=2024",)],
    "speeches-without-program": [()],
    "speakers": [(), (f"person={WHO}",)],
    "positions-of": [(), (f"person={WHO}",)],
    "documents-cited": [(), ("document=没有这份文件",)],
    "places": [(), ("within=湖北省",), (f"within={PLACE}",)],
    "programs-in-place": [(), (f"place={PLACE}",)],
    "co-occurring-programs": [(), (f"program={PROGRAM}",)],
    "path-between": [
        (f"from={PROGRAM}", "to=主题党日"),
        (f"from={WHO}", f"to={PLACE}", "paths=20"),
        (f"from={WHO}", "to=无"),
    ],
    "neighbours": [(f"name={PLACE}",), (f"name={PROGRAM}", "relation=MENTIONS"), (f"name={PLACE}", "redacted=true")],
    "evidence": [(f"name={WHO}",), (f"name={PROGRAM}", f"other={WHO}"), (f"name={PLACE}", "relation=MENTIONS")],
    "versions": [()],
    "families": [(), ("least=9",)],
    "version-differences": [(), ("talk=没有这篇讲话",)],
    "filled-by": [(), ("talk=没有这篇讲话",)],
}
ALL = [pytest.param(name, options, id=" ".join((name, *options))) for name in CASES for options in CASES[name]]


@pytest.fixture(scope="module", params=["corpus", pytest.param("speeches", marks=pytest.mark.group("speeches"))])
def out(request: pytest.FixtureRequest) -> Path:
    """An output folder, of the corpus and of the real speeches in turn."""
    folder: Path = request.getfixturevalue("built" if request.param == "corpus" else "built_speeches")
    return folder


@pytest.fixture(scope="module")
def lines(out: Path) -> Lines:
    return Lines(out)


def test_every_query_is_recounted() -> None:
    assert sorted(RECOUNTS) == sorted(CASES) == sorted(queries())


@pytest.mark.parametrize(("name", "options"), ALL)
def test_a_query_answers_what_a_recount_gives(out: Path, lines: Lines, name: str, options: tuple[str, ...]) -> None:
    asked = question(name, options)
    rows = on_embedded(out, asked, ENOUGH)
    assert rows.columns == tuple(column.name for column in find(name).columns)
    wanted = RECOUNTS[name](lines, **asked.parameters)
    assert list(rows.rows) == wanted
    assert wanted or options or name == "speeches-without-program"
