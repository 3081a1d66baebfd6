"""Candidates: what is laid side by side at all, and the cap on it."""

from __future__ import annotations

from random import Random

import pytest

from kg.model import Document, Speech
from kg.read.versions import find_versions
from kg.versions.candidates import BANDS, SHORTEST, Candidates, alike, resemblance, signature

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]


def made(seed: int, length: int = 600) -> str:
    return "".join(Random(seed).choices(HAN, k=length))


def candidates(texts: list[str], most: int = 64) -> Candidates:
    return alike([signature(text) for text in texts], most)


@pytest.mark.parametrize("length", [60, 600, 6000])
def test_the_resemblance_is_about_the_share_of_common_shingles(length: int) -> None:
    for share in (0.1, 0.3, 0.6, 1.0):
        common = made(1, round(length * share))
        one, other = (signature(common + made(seed, length - len(common))) for seed in (2, 3))
        assert one and other and len(one) == BANDS
        expected = share / (2 - share)
        assert resemblance(one, other) == pytest.approx(expected, abs=0.12)


def test_alike_texts_are_pairs_and_others_are_not() -> None:
    texts = [made(1), made(2), made(1)[200:], made(3)]
    assert candidates(texts).pairs == ((0, 2),)
    assert candidates(texts).capped == {}


def test_a_text_too_short_to_tell_is_no_candidate() -> None:
    short = made(1, SHORTEST - 1)
    assert candidates([short, short]).pairs == ()


def test_many_copies_cost_no_more_than_the_cap_and_the_cap_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = candidates([made(1)] * 9, most=3)
    assert found.capped == dict.fromkeys(range(4, 9), 1)
    assert max(sum(number == one for _, one in found.pairs) for number in range(9)) == 3

    texts = [Document(f"d{n}", f"{n}.txt", made(1), "utf-8", "") for n in range(9)]
    talks = [Speech(f"s{n}", f"d{n}", f"{n}.txt", 0, 600, 0, "讲话") for n in range(9)]
    monkeypatch.setattr("kg.read.versions.alike", lambda signatures: alike(signatures, most=3))
    versions = find_versions(talks, {text.id: text for text in texts})
    assert len({speech.family for speech in versions.speeches}) == 1
    assert [(problem.file, problem.stage) for problem in versions.problems] == [
        (f"{n}.txt", "versions") for n in range(4, 9)
    ]
    assert "64" in versions.problems[0].zh and versions.problems[0].en
