"""PDF files with a text layer, by pdfium: its characters with their places become lines, which paragraphs.py joins.

pdfium reads Chinese fonts without a map of their own, gives 工 where a font names its glyph ⼯, and is fuzzed as a part
of Chromium. What stands aslant (a watermark) is left out.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.read.formats.clean import visible
from kg.read.formats.model import Extracted, Flaw, Unreadable, reading
from kg.read.formats.paragraphs import Line, set_text
from kg.read.formats.running import without_running

PAGES = 10_000
BROKEN = ("不是完整的 PDF 文件", "is no intact PDF file")
SOFT = "\u00ad"  # a hyphen that only the end of a line asked for
# What a font without a map of its characters gives.
UNMAPPED = frozenset(map(chr, (*range(0xE000, 0xF900), 0xFFFD)))
TOO_MANY = 0.3
WIDE = 0.8  # a gap of less, in widths of a character, is no space between ideographs


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character of a page: where it begins and ends on its line, how high the line is, its size, how aslant."""

    text: str
    left: float
    right: float
    base: float
    size: float
    angle: int
    made: bool


def read_pdf(data: bytes) -> Extracted:
    """The text of a PDF with the offset of each page. Unreadable where it is none, is encrypted or has no text."""
    pages: list[list[Line]] = []
    pictures: list[int] = []
    with reading(*BROKEN):
        import pypdfium2

        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            if "password" in str(fault).lower() and b"/Encrypt" in data:  # pdfium may tell of an earlier file
                raise Unreadable("已加密，请先解密", "is encrypted: decrypt it first") from fault
            raise
    try:
        with reading(*BROKEN):
            count = len(document)
        if count > PAGES:
            raise Unreadable(f"超过 {PAGES} 页，请拆分", f"has over {PAGES} pages: split it")
        for number in range(count):
            with reading(f"第 {number + 1} 页损坏", f"page {number + 1} is damaged"):
                signs, picture = _page(document, number)
            pages.append(_lines(signs))
            if picture and not pages[-1]:
                pictures.append(number + 1)
    finally:
        document.close()
    return _extracted(without_running(pages), pictures)


def _extracted(pages: list[list[Line]], pictures: list[int]) -> Extracted:
    text, starts = set_text(pages)
    if not text.strip():
        raise Unreadable(
            "没有文字层（扫描件），请先做文字识别（OCR）", "has no text layer (a scan): run optical recognition first"
        )
    if sum(sign in UNMAPPED for sign in text) > TOO_MANY * len(text):
        raise Unreadable("字体没有文字编码，无法取得文字", "its fonts do not tell their characters")
    flaws: tuple[Flaw, ...] = ()
    if pictures:
        listed = "、".join(map(str, pictures[:20])) + ("…" if len(pictures) > 20 else "")
        flaws = (
            Flaw(
                None,
                f"第 {listed} 页只有图像，没有文字层",
                f"page {listed.replace('、', ', ')} is a picture without a text layer",
            ),
        )
    return Extracted(text, "pdf", starts, flaws)


def _page(document: Any, number: int) -> tuple[list[_Sign], bool]:
    """The characters of a page, and whether it holds a picture where it holds none."""
    import pypdfium2.raw as raw

    page = document[number]
    try:
        text = page.get_textpage()
        try:
            signs = [_sign(raw, text, index) for index in range(text.count_chars())]
        finally:
            text.close()
        blank = all(sign.text.isspace() for sign in signs)
        return signs, blank and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    finally:
        page.close()


def _sign(raw: Any, text: Any, index: int) -> _Sign:
    code = raw.FPDFText_GetUnicode(text, index)
    char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(text, index, box)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    radians = raw.FPDFText_GetCharAngle(text, index)
    angle = round(math.degrees(radians)) % 360 if math.isfinite(radians) and radians >= 0 else 0
    if raw.FPDFText_IsHyphen(text, index) == 1 or char in "\x02\ufffe":
        char = SOFT
    along, across = (x.value, y.value) if angle == 0 else _turned(x.value, y.value, angle)
    wide, high = abs(box.right - box.left), abs(box.top - box.bottom)
    if angle in (90, 270):
        wide, high = high, wide
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    size = raw.FPDFText_GetFontSize(text, index) * (math.hypot(matrix.c, matrix.d) or 1)  # as it is drawn
    made = raw.FPDFText_IsGenerated(text, index) == 1
    return _Sign(char, along, along + (wide if 0 < wide < 4 * max(size, 1) else size), across, size, angle, made)


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A place along and across lines that run aslant."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cos + y * sin, y * cos - x * sin


def _lines(signs: list[_Sign]) -> list[Line]:
    """The lines of a page in the order in which it says them, of the direction that most of it has."""
    angles = Counter(sign.angle for sign in signs if not sign.made and not sign.text.isspace())
    if not angles:
        return []
    upright = min(angles, key=lambda angle: (-angles[angle], angle))
    kept = [sign for sign in signs if sign.made or sign.angle == upright]
    return [line for piece in _pieces(kept) if (line := _line(piece))]


def _pieces(signs: list[_Sign]) -> Iterator[list[_Sign]]:
    piece: list[_Sign] = []
    for sign in signs:
        if sign.text in "\r\n":
            yield piece
            piece = []
        else:
            piece.append(sign)
    yield piece


def _line(signs: list[_Sign]) -> Line | None:
    drawn = [sign for sign in signs if not sign.made and not sign.text.isspace()]
    if not drawn:
        return None
    words = []
    for number, sign in enumerate(signs):
        if not (sign.made and sign.text == " " and _is_tight(signs, number)):
            words.append(sign.text)
    text = _hyphened(words)
    if not text:
        return None
    size = sorted(sign.size for sign in drawn)[len(drawn) // 2]
    left, right = min(sign.left for sign in drawn), max(sign.right for sign in drawn)
    return Line(text, left, right, drawn[0].base, size)


def _hyphened(words: list[str]) -> str:
    """The words of a line; a soft hyphen stays where the line ends with it, for there the next line is joined."""
    text = "".join(words).rstrip()
    return visible(text).strip() + (SOFT if text.endswith(SOFT) else "")


def _is_tight(signs: list[_Sign], number: int) -> bool:
    """Whether a space that pdfium guessed stands between ideographs that are only spaced out."""
    if not 0 < number < len(signs) - 1:
        return False
    before, after = signs[number - 1], signs[number + 1]
    narrow = after.left - before.right < WIDE * max(before.size, after.size)
    return narrow and not (before.text.isascii() and after.text.isascii())
