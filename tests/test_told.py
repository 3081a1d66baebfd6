"""What a build tells on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Problem
from kg.report import SHOWN, print_problems


def faults(stage: str, count: int) -> list[Problem]:
    return [Problem(f"{number}.txt", 3, stage, f"有误 {number}", f"fault {number}") for number in range(count)]


def test_of_many_faults_of_one_stage_the_first_are_told_and_how_many_more_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stages = ("read", "split", "lexicon", "extract", "link", "versions")
    print_problems(
        [*faults("chronology", SHOWN + 2), *(one for stage in stages for one in faults(stage, 1))], Path("o")
    )
    told = capsys.readouterr().err.splitlines()
    assert told[:SHOWN] == [f"{number}.txt:3: 有误 {number}" for number in range(SHOWN)]
    assert told[SHOWN:] == ["0.txt:3: 有误 0"] * len(stages) + ["核对时间：另有 2 条，见 o/problems.jsonl"]
