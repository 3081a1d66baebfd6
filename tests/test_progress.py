"""Telling how far a run has come."""

from __future__ import annotations

import pytest

from kg.lang import set_language
from kg.progress import Progress


def test_a_counted_stage_tells_rate_and_remaining_time(capsys: pytest.CaptureFixture[str]) -> None:
    set_language("en")
    tell = Progress().counted("extract", 200)
    tell(150)
    tell(50)
    told = capsys.readouterr().err
    assert "extracting (200)" in told
    assert "200/200" in told and "a second, 0:00 min left" in told


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(quiet=True)
    progress.counted("extract", 2)(2)
    progress.note("一句话", "a sentence")
    assert capsys.readouterr() == ("", "")
