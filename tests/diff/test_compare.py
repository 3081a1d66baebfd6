"""What two builds differ in: aligned by passage, each difference with its cause."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.diff.compare import compare
from kg.diff.model import Comparison, Difference
from kg.diff.show import as_json, as_text
from kg.lang import set_language
from tests.passages import HEAD
from tests.test_build import digests

TALK = HEAD + (
    "整市推进工作要抓好，各级党组织要认真落实。\n"
    "王家畈镇横冲村走在前列，值得学习。\n"
    "要实施“双五星”创评，切实发挥党员作用。\n"
    "聂家河镇也要迎头赶上。\n"
)
OTHER = HEAD.replace("罗联峰", "邹青松").replace("24日", "21日") + "枝城镇要实施“红色物业”工程，加强社区党建。\n"


def kg(*arguments: str | Path) -> str:
    outcome = CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)], catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def build(folder: Path, name: str, texts: dict[str, str], *arguments: str | Path) -> Path:
    """The output folder of a build of these texts."""
    source = folder / f"{name}-in"
    source.mkdir()
    for file, text in texts.items():
        (source / file).write_bytes(text.encode())
    kg("build", "-q", source, "-o", folder / name, *arguments)
    return folder / name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("diff")


@pytest.fixture(scope="module")
def before(folder: Path) -> Path:
    return build(folder, "before", {"a.txt": TALK, "b.txt": OTHER})


def told(difference: Difference) -> tuple[set[str], set[str], set[tuple[str, str]]]:
    """Links lost and gained, by what was linked, and the causes."""
    lost, gained = (
        {item.shown["text"] for item in items if item.what == "link"} for items in (difference.lost, difference.gained)
    )
    return lost, gained, {(cause.kind, cause.of) for cause in difference.causes}


def nothing(found: Comparison) -> bool:
    return not (found.differences or found.lost or found.gained)


def test_a_build_does_not_differ_from_itself(before: Path) -> None:
    found = compare(before, before)
    assert nothing(found) and not found.settings and not found.files
    assert as_text(found, 50) == "两次构建没有差别\n"


def test_a_typo_is_one_difference_wherever_the_text_moves_to(folder: Path, before: Path) -> None:
    text = "\n\n" + TALK.replace("聂家河镇也要", "聂家荷镇也要").replace(
        "同志们：\n", "同志们：\n大家下午好，辛苦了。\n\n"
    )
    after = build(folder, "typo", {"a.txt": text, "b.txt": OTHER})
    found = compare(before, after)
    (file,) = found.files
    assert (file.change, file.new) == ("changed", "a.txt")
    inserted, typo = found.differences
    assert inserted.old is None and inserted.new and "大家下午好" in inserted.new.text
    assert not inserted.lost and not inserted.gained
    lost, gained, causes = told(typo)
    assert lost == {"聂家河镇"} and "聂家河镇" not in gained and causes == {("changed", "a.txt")}
    assert typo.old and typo.new and typo.old.start != typo.new.start
    assert TALK[typo.old.start : typo.old.end] == typo.old.text == "聂家河镇也要迎头赶上。"
    assert text[typo.new.start : typo.new.end] == typo.new.text == "聂家荷镇也要迎头赶上。"
    assert ("Place", "聂家河镇") in {(one.type, one.name) for one in found.lost}
    assert all(one.causes for one in (*found.lost, *found.gained))


def test_line_breaks_and_moved_passages_are_no_differences(folder: Path, before: Path) -> None:
    lines = TALK.splitlines(keepends=True)
    text = "".join([*lines[:4], lines[5], lines[6], lines[4], *lines[7:]]).replace("\n", "\n\n")
    found = compare(before, build(folder, "moved", {"a.txt": text, "b.txt": OTHER}))
    assert [one.change for one in found.files] == ["changed"]
    assert nothing(found)


def test_a_changed_head_is_one_difference(folder: Path, before: Path) -> None:
    found = compare(before, build(folder, "head", {"a.txt": TALK.replace("24日", "23日"), "b.txt": OTHER}))
    (difference,) = found.differences
    fields = {item.shown["value"] for item in difference.gained if item.what == "speech"}
    assert fields == {"2024-08-23"}
    assert {item.what for item in difference.lost} <= {"speech", "link"}


def test_a_file_more_or_less_is_one_difference(folder: Path, before: Path) -> None:
    without = build(folder, "without", {"a.txt": TALK})
    (removed,) = compare(before, without).differences
    (added,) = compare(without, before).differences
    assert told(removed)[2] == {("removed", "b.txt")} and told(added)[2] == {("added", "b.txt")}
    assert told(removed)[0] == told(added)[1] >= {"枝城镇", "邹青松"}
    assert not removed.gained and not added.lost
    assert {one.name for one in compare(before, without).lost} >= {"枝城镇", "邹青松"}
    for entity in compare(without, before).gained:
        assert [(cause.kind, cause.of) for cause in entity.causes] == [("added", "b.txt")]


def test_a_renamed_file_is_no_difference(folder: Path, before: Path) -> None:
    found = compare(before, build(folder, "renamed", {"c.txt": TALK, "b.txt": OTHER}))
    assert [(one.change, one.old, one.new) for one in found.files] == [("renamed", "a.txt", "c.txt")]
    assert nothing(found)
    found = compare(before, build(folder, "both", {"c.txt": TALK.replace("聂家河镇", "红花套镇"), "b.txt": OTHER}))
    assert [(one.change, one.old, one.new) for one in found.files] == [("moved", "a.txt", "c.txt")]
    (difference,) = found.differences
    assert told(difference) == ({"聂家河镇"}, {"红花套镇"}, {("moved", "c.txt")})


def test_the_lexicon_is_the_cause_of_what_it_found(folder: Path, before: Path) -> None:
    own = folder / "own.csv"
    own.write_text("name,type\n迎头赶上,Program\n", encoding="utf-8")
    found = compare(before, build(folder, "own", {"a.txt": TALK, "b.txt": OTHER}, "--lexicon", own))
    assert [name for name, _, _ in found.settings] == ["lexicon"]
    (difference,) = found.differences
    assert told(difference) == (set(), {"迎头赶上"}, {("setting", "lexicon")})


def test_a_decision_is_the_cause_of_what_it_split(folder: Path, before: Path) -> None:
    out = shutil.copytree(before, folder / "decided")
    kg("review", "-o", out, "--by", "王敏", "--at", "2024-09-01", "--decide", "not-a-name", "Program", "整市推进")
    kg("build", "-q", folder / "before-in", "-o", out)
    found = compare(before, out)
    assert [name for name, _, _ in found.settings] == ["decisions"]
    (difference,) = found.differences
    lost, gained, causes = told(difference)
    assert (lost, gained) == ({"整市推进"}, set())
    ((kind, of),) = causes
    assert kind == "decision" and "整市推进" in of


def _edited(out: Path, **facts: Any) -> None:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (out / "manifest.json").write_text(json.dumps({**manifest, **facts}), encoding="utf-8")


def test_the_version_of_kg_is_the_cause_where_nothing_else_changed(folder: Path, before: Path) -> None:
    out = shutil.copytree(before, folder / "version")
    rows = (out / "mentions.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (out / "mentions.jsonl").write_text("".join(row for row in rows if "聂家河镇" not in row), encoding="utf-8")
    (difference,) = compare(before, out).differences
    assert told(difference) == ({"聂家河镇"}, set(), {("unknown", "")})
    _edited(out, kg="9.9")
    (difference,) = compare(before, out).differences
    assert told(difference)[2] == {("setting", "kg")}


def test_a_build_without_a_file_equals_the_one_from_which_it_was_removed(folder: Path, corpus: Path) -> None:
    for name in ("all", "less"):
        shutil.copytree(corpus, folder / name)
    gone = "03-yidu-2024-08-24-zou-qingsong.txt"  # a version of another, and named in a third
    kg("build", "-q", folder / "all", "-o", folder / "first")
    (folder / "all" / gone).unlink()
    kg("build", "-q", folder / "all", "-o", folder / "first")
    (folder / "less" / gone).unlink()
    kg("build", "-q", folder / "less", "-o", folder / "second")
    assert digests(folder / "first") == digests(folder / "second")
    assert nothing(compare(folder / "first", folder / "second"))


def test_it_is_told_in_two_languages_and_as_json(folder: Path, before: Path) -> None:
    after = build(folder, "shown", {"a.txt": TALK.replace("横冲村", "老屋棚村"), "c.txt": OTHER + "枝城镇很好。\n"})
    found = compare(before, after)
    set_language("zh")
    chinese = as_text(found, 50)
    assert "文件 a.txt 有改动" in chinese and "− 链接 地点 横冲村" in chinese and "+ 链接 地点 老屋棚村" in chinese
    set_language("en")
    shown = as_text(found, 50)
    assert "file a.txt was changed" in shown and "− link Place 横冲村" in shown
    assert shown == kg("diff", before, after)
    assert kg("diff", before, after, "--limit", "1").count("\n1. ") == 1
    assert "1 more (--limit)" in kg("diff", before, after, "--limit", "1")
    value = json.loads(as_json(found))
    assert value == json.loads(kg("diff", before, after, "--format", "json"))
    assert value["counts"]["differences"] == len(value["differences"]) == 2
    assert {"file", "start", "end", "text"} == set(value["differences"][0]["old"])


def test_a_folder_that_is_none_or_damaged_is_said(folder: Path, before: Path) -> None:
    broken = shutil.copytree(before, folder / "broken")
    (broken / "mentions.jsonl").write_text('{"file": "a.txt"}\n', encoding="utf-8")
    for other in (folder / "nothing", broken):
        outcome = CliRunner().invoke(main, ["--lang", "en", "diff", str(before), str(other)])
        assert outcome.exit_code == 2 and "kg build" in outcome.output
