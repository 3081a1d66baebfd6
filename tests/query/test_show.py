from __future__ import annotations

import csv
import io
import json
from typing import Any
from unicodedata import east_asian_width

import pytest

from kg.lang import set_language
from kg.query.rows import Rows
from kg.query.shipped import find
from kg.query.show import as_csv, as_json, table, text
from tests.graphs import HOSTILE

ROWS = Rows(("name", "count", "list"), ((HOSTILE, 1, ["甲", "乙"]), ("双五星工程", 12, []), (None, None, None)))


def cells(line: str) -> int:
    """The width on screen."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


def test_chinese_columns_line_up() -> None:
    lines = table(Rows(("甲", "乙"), (("双五星工程", "右"), ("ab", "右"))), width=40).splitlines()
    ends = {cells(line) for line in lines if line.endswith("右")}
    assert len(ends) == 1


def test_nothing_is_cut_off_in_a_narrow_terminal() -> None:
    long = "在全县组织工作会议上的讲话之后又谈到的许多事情"
    shown = table(Rows(("题目", "数"), ((long, 1),)), width=24)
    assert "".join(character for character in shown if character in long).startswith(long)
    assert max(map(cells, shown.splitlines())) <= 24


def test_a_shipped_query_has_captions_and_hides_ids() -> None:
    query = find("speeches-without-program")
    row = ("2019", "讲话", None, None, "甲.txt", "speech-0123456789ab")
    rows = Rows(tuple(column.name for column in query.columns), (row,))
    shown = table(rows, query, 100)
    assert "没有提到任何项目/活动的讲话" in shown
    assert "日期" in shown
    assert "speech-0123456789ab" not in shown
    assert "speech-0123456789ab" in table(rows, None, 100)
    assert "speech-0123456789ab" in as_csv(rows)
    set_language("en")
    assert "Date" in table(rows, query, 100)


def test_markup_is_text_and_control_characters_do_nothing() -> None:
    shown = table(Rows(("[red]x",), (("[bold]y[/bold]",), ("a\x1b[31mb\u202ec\nd",))), width=60)
    assert "[red]x" in shown
    assert "[bold]y[/bold]" in shown
    assert "a�[31mb�c↵d" in shown


@pytest.mark.parametrize(
    ("truncated", "zh", "en"), [(True, "只显示前 3 行，还有更多", "first 3 rows only"), (False, "共 3 行", "3 rows")]
)
def test_a_table_tells_whether_it_is_all(truncated: bool, zh: str, en: str) -> None:
    rows = Rows(ROWS.columns, ROWS.rows, truncated)
    assert zh in table(rows)
    set_language("en")
    assert en in table(rows)


def test_json_gives_back_every_value() -> None:
    answer = json.loads(as_json(ROWS))
    assert answer["columns"] == ["name", "count", "list"]
    assert [tuple(row.values()) for row in answer["rows"]] == list(ROWS.rows)
    assert answer["truncated"] is False
    assert "双五星工程" in as_json(ROWS)


def test_csv_has_a_header_and_a_line_a_row() -> None:
    lines = list(csv.reader(io.StringIO(as_csv(ROWS))))
    assert lines == [
        ["name", "count", "list"],
        [HOSTILE, "1", '["甲", "乙"]'],
        ["双五星工程", "12", "[]"],
        ["", "", ""],
    ]


def test_no_cell_of_a_csv_is_a_formula() -> None:
    rows = Rows(("a", "=b"), (("=1+1", -1), ("@x", None)))
    assert as_csv(rows) == "a,'=b\n'=1+1,-1\n'@x,\n"


@pytest.mark.parametrize(("form", "how"), [("table", table), ("json", as_json), ("csv", as_csv)])
def test_a_format_is_chosen_by_name(form: str, how: Any) -> None:
    assert text(ROWS, form) == how(ROWS)
    assert text(ROWS, form).endswith("\n")


def test_no_rows_are_shown_as_none() -> None:
    assert "共 0 行" in table(Rows(("a",), ()))
    assert as_csv(Rows(("a",), ())) == "a\n"
