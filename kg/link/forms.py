"""Normal forms: what of a surface counts when two names are compared."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[\s“”\"'‘’《》〈〉「」『』]")

# NFKC makes Chinese punctuation narrow; a name is read as it is written in Chinese.
_WIDE = str.maketrans(",:;?!()", "，：；？！（）")


def normal(surface: str) -> str:
    """The normal form of a surface: NFKC with Chinese punctuation, without white space and quotation marks."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", surface)).translate(_WIDE)
