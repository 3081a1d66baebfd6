"""kg report: what a build holds, and where a person should look."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.lang import set_language
from kg.reporting.collect import LEAST, collect
from kg.reporting.model import Quote
from kg.reporting.show import ON_PAGE, as_json, as_text, for_page
from tests.test_build import rows


def sections(out: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(as_json(collect(out)))
    return found


def run(*arguments: str | Path) -> str:
    outcome = CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_talks_stand_by_date_and_place(built: Path) -> None:
    told = sections(built)["speeches"]
    assert len(told) == len(rows(built, "speeches"))
    keys = [(row["date"] or "9999", row["place"] or "") for row in told]
    assert keys == sorted(keys)


def test_families_are_those_with_several_versions(built: Path) -> None:
    speeches = rows(built, "speeches")
    by_family: dict[str, list[dict[str, Any]]] = {}
    for row in speeches:
        by_family.setdefault(row["family"], []).append(row)
    several = [members for members in by_family.values() if len(members) > 1]
    told = sections(built)["families"]
    assert several and len(told) == sum(map(len, several))
    assert {row["family"] for row in told} == set(range(1, len(several) + 1))
    for number in range(1, len(several) + 1):
        kinds = [row["kind"] for row in told if row["family"] == number]
        assert kinds[0] == "preferred" and set(kinds[1:]) <= {"same", "redacted", "edited"}


def test_faults_dates_and_leaks_are_all_there(built: Path) -> None:
    told = sections(built)
    assert [row["message"] for row in told["problems"]] == [row["message"] for row in rows(built, "problems")]
    assert [row["quote"] for row in told["inconsistencies"]] == [row["text"] for row in rows(built, "inconsistencies")]
    assert {row["likely"] for row in told["inconsistencies"]} == {2014, 2017}
    assert len(told["leaks"]) == len(rows(built, "leaks"))


def test_coverage_counts_talks_once_and_holes_apart(built: Path) -> None:
    mentions = rows(built, "mentions")
    family = {row["speech"]: row["family"] for row in rows(built, "speeches")}
    told = {row["type"]: row for row in sections(built)["coverage"]}
    for type_, row in told.items():
        plain = [mention for mention in mentions if mention["type"] == type_ and not mention["redacted"]]
        assert row["mentions"] == len(plain)
        assert row["entities"] == len({mention["entity_id"] for mention in plain})
        assert row["holes"] == sum(1 for one in mentions if one["type"] == type_ and one["redacted"])
        assert row["speeches"] == len({family[mention["speech"]] for mention in plain})
        assert row["share"] == pytest.approx(row["speeches"] / len(set(family.values())), abs=0.001)
    assert told["Program"]["entities"] > 10


def test_the_least_certain_links_come_first(built: Path) -> None:
    told = sections(built)["uncertain"]
    same = [row for row in rows(built, "judgements") if row["verdict"] == "same" and not row["by"]]
    assert [row["score"] for row in told] == sorted(row["score"] for row in same)[:LEAST]
    assert all(row["reasons"] for row in told)


def test_a_persons_decision_is_not_uncertain(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    first = sections(out)["uncertain"][0]
    lines = [json.loads(line) for line in (out / "judgements.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in lines:
        if (row["left"], row["right"]) == (first["left"], first["right"]):
            row["by"] = "王敏"
    (out / "judgements.jsonl").write_text("".join(json.dumps(row) + "\n" for row in lines), encoding="utf-8")
    left = [(row["left"], row["right"]) for row in sections(out)["uncertain"]]
    assert (first["left"], first["right"]) not in left and len(left) == LEAST


def test_the_verb_tells_it_in_two_languages(built: Path) -> None:
    shown = run("report", "-o", built)
    assert "讲话（按日期、地点）" in shown and "日期不合" in shown and "最没有把握的十条链接" in shown
    english = run("--lang", "en", "report", "-o", built)
    assert "Dates that disagree" in english and "still to come" in english and "probably of" in english
    set_language("zh")
    assert json.loads(run("report", "-o", built, "--format", "json")) == sections(built)


def test_what_is_cut_is_said(built: Path) -> None:
    count = len(rows(built, "speeches"))
    assert f"另有 {count - 1} 行" in as_text(collect(built), 1, 140)
    assert "另有" not in as_text(collect(built), 500, 140)


def test_a_long_quotation_is_shown_around_its_words() -> None:
    quote = Quote("一" * 50 + "迎接" + "二" * 50, "迎接")
    assert quote.around(10) == "…" + "一" * 4 + "迎接" + "二" * 4 + "…"
    assert quote.around(200) == quote.text
    assert Quote("迎接" + "二" * 50, "迎接").around(6) == "迎接二二二二…"


def test_the_page_has_the_same_tables(built: Path) -> None:
    page = (built / "graph.html").read_text(encoding="utf-8")
    data = json.loads(page.split('<script id="data" type="application/json">')[1].split("</script>")[0])
    assert data["report"] == json.loads(json.dumps(for_page(collect(built))))
    assert [section["id"] for section in data["report"]] == list(sections(built))
    assert all(len(section["rows"]) <= ON_PAGE for section in data["report"])


def test_a_folder_that_is_none_or_damaged_is_said(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    (out / "judgements.jsonl").write_text('{"type": "Person"}\n', encoding="utf-8")
    for folder in (tmp_path / "nothing", out):
        outcome = CliRunner().invoke(main, ["--lang", "en", "report", "-o", str(folder)])
        assert outcome.exit_code == 2 and "kg build" in outcome.output


@pytest.mark.group("speeches")
def test_the_report_of_the_real_speeches(built_speeches: Path) -> None:
    told = sections(built_speeches)
    assert len(told["speeches"]) == 8 and len({row["family"] for row in told["families"]}) == 3
    assert len(told["inconsistencies"]) == 11
