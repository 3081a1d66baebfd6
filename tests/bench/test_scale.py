"""Made speeches are what they are said to be, and the program that builds very many of them runs from end to end."""

from __future__ import annotations

import os
import re
from pathlib import Path

from bench.made import made
from bench.scale import Run, Watch, as_markdown, measure


def test_made_speeches_are_the_same_every_time_and_no_sentence_comes_twice() -> None:
    texts = dict(made(30, copies=0))
    assert texts == dict(made(30, copies=0)) and len(texts) == 30
    said = [sentence for text in texts.values() for sentence in re.findall(r"[^。\n]+。", text)]
    assert len(said) == len(set(said)) > 300
    assert all(1400 < len(text) < 1800 for text in texts.values())


def test_copies_come_after_what_they_are_of() -> None:
    copies = [text for _, text in made(40, copies=0.5) if "XXX" in text[:80]]
    assert 5 < len(copies) < 30


def test_every_build_is_measured(tmp_path: Path) -> None:
    full, again = measure([5], [1], tmp_path)
    assert (full.read, again.read) == (5, 1)
    assert min(full.cpu, full.wall, full.main, full.worker, again.cpu) > 0
    assert "extract" in full.stages
    assert "| 5 | " in as_markdown([full, again])


def test_the_goals_are_told_as_met_or_missed() -> None:
    runs = [
        Run(10, 1.0, 1, "all", wall=10, cpu=10, main=100),
        Run(100, 10.0, 1, "all", wall=100, cpu=120, main=2000),
        Run(100, 10.0, 1, "one changed", wall=5, cpu=20),
    ]
    page = as_markdown(runs)
    assert "2000.00 (goal under 1500: missed)" in page
    assert "12.00 (goal at most 11.0: missed), exponent 1.079" in page
    assert "share of a build of all: 0.05 (goal at most 0.1: met)" in page
    assert "share of a build of all: 0.17 (goal at most 0.1: missed)" in page


def test_memory_of_this_process_is_seen() -> None:
    watch = Watch(os.getpid())
    watch.start()
    watch.join(1)
    watch.end()
    assert watch.main > 10
