"""Rich text (.rtf), by striprtf. What it does by slow patterns is done beforehand: fonts, links and pictures go."""

from __future__ import annotations

import re

from kg.read.formats.clean import joined, visible
from kg.read.formats.model import Extracted, Unreadable, reading

LARGEST = 16 * 2**20  # it is read sign by sign
_PICTURE = re.compile("[0-9a-fA-F]{64,}")
_BRACE = re.compile(r"[{}]")
_PAGE = re.compile(r"\\ansicpg\d{1,6}")
# A line end between the two bytes of a character means nothing.
_WRAPPED = re.compile(r"(\\'[0-9a-fA-F]{2})[\r\n]+(?=\\')")
CHINESE, TRADITIONAL = "\\fcharset134", "\\fcharset136"


def read_rtf(data: bytes) -> Extracted:
    """The text of a rich text file. Unreadable where it is none."""
    source, fonts = _without_fonts(_PICTURE.sub("", data.decode("latin-1")))
    if len(source) > LARGEST:
        raise Unreadable(f"RTF 超过 {LARGEST // 2**20} MiB，请拆分", f"RTF over {LARGEST // 2**20} MiB: split it")
    source = _WRAPPED.sub(r"\1", source.replace("\\fldinst{", "\\fldinst {"))
    encoding = "cp936" if CHINESE in fonts else "cp950" if TRADITIONAL in fonts else ""
    if encoding:
        source = _PAGE.sub("", source)
    with reading("不是完整的 RTF 文件", "is no intact RTF file"):
        from striprtf.striprtf import rtf_to_text

        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            source, encoding=encoding or "cp936", errors="replace"
        )
    lines = [line.strip("|").replace("|", "\t") if line.endswith("|") else line for line in visible(text).split("\n")]
    if not any(map(str.strip, lines)):
        raise Unreadable("RTF 文件没有文字", "the RTF file has no text")
    return Extracted(joined(lines), "rtf")


def _without_fonts(source: str) -> tuple[str, str]:
    """The source without its table of fonts, and that table."""
    start = source.find("{\\fonttbl")
    if start < 0:
        return source, ""
    depth = 0
    for brace in _BRACE.finditer(source, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return source[:start] + source[brace.end() :], source[start : brace.end()]
    return source[:start], source[start:]
