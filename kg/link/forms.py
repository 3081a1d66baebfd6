"""Normal forms: what of a surface counts when two names are compared."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[\s“”\"'‘’《》〈〉「」『』]")


def normal(surface: str, type_: str) -> str:
    """The normal form of a surface of a type: NFKC without white space and quotation marks; 支部主题党日活动 and
    支部主题党日 are one program."""
    form = _DROPPED.sub("", unicodedata.normalize("NFKC", surface))
    if type_ == "Program":
        form = re.sub(r"^(?P<whole>.{2,})(?:活动|工作)$", lambda match: match["whole"], form)
    return form
