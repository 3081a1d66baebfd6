"""Colours that can be read: every type on every ground, in light and in dark."""

from __future__ import annotations

import re

import pytest

from kg.explorer import theme
from kg.schema import node_types

BASES = pytest.mark.parametrize("base", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
GROUNDS = ("paper", "raised", "sunk")


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@BASES
def test_types_can_be_read_on_every_ground_and_on_their_own_tint(base: dict[str, str]) -> None:
    colours = theme.type_colours(base)
    assert list(colours) == list(node_types())
    for colour, tint in colours.values():
        assert min(theme.contrast(colour, ground) for ground in (*(base[g] for g in GROUNDS), tint)) >= theme.READABLE
        assert theme.contrast(base["ink"], tint) >= theme.READABLE


@BASES
@pytest.mark.parametrize("colour", ["ink", "quiet", "accent"])
def test_text_can_be_read(base: dict[str, str], colour: str) -> None:
    assert min(theme.contrast(base[colour], base[ground]) for ground in GROUNDS) >= theme.READABLE


@BASES
@pytest.mark.parametrize("ground", ["mark", "added", "removed", "changed", "filled", "blanked", "accent-soft"])
def test_text_can_be_read_on_what_is_marked(base: dict[str, str], ground: str) -> None:
    assert theme.contrast(base["ink"], base[ground]) >= theme.READABLE


@BASES
def test_edges_and_focus_can_be_seen(base: dict[str, str]) -> None:
    for colour in ("edge", "focus"):
        assert min(theme.contrast(base[colour], base[ground]) for ground in ("paper", "raised")) >= 3


def test_counts_can_be_read_on_every_shade_of_the_table() -> None:
    light, dark = theme.css().split("@media")[:2]
    for css, base in ((light, theme.LIGHT), (dark, theme.DARK)):
        shades = re.findall(r"--heat-\d:(#\w{6})", css)[:5]
        assert len(set(shades)) == 5
        assert min(theme.contrast(base["ink"], shade) for shade in shades) >= theme.READABLE


def test_every_colour_that_a_page_asks_for_is_there() -> None:
    from kg.explorer.respond import SHEETS

    used = set(re.findall(r"var\((--[\w-]+)", SHEETS["style.css"]()))
    known = set(re.findall(r"(--[\w-]+):", theme.css()))
    assert used - known == set()
