"""The data types of kg, in the order in which they arise.

    Path → Document → Speech → Mention → Statement ─(Judgement)→ Node, Edge → Graph

All are frozen. Offsets are Unicode code points of the decoded text of one document, half open, newlines kept as
they are, so that `document.text[start:end]` is always the quotation itself. Ids are hashes of content (kg.ids):
the same input gives the same ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Scalar = str | int | float | bool | None
Value = Scalar | tuple[str, ...] | tuple[int, ...]
Props = Mapping[str, Value]

NO_PROPS: Props = {}


@dataclass(frozen=True, slots=True)
class Document:
    """One input file as text. `path` is relative to the input folder, with forward slashes.

    `encoding` is the codec of a text file, of any other the format that it was converted from (kg.read.formats);
    `pages` the offset at which each page begins, where a format has pages.
    """

    id: str
    path: str
    text: str
    encoding: str
    sha256: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exact as the text states it: iso is YYYY, YYYY-MM or YYYY-MM-DD; precision year, month or day."""

    iso: str
    precision: str


@dataclass(frozen=True, slots=True)
class Speech:
    """One talk inside a document: document.text[start:end]. What the text does not say is None.

    `body` is where the talk itself begins, after title and byline. `family` is the id shared by all versions of
    one talk; `version_of` names the preferred member of the family (None for that member itself), and `kind`
    tells how this copy relates to it: same, redacted or edited.
    """

    id: str
    document: str
    file: str
    start: int
    end: int
    body: int
    title: str
    date: PartialDate | None = None
    speaker: str | None = None
    position: str | None = None
    place: str | None = None
    family: str = ""
    version_of: str | None = None
    kind: str | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something. `method` tells how it was found: gazetteer, list, user, pattern, context,
    head or plug-in.

    A redaction (XX镇, x月xx日) is a mention with `redacted` set; props then holds `hole`, the kind of what was
    blanked: place, person, organization, number, date or name. Where noise stands in the surface, props holds
    `clear`, the surface without it (kg.read.clear).
    """

    id: str
    document: str
    file: str
    speech: str
    start: int
    end: int
    surface: str
    type: str
    method: str
    score: float
    redacted: bool = False
    props: Props = field(default_factory=dict)

    @property
    def clear(self) -> str:
        """The surface without noise."""
        return str(self.props.get("clear", self.surface))


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact with its quotation: document.text[start:end] says that subject stands in `relation` to object.

    Subject and object are mention ids, or a speech id where the vocabulary says Speech. `inferred` is set where
    context, not one clause, supports the fact.
    """

    id: str
    document: str
    file: str
    speech: str
    subject: str
    relation: str
    object: str
    start: int
    end: int
    method: str
    confidence: float
    inferred: bool = False
    props: Props = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two names mean one entity: same, different or unsure, within a scope ('' is everywhere).

    Keyed by type, normal forms and scope, never by mention ids, so that it outlives an edited file. `by` and
    `at` are set only on a person's decision, which outranks the machine's.
    """

    type: str
    left: str
    right: str
    scope: str
    verdict: str
    score: float
    reasons: tuple[str, ...]
    by: str | None = None
    at: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it judges, whichever of the two names comes first."""
        left, right = sorted((self.left, self.right))
        return self.type, left, right, self.scope


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the data, returned with the results: where, at which stage, and one sentence in both languages."""

    file: str
    offset: int | None
    stage: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Node:
    """What a store holds: an entity, a speech, a source file or a redaction. `title` equals `name` but for a speech."""

    id: str
    name: str
    type: str
    title: str
    props: Props = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes and all the evidence that joins them.

    count: statements (or mentions) behind it; families: the same with versions of one talk taken once; speeches:
    ids; quotes: the sentences, verbatim; spans: 'file:start-end' of each quote, in the order of `quotes`.
    """

    source: str
    target: str
    type: str
    count: int
    families: int
    speeches: tuple[str, ...]
    quotes: tuple[str, ...]
    spans: tuple[str, ...]
    inferred: bool
    statements: tuple[str, ...] = ()
    props: Props = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes sorted by id, edges by (source, type, target). Derived from mentions and statements, never edited."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
