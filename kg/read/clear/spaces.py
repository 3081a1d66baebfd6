"""Spaces inside words: what a scanner or a typist put between characters that belong together.

Between two people, two columns or a post and a name a space says something. So one is left out only where it says
nothing: within a date or a number, in a row of single characters (宜 都 市), within a word of the dictionary, a name that
kg knows or words that the text has elsewhere without it, and, in the sentences of a text that is full of them,
anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.grammar import HAN, is_name
from kg.read.clear.draft import Cut, Draft
from kg.read.clear.joins import Joins
from kg.read.clear.lines import STOPS, Line
from kg.read.clear.people import spaces_of_people
from kg.read.patterns import KIND_END

_INNER = re.compile(r"[ \u3000](?<=\S.)[ \u3000]?(?=\S)")
_BETWEEN = re.compile(rf"(?<=[{HAN}])[ \u3000](?=[{HAN}])")
_MARKS = "，。、；：“”‘’《》（）〔〕！？"
_DATE = re.compile(
    r"(?<=[0-9xX×〇]) {1,2}(?=[年月日号])|(?<=[年月第]) {1,2}(?=[0-9xX×])|(?<=[〕\]】）)]) {1,2}(?=[0-9]{1,4} ?号)"
    rf"|(?:(?<=第[0-9])|(?<=第 [0-9])|(?<=第[0-9]{{2}})|(?<=第 [0-9]{{2}})) (?=[{HAN}])"
)
# Single characters with a space on both sides, and what stands on the other side of those spaces.
_SINGLE = re.compile(rf"(?<=[{HAN}])[ \u3000](?:[{HAN}][ \u3000])+(?=[{HAN}])")
_ROW = re.compile(rf"(?<![{HAN}])[{HAN}](?:[ \u3000][{HAN}]){{2,}}(?![{HAN}])")
_NUMERALS = re.compile("[一二三四五六七八九十百 \u3000]+")
_ANY = re.compile(
    rf"(?<=[{HAN}{_MARKS}]) {{1,2}}(?=[{HAN}0-9{_MARKS}])|(?<=[0-9%％]) {{1,2}}(?=[{HAN}，。、；：”》）])"
)
_STRAY = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")
_HAN = re.compile(f"[{HAN}]")
# A sentence, and no heading or byline: as long as this, or ending with a stop.
SENTENCE = 40
# A text is full of stray spaces where so many Chinese characters of its sentences have one before them. None of the
# clean texts that this was measured on has more than 0.0014.
SHARE, LEAST = 0.02, 8
MOST = 2000  # of more spaces than this, none is looked at with the whole text in mind


def cut_spaces(draft: Draft) -> None:
    """Leave out spaces within words."""
    if not _INNER.search(draft.text):
        return
    draft.cut(_spans(_DATE.finditer(draft.text)))
    if not _BETWEEN.search(draft.text):
        return
    sentences = [line for line in draft.lines if _is_sentence(line)]
    stray = sum(len(_STRAY.findall(line.text)) for line in sentences)
    if stray >= max(LEAST, SHARE * sum(len(_HAN.findall(line.text)) for line in sentences)):
        lines = [line for line in draft.lines if _is_sentence(line) or KIND_END.search(line.text)]
        draft.cut([cut for line in lines for cut in _spans(_ANY.finditer(draft.text, line.start, line.end))])
    draft.cut([cut for line in draft.lines for cut in _rows(draft.text, line)])
    if _BETWEEN.search(draft.text):
        draft.cut(list(_joined(draft.text, draft.lines)))


def _is_sentence(line: Line) -> bool:
    return len(line.text) >= SENTENCE or line.text[-1] in STOPS


def _spans(found: Iterable[re.Match[str]]) -> Iterator[Cut]:
    return ((one.start(), one.end(), "") for one in found)


def _rows(text: str, line: Line) -> Iterator[Cut]:
    """The spaces in rows of single characters. In a sentence one such character is enough, but the spaces beside names
    stay; in a heading or a byline three, which are no numerals and no names of two characters each."""
    if _is_sentence(line):
        within, beside = spaces_of_people(text, line)
        rows = _SINGLE.finditer(text, line.start, line.end)
        single = {at for row in rows for at in range(row.start(), row.end(), 2)}
        yield from ((at, at + 1, "") for at in sorted(single - beside | within))
        return
    for row in _ROW.finditer(text, line.start, line.end):
        characters = re.split("[ \u3000]", row[0])
        pairs = ["".join(pair) for pair in zip(characters[::2], characters[1::2], strict=False)]
        if not _NUMERALS.fullmatch(row[0]) and not (len(characters) % 2 == 0 and all(map(is_name, pairs))):
            yield from ((at, at + 1, "") for at in range(row.start() + 1, row.end(), 2))


def _joined(text: str, lines: Iterable[Line]) -> Iterator[Cut]:
    """Spaces without which the line reads as a word or a name."""
    spaced = [(line, [found.start() for found in _BETWEEN.finditer(text, line.start, line.end)]) for line in lines]
    whole = text if sum(len(places) for _, places in spaced) <= MOST else ""
    for line, places in spaced:
        if places:
            joins = Joins(text, line, places, whole)
            yield from ((at, at + 1, "") for at in places if joins.is_word(at, sentence=_is_sentence(line)))
