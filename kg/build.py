"""The whole program on one screen: folders of speeches in, a graph with its evidence out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from kg.chronology.timeline import timeline
from kg.chronology.told import told
from kg.config import Config
from kg.extract.kernel import extract_with
from kg.extract.lexicon import Lexicon, build_lexicon, general_entries
from kg.extract.registry import chosen
from kg.extract.user import read_lexicons
from kg.graph.assemble import assemble
from kg.graph.tables import program_matrix
from kg.link.decisions import decisions_of, in_force, read_decisions
from kg.link.linker import link
from kg.link.local import Local
from kg.link.never import kept, never_names
from kg.model import Document, Graph, Mention, Problem, Speech, Statement
from kg.progress import Progress
from kg.read.files import read_documents
from kg.read.pages import EXTRACTED, extracted_rows
from kg.read.split import split
from kg.read.versions import Versions, find_versions
from kg.render.page import render
from kg.report import Built
from kg.reporting.collect import collect
from kg.reporting.show import for_page
from kg.run.document import named, no_speech
from kg.run.whole import build_many, nothing_readable
from kg.sinks.embedded import write_embedded
from kg.sinks.facts import facts_of
from kg.sinks.files import (
    write_facts,
    write_graph,
    write_json,
    write_lines,
    write_manifest,
    write_texts,
    write_versions,
)
from kg.sinks.origin import write_origin
from kg.sinks.staging import staged
from kg.versions.known import Known, compare_copies

T = TypeVar("T")
NOTHING_OWN = Config()


def build(
    inputs: Sequence[Path], out: Path, progress: Progress, own: Config = NOTHING_OWN, workers: int | None = None
) -> Built:
    """Read, split, extract, link, relate, assemble and write. The output folder appears whole or not at all.

    `own` is what a user adds to what kg knows: lexicons (kg.extract.user), plug-ins, extractors to leave out
    (kg.extract.registry), decisions about names (kg.link.decisions), dated facts (kg.chronology.timeline).
    With `workers` the same is done in so many processes, and files that an earlier build has read are not read again
    (kg.run.whole). KgError where one of these is at fault, an input is missing, nothing readable is found, or `out`
    cannot be written.
    """
    if workers:
        return build_many(inputs, out, progress, own, workers)
    extractors = chosen(own.off, own.plugins)
    decided = decisions_of(own.decisions, out)
    decisions = in_force(read_decisions(decided)) if decided else []
    dated = timeline(own.timeline)
    with staged(out, inputs) as folder:
        documents, problems = progress.stage("read", lambda: read_documents(inputs))
        if not documents:
            raise nothing_readable(inputs, problems)
        versions, split_problems = progress.stage("split", lambda: _speeches(documents))
        speeches = versions.speeches
        by_document = grouped(speeches, lambda speech: speech.document)
        lexicon, lexicon_problems = progress.stage("lexicon", lambda: _lexicon(own.lexicon))
        problems += [*split_problems, *lexicon_problems]
        never = never_names(decisions, speeches)
        mentions: list[Mention] = []
        statements: list[Statement] = []
        local: list[Local] = []
        for document in progress.each("extract", documents):
            talks = by_document.get(document.id, [])
            found, faults = extract_with(extractors, document, talks, lexicon)
            problems += faults
            said = named(document, talks, kept(found, talks, never))
            mentions += said.mentions
            statements += said.statements
            local.append(said.local)
        links = progress.stage("link", lambda: link(mentions, speeches, decisions, local))
        problems += links.problems
        by_id = {document.id: document for document in documents}
        known = progress.stage(
            "versions", lambda: compare_copies(versions.pairs, speeches, by_id, mentions, links.by_mention)
        )
        names = {mention: (linked.id, linked.name) for mention, linked in links.by_mention.items()}
        doubts, time_problems = progress.stage(
            "chronology", lambda: told(documents, speeches, statements, names, dated)
        )
        problems += time_problems
        graph = progress.stage("graph", lambda: assemble(documents, speeches, mentions, statements, links, known.fills))
        report = _report(documents, speeches, mentions, statements, graph, known, problems)
        write_facts(folder, speeches, mentions, statements, links, problems)
        write_lines(folder / "inconsistencies.jsonl", doubts)
        write_versions(folder, speeches, versions.pairs, known)
        write_texts(folder, speeches, documents)
        write_lines(folder / EXTRACTED, extracted_rows(documents))
        write_graph(folder, graph)
        write_json(folder / "report.json", report)
        progress.stage(
            "page",
            lambda: (folder / "graph.html").write_text(
                render(graph, report=for_page(collect(folder))), encoding="utf-8", newline="\n"
            ),
        )
        progress.stage("database", lambda: write_embedded(graph, folder / "graph.kgl"))
        read_from = {document.path: document.sha256 for document in documents}
        write_manifest(folder, read_from, facts_of(own, decided, extractors))
        write_json(folder / "timings.json", progress.timings)
        write_origin(folder, out, inputs, own)
    return Built(report, program_matrix(graph), tuple(problems))


def _speeches(documents: Sequence[Document]) -> tuple[Versions, list[Problem]]:
    speeches = [speech for document in documents for speech in split(document)]
    said = {speech.document for speech in speeches}
    problems = [no_speech(document) for document in documents if document.id not in said]
    versions = find_versions(speeches, {document.id: document for document in documents})
    return versions, [*problems, *versions.problems]


def _lexicon(own: Sequence[Path]) -> tuple[Lexicon, list[Problem]]:
    """What kg knows beforehand, with the user's own names first."""
    entries, problems = read_lexicons(own)
    return build_lexicon([*entries, *general_entries()]), problems


def grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Items by key, in their order."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _report(
    documents: Sequence[Document],
    speeches: Sequence[Speech],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    graph: Graph,
    known: Known,
    problems: Sequence[Problem],
) -> dict[str, Any]:
    def counted(values: Sequence[str]) -> dict[str, int]:
        return dict(sorted(Counter(values).items()))

    methods = Counter(mention.method for mention in mentions if not mention.redacted)
    return {
        "files": len(documents),
        "characters": sum(len(document.text) for document in documents),
        "speeches": len(speeches),
        "families": len({speech.family for speech in speeches}),
        "mentions": counted([mention.type for mention in mentions if not mention.redacted]),
        "redactions": counted([str(mention.props["hole"]) for mention in mentions if mention.redacted]),
        "methods": counted([mention.method for mention in mentions]),
        "method_shares": {name: round(count / methods.total(), 4) for name, count in sorted(methods.items())},
        "entities": counted([node.type for node in graph.nodes]),
        "statements": counted([statement.relation for statement in statements]),
        "edges": counted([edge.type for edge in graph.edges]),
        "fills": counted([fill.kind for fill in known.fills]),
        "leaks": len(known.leaks),
        "problems": len(problems),
    }
