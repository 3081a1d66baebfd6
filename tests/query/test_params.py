from __future__ import annotations

from typing import Any

import pytest

from kg.errors import KgError
from kg.query.params import bind, free
from kg.query.shipped import parse

QUERY = parse(
    "asked",
    """// title.zh: 题
// title.en: Title
// param name:string | 名称 | name
// param least:int=2 | 至少 | at least
// param share:float=0.5 | 比例 | share
// param all:bool=false | 全部 | all
// column a | 甲 | A
RETURN 1 AS a""",
)


def test_defaults_fill_in() -> None:
    assert bind(QUERY, ["name=双五星"]) == {"name": "双五星", "least": 2, "share": 0.5, "all": False}


def test_values_take_the_type_of_the_header() -> None:
    bound = bind(QUERY, ["name=3", "least=-4", "share=1", "all=是"])
    assert bound == {"name": "3", "least": -4, "share": 1.0, "all": True}
    assert {key: type(value) for key, value in bound.items()} == {
        "name": str,
        "least": int,
        "share": float,
        "all": bool,
    }


@pytest.mark.parametrize(
    ("option", "value"),
    [("name=", ""), ("name=a=b", "a=b"), ("name=a\nb", "a\nb"), ("name=' OR 1=1 //", "' OR 1=1 //")],
)
def test_text_is_taken_as_it_is(option: str, value: str) -> None:
    assert bind(QUERY, [option])["name"] == value


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "名称"),
        (["name=x", "lest=1"], "least"),
        (["name=x", "least=two"], "整数"),
        (["name=x", "least=99999999999999999999"], "整数"),
        (["name=x", "share=nan"], "数字"),
        (["name=x", "all=maybe"], "true 或 false"),
        (["name"], "名称=值"),
    ],
)
def test_what_is_wrong_is_told(options: list[str], told: str) -> None:
    with pytest.raises(KgError, match=told):
        bind(QUERY, options)


def test_a_query_without_parameters_says_so() -> None:
    bare = parse("bare", "// title.zh: 题\n// title.en: T\n// column a | 甲 | A\nRETURN 1 AS a")
    assert bind(bare, []) == {}
    with pytest.raises(KgError, match="没有参数"):
        bind(bare, ["x=1"])


@pytest.mark.parametrize(
    ("option", "bound"),
    [("n=3", {"n": "3"}), ("n:int=3", {"n": 3}), ("n:float=3", {"n": 3.0}), ("n:bool=no", {"n": False})],
)
def test_parameters_of_any_cypher_name_their_type(option: str, bound: dict[str, Any]) -> None:
    assert free([option]) == bound
    assert [type(value) for value in free([option]).values()] == [type(value) for value in bound.values()]


def test_an_unknown_type_is_told() -> None:
    with pytest.raises(KgError, match="date"):
        free(["n:date=2020-01-01"])
