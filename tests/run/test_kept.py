"""Tables that one build leaves to the next: they change nothing in the output, whatever has become of them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.made import write
from kg.link.decisions import NOT_A_NAME, SAME, Decision, Side
from kg.run.kept import NAME, TOP, Unfit, keeps, numbers
from kg.run.patch import patched
from tests.run.texts import built, digests


@pytest.fixture(scope="module", autouse=True)
def bare() -> Iterator[None]:
    """No page and no database: neither is made of tables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.run.whole.FITS", 0)
        yield


@pytest.fixture(scope="module")
def first(bare: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with texts, some of them copies, and a build of them."""
    folder = tmp_path_factory.mktemp("first")
    write(8, folder / "in", copies=0.5)
    built(folder / "in", folder / "out", workers=1)
    return folder


@pytest.fixture
def again(first: Path, tmp_path: Path) -> Path:
    """A copy of it, to build there once more."""
    return Path(shutil.copytree(first, tmp_path / "again"))


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that a build took over from the last one but for what has changed."""
    names: list[str] = []

    def watched(old: Path, *others: object) -> str:
        names.append(old.name)
        return patched(old, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("kg.run.outputs.patched", watched)
    return names


def tables(folder: Path) -> Path:
    (found,) = folder.glob(f"out.parts/*/{NAME}")
    return found


def test_what_has_not_changed_is_taken_over(again: Path, taken: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests(again / "out")

    def no_need(*_: object) -> None:
        raise AssertionError("versions are laid side by side again")

    monkeypatch.setattr("kg.read.versions.align", no_need)
    assert before["alignments.jsonl"] != before["leaks.jsonl"]
    assert built(again / "in", again / "out", workers=1) == before
    assert sorted(taken) == ["edges.jsonl", "entities.jsonl", "mentions.jsonl", "relations.jsonl", "texts.jsonl"]


def test_a_file_that_goes_is_taken_out(again: Path, taken: list[str], tmp_path: Path) -> None:
    (again / "in" / "000003.txt").unlink()
    found = built(again / "in", again / "out", workers=1)
    assert taken
    shutil.copytree(again / "out.parts", tmp_path / "anew.parts", ignore=shutil.ignore_patterns(NAME))
    taken.clear()
    assert found == built(again / "in", tmp_path / "anew", workers=1)
    assert not taken


def test_damaged_tables_are_made_anew(again: Path, taken: list[str]) -> None:
    before, kept = digests(again / "out"), tables(again)
    raw = bytearray(kept.read_bytes())
    for at in range(len(raw) // 8, len(raw), 4096):  # behind what is looked at when it is opened
        raw[at] ^= 0xFF
    kept.write_bytes(raw)
    assert built(again / "in", again / "out", workers=1) == before
    kept.write_bytes(b"no database")
    taken.clear()
    assert built(again / "in", again / "out", workers=1) == before
    assert not taken
    assert built(again / "in", again / "out", workers=1) == before
    assert taken  # those that were made anew


def test_an_output_that_somebody_changed_is_not_copied(again: Path, taken: list[str]) -> None:
    before = digests(again / "out")
    edges = again / "out" / "edges.jsonl"
    edges.write_bytes(edges.read_bytes().replace(b'"count": 1', b'"count": 7', 1))
    assert built(again / "in", again / "out", workers=1) == before
    assert not taken


def test_an_output_that_is_gone_is_written_again(again: Path, taken: list[str]) -> None:
    before = digests(again / "out")
    shutil.rmtree(again / "out")
    assert built(again / "in", again / "out", workers=1) == before
    assert not taken


def test_tables_are_kept_unless_something_is_no_name() -> None:
    def said(verdict: str) -> Decision:
        return Decision("Person", Side("甲", ""), Side("", ""), "", verdict, "人", "2026-01-01")

    assert keeps([]) and keeps([said(SAME)]) and not keeps([said(SAME), said(NOT_A_NAME)])


@pytest.mark.parametrize("seed", range(20))
def test_numbers_sort_as_names_do(seed: int) -> None:
    draw = random.Random(seed)
    kept: list[tuple[str, int]] = []
    for _ in range(10):
        came = sorted({f"{draw.random():.9f}" for _ in range(draw.randint(0, 20))} - {name for name, _ in kept})
        kept = sorted([*kept, *zip(came, numbers(kept, came), strict=True)])
        order = [number for _, number in kept]
        assert order == sorted(set(order)) and all(0 <= number < TOP for number in order)
        kept = [pair for pair in kept if draw.random() < 0.8]


def test_where_no_number_is_left_all_are_numbered_anew() -> None:
    with pytest.raises(Unfit):
        numbers([("a", 4), ("c", 5)], ["b"])
    assert numbers([("a", 4), ("c", 6)], ["b"]) == [5]
