"""Characters that no reader sees, or sees as others: what converting leaves of them.

Text files are kept as they are; only text that a format gave is cleaned, so that its offsets count what is kept.
"""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens, zero-width characters, marks of direction, what only terminals and old word processors understand.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Radicals and compatibility forms, as which many a PDF names its glyphs: ⼯ for 工.
_FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LONE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """A piece of text without invisible characters, with plain ideographs and spaces, and \\n for line ends."""
    text = _INVISIBLE.sub("", _LINE_END.sub("\n", text)).replace("\xa0", " ")
    return _LONE.sub("\ufffd", _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))


def joined(lines: list[str]) -> str:
    """Lines as a text: without white space at their ends, at most one blank line in a row, one line end at the end."""
    text = "\n".join(line.rstrip() for line in "\n".join(lines).split("\n")).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text) + "\n" if text else ""
