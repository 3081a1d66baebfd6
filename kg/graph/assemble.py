"""Speeches, mentions and statements to the graph. Everything here is derived; nothing is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.ids import content_id
from kg.link.linker import Link, Links
from kg.model import Document, Edge, Graph, Mention, Node, Props, Speech, Statement
from kg.read.clear.reading import clear_of
from kg.spans import FileSpan
from kg.versions.fills import Fill

# A date or a post in one sentence with everything else says little and would triple the edges.
CO_OCCURRING = frozenset(("Program", "Person", "Place", "Organization", "Document", "Concept", "Event"))
# A sentence that lists more names than this joins none of them: 300 villages would make 45,000 edges that say nothing.
MOST_TOGETHER = 30


@dataclass
class _Evidence:
    """What has been gathered for one edge so far."""

    statements: list[str] = field(default_factory=list)
    spans: dict[tuple[str, int, int], str] = field(default_factory=dict)
    speeches: set[str] = field(default_factory=set)
    count: int = 0
    stated: bool = False
    props: dict[str, str] = field(default_factory=dict)


def assemble(
    documents: Iterable[Document],
    speeches: Sequence[Speech],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    links: Links,
    fills: Sequence[Fill] = (),
) -> Graph:
    """The graph of a build: nodes sorted by id, edges by source, target and type."""
    texts = {document.id: document for document in documents}
    by_id = {speech.id: speech for speech in speeches}
    gathered: dict[tuple[str, str, str], _Evidence] = {}
    _gather_mentions(gathered, mentions, links, texts)
    _gather_statements(gathered, statements, links, texts)
    families = {speech.id: speech.family for speech in speeches}
    edges = [_edge(key, evidence, families) for key, evidence in gathered.items()]
    edges += structure(speeches, {speech.id: title_quote(speech, texts[speech.document]) for speech in speeches})
    edges += filled(fills)
    spoken = {speech.file for speech in speeches}
    nodes = [
        *_entities(mentions, links, by_id),
        *speech_nodes(speeches),
        *(file_node(d.path, d.encoding, len(d.text), d.sha256, d.pages) for d in texts.values() if d.path in spoken),
    ]
    return Graph(
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted(edges, key=lambda edge: (edge.source, edge.target, edge.type))),
    )


def _gather_mentions(
    gathered: dict[tuple[str, str, str], _Evidence],
    mentions: Sequence[Mention],
    links: Links,
    texts: Mapping[str, Document],
) -> None:
    sentences = {document.id: clear_of(document.text).raw_sentences for document in texts.values()}
    together: dict[tuple[str, tuple[int, int]], set[str]] = {}
    place: dict[tuple[str, tuple[int, int]], Mention] = {}
    for mention in mentions:
        entity = links.by_mention[mention.id]
        span = sentences[mention.document].covering(mention.start, mention.end)
        _add(gathered, (mention.speech, entity.id, "MENTIONS"), mention, span, texts, mention.id)
        if entity.type in CO_OCCURRING:
            together.setdefault((mention.speech, span), set()).add(entity.id)
            place[(mention.speech, span)] = mention
    for key, ids in together.items():
        if len(ids) > MOST_TOGETHER:
            continue
        for source, target in combinations(sorted(ids), 2):
            _add(gathered, (source, target, "CO_OCCURS"), place[key], key[1], texts, "")


def _gather_statements(
    gathered: dict[tuple[str, str, str], _Evidence],
    statements: Sequence[Statement],
    links: Links,
    texts: Mapping[str, Document],
) -> None:
    for statement in statements:
        source, target = (_end(end, links) for end in (statement.subject, statement.object))
        if source == target:
            continue
        key = (source, target, statement.relation)
        _add(gathered, key, statement, (statement.start, statement.end), texts, statement.id)
        gathered[key].stated |= not statement.inferred
        for name, value in statement.props.items():
            if isinstance(value, str):
                gathered[key].props.setdefault(name, value)


def _end(end: str, links: Links) -> str:
    found = links.by_mention.get(end)
    return found.id if found else end


def _add(
    gathered: dict[tuple[str, str, str], _Evidence],
    key: tuple[str, str, str],
    source: Mention | Statement,
    span: tuple[int, int],
    texts: Mapping[str, Document],
    statement: str,
) -> None:
    evidence = gathered.setdefault(key, _Evidence())
    evidence.count += 1
    evidence.speeches.add(source.speech)
    evidence.spans[(source.file, *span)] = texts[source.document].text[span[0] : span[1]]
    if isinstance(source, Mention):
        evidence.stated = True
    elif statement:
        evidence.statements.append(statement)


def _edge(key: tuple[str, str, str], evidence: _Evidence, families: Mapping[str, str]) -> Edge:
    places = sorted(evidence.spans)
    return Edge(
        source=key[0],
        target=key[1],
        type=key[2],
        count=evidence.count,
        families=len({families[speech] for speech in evidence.speeches}),
        speeches=tuple(sorted(evidence.speeches)),
        quotes=tuple(evidence.spans[place] for place in places),
        spans=tuple(str(FileSpan(*place)) for place in places),
        inferred=not evidence.stated,
        statements=tuple(sorted(evidence.statements)),
        props=dict(sorted(evidence.props.items())),
    )


def structure(speeches: Iterable[Speech], titles: Mapping[str, tuple[str, int]]) -> Iterator[Edge]:
    """CONTAINS and VERSION_OF; the quotation is the title (by speech id, with where it begins)."""
    for speech in speeches:
        quote, start = titles[speech.id]
        span = str(FileSpan(speech.file, start, start + len(quote)))
        yield Edge(file_id(speech.file), speech.id, "CONTAINS", 1, 1, (speech.id,), (quote,), (span,), inferred=False)
        if speech.version_of:
            props: Props = {"kind": speech.kind, "similarity": speech.similarity}
            pair = tuple(sorted((speech.id, speech.version_of)))
            yield Edge(
                speech.id, speech.version_of, "VERSION_OF", 1, 1, pair, (quote,), (span,), inferred=False, props=props
            )


def filled(fills: Sequence[Fill]) -> Iterator[Edge]:
    """FILLED_BY: from a hole, or from a copy whose words or head hide a name, to what another copy has there; of each
    place the sentence of the copy and that of the other."""
    gathered: dict[tuple[str, str], list[Fill]] = {}
    for fill in fills:
        if fill.entity:
            gathered.setdefault((fill.node, fill.entity.id), []).append(fill)
    for (source, target), found in gathered.items():
        places = {
            (words.file, words.quote_start, words.quote_start + len(words.quote)): words.quote
            for fill in found
            for words in (fill.hidden, fill.known)
        }
        copies = {words.speech for fill in found for words in (fill.hidden, fill.known)}
        props: Props = {
            "kind": ", ".join(sorted({fill.kind for fill in found})),
            "similarity": min(fill.similarity for fill in found),
        }
        yield Edge(
            source=source,
            target=target,
            type="FILLED_BY",
            count=len(found),
            families=1,  # a hole is filled from its own family only
            speeches=tuple(sorted(copies)),
            quotes=tuple(places.values()),
            spans=tuple(str(FileSpan(*place)) for place in places),
            inferred=True,
            props=props,
        )


def title_quote(speech: Speech, document: Document) -> tuple[str, int]:
    """The title of a talk as it stands in the text, and where it begins."""
    end = max(speech.body, speech.start + 1)
    raw = document.text[speech.start : end]
    return raw.strip(), speech.start + len(raw) - len(raw.lstrip())


def _entities(mentions: Sequence[Mention], links: Links, speeches: Mapping[str, Speech]) -> Iterator[Node]:
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(links.by_mention[mention.id].id, []).append(mention)
    for entity_id, members in grouped.items():
        entity = links.by_mention[members[0].id]
        yield Node(entity_id, entity.name, entity.type, entity.name, _entity_props(entity, members, speeches))


def _entity_props(entity: Link, members: Sequence[Mention], speeches: Mapping[str, Speech]) -> Props:
    said_in = {member.speech: speeches[member.speech] for member in members}
    dates = sorted(speech.date.iso for speech in said_in.values() if speech.date)
    # a name that a line end broke is no form that anybody would look for
    forms = Counter(one.surface for one in members if not ("\n" in one.surface and "clear" in one.props))
    aliases = sorted((form for form in forms if form != entity.name), key=lambda form: (-forms[form], form))
    props: dict[str, str | int | float | tuple[str, ...] | None] = {
        "aliases": tuple(aliases),
        "mentions": len(members),
        "speeches": len(said_in),
        "families": len({speech.family for speech in said_in.values()}),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
    }
    if entity.type == "Redacted":
        props |= {"hole": str(members[0].props.get("hole")), "as": members[0].type}
    if entity.target.code:
        props |= {"code": entity.target.code, "level": entity.target.level, "parents": entity.target.parents}
    elif entity.target.parents:
        props["parents"] = entity.target.parents
    return props


def speech_nodes(speeches: Iterable[Speech]) -> Iterator[Node]:
    """The nodes of speeches."""
    for speech in speeches:
        known = [part for part in (speech.speaker, speech.date.iso if speech.date else None) if part]
        name = f"{speech.title}（{'，'.join(known)}）" if known else speech.title
        props: Props = {
            "date": speech.date.iso if speech.date else None,
            "date_precision": speech.date.precision if speech.date else None,
            "speaker": speech.speaker,
            "position": speech.position,
            "place": speech.place,
            "file": speech.file,
            "start": speech.start,
            "end": speech.end,
            "family": speech.family,
            "version_of": speech.version_of,
            "kind": speech.kind,
        }
        yield Node(speech.id, name, "Speech", speech.title, props)


def file_node(path: str, encoding: str, characters: int, sha256: str, pages: Sequence[int]) -> Node:
    """The node of a source file that holds a speech; `pages` are told of where it has any."""
    props: Props = {"path": path, "encoding": encoding, "characters": characters, "sha256": sha256}
    if pages:
        props = {**props, "pages": tuple(pages)}
    return Node(file_id(path), path, "SourceFile", path, props)


def file_id(path: str) -> str:
    """The node id of a source file."""
    return content_id("file", path)
