"""Whatever part of a text is typed, the pairs of characters find it."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explorer.index.words import folded, marks, pairs, question, runs

LETTERS = "双五星工程𠮷祥支部aB9é，。（）“”《》 \u200b\u202e_-·Ａ９"
TEXTS = st.text(LETTERS, min_size=1, max_size=30)


def found(text: str, query: str) -> bool:
    """Whether the full-text search finds a text by a query."""
    words = question(query)
    if words is None:
        return False
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE fts USING fts5(pairs, content='', columnsize=0, tokenize='ascii')")
    db.execute("INSERT INTO fts (rowid, pairs) VALUES (7, ?)", (pairs(text),))
    hits = db.execute("SELECT rowid FROM fts WHERE fts MATCH ?", (words,)).fetchall()
    db.close()
    return bool(hits)


@given(TEXTS, st.data())
def test_every_part_of_a_run_is_found_and_nothing_else(text: str, data: st.DataObject) -> None:
    for run in runs(folded(text)):
        start = data.draw(st.integers(0, len(run) - 1))
        end = data.draw(st.integers(start + 1, len(run)))
        assert found(text, run[start:end])
        assert marks(text, run[start:end])
    query = data.draw(TEXTS)
    wanted = [run for word in query.split() for run in runs(folded(word))]
    assert found(text, query) == (bool(wanted) and all(run in folded(text) for run in wanted))


@given(TEXTS, TEXTS)
def test_what_is_marked_is_what_was_typed(text: str, query: str) -> None:
    wanted = {run for word in query.split() for run in runs(folded(word))}
    end = 0
    for start, stop in marks(text, query):
        assert end <= start < stop <= len(text), "in order"
        assert any(run in folded(text[start:stop]) for run in wanted)
        end = stop


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("推行“双五星”工程。", "双五星工程"),
        ("推行双五星工程。", "“双五星”工程"),
        ("Ｈ５网页", "h5"),
        ("在竹园镇。", "镇"),
        ("𠮷祥工程", "𠮷祥"),
        ("推行双五星创评，由王家畈镇承办", "王家畈 双五星"),
    ],
)
def test_quotation_marks_width_and_order_do_not_matter(text: str, query: str) -> None:
    assert found(text, query)


@pytest.mark.parametrize("query", ["", "  ", "“”", '" OR "', "*", "NEAR(", "-", "^", ":", "\x00", "\ud800"])
def test_what_is_no_word_asks_nothing_or_harmlessly(query: str) -> None:
    assert found("双五星 OR 工程 NEAR", query) == (query in ('" OR "', "NEAR("))


def test_a_mark_spans_the_quotation_mark_within_it() -> None:
    assert marks("推行“双五星”工程，双五星好", "双五星工程") == ((3, 9),)
    assert marks("aa双双双", "双 双双") == ((2, 5),)


def test_tones_and_case_are_not_typed() -> None:
    assert folded("Shuāng Wǔ Xīng") == "shuangwuxing"
    assert folded("Lǚ") == "lv"
