from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.query import shipped
from kg.query.shipped import Column, Parameter, find, folder, parse, queries
from kg.schema import node_types, relation_types

HEADER = """// title.zh: 题
// title.en: Title
// param least:int=2 | 至少 | at least
// param name:string | 名称 | name
// column a | 甲 | A
MATCH (n) RETURN n.id AS a"""
NAMES = """families version-differences filled-by
programs-by-speech speeches-by-program shared-programs speeches-without-program speakers positions-of
documents-cited places programs-in-place co-occurring-programs path-between neighbours evidence versions""".split()


def test_a_header_is_read() -> None:
    query = parse("x", HEADER)
    assert (query.zh, query.en, query.text) == ("题", "Title", "MATCH (n) RETURN n.id AS a")
    assert query.parameters == (
        Parameter("least", "int", False, 2, "至少", "at least"),
        Parameter("name", "string", True, None, "名称", "name"),
    )
    assert query.columns == (Column("a", "甲", "A"),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("// title.en: Title\n", ""),
        ("// column a | 甲 | A\n", ""),
        ("MATCH (n) RETURN n.id AS a", ""),
        ("least:int=2", 'least:int="2"'),
        ("least:int=2", "least:number=2"),
        ("// column a | 甲 | A", "// column a | 甲"),
        ("// column", "// colunm"),
    ],
)
def test_a_broken_header_is_a_bug(old: str, new: str) -> None:
    assert old in HEADER
    with pytest.raises(ValueError, match="x"):
        parse("x", HEADER.replace(old, new))


def test_all_the_queries_that_the_manual_names_are_there() -> None:
    assert sorted(queries()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_query_uses_each_parameter_and_returns_each_column_of_its_header(name: str) -> None:
    query = find(name)
    assert set(re.findall(r"\$(\w+)", query.text)) == {parameter.name for parameter in query.parameters}
    returned = query.text.rpartition("RETURN")[2].partition("ORDER BY")[0]
    for column in query.columns:
        assert re.search(rf"\b{column.name}\b", returned), column.name


@pytest.mark.parametrize("name", NAMES)
def test_a_query_names_only_what_the_vocabulary_has(name: str) -> None:
    text = re.sub(r"'[^']*'", "", find(name).text)
    labels = set(re.findall(r"\b[A-Z][a-z]\w+\b", text)) - {"KG"}
    relations = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b|(?<=\[:)[A-Z]+\b|(?<=\|)[A-Z]+\b", text))
    assert labels <= set(node_types())
    assert relations <= set(relation_types())


def test_a_path_goes_over_every_relation_but_that_of_file_to_speech() -> None:
    pattern = re.search(r"\[:([A-Z_|]+)\*", find("path-between").text)
    assert pattern is not None
    assert set(pattern[1].split("|")) == set(relation_types()) - {"CONTAINS", "FILLED_BY"}


@pytest.mark.parametrize("typed", ["programs_by_speech", "Programs-By-Speech"])
def test_a_name_may_be_written_in_other_ways(typed: str) -> None:
    assert find(typed).name == "programs-by-speech"


def test_a_misspelt_name_gets_a_suggestion() -> None:
    with pytest.raises(KgError, match="programs-by-speech"):
        find("program-by-speeches")


def test_a_name_like_none_gets_the_list() -> None:
    with pytest.raises(KgError, match=r"co-occurring-programs.*versions"):
        find("zzzz")


def test_queries_are_found_inside_an_installed_package_and_beside_it_in_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "kg"
    package.mkdir()
    monkeypatch.setattr(shipped, "files", lambda _: package)
    assert folder() == tmp_path / "cypher"
    (package / "cypher").mkdir()
    assert folder() == package / "cypher"
