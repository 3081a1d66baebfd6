"""Looking only where something can be finds what looking everywhere finds."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from kg.data.posts import posts
from kg.dates import _DATE_SIGN, _NUMERIC, _NUMERIC_SIGN, DATE
from kg.dates import _matches as dates_in
from kg.extract import documents, programs, redaction
from kg.extract.organizations import committees, named, offices
from kg.extract.people import beside
from kg.extract.positions import posts_in
from kg.extract.scan import AnyOf, matches_at, matches_near
from kg.extract.tokens import words
from kg.grammar import alternatives

NEAR = (
    (beside.SAYS, beside.SAYS_SIGN, 0),
    (beside.ROLES, beside.ROLES_SIGN, 0),
    (committees.COMMITTEE, committees.COMMITTEE_SIGN, 0),
    (committees.GOVERNMENT, committees.GOVERNMENT_SIGN, 0),
    (committees.STATE, committees.STATE_SIGN, 0),
    (committees.YOUTH, committees.YOUTH_SIGN, 0),
    (committees.TOWN_BODY, committees.TOWN_SIGN, 0),
    (committees.OWN, committees.OWN_SIGN, 4),
    (committees.CENTRE, committees.CENTRE_SIGN, 2),
    (offices.OFFICE, offices.OFFICE_SIGN, 7),
    (named.BRANCH_LIST, named.BRANCH_LIST_SIGN, 8),
    (documents.REPORT, documents.REPORT_SIGN, 5),
    (documents.CONTINUED, documents.CONTINUED_SIGN, 9),
    (programs.BARE, programs.BARE_SIGN, 0),
    (programs.WHOLE, programs.WHOLE_SIGN, 2),
    *((pattern, redaction.SIGN, 0) for pattern in (redaction.PLACE, redaction.BODY, redaction.PERSON)),
    *((pattern, redaction.SIGN, 0) for pattern in (redaction.NUMBER, redaction.ANY)),
    (redaction.DATE, redaction.SIGN, 3),
    (redaction.SURNAMED, redaction.SURNAME_SIGN, 2),
)


def _texts(pattern: re.Pattern[str], count: int = 300) -> Iterator[str]:
    """Texts of pieces of the pattern's own source: the words and characters that it is about, in any order."""
    draw = random.Random(11)
    pieces = [*re.findall(r"[\u4e00-\u9fff“”〇]+", pattern.pattern), *"、，在的了市县委甲乙张x某3○年月\n"]
    for _ in range(count):
        yield "".join(draw.choices(pieces, k=30)) + "".join(draw.choices("".join(pieces), k=30))


def _spans(matches: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


@pytest.mark.parametrize(("pattern", "sign", "back"), NEAR)
def test_a_sign_is_near_every_match(pattern: re.Pattern[str], sign: re.Pattern[str], back: int) -> None:
    found = [
        (_spans(matches_near(pattern, text, sign, back)), _spans(pattern.finditer(text))) for text in _texts(pattern)
    ]
    assert [near for near, _ in found] == [everywhere for _, everywhere in found]


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
    some = ("甲", "甲乙", "乙丙丁", "丙", "丁丁甲乙")
    pattern = re.compile(alternatives(some))
    for _ in range(300):
        text = "".join(draw.choices("甲乙丙丁戊", k=40))
        assert list(AnyOf(some).spans(text)) == _spans(pattern.finditer(text))
    assert AnyOf(some).longest("甲乙丙丁") == {0: 2, 1: 4, 2: 3}


def test_posts_are_found_as_an_alternation_of_them_would() -> None:
    names = [post.name for post in posts() if post.surname or post.alone or post.after]
    pattern = re.compile(alternatives(names))
    draw = random.Random(3)
    for _ in range(100):
        text = "".join(draw.choices([*names, "张", "三", "，"], k=20)) + "".join(draw.choices("".join(names), k=40))
        assert list(posts_in(text)) == _spans(pattern.finditer(text))


def test_words_by_their_offsets() -> None:
    found = words("市水利局局长abc在")
    assert [(word.start, word.end) for word in found] == sorted((word.start, word.end) for word in found)
    assert (first := found.starting_at(0)) and found.ending_at(first.end) == first
    assert found.starting_at(10) is None and found.ending_at(0) is None and found.starting_at(11) is None
    assert (last := found.ending_at(9)) and last.tag == "x"
    assert {0, 4, 9, 10} <= found.boundaries() and 11 not in found.boundaries()
