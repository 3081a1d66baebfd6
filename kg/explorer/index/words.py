"""What of a text counts when it is searched, and the pairs of characters that it is found by.

Chinese has no spaces, so every two neighbouring characters are a word of the full-text index, and what is looked for
is a phrase of them: any part of two characters or more is found wherever it stands. A single character is the beginning
of a pair; that the last character of a run is one too, it stands there by itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

# What writers put into names and readers leave out.
_DROPPED = frozenset("“”\"'‘’《》〈〉「」『』·•・‧")
# Format marks, controls, surrogates, accents: they are not seen, or not typed.
_UNSEEN = frozenset(("Cf", "Cc", "Cs", "Mn"))
_RUN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=100_000)
def _fold(character: str) -> str:
    if character in _DROPPED or character.isspace():
        return ""
    if character in "üÜǖǘǚǜ":
        return "v"  # as it is typed
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(one for one in plain if unicodedata.category(one) not in _UNSEEN and not one.isspace())


def folded(text: str) -> str:
    """The text as it is compared: NFKD and without case, accents, white space, quotation marks, middle dots and
    characters that are not seen."""
    return "".join(map(_fold, text))


def runs(text: str) -> list[str]:
    """The stretches of letters and digits in a folded text; what is looked for lies within one."""
    return _RUN.findall(text)


def pairs(text: str) -> str:
    """The words of a text for the index: of each run every two neighbouring characters, and its last by itself."""
    return " ".join(word for run in runs(folded(text)) for word in (*map("".join, pairwise(run)), run[-1]))


def question(text: str) -> str | None:
    """The full-text query for all runs of every word of `text`; None where it holds no letter or digit."""
    phrases = [_phrase(run) for word in text.split() for run in runs(folded(word))]
    return " AND ".join(dict.fromkeys(phrases)) or None


def _phrase(run: str) -> str:
    # letters and digits only: nothing in it is read as an operator
    return f'"{run}" *' if len(run) == 1 else f'"{" ".join(map("".join, pairwise(run)))}"'


def marks(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where the runs of `query` stand in `text`, as (start, end) in it: in order, joined where they touch."""
    kept = [(letter, place) for place, character in enumerate(text) for letter in _fold(character)]
    plain = "".join(letter for letter, _ in kept)
    found = []
    for run in sorted({run for word in query.split() for run in runs(folded(word))}):
        at = plain.find(run)
        while at >= 0:
            found.append((kept[at][1], kept[at + len(run) - 1][1] + 1))
            at = plain.find(run, at + len(run))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
