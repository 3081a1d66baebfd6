"""What the explorer's views give: the page's template and its JSON twin are made of the same of these.

Ids are those of kg.model.Node; `date` is an ISO date as exact as stated, or None. Offsets are code points of `file`.
What pages give that change things or run queries: kg.explorer.views.acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Name:
    """A node in short. Of a speech `name` is its title."""

    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class SpeechName:
    """A speech in short. `family` is shared by versions of one talk, `version_of` None for the preferred one."""

    id: str
    title: str
    date: str | None
    speaker: str | None
    file: str
    family: str
    version_of: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence that is evidence: `file`:`start`-`end`, from `page` on, if any. `marks`: (start, end) in `text`."""

    file: str
    start: int
    end: int
    text: str
    speech: SpeechName | None
    marks: tuple[tuple[int, int], ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Where a list stands in the whole: rows `offset` to `offset + limit` of `total`."""

    offset: int
    limit: int
    total: int


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A speech, or a family of its versions; `members` are speech ids, the preferred one first."""

    speech: SpeechName
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A program: mentions in each column shown (versions folded: the highest), their sum, in how many talks."""

    program: Name
    counts: tuple[int, ...]
    total: int
    speeches: int
    first: str | None


@dataclass(frozen=True, slots=True)
class MatrixView:
    """`order` is first, count, name or similar; `columns_page` and `rows_page` tell what part of the table this is."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    order: str
    fold: bool
    columns_page: Page
    rows_page: Page


@dataclass(frozen=True, slots=True)
class NameHit:
    """A node found by name. `matched` is the form that matched where it is not the name (an alias, pinyin)."""

    node: Name
    matched: str | None
    how: str  # name, alias, pinyin, initials
    mentions: int
    families: int


@dataclass(frozen=True, slots=True)
class SearchView:
    """Names first, then sentences that hold the words."""

    query: str
    names: tuple[NameHit, ...]
    quotations: tuple[Quotation, ...]
    names_page: Page
    quotations_page: Page


@dataclass(frozen=True, slots=True)
class SuggestView:
    """Names for what is being typed, the best first."""

    names: tuple[NameHit, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a view is narrowed to; empty means all. `since` and `until` are years of speeches, inclusive; `certainty`
    is all or stated (no edge that is inferred only); `families`: edges said in at least so many talks."""

    types: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    speeches: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    certainty: str = "all"
    families: int = 1


@dataclass(frozen=True, slots=True)
class GraphNode:
    """`hop`: steps from the nearest focus. `more`: edges to neighbours not shown, by relation; `more_types` the same by
    RELATION:TYPE of the neighbour. `mentions`, `families`: counts."""

    id: str
    name: str
    type: str
    hop: int
    mentions: int
    families: int
    redacted: bool
    more: Mapping[str, int]
    more_types: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge of kg.model.Edge without its quotations, which /evidence has."""

    source: str
    target: str
    type: str
    count: int
    families: int
    inferred: bool
    props: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that the view can be filtered by, and how much of the unfiltered view has it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class GraphView:
    """What is drawn; `facets`: by what it can be filtered: types, relations, speeches, years, certainty (stated,
    inferred). `left_out`: edges that lead to what is not shown; `not_drawn`: edges too many between what is. `way`: the
    path that was asked for, whose edges are all among `edges`."""

    focus: tuple[str, ...]
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    facets: Mapping[str, tuple[Facet, ...]]
    left_out: int
    not_drawn: int = 0
    way: PathView | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, walked from `before` to `after`, with quotations (at most three)."""

    before: Name
    after: Name
    edge: GraphEdge
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class PathView:
    """The shortest way between two nodes; no steps where there is none. `length` counts edges. `complete` is False
    where the search was broken off: there may be a way that it did not find, or a better one."""

    source: Name
    target: Name
    steps: tuple[Step, ...]
    length: int
    complete: bool = True


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """All that stands behind one edge."""

    edge: GraphEdge
    source: Name
    target: Name
    quotations: tuple[Quotation, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class Related:
    """The edges of one relation in one direction: neighbours, those with most talks first, and how many there are."""

    type: str
    outward: bool
    edges: tuple[tuple[GraphEdge, Name], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Certainty:
    """Where certainty comes from: mentions by method, with their lowest and highest score, and judgements."""

    methods: tuple[tuple[str, int, float, float], ...]
    judgements: tuple[JudgementRow, ...]


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement that concerns the entity, as judgements.jsonl has it."""

    type: str
    left: str
    right: str
    scope: str
    verdict: str
    score: float
    reasons: tuple[str, ...]
    by: str | None
    at: str | None


@dataclass(frozen=True, slots=True)
class SpeechCount:
    """How often a speech names an entity, and the first sentence that does."""

    speech: SpeechName
    count: int
    quotation: Quotation | None


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity's page. `props` are those of entities.jsonl (code, level, parents, hole …) without the aliases;
    `speeches_page` tells which of the speeches that name it are listed."""

    node: Name
    aliases: tuple[str, ...]
    redacted: bool
    props: Mapping[str, Any]
    mentions: int
    speeches: tuple[SpeechCount, ...]
    families: int
    related: tuple[Related, ...]
    certainty: Certainty
    alike: tuple[Name, ...]  # others of the type that a person may want to merge it with, by the doubts of kg review
    speeches_page: Page = Page(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention in the text of a speech: start and end count from the start of the speech's text."""

    start: int
    end: int
    type: str
    entity: str
    name: str
    redacted: bool
    hole: str | None
    method: str
    score: float


@dataclass(frozen=True, slots=True)
class Filled:
    """What another copy has at a place that this one hides; offsets as in Mark. `entity` None for a number; `field` of
    kind head: speaker, position, place or date."""

    start: int
    end: int
    kind: str
    text: str
    entity: str | None
    name: str | None
    other: SpeechName
    quote: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class SpeechView:
    """The reader. `text`: the whole talk, if at hand; `offset`: where it begins in `file`; `pages`: first and last."""

    speech: SpeechName
    position: str | None
    place: str | None
    text: str | None
    offset: int
    body: int
    marks: tuple[Mark, ...]
    fills: tuple[Filled, ...]
    versions: tuple[SpeechName, ...]
    programs: tuple[tuple[Name, int], ...]
    doubts: tuple[Mapping[str, Any], ...]  # rows of inconsistencies.jsonl
    before: SpeechName | None
    after: SpeechName | None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of two versions that belong together, one of which may be none; the kind says what became of the left ones:
    same, changed, added, removed, blanked, filled. Offsets count from the start of the speech. Segments of one `row`
    stand side by side; `moved`: the right version has the row further up than what stands above it."""

    kind: str
    left: str
    right: str
    left_start: int
    right_start: int
    row: int = 0
    moved: bool = False


@dataclass(frozen=True, slots=True)
class CompareView:
    """Two versions side by side, and what each names that the other does not."""

    left: SpeechName
    right: SpeechName
    similarity: float | None
    segments: tuple[Segment, ...]
    only_left: tuple[Name, ...]
    only_right: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """Something at a time: a speech (kind speech), or a date that speeches name (kind fact), with the first sentence
    that does and the events and documents `beside` it there. `date` of a span is since/until."""

    date: str
    kind: str
    node: Name
    quotation: Quotation | None
    beside: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Speeches and dated facts in order; `undated` are speeches that state no date, the first of `undated_total`;
    `lanes`: programs by talk dates, and how often each talk names them."""

    items: tuple[Dated, ...]
    undated: tuple[SpeechName, ...]
    lanes: tuple[tuple[Name, tuple[tuple[str, int], ...]], ...]
    page: Page
    undated_total: int = 0


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A place in the tree; `named` False where no text names it and it only holds others. Counts are its own."""

    id: str | None
    code: str | None
    name: str
    level: str | None
    named: bool
    mentions: int
    families: int
    below: tuple[PlaceNode, ...]


@dataclass(frozen=True, slots=True)
class PlacesView:
    """The tree of places by administrative level, and those that no level is known of."""

    roots: tuple[PlaceNode, ...]
    others: tuple[Name, ...]
