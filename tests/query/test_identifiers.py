"""Names of a query may be Chinese, on both engines."""

from __future__ import annotations

import pytest

from kg.errors import KgError
from kg.query.identifiers import plain_names
from tests.query.conftest import Ask

QUERY = """
MATCH (项目:Program {name: $名称})  // 项目
WITH 项目, '项目 AS 名' AS 文字
RETURN 项目.name AS 名, `文字`, {名: 项目.type, `类 型`: 1} AS `列 一`
"""


def test_variables_columns_keys_and_parameters(ask: Ask) -> None:
    rows = ask(QUERY, ("名称=双五星工程",))
    assert rows.columns == ("名", "文字", "列 一")
    assert rows.rows == (("双五星工程", "项目 AS 名", {"名": "Program", "类 型": 1}),)


def test_a_column_without_a_name_is_what_was_written(ask: Ask) -> None:
    rows = ask("MATCH (讲话:Speech) RETURN count(讲话)")
    assert rows.columns == ("count(讲话)",)


def test_a_fault_shows_the_query_as_it_was_written(on_embedded: Ask) -> None:
    with pytest.raises(KgError) as caught:
        on_embedded("MATCH (讲话:Speech)\nRETURN 讲话.title AS 题目 LIMIT LIMIT 2")
    told = str(caught.value)
    assert "kg_" not in told and "第 2 行第 29 列" in told


def test_what_is_ascii_is_left_as_it_is() -> None:
    query = "MATCH (n) /* 项目 */ RETURN n.name AS `项 目`, '项目' // 项目"
    assert plain_names(query).text == query
