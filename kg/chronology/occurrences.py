"""Where a talk names a fact of the timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.chronology.timeline import Fact
from kg.text import Sentences

# Other bodies number their congresses too: 工会十七大, 省第十二次党代会. 《 and 》 make a title of what they hold.
_OTHERS = re.compile(r"(?:工会|共青团|青年团|团|妇女|妇联|作协|文联|侨联|科协|残联|农工党|民建|民盟|[省市县区州])第?$")
_CLAUSE = re.compile("[，。；：！？,;:!?\r\n]")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A fact named at text[start:end], in a sentence of which `before` and `after` are the rest of its clause."""

    fact: Fact
    start: int
    end: int
    sentence: tuple[int, int]
    before: str
    after: str
    in_title: bool
    in_quotes: bool


class Forms:
    """All names of a timeline, to be looked for together."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        named: dict[str, tuple[Fact, bool]] = {}
        for fact in facts:
            for form in fact.forms:
                named[form] = (fact, False)
            for form in fact.short:
                named.setdefault(form, (fact, True))
        self._facts = [named[form] for form in sorted(named)]
        self._automaton: Any = (
            CharwiseDoubleArrayAhoCorasick(sorted(named), match_kind=MATCH_KIND_LEFTMOST_LONGEST) if named else None
        )

    def find(self, text: str, start: int, end: int, sentences: Sentences) -> Iterator[Occurrence]:
        """What text[start:end], one talk, names; in order. A short form counts where a full one stands in the talk."""
        if self._automaton is None:
            return
        talk = text[start:end]
        hits = [(first, last, *self._facts[number]) for first, last, number in self._automaton.find(talk)]
        full = {fact.name for _, _, fact, short in hits if not short}
        for first, last, fact, short in hits:
            others = fact.sort == "meeting" and _OTHERS.search(talk[max(0, first - 4) : first])
            if others or (short and fact.name not in full):
                continue
            sentence = sentences.covering(start + first, start + last)
            yield _occurrence(text, fact, start + first, start + last, sentence)


def _occurrence(text: str, fact: Fact, start: int, end: int, sentence: tuple[int, int]) -> Occurrence:
    before, after = text[sentence[0] : start], text[end : sentence[1]]
    left, right = _CLAUSE.split(before)[-1], _CLAUSE.split(after, maxsplit=1)[0]
    in_title = before.rfind("《") > before.rfind("》")
    in_quotes = before.rfind("“") > before.rfind("”") and "”" in after
    return Occurrence(fact, start, end, sentence, left, right, in_title, in_quotes)
