"""Names that the graph does not hold, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.errors import KgError
from kg.query import run
from kg.query.unknown import unknown_names

Told = Callable[..., list[tuple[str, str]]]


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.group("neo4j"))])
def told(request: pytest.FixtureRequest, folder: Path) -> Told:
    """What is told of a question, by either engine."""
    if request.param == "embedded":
        on: run.Ask = partial(run.on_embedded, folder)
    else:
        on = partial(run.on_neo4j, request.getfixturevalue("loaded"))
    return lambda what, *options: list(unknown_names(run.question(what, options), on, 30.0))


def test_a_name_that_is_like_another(told: Told) -> None:
    ((zh, en),) = told("evidence", "name=双五星工地")
    assert zh == "图谱中没有名为“双五星工地”的节点；相近的有 双五星工程"
    assert en == "no node of the graph is called “双五星工地”; alike are 双五星工程"


def test_a_part_of_a_name(told: Told) -> None:
    ((zh, _),) = told("evidence", "name=工作条例")
    assert zh.startswith("图谱中没有名为“工作条例”的节点；相近的有 支部工作条例（试行）")


def test_each_unknown_name_and_no_other(told: Told) -> None:
    assert [zh for zh, _ in told("path-between", "from=双五星", "to=鹅鹅鹅")] == ["图谱中没有名为“鹅鹅鹅”的节点"]
    assert len(told("path-between", "from=龘龘", "to=鹅鹅鹅")) == 2
    for known in ("双五星", "张书记", "s1"):  # a name, an alias, an id
        assert told("evidence", f"name={known}", "other=") == []
    assert told("programs-by-speech", "speech=鹅鹅鹅") == [], "which is looked for in titles, too"
    assert told("MATCH (n {name: '鹅鹅鹅'}) RETURN n.name") == []


def test_the_command_line_tells(folder: Path) -> None:
    def ask(name: str) -> Result:
        return CliRunner().invoke(
            main, ["--lang", "en", "query", "evidence", "-p", f"name={name}", "--out", str(folder)]
        )

    outcome = ask("双五星工地")
    assert outcome.exit_code == 0
    assert "alike are 双五星工程" in outcome.stderr and "alike" not in outcome.stdout
    assert "alike" not in ask("双五星").stderr


def test_of_names_in_a_name_the_longest_come_first(told: Told) -> None:
    ((zh, _),) = told("evidence", "name=竹园镇党委在四川省五星支部创建中的做法")
    assert "；相近的有 五星支部创建、" in zh


def test_what_fails_here_fails_no_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> None:
        raise KgError("超时", "too slow")

    monkeypatch.setattr("kg.query.unknown.unknown_names", slow)
    outcome = CliRunner().invoke(main, ["query", "evidence", "-p", "name=鹅鹅鹅", "--out", str(folder)])
    assert (outcome.exit_code, outcome.stderr) == (0, "")


@pytest.mark.parametrize("typed", ["versions", "Shared_Programs"])
def test_a_query_is_no_verb(typed: str) -> None:
    outcome = CliRunner().invoke(main, ["--lang", "en", typed])
    name = typed.lower().replace("_", "-")
    assert outcome.exit_code == 2 and f"it is a shipped query: kg query {name}" in outcome.stderr
    assert f"它是内置查询，请用：kg query {name}" in CliRunner().invoke(main, [typed]).stderr
    assert "kg query" not in CliRunner().invoke(main, ["lode"]).stderr
