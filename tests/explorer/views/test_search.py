"""Names by what they are called and read, and sentences by their words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.explorer.index import open_index
from kg.explorer.views.search import LONGEST, search, suggest
from kg.explorer.views.shapes import Page
from kg.graph.folder import read_rows
from kg.graph.rows import dumps
from tests.graphs import HOSTILE, small_graph, write_folder


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    out = write_folder(small_graph(), tmp_path_factory.mktemp("search") / "out")
    with open_index(out).reading() as db:
        yield db


@pytest.fixture(scope="module")
def corpus_out(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("search") / "corpus"
    out.mkdir()
    for path in built.glob("*.json*"):
        (out / path.name).write_bytes(path.read_bytes())
    return out


@pytest.fixture(scope="module")
def corpus_db(corpus_out: Path) -> Iterator[sqlite3.Connection]:
    with open_index(corpus_out).reading() as db:
        yield db


def ids(db: sqlite3.Connection, query: str, type_: str | None = None) -> list[str]:
    return [hit.node.id for hit in search(db, query, type_=type_, limit=100).names]


@pytest.mark.parametrize(
    ("query", "id", "how", "matched"),
    [
        ("双五星工程", "program-1", "name", None),
        ("双五星", "program-1", "alias", "双五星"),
        ("“双五星”", "program-1", "alias", "双五星"),
        ("shuangwuxinggong", "program-1", "pinyin", "shuang wu xing gong cheng"),
        ("shuāng wǔ", "program-1", "pinyin", "shuang wu xing gong cheng"),
        ("swx", "program-1", "initials", "swxgc"),
        ("SWX", "program-1", "initials", "swxgc"),
        ("张书记", "person-1", "alias", "张书记"),
        ("𠮷祥", "program-4", "alias", "𠮷祥"),
        ("清风", "program-3", "name", None),
        (HOSTILE, "program-2", "name", None),
        ("李小四", "person-2", "name", None),
        ("档案", "s4", "name", None),
        ("试行", "document-2", "name", None),
    ],
)
def test_a_name_is_found(db: sqlite3.Connection, query: str, id: str, how: str, matched: str | None) -> None:
    hit = search(db, query).names[0]
    assert (hit.node.id, hit.how, hit.matched) == (id, how, matched)
    assert suggest(db, query)[0] == hit


def test_what_it_is_comes_before_what_begins_and_what_holds(db: sqlite3.Connection) -> None:
    # 双五星 holds it in two talks, 五星支部创建 begins with it in one
    assert ids(db, "五星")[:2] == ["program-5", "program-1"]
    assert ids(db, "青川县")[0] == "place-1"
    assert ids(db, "青川县")[1] == "organization-1", "by its alias, 青川县委"


def test_of_those_alike_the_one_in_most_talks_comes_first(corpus_db: sqlite3.Connection) -> None:
    hits = search(corpus_db, "党", limit=100).names
    assert len(hits) > 5
    assert [hit.families for hit in hits] == sorted((hit.families for hit in hits), reverse=True)


def test_one_character_finds_what_begins_with_it(db: sqlite3.Connection) -> None:
    assert ids(db, "竹") == ["organization-2", "place-3"] or ids(db, "竹") == ["place-3", "organization-2"]
    assert ids(db, "园") == []


def test_what_is_within_is_found_last(db: sqlite3.Connection) -> None:
    assert ids(db, "大家推行双五星工程吧") == ["program-1"]
    assert ids(db, "张民同志") == ["person-1"]


def test_names_are_kept_to_a_type(db: sqlite3.Connection) -> None:
    assert set(ids(db, "青川")) == {"place-1", "organization-1"}
    assert ids(db, "青川", "Place") == ["place-1"]
    assert search(db, "青川", type_="Place").names_page.total == 1
    assert ids(db, "青川", "Nothing") == []


def test_pages_put_together_are_the_whole(corpus_db: sqlite3.Connection) -> None:
    whole = search(corpus_db, "党", limit=100, quotations=200)
    assert whole.names_page.total == len(whole.names)
    assert whole.quotations_page.total == len(whole.quotations) > 20
    parts = [search(corpus_db, "党", offset=n, limit=3, quotations=5, quotations_offset=n) for n in range(0, 30, 3)]
    assert [hit for part in parts for hit in part.names] == list(whole.names[:30])
    assert parts[1].quotations == whole.quotations[3:8]
    assert parts[1].names_page == Page(3, 3, len(whole.names))


@pytest.mark.parametrize("query", ["双五星", "五星 双指数", "“双五星”创评", "党", "2024"])
def test_sentences_that_hold_the_words_are_found(corpus_out: Path, corpus_db: sqlite3.Connection, query: str) -> None:
    found = search(corpus_db, query, quotations=1000).quotations
    quotes = {
        (span, quote)
        for row in read_rows(corpus_out, "edges")
        for span, quote in zip(row["spans"], row["quotes"], strict=True)
    }

    def plain(text: str) -> str:
        return text.replace("“", "").replace("”", "")

    expected = {(span, quote) for span, quote in quotes if all(plain(word) in plain(quote) for word in query.split())}
    assert expected
    assert {(f"{quotation.file}:{quotation.start}-{quotation.end}", quotation.text) for quotation in found} == expected
    for quotation in found:
        marked = {plain(quotation.text[start:end]) for start, end in quotation.marks}
        assert marked
        assert all(any(plain(word) in mark for mark in marked) for word in query.split())
    order = [
        (quotation.speech.date or "9999", quotation.file, quotation.start) for quotation in found if quotation.speech
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        "'; DROP TABLE node; --",
        "*",
        "(",
        "a OR b",
        "NEAR",
        "%",
        "_",
        "\x00",
        "\ud800",
        "\u202e",
        "</script>",
    ],
)
def test_hostile_queries_do_no_harm(db: sqlite3.Connection, query: str) -> None:
    view = search(db, query)
    assert json.dumps([hit.node.id for hit in view.names])
    assert suggest(db, query) == view.names[:10]
    assert view.quotations == ()


def test_a_query_without_end_is_cut(db: sqlite3.Connection) -> None:
    assert search(db, "双" * 100_000).query == "双" * LONGEST


def test_a_hole_and_a_file_are_found_by_what_stands_there(db: sqlite3.Connection) -> None:
    assert ids(db, "XX镇") == ["redacted-1"]
    assert ids(db, "甲.txt") == ["file-1"]


def test_a_name_that_is_markup_stays_one(tmp_path: Path) -> None:
    out = write_folder(small_graph(), tmp_path / "out")
    (out / "entities.jsonl").write_text(
        "".join(
            dumps({**row, "name": "<img src=x onerror=alert(1)>" if row["id"] == "program-1" else row["name"]}) + "\n"
            for row in read_rows(out, "entities")
        ),
        encoding="utf-8",
    )
    with open_index(out).reading() as db:
        assert search(db, "onerror").names[0].node.name == "<img src=x onerror=alert(1)>"
