"""JSON-LD, read back by rdflib."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import RDF, XSD, Literal, Namespace, URIRef
from rdflib import Graph as Triples
from rdflib.collection import Collection
from rdflib.term import Node as Term

from kg.export.jsonld import to_jsonld
from kg.model import Graph
from tests.export.held import Rows, edges_of, nodes_of
from tests.graphs import small_graph

# rdflib warns of itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

KG = Namespace("urn:kg:word:")
SCHEMA = Namespace("https://schema.org/")
LISTS = {"aliases", "pages", "parents", "quotes", "spans"}


def read(data: bytes) -> tuple[Triples, Rows, Rows]:
    """The triples, and the nodes and relations in them."""
    triples = Triples().parse(data=data, format="json-ld")
    relations = set(triples.subjects(RDF.type, RDF.Statement))
    nodes: Rows = {}
    for subject in set(triples.subjects(KG.id)):
        row = properties(triples, subject)
        kind = triples.value(subject, RDF.type)
        nodes[row["id"]] = {**row, "type": str(kind).removeprefix(KG).removeprefix(SCHEMA)}
    edges: Rows = {}
    for relation in relations:
        head, verb, tail = (triples.value(relation, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        assert head and verb and tail
        assert (head, verb, tail) in triples
        row = properties(triples, relation)
        row["speeches"] = [str(triples.value(item, KG.id)) for item in items(triples, relation, KG.said_in)]
        ends = [str(triples.value(end, KG.id)) for end in (head, tail)]
        edges[ends[0], str(verb).removeprefix(KG), ends[1]] = row
    return triples, nodes, edges


def properties(triples: Triples, subject: Term) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for verb, value in triples.predicate_objects(subject):
        name = str(verb).removeprefix(KG).removeprefix(SCHEMA)
        if name in LISTS:
            found[name] = [item.toPython() for item in items(triples, subject, URIRef(str(verb)))]
        elif isinstance(value, Literal):
            dated = value.datatype in (XSD.date, XSD.gYear, XSD.gYearMonth)
            found[name] = str(value) if dated else value.toPython()
    return found


def items(triples: Triples, subject: Term, verb: URIRef) -> list[Any]:
    head = triples.value(subject, verb)
    assert head is not None
    return list(Collection(triples, head))


def test_it_reads_back_equal(graph: Graph) -> None:
    _, nodes, edges = read(to_jsonld(graph))
    assert nodes == nodes_of(graph)
    assert edges == edges_of(graph)


def test_dates_and_words_are_those_of_others() -> None:
    triples, _, _ = read(to_jsonld(small_graph()))
    node = Namespace("urn:kg:node:")
    dates = {(s, o.datatype) for s, o in triples.subject_objects(KG.date) if isinstance(o, Literal)}
    assert dates == {(node.s1, XSD.date), (node.s2, XSD.gYearMonth), (node.s3, XSD.gYear)}
    assert (node["person-1"], RDF.type, SCHEMA.Person) in triples
    assert (node["person-1"], SCHEMA.name, Literal("张民")) in triples


def test_a_question_in_sparql() -> None:
    triples, _, _ = read(to_jsonld(small_graph()))
    asked = """PREFIX kg: <urn:kg:word:> PREFIX schema: <https://schema.org/>
        SELECT ?title ?program
        WHERE { ?s a kg:Speech; kg:title ?title; kg:MENTIONS [a kg:Program; schema:name ?program] }"""
    found = {tuple(map(str, row)) for row in triples.query(asked)}  # type: ignore[arg-type]
    assert ("在基层党建推进会上的讲话", "五星支部创建") in found
    assert len(found) == 6
