"""The styles of a Word file: which paragraphs are headings, which are numbered, which stand in a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.read.formats.numbering import Element, W, whole

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
NO_LIST = "0"  # a paragraph says so that it is in no list, whatever its style says


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, or a paragraph by itself, says; None where it says nothing. A title is a heading of level 0."""

    heading: int | None = None
    number: str | None = None
    level: int | None = None
    contents: bool = False


def styles_of(part: Element) -> dict[str, Style]:
    """The paragraph styles by id, each with what it has from those that it is based on."""
    own: dict[str, tuple[Style, str]] = {}
    for element in part.findall(W + "style"):
        name = _value(element.find(W + "name"))
        heading = 0 if name.casefold() in ("title", "标题") else None
        if found := _HEADING.fullmatch(name):
            heading = int(found[1])
        said = read_style(element)
        style = replace(
            said,
            heading=said.heading if heading is None else heading,
            contents=bool(_CONTENTS.fullmatch(name)),
        )
        own[str(element.get(W + "styleId"))] = (style, _value(element.find(W + "basedOn")))
    return {name: _inherited(name, own) for name in own}


def read_style(element: Element) -> Style:
    """What the properties of a paragraph or of a style say."""
    properties = element.find(W + "pPr")
    if properties is None:
        return Style()
    outline = _value(properties.find(W + "outlineLvl"))
    numbered = properties.find(W + "numPr")
    number = level = None
    if numbered is not None:
        number = _value(numbered.find(W + "numId")) or None
        level = whole(_value(numbered.find(W + "ilvl")))
    heading = whole(outline) + 1 if re.fullmatch("[0-8]", outline) else None
    return Style(heading, number, level)


def over(own: Style, base: Style) -> Style:
    """A style with what another says where it says nothing itself."""
    return Style(
        base.heading if own.heading is None else own.heading,
        base.number if own.number is None else own.number,
        base.level if own.level is None else own.level,
        own.contents or base.contents,
    )


def _inherited(name: str, own: dict[str, tuple[Style, str]]) -> Style:
    style, seen = Style(), {""}
    while name in own and name not in seen:  # a circle of styles is possible in a broken file
        seen.add(name)
        style, name = over(style, own[name][0]), own[name][1]
    return style


def _value(element: Element | None) -> str:
    return str(element.get(W + "val") or "") if element is not None else ""
