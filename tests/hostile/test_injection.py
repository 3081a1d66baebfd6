"""Hostile names and texts through a build, every verb and every format, each read back by a parser of its own kind."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.export.formats import FORMATS
from kg.graph.folder import read_graph
from kg.text import plain
from tests.explorer.serving import Elements
from tests.hostile.attacks import ALL, ESC, FILES, NAMES, write

# What a terminal acts on: control characters but the end of a line, marks of direction, halves of characters.
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FORMULA = tuple("=+-@\t\r＝＋－＠")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the output, which is `out` in it; what the build said is in said.txt."""
    folder = tmp_path_factory.mktemp("hostile")
    source, own = write(folder)
    done = CliRunner().invoke(main, ["build", str(source), "-o", str(folder / "out"), "--lexicon", str(own)])
    assert done.exit_code == 0, done.output
    (folder / "said.txt").write_text(done.output, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def out(made: Path) -> str:
    return str(made / "out")


def names(made: Path) -> set[str]:
    return {node.name for node in read_graph(made / "out").nodes if node.type == "Program"}


def test_the_graph_holds_what_is_feared(made: Path) -> None:
    graph = read_graph(made / "out")
    lacking = [name for name in ALL if not {name, plain(name)} & names(made)]
    assert set(lacking) <= set(NAMES["terminal"]), "what a terminal acts on is cleared away while a text is read"
    assert any(ACTS.search(node.title) for node in graph.nodes), "but not from names of files"
    assert sum(node.type == "SourceFile" for node in graph.nodes) == len(FILES)


# ---- the terminal


def _said(arguments: list[str]) -> str:
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), (arguments, done.exception)
    assert done.exit_code in (0, 2), done.output
    return done.output


def test_a_build_says_nothing_that_a_terminal_acts_on(made: Path) -> None:
    said = (made / "said.txt").read_text(encoding="utf-8")
    assert "坏" in said
    assert ACTS.findall(said) == []


ASKED = "MATCH (n:Program) RETURN n.name, n.title, n, {a: n.name} ORDER BY n.name"
SPEECHES = "MATCH (s:Speech) RETURN s.title, s.file, s"
VERBS: dict[str, list[str]] = {
    "query": ["query", ASKED, "--out", "OUT"],
    "query of titles": ["query", SPEECHES, "--out", "OUT"],
    "query programs": ["query", "programs-by-speech", "--out", "OUT"],
    "query fault": ["query", f"RETURN '{ESC}[31m\u202e' + ", "--out", "OUT"],
    "query parameter": ["query", "programs-by-speech", "-p", f"{ESC}[31m=1", "--out", "OUT"],
    "query unknown": ["query", f"{ESC}[31m\u202e", "--out", "OUT"],
    "report": ["report", "--out", "OUT"],
    "diff": ["diff", "OUT", "OUT"],
    "measures": ["measures", "central-programs", "--out", "OUT"],
    "compare": ["compare", f"{ESC}[31m", "\u202e", "--out", "OUT"],
    "compare several": ["compare", "会议", "讲话", "--out", "OUT"],
    "review": ["review", "--list", "--out", "OUT"],
    "eval": ["eval", "IN", "--out", "OUT"],
    "export": ["export", "--format", "csv", "--out", "OUT", "--to", f"OUT{ESC}[31m"],
    "load": ["load", "--uri", f"bolt://{ESC}[31m", "--out", "OUT"],
    "missing": ["query", "programs-by-speech", "--out", f"{ESC}[31m\u202e"],
    "build of nothing": ["build", f"{ESC}[31m\u202e", "-o", "OUT2"],
    "config": ["build", "--config", f"{ESC}[31m\u202e"],
}


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_says_what_a_terminal_acts_on(verb: str, made: Path, out: str) -> None:
    arguments = [one.replace("OUT", out).replace("IN", str(made / "in")) for one in VERBS[verb]]
    said = _said(arguments)
    assert said.strip()
    assert ACTS.findall(said) == []


def test_two_talks_side_by_side(made: Path, out: str) -> None:
    one, other = [node.id for node in read_graph(made / "out").nodes if node.type == "Speech"][:2]
    assert ACTS.findall(_said(["compare", one, other, "--out", out])) == []
    page = made / "compare.html"
    _said(["compare", one, other, "--out", out, "--html", str(page)])
    _harmless(page.read_text(encoding="utf-8"))


# ---- pages


def _harmless(markup: str) -> None:
    """Nothing in a page is an element or an attribute that a name brought in."""
    page = Elements(markup)
    for tag, attributes in page.found:
        assert tag not in ("img", "iframe", "object", "embed", "x", "x:y"), tag
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        for name in ("href", "src", "action"):
            assert not attributes.get(name, "").lstrip().lower().startswith(("javascript:", "//", "http:"))


def test_the_page_of_the_graph(made: Path) -> None:
    markup = (made / "out" / "graph.html").read_text(encoding="utf-8")
    _harmless(markup)
    # what stands in a script as data holds nothing that would end it
    for held in re.findall(r"<script[^>]*application/json[^>]*>(.*?)</script>", markup, re.DOTALL):
        json.loads(held)
        assert "<!--" not in held
        assert "</" not in held


def test_the_site(made: Path, out: str) -> None:
    site = made / "site"
    _said(["render", "--site", str(site), "--out", out])
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        assert re.fullmatch(r"[\w./-]+", page.relative_to(site).as_posix(), re.ASCII), page
        _harmless(page.read_text(encoding="utf-8"))
    for held in site.rglob("*.json"):
        json.loads(held.read_text(encoding="utf-8"))


FORMS = [("query", "json"), ("query", "csv"), ("query", "table"), ("report", "json"), ("report", "table")]


@pytest.mark.parametrize(("verb", "form"), FORMS)
def test_answers_and_reports_in_every_form(verb: str, form: str, out: str) -> None:
    asked = [ASKED] if verb == "query" else []
    done = CliRunner().invoke(main, [verb, *asked, "--out", out, "--format", form])
    assert done.exit_code == 0, done.output
    said = done.stdout
    if form == "json":
        json.loads(said)
    elif form == "csv":
        _cells(said)
    else:
        assert ACTS.findall(said) == []


# ---- files for other programs


def _cells(text: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA) and not _number(cell)] == []
    return rows


def _number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None


@pytest.fixture(scope="module")
def exported(made: Path) -> dict[str, Path]:
    paths = {}
    for form in FORMATS:
        paths[form] = made / f"exported-{form}"
        _said(["export", "--format", form, "--out", str(made / "out"), "--to", str(paths[form])])
    return paths


def test_xml_is_well_formed_and_holds_the_names_as_texts(exported: dict[str, Path], made: Path) -> None:
    for form in ("graphml", "gexf"):
        data = exported[form].read_bytes()
        assert b"<!DOCTYPE" not in data
        assert b"<!ENTITY" not in data
        root = ET.fromstring(data)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags.isdisjoint({"script", "x", "img", "b"})
        held = {text for element in root.iter() for text in (element.text, *element.attrib.values()) if text}
        assert [name for name in names(made) if ACTS.search(name) is None and name not in held] == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_linked_data_holds_the_names_as_texts(exported: dict[str, Path], made: Path) -> None:
    import rdflib

    rows = json.loads(exported["jsonld"].read_bytes())
    assert rows
    graph = rdflib.Graph().parse(data=exported["jsonld"].read_bytes(), format="json-ld")
    held = {str(value) for value in graph.objects() if isinstance(value, rdflib.Literal)}
    assert [name for name in names(made) if ACTS.search(name) is None and name not in held] == []
    assert not [one for one in graph.all_nodes() if isinstance(one, rdflib.URIRef) and "<" in str(one)]


def test_tables_hold_no_formula(exported: dict[str, Path]) -> None:
    files = sorted(exported["csv"].rglob("*.csv"))
    assert files
    for path in files:
        rows = _cells(path.read_text(encoding="utf-8"))
        assert len({len(row) for row in rows}) == 1


def test_tables_for_programs_hold_what_was_said(exported: dict[str, Path], made: Path) -> None:
    held: set[str] = set()
    for path in sorted(exported["csv-raw"].rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            held |= {cell for row in csv.reader(stream) for cell in row}
    assert names(made) <= held


def test_statements_of_cypher_hold_no_other(exported: dict[str, Path], made: Path) -> None:
    """Outside quotes a script has nothing of a name, and by the quotes' own rules each string is whole."""
    text = exported["cypher"].read_text(encoding="utf-8")
    bare = re.sub(r"'(?:\\.|[^'\\])*'", "''", text, flags=re.DOTALL)
    bare = re.sub(r"`[^`]*`", "``", bare)
    assert "'" not in bare.replace("''", "")
    for feared in ("DETACH", "script", "ENTITY", "工程", "rows}"):
        assert feared not in bare
    assert ACTS.findall(text.replace("\r", "")) == []


def test_the_import_of_a_server_reads_back_what_was_said(exported: dict[str, Path], made: Path) -> None:
    files = sorted(exported["neo4j-admin"].rglob("*.csv"))
    assert files
    held: set[str] = set()
    for path in files:
        assert re.fullmatch(r"[\w.-]+", path.name, re.ASCII)
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        held |= {cell for row in rows for cell in row}
    assert names(made) <= held


def test_parquet_reads_back_what_was_said(exported: dict[str, Path], made: Path) -> None:
    import pyarrow.parquet as pq

    held: set[Any] = set()
    for path in sorted(exported["parquet"].rglob("*.parquet")):
        table = pq.read_table(path)
        if "name" in table.column_names:
            held |= set(table.column("name").to_pylist())
    assert names(made) <= held


@pytest.mark.parametrize("to", ["out", ".", "in"])
def test_an_export_goes_nowhere_it_should_not(to: str, made: Path, out: str) -> None:
    before = sorted(path.name for path in (made / "out").iterdir())
    target = out if to == "out" else str(made / to)
    done = CliRunner().invoke(main, ["export", "--format", "csv", "--out", out, "--to", target])
    assert done.exit_code == 2, done.output
    assert sorted(path.name for path in (made / "out").iterdir()) == before
