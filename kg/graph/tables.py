"""Which programs appear in which speeches: the matrix that the command line prints and the page shows."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Graph, Node, Value
from kg.spans import read_span

UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Column:
    """A speech, or a family of its versions. `members` are ids of Speech nodes, the preferred one first."""

    id: str
    title: str
    date: str | None
    speaker: str | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A program: its mentions in each column, their sum, and how many columns name it at all."""

    id: str
    name: str
    counts: tuple[int, ...]
    total: int
    speeches: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns by date, rows by first mention, so that what is new steps down like a staircase."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def program_matrix(graph: Graph, *, fold: bool = True) -> Matrix:
    """Programs × speeches. With `fold`, versions of one talk share a column and its highest count is taken.

    Programs that no speech names are left out. The order depends on the content alone: columns by date (undated
    last), file and place in the file; rows by the first column and the first sentence that name them, then name.
    """
    speeches = [node for node in graph.nodes if node.type == "Speech"]
    columns = tuple(_column(members) for members in _groups(speeches, fold))
    column_of = {member: number for number, column in enumerate(columns) for member in column.members}
    counts: dict[str, list[int]] = {}
    first: dict[str, tuple[int, int]] = {}
    programs = {node.id: node for node in graph.nodes if node.type == "Program"}
    for edge in graph.edges:
        if edge.type != "MENTIONS" or edge.target not in programs or edge.source not in column_of:
            continue
        number = column_of[edge.source]
        cells = counts.setdefault(edge.target, [0] * len(columns))
        cells[number] = max(cells[number], edge.count)
        begin = (number, min((read_span(span).start for span in edge.spans), default=0))
        first[edge.target] = min(begin, first.get(edge.target, begin))
    ranked = sorted(counts, key=lambda id: (first[id], programs[id].name, id))
    return Matrix(columns, tuple(_row(programs[id], counts[id]) for id in ranked))


def speech_order(speech: Node) -> tuple[str, str, int, str]:
    """Sorts Speech nodes by date (undated last), then by file and place in the file."""
    props = speech.props
    return (_text(props.get("date")) or UNDATED, _text(props.get("file")) or "", _number(props.get("start")), speech.id)


def families(speeches: list[Node]) -> list[list[Node]]:
    """Speech nodes grouped by the talk they are versions of, the preferred version first, in `speech_order`."""
    groups: dict[str, list[Node]] = {}
    for speech in sorted(speeches, key=speech_order):
        groups.setdefault(_text(speech.props.get("family")) or speech.id, []).append(speech)
    # sorting is stable: the preferred version leads, the others stay in their order
    return [sorted(group, key=lambda speech: speech.props.get("version_of") is not None) for group in groups.values()]


def _groups(speeches: list[Node], fold: bool) -> list[list[Node]]:
    groups = families(speeches) if fold else [[speech] for speech in speeches]
    return sorted(groups, key=lambda group: speech_order(group[0]))


def _column(group: list[Node]) -> Column:
    lead = group[0]
    date, speaker = _text(lead.props.get("date")), _text(lead.props.get("speaker"))
    return Column(lead.id, lead.title, date, speaker, tuple(speech.id for speech in group))


def _row(program: Node, counts: list[int]) -> Row:
    return Row(program.id, program.name, tuple(counts), sum(counts), sum(1 for count in counts if count))


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
