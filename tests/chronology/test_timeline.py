"""The dated facts, and a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.chronology.days import first_day, in_year, last_day, months_after
from kg.chronology.timeline import known_facts, timeline
from kg.errors import KgError


def test_every_fact_names_the_act_behind_it() -> None:
    facts = known_facts()
    assert len({fact.name for fact in facts}) == len(facts) > 100
    for fact in facts:
        assert len(fact.act) >= 3, fact.name
        assert first_day(fact.since) <= last_day(fact.until or "9999"), fact.name
        assert fact.sort != "meeting" or fact.until, fact.name
    assert {fact.sort for fact in facts} == {"meeting", "campaign", "document"}


def test_only_what_concerns_the_country_is_there() -> None:
    meetings = [fact.name for fact in known_facts() if fact.sort == "meeting"]
    assert all("全国代表大会" in name or name.endswith("中全会") for name in meetings)


def test_no_name_means_two_facts() -> None:
    forms = [form for fact in known_facts() for form in fact.forms]
    assert len(forms) == len(set(forms))
    assert not {form for fact in known_facts() for form in fact.short} & set(forms)


def test_dates_are_those_of_the_lists_that_the_rest_of_kg_reads() -> None:
    dates = {fact.name: (fact.since, fact.until) for fact in known_facts()}
    assert dates["中国共产党第十九次全国代表大会"] == ("2017-10-18", "2017-10-24")
    assert dates["党的群众路线教育实践活动"] == ("2013-06", "2014-10")
    assert dates["“两学一做”学习教育"] == ("2016-02", None)
    assert dates["中国共产党支部工作条例（试行）"] == ("2018-10-28", None)


def _written(folder: Path, value: object) -> Path:
    path = folder / "own.yaml"
    path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    return path


def test_a_users_facts_are_added_and_replace(tmp_path: Path) -> None:
    row = {"act": "县委通知", "when": "2019-03/2019-09", "forms": ["春雷行动"], "unless": ["成果"]}
    own = {"campaigns": {"春雷专项行动": row, "脱贫攻坚战": {"act": "决定", "when": "2015/2020"}}}
    facts = {fact.name: fact for fact in timeline(_written(tmp_path, own))}
    assert len(facts) == len(known_facts()) + 1
    assert facts["春雷专项行动"].forms == ("春雷行动",)
    assert facts["脱贫攻坚战"].until == "2020"
    assert timeline(_written(tmp_path, {})) == timeline()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([1, 2], "meetings"),
        ({"meeting": {"会": {"act": "公报", "when": "2017"}}}, "meeting"),
        ({"meetings": {"会": {"when": "2017"}}}, "会"),
        ({"meetings": {"会": {"act": "公报"}}}, "会"),
        ({"meetings": {"会": {"act": "公报", "when": "2017-13"}}}, "会"),
        ({"meetings": {"会": "2017"}}, "会"),
        ({"meetings": {"会": {"act": "公报", "whne": "2017"}}}, "when"),
    ],
)
def test_a_fault_in_a_file_is_said(tmp_path: Path, value: object, told: str) -> None:
    with pytest.raises(KgError) as raised:
        timeline(_written(tmp_path, value))
    assert told in raised.value.zh and told in raised.value.en and "own.yaml" in raised.value.en


def test_a_file_that_is_no_yaml_is_said(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("a: [", encoding="utf-8")
    for path in (tmp_path / "own.yaml", tmp_path / "nothing.yaml"):
        with pytest.raises(KgError):
            timeline(path)


def test_days() -> None:
    assert (first_day("2016"), last_day("2016-02"), last_day("2016")) == ("2016-01-01", "2016-02-29", "2016-12-31")
    assert (months_after("2014-10-31", 6), months_after("2014-06-30", 6)) == ("2015-04-30", "2014-12-31")
    assert (in_year("2024-08-24", 2017), in_year("2024", 2017)) == ("2017-08-24", "2017")
