"""An archive as it comes is built to its end: every bad file is named, every good one is read, none is fatal."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from bench.archive.bad import BAD
from bench.archive.check import Findings, as_markdown, findings, shared
from bench.archive.entries import Expected
from bench.archive.good import KINDS
from bench.archive.plan import archive, write
from kg.build import build
from kg.config import Config
from kg.progress import Progress

FILES, SHARE = 90, 0.5


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Expected]]:
    folder = tmp_path_factory.mktemp("archive")
    expected = write(archive(FILES, SHARE), folder / "in")
    build([folder / "in"], folder / "out", Progress(quiet=True), Config(), None)
    return folder / "out", expected


def test_every_bad_file_is_named_and_every_good_one_read(built: tuple[Path, list[Expected]]) -> None:
    found = findings(*built)
    assert found.wrong == []
    assert {f"bad: {bad.kind}" for bad in BAD} <= found.kinds.keys()
    assert {kind for kind, *_ in KINDS} <= found.kinds.keys()
    assert found.named == sum(count for kind, count in found.kinds.items() if kind.startswith("bad: "))
    assert min(found.least.values()) >= 0.99


def test_what_is_told_otherwise_is_found(built: tuple[Path, list[Expected]]) -> None:
    out, expected = built
    bad = next(one for one in expected if one.fault and one.text is None)
    fine = next(one for one in expected if one.text and not one.fault)
    changed = [
        Expected(bad.name, bad.kind, None, "另一句"),
        Expected(fine.name, fine.kind, "这一句不在其中。" + (fine.text or "")),
        Expected("没有.txt", "text", fine.text),
        *(one for one in expected if one not in (bad, fine)),
    ]
    wrong = findings(out, changed).wrong
    assert len(wrong) == 3 and "另一句" in wrong[0] and wrong[2].endswith("0% of its sentences")
    assert len(findings(out, [one for one in expected if one != bad]).wrong) == 1


def test_archives_are_the_same_every_time() -> None:
    entries = list(islice(archive(10_000, SHARE), 60))
    assert entries == list(archive(60, SHARE))
    assert len({entry.path for entry in entries}) == 60


def test_figures_are_a_page() -> None:
    found = Findings(named=3, wrong=["甲.pdf: …"])
    found.kinds.update({"bad: scan": 4, "Word": 2})
    found.least["Word"] = 1.0
    page = as_markdown(found, [("files", "6")])
    assert "| 3 of 4 |" in page and "| Word | 2 | 100.0% |" in page and "| scan | 4 |" in page and "- 甲.pdf" in page


def test_a_share_is_of_sentences_whatever_the_lines() -> None:
    assert shared("一。二\n三。", "x一 。二三。") == 1.0
    assert shared("一。二。", "一") == 0.5
