"""Looking only where something can be finds what looking everywhere finds."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from kg.data.posts import posts
from kg.dates import _DATE_SIGN, _NUMERIC, _NUMERIC_SIGN, DATE
from kg.dates import _matches as dates_in
from kg.extract import documents, events, near_places, places, programs, redaction
from kg.extract.organizations import committees, named, offices
from kg.extract.passage import Passage
from kg.extract.people import beside, titles
from kg.extract.positions import posts_in
from kg.extract.programs import quoted
from kg.extract.scan import AnyOf, Found, matches_at
from kg.grammar import alternatives
from kg.tokens import words

# A pattern, what stands near each of its matches, how far back, and what it can begin with.
NEAR = (
    (beside.SAYS, beside.SAYS_SIGN, 10, beside.SAYS_FIRST),
    (beside.ROLES, beside.ROLES_SIGN, 0, ""),
    (committees.COMMITTEE, committees.COMMITTEE_SIGN, 0, ""),
    (committees.GOVERNMENT, committees.GOVERNMENT_SIGN, 0, ""),
    (committees.STATE, committees.STATE_SIGN, 0, ""),
    (committees.YOUTH, committees.YOUTH_SIGN, 0, ""),
    (committees.TOWN_BODY, committees.TOWN_SIGN, 0, ""),
    (committees.OWN, committees.OWN_SIGN, 0, ""),
    (committees.DEMOCRATIC, committees.DEMOCRATIC_SIGN, 0, ""),
    (committees.CENTRE, committees.CENTRE_SIGN, 0, ""),
    (offices.OFFICE, offices.OFFICE_SIGN, 7, ""),
    (offices.ABOVE, offices.ABOVE_SIGN, 0, ""),
    (offices.AD_HOC, offices.AD_HOC_SIGN, 0, ""),
    (named.BRANCH_LIST, named.BRANCH_LIST_SIGN, 8, ""),
    (named.MASS_LIST, named.MASS_LIST_SIGN, 0, ""),
    (named.COMPANY_POST, named.COMPANY_POST_SIGN, 0, ""),
    (documents.REPORT, documents.REPORT_SIGN, 5, ""),
    (documents.CONTINUED, documents.CONTINUED_SIGN, 9, ""),
    (documents.PLEDGE, documents.PLEDGE_SIGN, documents.PLEDGE_BACK, documents.PLEDGE_FIRST),
    (documents.LETTER, documents.LETTER_SIGN, documents.LETTER_BACK, documents.LETTER_FIRST),
    (documents.PLAN, documents.PLAN_SIGN, 1, ""),
    (documents.CITED_SPEECH, documents.CITED_SPEECH_SIGN, 0, ""),
    (events.SCOPED, events.SCOPED_SIGN, 0, ""),
    (events.MEETING, events.MEETING_SIGN, 0, ""),
    (near_places.OUR, near_places.OUR_SIGN, 0, ""),
    (places.SUFFIX, places.SUFFIX_SIGN, 0, ""),
    (programs.BARE, programs.BARE_SIGN, 0, ""),
    (programs.WHOLE, programs.WHOLE_SIGN, 2, programs.WHOLE_FIRST),
    (quoted.QUOTED, quoted.QUOTED_SIGN, 0, ""),
    (titles.GIVEN_TITLED, titles.GIVEN_TITLED_SIGN, titles.GIVEN_TITLED_BACK, titles.GIVEN_TITLED_FIRST),
    (redaction.SURNAMED, redaction.SURNAME_SIGN, 2, ""),
)
# What redactions are looked for with, all at the beginnings of holes.
HOLES = (redaction.PLACE, redaction.BODY, redaction.PERSON, redaction.NUMBER, redaction.ANY)
# Declared as those of kg are; what is declared after a text has been read is found from then on.
SOME = AnyOf("甲 甲乙 乙丙丁 丙 丁丁甲乙".split)


def _passage(text: str) -> Passage:
    return Passage(text, 0, None, None, (), words(text))


def _texts(pattern: re.Pattern[str], count: int = 300) -> Iterator[str]:
    """Texts of pieces of the pattern's own source: the words and characters that it is about, in any order."""
    draw = random.Random(11)
    pieces = [*re.findall(r"[\u4e00-\u9fff“”〇]+", pattern.pattern), *"、，在的了市县委甲乙张x某3○年月\n"]
    for _ in range(count):
        yield "".join(draw.choices(pieces, k=30)) + "".join(draw.choices("".join(pieces), k=30))


def _spans(matches: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


@pytest.mark.parametrize(("pattern", "sign", "back", "first"), NEAR)
def test_a_sign_is_near_every_match(pattern: re.Pattern[str], sign: AnyOf, back: int, first: str) -> None:
    found = [
        (_spans(Found(text).near(pattern, sign, back, first)), _spans(pattern.finditer(text)))
        for text in _texts(pattern)
    ]
    assert [near for near, _ in found] == [everywhere for _, everywhere in found]


@pytest.mark.parametrize("pattern", HOLES)
def test_redactions_begin_where_holes_may(pattern: re.Pattern[str]) -> None:
    for text in _texts(pattern):
        starts = redaction.hole_starts(Found(text))
        assert _spans(matches_at(pattern, text, starts)) == _spans(pattern.finditer(text))


def test_dates_with_holes_begin_where_they_may() -> None:
    draw = random.Random(11)
    for _ in range(1000):
        text = "".join(draw.choices("218xX○年月日至在a", k=30))
        starts = redaction.date_starts(text, redaction.hole_starts(Found(text)))
        assert _spans(matches_at(redaction.DATE, text, starts)) == _spans(redaction.DATE.finditer(text))


def test_a_sign_is_near_every_date() -> None:
    for pattern, sign in ((DATE, _DATE_SIGN), (_NUMERIC, _NUMERIC_SIGN)):
        draw = random.Random(11)
        for _ in range(3000):
            text = "".join(draw.choices("2013年月日-./一二十〇零旬上底号至", k=40))
            assert _spans(dates_in(pattern, sign, text)) == _spans(pattern.finditer(text))
        assert _spans(dates_in(pattern, sign, "在2024年8月24日和2024-08-24")) != []


def test_matches_at_the_offsets_given_do_not_overlap() -> None:
    assert _spans(matches_at(re.compile("..?"), "甲乙丙丁", [0, 1, 3])) == [(0, 2), (3, 4)]


def test_any_of_finds_what_an_alternation_finds() -> None:
    draw = random.Random(5)
    pattern = re.compile(alternatives(SOME.words()))
    for _ in range(300):
        text = "".join(draw.choices("甲乙丙丁戊", k=40))
        assert list(Found(text).spans(SOME)) == _spans(pattern.finditer(text))
        within = list(Found(text).spans_within(SOME, 7, 31))
        assert within == [(start + 7, end + 7) for start, end in _spans(pattern.finditer(text[7:31]))]
    assert Found("甲乙丙丁").longest(SOME) == {0: 2, 1: 4, 2: 3}
    assert Found("甲乙丙丁").all(SOME) == [(0, 1), (0, 2), (1, 4), (2, 3)]


def test_posts_are_found_as_an_alternation_of_them_would() -> None:
    names = [post.name for post in posts() if post.surname or post.alone or post.after]
    pattern = re.compile(alternatives(names))
    draw = random.Random(3)
    for _ in range(100):
        text = "".join(draw.choices([*names, "张", "三", "，"], k=20)) + "".join(draw.choices("".join(names), k=40))
        assert list(posts_in(_passage(text))) == _spans(pattern.finditer(text))


def test_words_by_their_offsets() -> None:
    found = words("市水利局局长abc在")
    assert [(word.start, word.end) for word in found] == sorted((word.start, word.end) for word in found)
    assert (first := found.starting_at(0)) and found.ending_at(first.end) == first
    assert found.starting_at(10) is None and found.ending_at(0) is None and found.starting_at(11) is None
    assert (last := found.ending_at(9)) and last.tag == "x"
    assert {0, 4, 9, 10} <= found.boundaries() and 11 not in found.boundaries()
