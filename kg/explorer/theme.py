"""/theme.css: the colours of the pages, and those of the node types made readable on them, light and dark."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from functools import cache

from kg.schema import node_types

LIGHT = {
    "paper": "#fbfaf7",
    "raised": "#ffffff",
    "sunk": "#f3f1eb",
    "ink": "#22201c",
    "quiet": "#635d53",
    "line": "#e0dbd0",
    "edge": "#8d867a",
    "accent": "#9b2c1f",
    "accent-soft": "#f6e4e0",
    "on-accent": "#ffffff",
    "focus": "#0b57d0",
    "heat": "#b5482f",
    "mark": "#fff0b8",
    "added": "#dcf1e2",
    "removed": "#fbe1dc",
    "changed": "#fdeecb",
    "filled": "#dceaf7",
    "blanked": "#e8e3f3",
}
DARK = {
    "paper": "#17181a",
    "raised": "#1f2124",
    "sunk": "#121315",
    "ink": "#ebe7df",
    "quiet": "#aaa499",
    "line": "#35373b",
    "edge": "#7d7a74",
    "accent": "#f0937f",
    "accent-soft": "#3d2520",
    "on-accent": "#1c0f0c",
    "focus": "#8ab4f8",
    "heat": "#c04a30",
    "mark": "#433910",
    "added": "#1d4029",
    "removed": "#54261f",
    "changed": "#4c3b12",
    "filled": "#1b3a54",
    "blanked": "#3a3359",
}
# What marks each type besides its colour, on a square of 12 by 12; shapes as in entities.yaml.
PATHS = {
    "star": "M6 .6 7.6 4.3 11.6 4.6 8.6 7.2 9.5 11.1 6 9 2.5 11.1 3.4 7.2.4 4.6 4.4 4.3z",
    "box": "M1 2.5h10v7H1z",
    "dot": "M6 1a5 5 0 1 0 0 10A5 5 0 1 0 6 1z",
    "square": "M1.5 1.5h9v9h-9z",
    "diamond": "M6 .5 11.5 6 6 11.5.5 6z",
    "triangle": "M6 1 11.5 10.8H.5z",
    "triangleDown": "M.5 1.2h11L6 11z",
    "hexagon": "M3.2 1.2h5.6L11.6 6 8.8 10.8H3.2L.4 6z",
    "ellipse": "M6 2.5c3 0 5.5 1.6 5.5 3.5S9 9.5 6 9.5.5 7.9.5 6 3 2.5 6 2.5z",
    "text": "M1 1.5h10v2.2H7.2v7H4.8v-7H1z",
}
READABLE = 4.5  # WCAG 2.2, contrast of text (AA)
_TINT = 0.12  # how much of a type's colour is in the ground of its marks
_HEATS = (0.1, 0.2, 0.31, 0.43, 0.55)  # and how much of heat in the steps of the table, light to heavy


@cache
def css() -> str:
    """The style sheet. A reader's choice (data-theme on the root) outranks what the system prefers."""
    light, dark = _tokens(LIGHT), _tokens(DARK)
    shapes = "".join(f"--shape-{name}:{kind.shape};" for name, kind in node_types().items())
    rules = [
        f":root{{color-scheme:light;{shapes}{light}}}",
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{color-scheme:dark;{dark}}}}}',
        f':root[data-theme="dark"]{{color-scheme:dark;{dark}}}',
    ]
    rules += [f".t-{name}{{--colour:var(--type-{name});--tint:var(--tint-{name})}}" for name in node_types()]
    return "\n".join(rules) + "\n"


def type_colours(base: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Of each type its colour, with at least READABLE of contrast on every ground of `base`, and its tint."""
    found = {}
    for name, kind in node_types().items():
        tint = _mixed(kind.colour, base["raised"], _TINT)
        grounds = [base["paper"], base["raised"], base["sunk"], base["accent-soft"], tint]
        found[name] = (readable(kind.colour, grounds), tint)
    return found


def readable(colour: str, grounds: list[str]) -> str:
    """The colour, darkened or lightened no more than it must be to be read on all grounds, which are all light or all
    dark."""
    hue, light, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    step = 0.01 if _luminance(grounds[0]) < 0.5 else -0.01
    while 0 <= light <= 1:
        shade = _hex(colorsys.hls_to_rgb(hue, light, saturation))
        if all(contrast(shade, ground) >= READABLE for ground in grounds):
            return shade
        light += step
    return "#000000" if step < 0 else "#ffffff"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _tokens(base: Mapping[str, str]) -> str:
    plain = "".join(f"--{name}:{colour};" for name, colour in base.items())
    types = "".join(
        f"--type-{name}:{colour};--tint-{name}:{tint};" for name, (colour, tint) in type_colours(base).items()
    )
    heats = "".join(f"--heat-{n}:{_mixed(base['heat'], base['raised'], share)};" for n, share in enumerate(_HEATS, 1))
    return plain + heats + types


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, ground: str, share: float) -> str:
    return _hex(tuple(a * share + b * (1 - share) for a, b in zip(_rgb(colour), _rgb(ground), strict=True)))


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(parts: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(max(0.0, min(1.0, part)) * 255):02x}" for part in parts)
