"""Talks: whether they were told apart, and what is said of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.evaluate.found import FoundSpeech
from kg.evaluate.gold import GoldFile, GoldSpeech
from kg.evaluate.matching import best_pairs
from kg.evaluate.spans import likeness
from kg.evaluate.tally import ALARM, HIT, MISS, Tally
from kg.link.forms import normal

SPEECH = "speeches"
ATTRIBUTES = ("date", "speaker", "title")


def match_speeches(gold: GoldFile, found: Sequence[FoundSpeech]) -> dict[int, int]:
    """Gold and found talks whose spans agree by four fifths, by number."""
    likenesses = {
        (left, right): likeness(speech.span, said.span)
        for left, speech in enumerate(gold.speeches)
        for right, said in enumerate(found)
    }
    return best_pairs({pair: like for pair, like in likenesses.items() if like >= 0.8})


def speech_tally(gold: GoldFile, found: Sequence[FoundSpeech], pairs: dict[int, int]) -> Tally:
    """Talks found, missed and wrongly cut."""
    right, all_, said = len(pairs), len(gold.speeches), len(found)
    return Tally({(SPEECH, HIT): right, (SPEECH, ALARM): said - right, (SPEECH, MISS): all_ - right})


def attributes(gold: GoldFile, found: Sequence[FoundSpeech], pairs: dict[int, int]) -> Counter[str]:
    """Of how many matched talks each of ATTRIBUTES is right; `speeches`: how many are matched."""
    counts: Counter[str] = Counter(speeches=len(pairs))
    for left, right in pairs.items():
        speech, said = gold.speeches[left], found[right]
        counts["date"] += (speech.date or None) == said.date
        counts["speaker"] += _same_speaker(gold, speech, said)
        counts["title"] += normal(speech.title) == normal(said.title)
    return counts


def _same_speaker(gold: GoldFile, speech: GoldSpeech, said: FoundSpeech) -> bool:
    if speech.speaker is None or said.speaker is None:
        return speech.speaker is None and said.speaker is None
    return normal(said.speaker) in gold.entities[speech.speaker].names
