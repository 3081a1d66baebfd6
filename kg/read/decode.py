"""Bytes to text: UTF-8 with or without BOM, UTF-16 with or without BOM, GB18030 (and so GBK and GB2312), Big5.

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
# Of two in which a text looks alike the first is taken.
GUESSED = ("gb18030", "utf-16-le", "utf-16-be", "big5hkscs")
PLAUSIBLE = 0.9
# DOS ends a text with the last of them.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]|\x1a(?!\Z)")
_EXPECTED = re.compile(r"[\s!-~\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef‘’“”…—·×○●①-⑳Ⅰ-Ⅻ]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the codec that gave it, and the place of the first character that could not be read, if any."""

    text: str
    encoding: str
    flaw: int | None = None


def decode(data: bytes) -> Decoded | None:
    """The text of a file, or None where the bytes are no text in any of the encodings above.

    A byte order mark, and UTF-8 without a fault, settle the matter whatever the text is about. The rest is guessed:
    of the encodings that fit, the one in which the text looks most like Chinese prose.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _fitting(data, encoding)
    utf8 = _fitting(data, "utf-8")
    if utf8 and (utf8.flaw is None or _is_utf8(utf8.text)):
        return utf8
    guesses = [guess for encoding in GUESSED if (guess := _fitting(data, encoding))]
    best = max(guesses, key=lambda guess: _plausibility(guess.text), default=None)
    return best if best and _plausibility(best.text) >= PLAUSIBLE else None


def _fitting(data: bytes, encoding: str) -> Decoded | None:
    """The text, if hardly a byte is wrong and no character in it is one that only binary files hold."""
    text = data.decode(encoding, errors="replace")
    own = "\ufffd".encode(encoding.removesuffix("-sig"), errors="ignore")  # Big5 has none
    flaws = text.count("\ufffd") - (data.count(own) if own else 0)
    if flaws > max(1, TOLERATED * len(text)) or _CONTROL.search(text):
        return None
    return Decoded(text, encoding, text.index("\ufffd") if flaws > 0 else None)


def _is_utf8(text: str) -> bool:
    """Whether a text with a flaw is UTF-8 nevertheless: no other encoding gives many characters beyond ASCII."""
    return sum(map(str.isascii, text)) <= len(text) - 10 * text.count("\ufffd")


def _plausibility(text: str) -> float:
    """The share of characters that Chinese prose is made of."""
    sample = text[:20_000]
    return len(_EXPECTED.findall(sample)) / len(sample) if sample else 1.0
