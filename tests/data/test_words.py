"""Names, posts, bodies, documents and terms: shape, and that no form stands for two things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml

from kg.data.bodies import (
    body_suffixes,
    committee_forms,
    department_names,
    departments,
    generic_bodies,
    national_bodies,
    national_names,
)
from kg.data.documents import document_titles, documents
from kg.data.names import (
    NEVER_IN_NAMES,
    WEAK_SURNAMES,
    compound_surnames,
    holder_of,
    people,
    person_names,
    surnames,
    title_holders,
)
from kg.data.posts import post_abbreviations, posts
from kg.data.tables import interval, name_map
from kg.data.vocabulary import Term, campaigns, concepts, events, term_names

YAML_FILES = sorted(path.name for path in files("kg.data").iterdir() if path.name.endswith(".yaml"))
ISO = re.compile(r"\d{1,4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@pytest.mark.parametrize("name", YAML_FILES)
def test_a_file_says_what_it_is_and_repeats_no_key(name: str) -> None:
    """YAML takes the last of two equal keys without a word, so that a row would be lost."""
    text = files("kg.data").joinpath(name).read_text(encoding="utf-8")
    assert text.startswith("#")
    assert "To extend" in text
    assert list(_repeated(yaml.compose(text))) == []


def _repeated(node: yaml.Node | None) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        counts = Counter(key.value for key, _ in node.value)
        yield from (key for key, count in counts.items() if count > 1)
        for _, value in node.value:
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated(value)


def test_one_form_for_two_names_is_refused() -> None:
    """Else which of two acts a short form means would depend on the order of rows."""
    with pytest.raises(ValueError, match="条例"):
        name_map([("甲条例", ("条例",)), ("乙条例", ("条例",))])


def test_intervals() -> None:
    """What is not written is None."""
    assert interval("2013-06/2014-10") == ("2013-06", "2014-10")
    assert interval("2018/") == ("2018", None)
    assert interval(1998) == ("1998", None)
    assert interval(None) == (None, None)


def test_surnames() -> None:
    """One to four characters; the two frequent spellings 肖 and 付 are there with the classical ones."""
    assert {"赵", "肖", "付", "闫", "欧阳", "上官", "诸葛"} <= surnames()
    assert all(re.fullmatch(r"[一-鿿]{1,4}", surname) for surname in surnames())
    assert {"欧阳", "司马"} <= compound_surnames() < surnames()
    assert surnames() > WEAK_SURNAMES


def test_characters_that_no_name_has() -> None:
    """They hold for everybody in people.yaml, whose names were not chosen for it."""
    assert all(len(character) == 1 for character in NEVER_IN_NAMES)
    named = [person.name for person in people() if person.kind in ("leader", "model", "case", "historical")]
    assert [name for name in named if set(name[1:]) & NEVER_IN_NAMES] == []


def test_people_have_dates_in_order() -> None:
    """Born before died, both ISO."""
    assert len({person.name for person in people()}) == len(people())
    for person in people():
        for date in (person.born, person.died):
            assert date is None or ISO.fullmatch(date), person
        if person.born and person.died and len(person.born) == len(person.died):
            assert person.born < person.died, person
    assert person_names()["毛主席"] == "毛泽东"


def test_one_person_at_a_time_holds_a_title() -> None:
    """Terms follow each other; only the last may be open."""
    holders = title_holders()
    for holder, after in pairwise(holders):
        assert holder.name in person_names()
        if holder.title == after.title:
            assert holder.until is not None
            assert holder.until <= after.since


@pytest.mark.parametrize(
    ("title", "on", "name"),
    [
        ("总书记", "2018-03", "习近平"),
        ("总书记", "2012-11-15", "习近平"),
        ("总书记", "2012-11-14", "胡锦涛"),
        ("总书记", "2012-11", None),
        ("总书记", "2012", None),
        ("总书记", "2005", "胡锦涛"),
        ("总书记", "1987-05", None),
        ("总书记", None, None),
        ("国务院总理", "2016-03", "李克强"),
        ("乡长", "2016-03", None),
    ],
)
def test_who_held_a_title(title: str, on: str | None, name: str | None) -> None:
    """A date that leaves it open gives nobody."""
    assert holder_of(title, on) == name


def test_posts() -> None:
    """Longest first, each once, deputies with 副 before the word for the office."""
    names = [post.name for post in posts()]
    assert [len(name) for name in names] == sorted(map(len, names), reverse=True)
    by_name = {post.name: post for post in posts()}
    assert len(by_name) == len(names)
    assert by_name["副书记"].deputy_of == "书记"
    assert by_name["党委副书记"].deputy_of == "党委书记"
    assert by_name["人大副主任"].deputy_of == "人大主任"
    assert by_name["书记"].surname
    assert not by_name["书记"].alone
    assert by_name["总书记"].alone
    assert by_name["镇长"].after == ("place",)
    for post in posts():
        assert set(post.after) <= {"organization", "place", "department"}
        assert post.deputy_of is None or post.deputy_of in by_name
    assert post_abbreviations()["村支书"] == "村党支部书记"


def test_committee_forms() -> None:
    """Longest first; the full name has a place for the place."""
    forms = {form.suffix: form for form in committee_forms()}
    assert forms["委"].full.format(place="宜都市") == "中国共产党宜都市委员会"
    assert forms["党委"].full.format(place="王家畈镇") == "中国共产党王家畈镇委员会"
    assert "市委" in forms["委"].bare
    assert all(form.full.count("{place}") == 1 for form in committee_forms())
    bare = [word for form in committee_forms() for word in form.bare]
    assert len(bare) == len(set(bare))
    assert not set(bare) & generic_bodies()


def test_departments_and_national_bodies() -> None:
    """Short forms lead to one full name each."""
    assert department_names()["经信局"] == "经济和信息化局"
    assert department_names()["地税局"] == "地方税务局"
    assert department_names()["卫计局"] == "卫生和计划生育局"
    assert department_names()["统战部"] == "统一战线工作部"
    assert national_names()["中办"] == "中共中央办公厅"
    assert national_names()["国办"] == "国务院办公厅"
    assert national_names()["中组部"] == "中共中央组织部"
    assert {body.name for body in national_bodies() if body.past} >= {"监察部", "国家旅游局"}
    assert not set(national_names()) & set(department_names())
    assert {department.of for department in departments()} == {"committee", "government", "congress", "cppcc", "mass"}


def test_generic_words_name_no_national_body() -> None:
    """And the endings of named bodies come longest first."""
    assert {"党组织", "党支部", "各级党组织", "有关部门"} <= generic_bodies()
    assert not generic_bodies() & set(national_names())
    suffixes = [suffix.suffix for suffix in body_suffixes()]
    assert len(suffixes) == len(set(suffixes))
    assert suffixes.index("有限公司") < suffixes.index("公司")


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("党章", "中国共产党章程"),
        ("支部工作条例", "中国共产党支部工作条例（试行）"),
        ("中国共产党支部工作条例", "中国共产党支部工作条例（试行）"),
        ("宪法", "中华人民共和国宪法"),
        ("民法典", "中华人民共和国民法典"),
        ("村民委员会组织法", "中华人民共和国村民委员会组织法"),
        ("中共中央国务院关于打赢脱贫攻坚战的决定", "中共中央 国务院关于打赢脱贫攻坚战的决定"),
        ("八项规定", "十八届中央政治局关于改进工作作风、密切联系群众的八项规定"),
    ],
)
def test_a_short_form_leads_to_the_act(form: str, title: str) -> None:
    """Without 《》."""
    assert document_titles()[form] == title


def test_documents_have_dates_in_order_and_known_issuers() -> None:
    """The first date is that of issue; every issuer is a national body under its full name."""
    bodies = {body.name for body in national_bodies()}
    for document in documents():
        assert document.dates, document.title
        assert all(ISO.fullmatch(date) for date in document.dates), document.title
        assert list(document.dates) == sorted(document.dates), document.title
        assert set(document.issuer) <= bodies, document.title
        assert bool(document.issuer) or document.kind == "work", document.title
        assert document.bare == (document.kind != "work")
        assert not any(mark in form for form in (document.title, *document.shorts) for mark in "《》")


TERMS = [*campaigns(), *concepts(), *events()]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_term_is_well_formed(term: Term) -> None:
    """Dates are ISO and in order; the larger term and the source exist."""
    for date in (term.since, term.until):
        assert date is None or ISO.fullmatch(date)
    if term.since and term.until and len(term.since) == len(term.until):
        assert term.since <= term.until
    assert term.part_of is None or term_names(term.type)[term.part_of] == term.part_of
    assert term.part_of != term.name
    assert term.source is None or document_titles()[term.source] == term.source
    assert term.name not in term.aliases


def test_a_form_belongs_to_one_type() -> None:
    """Else whether 三严三实 is a program or a concept would depend on which list is asked first."""
    kinds = Counter(form for kind in ("Program", "Concept", "Event") for form in term_names(kind))
    kinds.update(form for form in document_titles())
    kinds.update(form for form in national_names())
    assert [form for form, count in kinds.items() if count > 1] == []


def test_events_have_their_long_names_and_days() -> None:
    """The official name of a plenum follows from the usual one."""
    names = term_names("Event")
    assert names["中国共产党第十八届中央委员会第三次全体会议"] == "十八届三中全会"
    assert names["党的二十届三中全会"] == "二十届三中全会"
    assert names["第十三届全国人民代表大会第一次会议"] == "十三届全国人大一次会议"
    assert names["党的二十大"] == "中国共产党第二十次全国代表大会"
    days = {event.name: (event.since, event.until) for event in events()}
    assert days["中国共产党第十九次全国代表大会"] == ("2017-10-18", "2017-10-24")
    assert days["十八届一中全会"] == ("2012-11-15", "2012-11-15")
    assert days["中国共产党第一次全国代表大会"] == ("1921-07-23", None)
