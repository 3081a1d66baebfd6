"""Extraction of one document: its text and speeches in, mentions out. Pure: no engine, clock or randomness (what a
plug-in does is its author's affair: kg.extract.plugins).

Two passes. In the first every extractor proposes spans in each speech; in the second the names that the first found
with sufficient evidence are looked for everywhere in the document (a brand is quoted once and then used bare).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.extract import plugins
from kg.extract.cycles import without_cycles
from kg.extract.lexicon import Lexicon
from kg.extract.overlap import resolve
from kg.extract.passage import Passage, Proposal
from kg.extract.places import prefectures_of
from kg.extract.program_words import ACTIVITY
from kg.extract.registry import Extractors
from kg.extract.short_forms import short_forms, short_place
from kg.extract.user import NEVER
from kg.ids import content_ids
from kg.model import Document, Mention, Problem, Speech
from kg.read.clear.model import Clear
from kg.read.clear.reading import clear_of
from kg.text import plain
from kg.tokens import words

# Types whose names, once established, are found again by their characters alone, and the least score to establish one.
LEARNED = {"Program": 0.6, "Person": 0.8, "Organization": 0.7, "Place": 0.7}

# The score of a name that is found again.
AGAIN = 0.6

# The most that is said of a name of which a character was guessed.
GUESSED = 0.6

# Bodies that every place has one of.
LOCAL = re.compile("^[省市县区州镇乡](?:委|政府|局|纪委|党委|人大|政协)$")

LEVELS = frozenset("省市县区乡各")

Learned = tuple[str, str | None]
"""The type of a name and what it stands for."""

KG_ALONE = Extractors()


def extract(document: Document, speeches: Sequence[Speech], lexicon: Lexicon) -> list[Mention]:
    """All mentions of a document that kg's own extractors find, sorted by place."""
    return extract_with(KG_ALONE, document, speeches, lexicon)[0]


def extract_with(
    extractors: Extractors, document: Document, speeches: Sequence[Speech], lexicon: Lexicon
) -> tuple[list[Mention], list[Problem]]:
    """All mentions of a document, sorted by place, and what plug-ins did wrong."""
    with without_cycles():
        return _extracted(extractors, document, speeches, lexicon)


def _extracted(
    extractors: Extractors, document: Document, speeches: Sequence[Speech], lexicon: Lexicon
) -> tuple[list[Mention], list[Problem]]:
    clear = clear_of(document.text)
    passages = [_passage(clear, speech, lexicon) for speech in speeches]
    prefectures = prefectures_of(passages)
    passages = [replace(passage, prefectures=prefectures) for passage in passages]
    problems: list[Problem] = []
    found = []
    for speech, passage in zip(speeches, passages, strict=True):
        extra, reasons = _plugged(extractors, passage)
        problems += (Problem(document.path, speech.start, "extract", zh, en) for zh, en in reasons)
        found.append(resolve(_named([*_found(extractors, passage), *extra], passage)))
    first = _trimmed(passages, found)
    learned = _learn(passages, first)
    known = _automaton(learned)
    mentions: list[Mention] = []
    for speech, passage, proposals in zip(speeches, passages, first, strict=True):
        again = _recall(passage, learned, known, proposals)
        mentions += _mentions(document, clear, speech, resolve(_named([*proposals, *again], passage)))
    return mentions, problems


def _passage(clear: Clear, speech: Speech, lexicon: Lexicon) -> Passage:
    talk = clear.inside(speech)
    text = plain(clear.text[talk.start : talk.end])
    year = int(talk.date.iso[:4]) if talk.date else None
    hits = tuple(lexicon.find(text))
    return Passage(text, talk.body - talk.start, year, talk.speaker, hits, words(text), place=talk.place)


def _found(extractors: Extractors, passage: Passage) -> Iterator[Proposal]:
    for _, find in extractors.built_in:
        yield from find(passage)


def _plugged(extractors: Extractors, passage: Passage) -> tuple[list[Proposal], list[plugins.Reason]]:
    """What the plug-ins propose, one after another, and what is wrong with it."""
    proposals: list[Proposal] = []
    reasons: list[plugins.Reason] = []
    for plugin in extractors.plugins:
        sound, wrong = plugins.run(plugin, passage)
        proposals += sound
        reasons += wrong
    return proposals, reasons


def _named(proposals: Iterable[Proposal], passage: Passage) -> Iterable[Proposal]:
    """All proposals but those whose words a user's lexicon says are no name."""
    never = {hit.entry.name for hit in passage.hits_of(NEVER)}
    if not never:
        return proposals
    return [one for one in proposals if one.redacted or passage.text[one.start : one.end] not in never]


def _trimmed(passages: Sequence[Passage], found: list[list[Proposal]]) -> list[list[Proposal]]:
    """Programs found by form, cut back to the name that the document itself uses: where 专题组织生活会 stands by
    itself ten times, 下属支部专题组织生活会 is that name with words before it; where “双五星” is quoted, 双五星创评 is
    that name with what is done with it."""
    uses = Counter(
        passage.text[proposal.start : proposal.end]
        for passage, proposals in zip(passages, found, strict=True)
        for proposal in proposals
        if proposal.type == "Program" and not proposal.redacted
    )
    quoted = {
        passage.text[proposal.start : proposal.end]
        for passage, proposals in zip(passages, found, strict=True)
        for proposal in proposals
        if proposal.type == "Program" and proposal.method == "context"
    }

    def cut(passage: Passage, proposal: Proposal) -> Proposal:
        if proposal.type != "Program" or proposal.method != "pattern":
            return proposal
        surface = passage.text[proposal.start : proposal.end]
        name = ACTIVITY.sub("", surface)
        if name != surface and name in quoted:
            return proposal._replace(end=proposal.start + len(name))
        for start in range(1, len(surface) - 3):
            if uses.get(surface[start:], 0) > uses[surface]:
                return proposal._replace(start=proposal.start + start)
        return proposal

    return [
        [cut(passage, proposal) for proposal in proposals] for passage, proposals in zip(passages, found, strict=True)
    ]


def _learn(passages: Sequence[Passage], found: Sequence[Sequence[Proposal]]) -> dict[str, Learned]:
    """Names established in the document: surface → (type, canonical)."""
    learned: dict[str, Learned] = {}
    for passage, proposals in zip(passages, found, strict=True):
        for proposal in proposals:
            least = LEARNED.get(proposal.type)
            if least is None or proposal.redacted or proposal.score < least:
                continue
            surface = passage.text[proposal.start : proposal.end]
            if surface == "总书记" or len(surface) < 2:
                continue  # 担任总书记, 习近平总书记: a title, where the extractor leaves it
            learned.setdefault(surface, (proposal.type, proposal.canonical))
    for name in [name for name, (type_, _) in learned.items() if type_ == "Place"]:
        short = short_place(name)
        if short:
            learned.setdefault(short, ("Place", name))
    bodies = [name for name, (type_, _) in learned.items() if type_ == "Organization"]
    for body in bodies:
        for form in short_forms(body):
            learned.setdefault(form, ("Organization", learned[body][1] or body))
    return learned


def _automaton(learned: dict[str, Learned]) -> Any:
    """Finds the longest of the names at each place, as an alternation of them would, but quickly made."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(list(learned), MATCH_KIND_LEFTMOST_LONGEST) if learned else None


def _recall(passage: Passage, learned: dict[str, Learned], known: Any, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """The learned names, wherever they stand but where one would lose to the proposal that it was learned from."""
    if not learned:
        return
    named = list(learned.items())
    there = {
        (one.start, one.end, one.type) for one in found if one.rank >= 0 and one.score >= AGAIN and not one.redacted
    }
    for start, end, number in known.find(passage.text):
        name, (type_, canonical) = named[number]
        if (start, end, type_) in there:
            continue
        if start not in passage.boundaries and end not in passage.boundaries:
            continue
        if passage.text[start - 1 : start] in LEVELS and LOCAL.search(name):
            continue  # 区委 in 县市区委 is none
        yield Proposal(start, end, type_, "context", AGAIN, canonical=canonical)


def _mentions(document: Document, clear: Clear, speech: Speech, proposals: Iterable[Proposal]) -> Iterator[Mention]:
    identify = content_ids("mention", document.id)
    text, offset = document.text, clear.inside(speech).start
    for first, last, type_, method, score, _, canonical, redacted, props in proposals:
        start, end = offset + first, offset + last
        known = {**props, "canonical": canonical} if canonical else dict(props)
        if not clear.is_raw:
            read = clear.text[start:end]
            start, end = clear.back(start, end)
            if read != text[start:end]:
                known["clear"] = read
            if not clear.guessed.isdisjoint(range(offset + first, offset + last)):
                known["ocr"], score = True, min(score, GUESSED)
        id_ = identify(start, end, type_)
        surface = text[start:end]
        yield Mention(
            id_, document.id, document.path, speech.id, start, end, surface, type_, method, score, redacted, known
        )
