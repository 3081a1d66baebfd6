"""Copies made by machine are found again, and what is filled is what was hidden."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.linker import link
from kg.read.versions import find_versions
from kg.versions.dense import signs
from kg.versions.fills import HOLE
from kg.versions.known import compare_copies
from tests.versions.copies import WAYS, copied, document, mentions_of, talks

RECALL = 0.98


def test_redacted_shortened_and_reordered_copies_are_found_again_and_nothing_else_is() -> None:
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()

    @settings(max_examples=40)
    @given(st.lists(st.sampled_from(WAYS), min_size=len(talks()), max_size=len(talks())), st.integers(0, 2**32))
    def check(ways: list[str], seed: int) -> None:
        random = Random(seed)
        texts = [(talk.text, number) for number, talk in enumerate(talks())]
        texts += [(copied(talk, way, random).text, n) for n, (talk, way) in enumerate(zip(talks(), ways, strict=True))]
        origin = [number for _, number in texts]
        random.shuffle(texts)
        origin = [number for _, number in texts]
        read = [document(text, number) for number, (text, _) in enumerate(texts)]
        speeches = find_versions([speech for _, speech in read], {text.id: text for text, _ in read}).speeches
        for (left, one), (right, other) in combinations(zip(speeches, origin, strict=True), 2):
            if left.family == right.family:
                assert one == other, f"two talks taken for one: {one} and {other}"
            elif one == other:
                missed[ways[one]] += 1
            if one == other:
                found[ways[one]] += left.family == right.family

    check()
    recall = found.total() / (found.total() + missed.total())
    print(recall, found, missed)
    assert recall >= RECALL, f"{recall:.4f}, missed {missed}"


def test_a_hole_is_filled_with_what_was_hidden_there_or_not_at_all() -> None:
    filled: Counter[bool] = Counter()

    @settings(max_examples=12)
    @given(st.sampled_from([way for way in WAYS if "redacted" in way]), st.integers(0, 2**32))
    def check(way: str, seed: int) -> None:
        random = Random(seed)
        copies = [copied(talk, way, random) for talk in talks()]
        read = [document(text, n) for n, text in enumerate([*(t.text for t in talks()), *(c.text for c in copies)])]
        documents, speeches = {text.id: text for text, _ in read}, [speech for _, speech in read]
        versions = find_versions(speeches, documents)
        mentions = [mention for text, speech in read for mention in mentions_of(text, speech)]
        links = link(mentions, versions.speeches).by_mention
        known = compare_copies(versions.pairs, versions.speeches, documents, mentions, links)
        whole = [speech.id for speech in speeches[: len(talks())]]
        pairs = zip(copies, whole, strict=True)
        made = {speech.id: pair for speech, pair in zip(speeches[len(talks()) :], pairs, strict=True)}
        original_document = {speech.id: speech.document for speech in speeches}
        filled[False] += sum(copy.holes for copy in copies)
        for fill in known.fills:
            copy, original = made[fill.hidden.speech]
            assert fill.known.speech == original
            if fill.kind == HOLE:
                start, end = copy.original(fill.hidden.start, fill.hidden.end)
                assert start <= fill.known.start < fill.known.end <= end, fill
                assert signs(documents[original_document[original]].text[start:end]) == signs(fill.known.text), fill
                filled[True] += 1

    check()
    print(filled)
    assert filled[True] > 0.4 * filled[False], filled
