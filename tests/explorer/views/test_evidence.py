"""Every sentence behind an edge."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.explorer.index import open_index
from kg.explorer.missing import Missing
from kg.explorer.views.evidence import evidence
from kg.explorer.views.shapes import Page
from kg.explorer.views.speech import speech
from kg.graph.folder import read_graph, read_rows
from tests.explorer.views.conftest import Lines
from tests.graphs import small_graph, write_folder


@pytest.fixture(scope="module")
def corpus_out(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("evidence") / "out"
    out.mkdir()
    for path in built.glob("*.json*"):
        (out / path.name).write_bytes(path.read_bytes())
    return out


def test_a_quotation_tells_its_page(small_lines: Lines) -> None:
    with open_index(small_lines.out).reading() as db:
        told = evidence(db, "s3", "MENTIONS", "program-1").quotations
        assert [(found.file, found.start, found.page) for found in told] == [
            ("乙.txt", 0, 1),
            ("乙.txt", 10, 2),
            ("乙.txt", 20, 2),
        ]
        assert {found.page for found in evidence(db, "s1", "MENTIONS", "program-1").quotations} == {None}
        assert (speech(db, "s3").pages, speech(db, "s1").pages) == ((1, 2), ())


def test_every_edge_has_its_sentences(corpus_out: Path) -> None:
    graph = read_graph(corpus_out)
    speeches = {node.id: node.title for node in graph.nodes if node.type == "Speech"}
    with open_index(corpus_out).reading() as db:
        for edge in graph.edges:
            view = evidence(db, edge.source, edge.type, edge.target, limit=1000)
            assert (view.source.id, view.edge.type, view.target.id) == (edge.source, edge.type, edge.target)
            assert (view.edge.count, view.edge.families, view.edge.inferred) == (
                edge.count,
                edge.families,
                edge.inferred,
            )
            assert view.edge.props == dict(edge.props)
            assert tuple(quotation.text for quotation in view.quotations) == edge.quotes
            assert tuple(f"{found.file}:{found.start}-{found.end}" for found in view.quotations) == edge.spans
            assert all(found.speech and found.speech.id in edge.speeches for found in view.quotations)
            assert all(found.speech and found.speech.title == speeches[found.speech.id] for found in view.quotations)
            assert view.page == Page(0, 1000, len(edge.quotes))


def test_a_mention_is_marked_where_it_stands(corpus_out: Path) -> None:
    said = {(row["file"], row["start"], row["text"]) for row in read_rows(corpus_out, "mentions")}
    graph, marked = read_graph(corpus_out), 0
    with open_index(corpus_out).reading() as db:
        for edge in (edge for edge in graph.edges if edge.type == "MENTIONS"):
            found = evidence(db, edge.source, edge.type, edge.target, limit=1000).quotations
            for quotation in found:
                assert quotation.marks, "the sentence is there because it names the entity"
                for start, end in quotation.marks:
                    assert (quotation.file, quotation.start + start, quotation.text[start:end]) in said
            marked += sum(len(quotation.marks) for quotation in found)
    mentions = sum(edge.count for edge in graph.edges if edge.type == "MENTIONS")
    assert marked == mentions


def test_a_page_of_it(tmp_path: Path) -> None:
    with open_index(write_folder(small_graph(), tmp_path / "out")).reading() as db:
        view = evidence(db, "s1", "MENTIONS", "program-1", offset=1, limit=1)
        assert [quotation.text for quotation in view.quotations] == ["第2句。"]
        assert view.page == Page(1, 1, 3)


@pytest.mark.parametrize(
    ("source", "relation", "target"),
    [
        ("nobody", "MENTIONS", "program-1"),
        ("s1", "MENTIONS", "nobody"),
        ("s1", "NOTHING", "program-1"),
        ("program-1", "MENTIONS", "s1"),
    ],
)
def test_what_is_not_there_is_missing(tmp_path: Path, source: str, relation: str, target: str) -> None:
    with open_index(write_folder(small_graph(), tmp_path / "out")).reading() as db, pytest.raises(Missing):
        evidence(db, source, relation, target)
