"""The names that kg knows beforehand (general knowledge only), in one Aho–Corasick automaton over raw characters.

Matching never goes through a segmenter: a word list given to jieba can split or swallow its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from kg.data.ambiguous import ambiguous_places
from kg.data.bodies import national_names
from kg.data.documents import document_titles
from kg.data.documents import documents as known_documents
from kg.data.names import person_names
from kg.data.places import admin_places, regions, short_name
from kg.data.vocabulary import term_names
from kg.extract.cycles import without_cycles


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name: its type, the name it stands for, and its kind: place, body, document, person or term; maybe for
    a short name of a place that is an ordinary word as well; user or never for an entry of a user's own
    (kg.extract.user).

    `codes` are the administrative divisions that a place name may mean; `parent` is what a user says it belongs to.
    """

    name: str
    type: str
    canonical: str
    kind: str
    codes: tuple[str, ...] = ()
    parent: str | None = None


class Hit(NamedTuple):
    """An entry found at text[start:end]."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True)
class Lexicon:
    """Entries and the automaton over their names, in the same order."""

    entries: tuple[Entry, ...]
    automaton: Any

    def find(self, text: str) -> Iterator[Hit]:
        """All occurrences of all entries, overlapping ones too, sorted by start, longest first."""
        found = self.automaton.find_overlapping(text)
        for start, before_end, number in sorted([(start, -end, number) for start, end, number in found]):
            yield Hit(start, -before_end, self.entries[number])


@cache
def general_lexicon() -> Lexicon:
    """The lexicon of kg's own data files."""
    return build_lexicon(general_entries())


def general_entries() -> list[Entry]:
    """The entries of kg's own data files."""
    with without_cycles():
        return [*_terms(), *_places()]


def build_lexicon(entries: Iterable[Entry]) -> Lexicon:
    """An automaton over entries; where two have one name and type, the first stays."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    kept: dict[tuple[str, str], Entry] = {}
    with without_cycles():
        for entry in entries:
            kept.setdefault((entry.name, entry.type), entry)
        ordered = tuple(kept[key] for key in sorted(kept))
    return Lexicon(ordered, CharwiseDoubleArrayAhoCorasick([entry.name for entry in ordered]))


def _terms() -> Iterator[Entry]:
    for type_ in ("Program", "Concept", "Event"):
        for name, canonical in term_names(type_).items():
            yield Entry(name, type_, canonical, "term")
    bare = {document.title for document in known_documents() if document.bare}
    for name, canonical in document_titles().items():
        if canonical not in bare:
            continue
        yield Entry(name, "Document", canonical, "document")
    for name, canonical in person_names().items():
        yield Entry(name, "Person", canonical, "person")
    for name, canonical in national_names().items():
        yield Entry(name, "Organization", canonical, "body")


def _places() -> Iterator[Entry]:
    codes: dict[str, list[str]] = {}
    canonical: dict[str, str] = {}
    uncertain: dict[str, list[str]] = {}
    for place in admin_places():
        names = [place.name] if len(place.name) > 2 else []
        if place.level != "town":
            short = short_name(place.name)
            if len(short) > 1 and short != place.name:
                district = place.level == "county" and place.name.endswith("区")
                if district or short in ambiguous_places():  # 新建, 西湖, 鼓楼: words before they are districts
                    uncertain.setdefault(short, []).append(place.code)
                    canonical.setdefault(short, place.name)
                else:
                    names.append(short)
                if not district and place.level != "province" and short + place.name[-1] != place.name:
                    names.append(short + place.name[-1])  # 玉龙县 for 玉龙纳西族自治县
        for name in names:
            codes.setdefault(name, []).append(place.code)
            canonical.setdefault(name, place.name)
    for name in regions():
        codes.setdefault(name, [])
        canonical.setdefault(name, name)
    for kind, found in (("place", codes), ("maybe", uncertain)):
        for name in sorted(found):
            yield Entry(name, "Place", canonical[name], kind, tuple(sorted(found[name])))
