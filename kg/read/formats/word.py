"""Word files (.docx): paragraphs, tables row by row, notes after their paragraph, numbers that Word counts by itself.

Left out is what no reader of the talk reads or what is said twice: headers and footers, tables of contents, deleted and
hidden words, comments, the copy of a text box for old programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from kg.read.formats.clean import joined, visible
from kg.read.formats.headings import FRAMED, Paragraph, marked
from kg.read.formats.limits import check_package
from kg.read.formats.model import Extracted, Unreadable, reading
from kg.read.formats.numbering import Element, Numbering, W
from kg.read.formats.styles import NO_LIST, Style, over, read_style, styles_of

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BROKEN = ("不是完整的 Word 文件", "is no intact Word file")
_SKIPPED = {W + name for name in ("del", "moveFrom", "pPr", "rPr", "rt", "instrText", "delText", "tblPr", "sdtPr")}
_SKIPPED.add(MC + "Fallback")
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_CONTENTS = re.compile(r"^\s*TOC\b|PAGEREF\s+_Toc")
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Said:
    """What one paragraph says, as it is gathered: words, text boxes, and the notes that it refers to."""

    words: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    contents: bool = False


def read_word(data: bytes) -> Extracted:
    """The text of a .docx. Unreadable where it is none."""
    check_package(data)
    with reading(*BROKEN):
        import docx

        package = docx.Document(BytesIO(data))
        reader = _Reader(package)
        body = package.element.body
    if body is None:
        raise Unreadable("Word 文件没有正文", "the Word file has no body")
    return Extracted(joined(marked(reader.paragraphs(body))), "docx")


class _Reader:
    """One file as it is read: its styles, its notes, and how far its lists have been counted."""

    def __init__(self, package: Any) -> None:
        parts = _parts(package)
        styles = parts.get("styles")
        self.styles = styles_of(styles) if styles is not None else {}
        self.numbering = Numbering(parts.get("numbering"))
        self.notes = {
            (kind, str(note.get(W + "id"))): note
            for kind in ("footnotes", "endnotes")
            for note in parts.get(kind, ())
            if note.get(W + "type") in (None, "normal")
        }

    def paragraphs(self, element: Element) -> Iterator[Paragraph]:
        """The paragraphs below an element in reading order, each row of a table as one."""
        said = _Said()
        for block in _blocks(element):
            if block.tag == W + "tbl":
                yield from self._rows(block)
                continue
            _gather(block, said)
            if not _runs_on(block):
                yield from self._paragraph(block, said)
                said = _Said()

    def _paragraph(self, element: Element, said: _Said) -> Iterator[Paragraph]:
        named = element.find(f"{W}pPr/{W}pStyle")
        style = over(
            read_style(element), self.styles.get(str(named.get(W + "val")) if named is not None else "", Style())
        )
        number = ""
        if style.number and style.number != NO_LIST:
            number = self.numbering.next(style.number, style.level or 0)
        words = visible("".join(said.words)).strip()
        if words and not (style.contents or said.contents):
            glue = " " if number and number[-1].isascii() and number[-1].isalnum() else ""
            yield Paragraph(number + glue + words, style.heading)
        for kind, note in said.notes:
            if (kind, note) in self.notes:
                text = " ".join(part.text for part in self.paragraphs(self.notes.pop((kind, note))))
                if text:
                    yield Paragraph(f"注：{text}")
        for box in said.boxes:
            yield from self.paragraphs(box)

    def _rows(self, table: Element) -> Iterator[Paragraph]:
        for row in _below(table, W + "tr"):
            cells = [list(self.paragraphs(cell)) for cell in _below(row, W + "tc")]
            if len(cells) == 1:  # a frame around paragraphs
                yield from cells[0]
            elif any(len(cell) >= FRAMED for cell in cells):  # columns of a page
                for cell in cells:
                    yield from cell
            elif any(cells):
                yield Paragraph("\t".join(" ".join(part.text for part in cell) for cell in cells).strip())


def _parts(package: Any) -> dict[str, Element]:
    """The roots of the parts beside the body, by the last word of the relation that leads to each."""
    from docx.oxml import parse_xml

    wanted = ("styles", "numbering", "footnotes", "endnotes")
    found = {}
    for relation in package.part.rels.values():
        name = str(relation.reltype).rpartition("/")[2]
        if name in wanted and not relation.is_external:
            found[name] = parse_xml(relation.target_part.blob)
    return found


def _blocks(element: Element) -> Iterator[Element]:
    """Paragraphs and tables of an element, through whatever wraps them; a table of contents is left out."""
    for child in element:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag == W + "sdt":
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            if gallery is None or "Contents" not in str(gallery.get(W + "val")):
                yield from _blocks(child)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _blocks(child)


def _below(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through whatever wraps them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _below(child, tag)


def _gather(element: Element, said: _Said) -> None:
    for child in element:
        tag = child.tag
        if tag == W + "t":
            said.words.append(child.text or "")
        elif tag in _SIGNS:
            said.words.append(_SIGNS[tag])
        elif tag in _NOTES:
            said.notes.append((_NOTES[tag], str(child.get(W + "id"))))
        elif tag == W + "txbxContent":
            said.boxes.append(child)
        elif tag == W + "instrText":
            said.contents = said.contents or bool(_CONTENTS.search(child.text or ""))
        elif isinstance(tag, str) and tag not in _SKIPPED and not (tag == W + "r" and _hidden(child)):
            _gather(child, said)


def _runs_on(paragraph: Element) -> bool:
    """Whether the end of a paragraph was taken away, in changes that are kept track of: the next goes on with it."""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{mark}") is not None for mark in ("del", "moveFrom"))


def _hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val") not in _OFF
