"""How a node is drawn: its label in lines, its sizes, and the box that it covers. All lengths are whole pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import east_asian_width

from kg.graph.layout import Box
from kg.model import Node
from kg.schema import node_types

ELLIPSIS = "…"
CLINGING = "、，。；：！？）》】”’…"  # no line of Chinese begins with one of these
LABEL_INSIDE = ("box", "ellipse", "text")
PADDING = 9  # between the boxes of two neighbours, each side


@dataclass(frozen=True, slots=True)
class Drawing:
    """A node's label (lines joined by newlines), shape, radius, font size and the box it covers."""

    label: str
    shape: str
    size: int
    font: int
    box: Box


def draw(node: Node) -> Drawing:
    """The drawing of a node: sizes grow with mentions and speeches, and programs get more room than the rest.

    Lengths are those at scale 1. The page writes labels at a readable size on any scale and leaves out what would
    overlap, the least important first.
    """
    shape = node_types()[node.type].shape
    label = _label(node)
    speeches, mentions = (_count(node, key) for key in ("speeches", "mentions"))
    if node.type == "Speech":
        size, font = 20, 24
    elif node.type == "Program":
        size, font = 9 + _growth(mentions, 2.2), 16 if speeches > 1 else 13
    else:
        size, font = 6 + _growth(mentions, 1.5), 12 if speeches > 1 else 9
    lines = label.split("\n")
    width = math.ceil(max(map(_ems, lines)) * font)
    # under the title of a speech the page puts its date, speaker and version, in the reader's language
    height = math.ceil((len(lines) + (node.type == "Speech")) * font * 1.2)
    if shape in LABEL_INSIDE:
        pad = PADDING + (12 if node.type == "Speech" else 4)
        box = Box(width // 2 + pad, height // 2 + pad, height // 2 + pad)
    else:
        box = Box(max(width // 2, size) + PADDING, size + PADDING, size + height + PADDING)
    return Drawing(label, shape, size, font, box)


def wrap(text: str, width: int, most: int) -> str:
    """`text` in at most `most` lines of about equal length, none wider than `width` ems; the rest is an ellipsis."""
    text = _cut(text, 2 * (width + 1) * most)  # a name may be as long as a page; every letter below measures its line
    lines = max(1, math.ceil(_ems(text) / width))
    even = _ems(text) / min(lines, most) if lines <= most else width
    out: list[str] = []
    line = ""
    for letter in text:
        if line and letter not in CLINGING and _ems(line + letter) > max(even, 1) + 0.5 and len(out) < most - 1:
            out.append(line.strip())
            line = ""
        line += letter
    while _ems(line) > width + 0.5:
        line = line.removesuffix(ELLIPSIS)[:-1] + ELLIPSIS
    return "\n".join([*out, line.strip()])


def _cut(text: str, most: int) -> str:
    """The beginning of the text, at most `most` ems and an ellipsis."""
    widths = accumulate(map(_ems, text))
    end = next((number for number, ems in enumerate(widths) if ems > most), None)
    return text if end is None else text[:end] + ELLIPSIS


def _label(node: Node) -> str:
    if node.type != "Speech":
        return wrap(_clean(node.name), 11, 2)
    return wrap(_clean(node.title), 12, 3)


def _clean(text: str) -> str:
    """Line breaks would tear a label."""
    return " ".join(text.split())


def _ems(text: str) -> float:
    return sum(1.0 if east_asian_width(letter) in "WFA" else 0.6 for letter in text)


def _growth(mentions: int, rate: float) -> int:
    return round(rate * math.sqrt(min(max(mentions, 0), 30)))


def _count(node: Node, key: str) -> int:
    value = node.props.get(key)
    return value if isinstance(value, int) else 0
