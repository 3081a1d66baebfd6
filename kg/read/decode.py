"""Bytes to text: UTF-8 with or without BOM, UTF-16 with or without BOM, GB18030 (and so GBK and GB2312).

The encoding is reported as a Python codec name, so that anyone can repeat it: text == open(path,
encoding=encoding, errors="replace", newline="").read(). Newlines stay as they are.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# A broken byte or two in a long text is a flaw to report; more than that is another encoding.
TOLERATED = 0.002
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_EXPECTED = re.compile(r"[\s!-~\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef‘’“”…—·×○●①-⑳Ⅰ-Ⅻ]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the codec that gave it, and the place of the first character that could not be read, if any."""

    text: str
    encoding: str
    flaw: int | None = None


def decode(data: bytes) -> Decoded | None:
    """The text of a file, or None where the bytes are no text in any of the encodings above."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _checked(data, encoding)
    strict = _strict(data)
    if strict:
        return strict
    if b"\x00" in data:
        candidates = [_checked(data, "utf-16-le"), _checked(data, "utf-16-be")]
        return max((c for c in candidates if c), key=lambda c: _plausibility(c.text), default=None)
    return _checked(data, "utf-8") or _checked(data, "gb18030")


def _strict(data: bytes) -> Decoded | None:
    """UTF-8 without a single fault is UTF-8, whatever it is about; only guesses are weighed by plausibility."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else Decoded(text, "utf-8")


def _checked(data: bytes, encoding: str) -> Decoded | None:
    text = data.decode(encoding, errors="replace")
    flaws = text.count("\ufffd") - data.count("\ufffd".encode())
    if flaws > max(1, TOLERATED * len(text)) or _plausibility(text) < 0.9 or _CONTROL.search(text):
        return None
    return Decoded(text, encoding, text.index("\ufffd") if flaws > 0 else None)


def _plausibility(text: str) -> float:
    """The share of characters that Chinese prose is made of."""
    sample = text[:20_000]
    return len(_EXPECTED.findall(sample)) / len(sample) if sample else 1.0
