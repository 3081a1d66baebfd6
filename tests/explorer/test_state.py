"""The state of a page is its address: nothing is lost on the way there and back, and what cannot be is told."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explorer import states
from kg.explorer.links import Links
from kg.explorer.pages.table import PAGES
from kg.explorer.shown import ShownState
from kg.explorer.state import BadValue, hints, query, read
from kg.explorer.states import GraphState, HomeState, SpeechState, TimelineState

KINDS = sorted({page.state for page in PAGES}, key=lambda kind: kind.__name__)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def _values(kind: Any, bounds: Any) -> st.SearchStrategy[Any]:
    least, most = bounds.get("least", 0), bounds.get("most", 10**9)
    if get_origin(kind) is tuple:
        return st.lists(WORDS.filter(bool), unique=True, max_size=4).map(tuple)
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(least, most)
    if kind is str:
        return WORDS
    return st.none() | st.integers(least, most)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_there_and_back(kind: type, data: st.DataObject) -> None:
    assert is_dataclass(kind)
    known = hints(kind)
    state = kind(**{f.name: data.draw(_values(known[f.name], f.metadata)) for f in fields(kind)})
    assert read(kind, parse_qsl(query(state), keep_blank_values=True)) == state


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_usual_is_not_said(kind: type) -> None:
    assert query(kind()) == ""


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (HomeState, ("order", "random"), "first, count, name, similar"),
        (HomeState, ("fold", "yes"), "0 or 1"),
        (HomeState, ("offset", "-1"), "0"),
        (HomeState, ("offset", "1" * 5000), "too long"),
        (HomeState, ("offset", "１"), "whole number"),
        (HomeState, ("q", "长" * 1001), "1000"),
        (GraphState, ("hops", "4"), "from 1 to 3"),
        (TimelineState, ("since", "soon"), "whole number"),
        (ShownState, ("lang", "fr"), "zh, en"),
    ],
)
def test_what_cannot_be_is_told(kind: type, given: tuple[str, str], words: str) -> None:
    with pytest.raises(BadValue) as told:
        read(kind, [given])
    assert given[0] in told.value.zh
    assert words in told.value.en


def test_a_field_left_empty_says_nothing() -> None:
    assert read(GraphState, [("hops", ""), ("since", ""), ("type", ""), ("families", "")]) == GraphState()


def test_values_of_a_certain_form() -> None:
    assert GraphState(expand=("a:CITES:Program:20", "a:5", "a:7")).expanded() == {"a:CITES:Program": 20, "a": 7}
    assert GraphState(path="a..b").ends() == ("a", "b")
    assert SpeechState("12").span() == (12, 13)
    assert SpeechState("12-30").span() == (12, 30)
    for bad in (GraphState(expand=("a",)), GraphState(expand=("a:600",)), GraphState(expand=(":5",))):
        with pytest.raises(BadValue):
            bad.expanded()
    for at in ("x", "1-", "-2", "1-x", "1" * 20):
        with pytest.raises(BadValue):
            SpeechState(at).span()
    with pytest.raises(BadValue):
        GraphState(path="a..").ends()


def test_links_keep_the_order_of_the_steps_that_led_here() -> None:
    given = (("expand", "a:20"), ("focus", "b"), ("expand", "b:20"))
    links = Links(given=given)
    state = read(GraphState, given)
    assert links.to("graph", state) == "/graph?expand=a%3A20&focus=b&expand=b%3A20"
    assert links.changed("graph", state, hide=("c",)).endswith("&expand=b%3A20&hide=c")


def test_every_state_says_what_its_fields_mean() -> None:
    kinds = [kind for kind in vars(states).values() if isinstance(kind, type) and kind.__name__.endswith("State")]
    assert len(kinds) > 5
    assert all(field.metadata["words"] for kind in kinds for field in fields(kind))
