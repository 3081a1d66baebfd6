"""The pages of one thing: an entity, a speech, two speeches side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from kg.explorer.names import form_of
from kg.explorer.pages.page import Asked
from kg.explorer.pages.pieces import Stretch, paragraphs
from kg.explorer.state import BadValue
from kg.explorer.states import CompareState, EntityState, SpeechState
from kg.explorer.text import has_direction
from kg.explorer.views import compare as compare_view
from kg.explorer.views import entity as entity_view
from kg.explorer.views import speech as speech_view
from kg.explorer.views.shapes import CompareView, EntityView, Filled, Related, Segment, SpeechView
from kg.schema import entity_types

# Properties of a node that the page shows elsewhere, or that say nothing to a reader.
_ELSEWHERE = ("aliases", "mentions", "speeches", "families", "hole")


def entity(asked: Asked) -> EntityView:
    """An entity with all that is known of it."""
    state: EntityState = asked.state
    return entity_view.entity(asked.db, asked.key, offset=state.offset)


def entity_more(asked: Asked, view: EntityView) -> Mapping[str, Any]:
    """Properties to be listed, the highest count of a speech, which is the longest bar, and what the forms need
    by which a person decides, where one can."""
    props = {
        key: value for key, value in view.props.items() if key not in _ELSEWHERE and value not in (None, "", (), [])
    }
    pages = view.props.get("pages")
    if isinstance(pages, list | tuple) and pages:
        props = {**props, "pages": len(pages)}
    decides = not asked.served.read_only and view.node.type in entity_types()
    return {
        "props": props,
        "related": tuple(_merged(view.related)),
        "most": max((row.count for row in view.speeches), default=1),
        "form": form_of(asked.db, view.node.id) if decides else None,
    }


def _merged(groups: Iterable[Related]) -> Iterator[Related]:
    """What has no direction as one group, the strongest first."""
    both: dict[str, Related] = {}
    for group in groups:
        if has_direction(group.type):
            yield group
            continue
        other = both.get(group.type)
        edges = sorted((*(other.edges if other else ()), *group.edges), key=lambda pair: -pair[0].families)
        both[group.type] = Related(group.type, True, tuple(edges), group.total + (other.total if other else 0))
    yield from both.values()


def speech(asked: Asked) -> SpeechView:
    """A talk, its text with what is named in it."""
    return speech_view.speech(asked.db, asked.key)


def speech_more(asked: Asked, view: SpeechView) -> Mapping[str, Any]:
    """The text cut into pieces that HTML can nest."""
    state: SpeechState = asked.state
    ranks = list(entity_types())
    types = sorted({mark.type for mark in view.marks if mark.type in ranks}, key=ranks.index)
    return {"paragraphs": paragraphs(view, state.span(), fills=state.fills), "types": types, "kind_of": _kind_of}


def _kind_of(over: object) -> str:
    return "at" if isinstance(over, Stretch) else "fill" if isinstance(over, Filled) else "mark"


def compare(asked: Asked) -> CompareView:
    """Two versions of a talk. BadValue where one of them is not said."""
    state: CompareState = asked.state
    if not state.left or not state.right:
        raise BadValue(
            "请从一篇讲话的页面选另一版本来对照", "choose another version to compare on the page of a speech"
        )
    return compare_view.compare(asked.db, state.left, state.right)


def compare_more(asked: Asked, view: CompareView) -> Mapping[str, Any]:
    """Segments that stand side by side, together."""
    rows = groupby(view.segments, key=lambda segment: segment.row)
    return {"rows": [tuple[Segment, ...](found) for _, found in rows]}
