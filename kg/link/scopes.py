"""Scopes: where a judgement holds, in words that outlive an edited text.

A scope is '' (everywhere), the code of a division (all talks about it: 42, 4205, 420581), the path of a file, or a talk
in a file of several: `file#title`, with a number where a title comes twice: `file#title (2)`. A talk is covered by the
scopes of all its versions, so that a decision made on one copy holds for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.link.places import Home
from kg.model import Speech


def talk_scopes(speeches: Iterable[Speech]) -> dict[str, str]:
    """The narrowest scope of each speech, by id: its file, or where that holds several talks, file and title."""
    return {
        speech_id: file if only else f"{file}#{title}" for speech_id, (file, title, only) in _named(speeches).items()
    }


def own_scopes(speeches: Iterable[Speech]) -> dict[str, str]:
    """The scope of the preferred version of each speech, by id: what all versions of a talk share."""
    listed = list(speeches)
    talks = talk_scopes(listed)
    preferred = {speech.family: talks[speech.id] for speech in listed if speech.version_of is None}
    return {speech.id: preferred.get(speech.family, talks[speech.id]) for speech in listed}


def covering(speeches: Sequence[Speech], homes: Mapping[str, Home]) -> dict[str, frozenset[str]]:
    """All scopes that cover a speech, by id."""
    talks, named = talk_scopes(speeches), _named(speeches)
    families: dict[str, set[str]] = {}
    for speech in speeches:
        families.setdefault(speech.family, set()).add(talks[speech.id])
    return {
        speech.id: frozenset(
            {"", speech.file, f"{speech.file}#{named[speech.id][1]}"}
            | families[speech.family]
            | divisions(homes[speech.id].code if speech.id in homes else "")
        )
        for speech in speeches
    }


def divisions(code: str) -> set[str]:
    """The codes of a division and of those above it."""
    return {code[:length] for length in (2, 4, 6) if code and len(code) >= length}


def _named(speeches: Iterable[Speech]) -> dict[str, tuple[str, str, bool]]:
    """By id: the file of a speech, its title with a number where that is not its first, and whether it is alone."""
    listed = sorted(speeches, key=lambda speech: (speech.file, speech.start, speech.id))
    count = Counter(speech.file for speech in listed)
    seen: Counter[tuple[str, str]] = Counter()
    named = {}
    for speech in listed:
        title = " ".join(speech.title.split())
        seen[speech.file, title] += 1
        number = seen[speech.file, title]
        named[speech.id] = (speech.file, f"{title} ({number})" if number > 1 else title, count[speech.file] == 1)
    return named
