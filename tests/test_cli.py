"""The command line: help in both languages, errors in one sentence, exit codes 0, 1 and 2."""

from __future__ import annotations

import errno
import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import __version__
from kg.cli import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_version_and_help() -> None:
    assert __version__ in run("--version").output
    shown = run("--help").output
    for verb in main.commands:
        assert verb in shown
        assert "·" in run(verb, "--help").output  # Chinese · English


def test_a_shipped_query_in_three_forms(built: Path) -> None:
    table = run("query", "speakers", "-o", built)
    assert table.exit_code == 0 and "罗联峰" in table.output
    answer = json.loads(run("query", "speakers", "-o", built, "--format", "json").output)
    assert {"columns", "rows", "truncated"} <= set(answer)
    lines = run("query", "speakers", "-o", built, "--format", "csv").output.splitlines()
    assert lines[0].split(",") == list(answer["columns"])


def test_what_is_cut_is_said(built: Path) -> None:
    outcome = run("--lang", "en", "query", "programs-by-speech", "-o", built, "--limit", "2")
    assert "first 2 rows only" in outcome.output


def test_cypher_of_ones_own(built: Path) -> None:
    outcome = run(
        "query", "MATCH (n:Person) WHERE n.name = $who RETURN n.name AS name", "-p", "who=罗联峰", "-o", built
    )
    assert outcome.exit_code == 0 and "罗联峰" in outcome.output


def test_the_list_names_every_query() -> None:
    listed = run("query", "--list").output
    assert "programs-by-speech" in listed and "每篇讲话提到了哪些项目" in listed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("query", "programs-by-speach"), "programs-by-speech"),
        (("query", "MATCH (n RETURN n"), "RETURN"),
        (("query", "MATCH (n) DETACH DELETE n"), ""),
        (("query", "programs-by-speech", "-p", "nonsense=1"), "nonsense"),
        (("load", "--uri", "ftp://example"), "ftp://example"),
    ],
)
def test_a_users_fault_is_one_sentence_and_exit_code_2(built: Path, arguments: tuple[str, ...], told: str) -> None:
    outcome = run("--lang", "en", *arguments, "-o", built)
    assert outcome.exit_code == 2
    assert outcome.output.startswith("error: ") and told in outcome.output
    assert "Traceback" not in outcome.output


@pytest.mark.parametrize("verb", ["query", "load", "render"])
def test_a_folder_without_output_is_said(tmp_path: Path, verb: str) -> None:
    arguments = ["query", "speakers"] if verb == "query" else [verb]
    outcome = run("--lang", "en", *arguments, "-o", tmp_path / "nothing")
    assert outcome.exit_code == 2
    assert "kg build" in outcome.output or "NEO4J_PASSWORD" in outcome.output


def test_render_draws_the_page_anew(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    before = (out / "graph.html").read_bytes()
    (out / "graph.html").unlink()
    assert run("render", "-o", out).exit_code == 0
    assert (out / "graph.html").read_bytes() == before


def test_a_page_drawn_otherwise_is_in_the_manifest(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    assert run("render", "-o", out, "--limit", "40").exit_code == 0
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["outputs"]["graph.html"] == sha256((out / "graph.html").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("manifest.json", "{"),
        ("manifest.json", "[]"),
        ("entities.jsonl", '{"a": 1}\n'),
        ("entities.jsonl", "[1]\n"),
        ("entities.jsonl", ""),
        ("edges.jsonl", "{"),
        ("edges.jsonl", "\xff"),
    ],
)
def test_a_damaged_output_is_said(built: Path, tmp_path: Path, name: str, text: str) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    (out / name).write_text(text, encoding="latin-1")
    outcome = run("--lang", "en", "render", "-o", out)
    assert outcome.exit_code == 2 and "run kg build again" in outcome.output


def test_a_row_of_an_unknown_type_is_said_with_its_line(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    lines = (out / "entities.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2] = json.dumps({**json.loads(lines[2]), "type": "Thing"}) + "\n"
    (out / "entities.jsonl").write_text("".join(lines), encoding="utf-8")
    outcome = run("--lang", "en", "query", "speakers", "-o", out)
    assert outcome.exit_code == 0  # the database is whole
    (out / "graph.kgl").unlink()
    outcome = run("--lang", "en", "query", "speakers", "-o", out)
    assert outcome.exit_code == 2 and "entities.jsonl, line 3," in outcome.output


def test_a_page_that_cannot_be_written_is_said_and_the_former_one_kept(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Path, "chmod", full)
    outcome = run("--lang", "en", "render", "-o", out, "--limit", "40")
    assert outcome.exit_code == 2 and "no space" in outcome.output
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_a_file_for_an_output_folder_is_said(tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    outcome = run("--lang", "en", "query", "speakers", "-o", tmp_path / out)
    assert outcome.exit_code == 2 and "kg build" in outcome.output


def test_a_refused_write_is_said_in_words_of_kg(built: Path) -> None:
    outcome = run("--lang", "en", "query", "MATCH (n) DETACH DELETE n", "-o", built)
    assert outcome.exit_code == 2
    assert outcome.output.startswith("error: a query may read the graph, not change it")
    assert "KnowledgeGraph" not in outcome.output


def test_help_tells_the_exit_codes() -> None:
    shown = run("--help").output
    assert all(f"{code} " in shown for code in (0, 1, 2, 130)) and "退出码" in shown


@pytest.mark.group("neo4j")
def test_load_and_ask_a_server(built: Path, database: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.sinks.connection import Connection

    assert isinstance(database, Connection)
    monkeypatch.setenv("NEO4J_URI", database.uri)
    monkeypatch.setenv("NEO4J_USERNAME", database.user)
    monkeypatch.setenv("NEO4J_PASSWORD", database.password)
    first = run("--lang", "en", "load", "-o", built)
    assert first.exit_code == 0 and " 0 removed" in first.output
    again = run("--lang", "en", "load", "-o", built)
    assert "0 created, 0 changed, 0 removed" in again.output
    asked = ("query", "programs-by-speech", "-o", built, "--format", "csv")
    assert run(*asked, "--store", "neo4j").output == run(*asked).output
    assert database.password not in first.output
