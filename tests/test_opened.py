"""kg.open: the graph, queries and tables of an output folder in Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import kg
from kg.errors import KgError
from kg.model import Graph, Node
from kg.query.html import SHOWN, Table, page
from kg.query.rows import Limits, Rows
from tests.graphs import HOSTILE, small_graph, write_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(small_graph(), tmp_path_factory.mktemp("opened") / "out")


@pytest.fixture
def opened(folder: Path) -> Any:
    return kg.open(folder)


@pytest.fixture
def without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)


def test_the_graph_is_there_whole(opened: Any) -> None:
    assert (len(opened.graph), opened.graph.number_of_edges()) == (len(small_graph().nodes), len(small_graph().edges))
    assert opened.graph is opened.graph
    assert opened.graph.nodes["program-1"]["name"] == "双五星工程"
    assert opened.graph.edges["person-1", "program-1", "LEADS"]["inferred"] is True


def test_rows_are_a_frame_of_pandas(opened: Any) -> None:
    frame = opened.query("programs-by-speech", speech="2020")
    assert isinstance(frame, pd.DataFrame)
    assert list(frame["program"]) == ["双五星工程", "五星支部创建"]
    assert list(opened.query("MATCH (n:Person {name: $who}) RETURN n.id AS id", who="张民")["id"]) == ["person-1"]
    assert list(opened.query("RETURN $list AS list", list=[1, 2]).iloc[0]) == [[1, 2]]


def test_rows_are_a_table_where_pandas_is_not(opened: Any, without_pandas: None) -> None:
    table = opened.query("speeches-by-program")
    assert isinstance(table, Table)
    assert len(table) == 5 and table[0]["program"] == "双五星工程" and table[-1:][0]["talks"] == 1
    assert [row["program"] for row in table] == [row["program"] for row in table[:]]
    assert table.columns == ("program", "talks", "count", "speeches", "program_id")
    assert repr(table) == "<5 rows: program, talks, count, speeches, program_id>"


def test_speeches_and_programs_are_tables(opened: Any, without_pandas: None) -> None:
    assert [row["id"] for row in opened.speeches] == ["s3", "s1", "s2", "s4"]
    assert opened.speeches[0]["version_of"] == "s1"
    first = opened.programs[0]
    assert (first["name"], first["families"], first["speeches"], first["mentions"]) == ("双五星工程", 2, 3, 8)
    assert first["aliases"] == ["“双五星”工程", "双五星"]
    assert len(opened.programs) == 5
    assert opened.measure("central-programs")[0]["program"] == "双五星工程"


@pytest.mark.parametrize(
    ("what", "parameters", "told"),
    [
        ("program-by-speech", {}, "programs-by-speech"),
        ("shared-programs", {"least": "two"}, "整数"),
        ("shared-programs", {"least": True}, "整数"),
        ("shared-programs", {"versions": 1}, "true 或 false"),
        ("shared-programs", {"speech": None}, "文字"),
        ("shared-programs", {"programme": "x"}, "没有参数"),
        ("evidence", {}, "name"),
        ("MATCH (n) DETACH DELETE n", {}, "只能读取"),
        ("MATCH (n RETURN n", {}, "第 1 行第 10 列"),
    ],
)
def test_what_is_wrong_is_told(opened: Any, what: str, parameters: dict[str, Any], told: str) -> None:
    with pytest.raises(KgError, match=told):
        opened.query(what, **parameters)


def test_rows_left_out_are_told(opened: Any) -> None:
    with pytest.warns(UserWarning, match="只显示前 2 行"):
        assert len(opened.query("MATCH (n:KG) RETURN n.id AS id", limits=Limits(rows=2))) == 2


def test_what_is_no_output_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="kg build"):
        kg.open(tmp_path)


def test_texts_are_no_markup(tmp_path: Path, without_pandas: None) -> None:
    out = write_folder(small_graph(), tmp_path / "<b>out")
    opened = kg.open(out)
    shown = opened.programs._repr_html_()
    assert "<b>" not in shown and "<script" not in shown and "</script" not in shown
    assert "&lt;/script&gt;&lt;b&gt;&quot;x&#x27;" in shown
    assert "<b>" not in opened._repr_html_() and "&lt;b&gt;out" in opened._repr_html_()
    assert "<td>项目/活动</td><td>5</td>" in opened._repr_html_()
    assert HOSTILE in {row["name"] for row in opened.programs}
    assert "&lt;i&gt;" in page(["<i>"], [["\u202e"]], "<i>") and "\u202e" not in page([], [["\u202e"]], "")


def test_pandas_escapes_too(opened: Any) -> None:
    assert "</script" not in opened.programs._repr_html_()


def test_a_long_table_is_shown_in_part() -> None:
    shown = Table(Rows(("n",), tuple((number,) for number in range(SHOWN + 5))))._repr_html_()
    assert shown.count("<td>") == SHOWN
    assert "共 65 行，以下 5 行未显示" in shown


def test_nothing_at_all_is_shown(tmp_path: Path) -> None:
    out = write_folder(Graph((Node("x", "x", "SourceFile", "x"),), ()), tmp_path / "out")
    assert len(kg.open(out).programs) == 0
    assert repr(kg.open(out)).endswith("1 nodes, 0 relations>")


def test_importing_kg_loads_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import kg; print(sorted(set(sys.modules) - before))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "'kg'" in shown and "'kg." not in shown and "networkx" not in shown
