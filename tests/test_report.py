"""What a build tells on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.lang import set_language
from kg.report import print_summary

REPORT = {
    "entities": {"Person": 2, "Program": 3},
    "statements": {"LEADS": 1},
    "edges": {"LEADS": 1, "MENTIONS": 4},
    "method_shares": {"context": 0.125, "gazetteer": 0.5, "plug-in": 0.0001, "user": 0.3749},
}


def test_the_summary_tells_how_mentions_were_found(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(REPORT, Path("out"))
    assert "提及的来源：地名表 50.0%，自己的词库 37.5%，上下文 12.5%，插件 0.0%\n" in capsys.readouterr().out
    set_language("en")
    print_summary(REPORT, Path("out"))
    shown = capsys.readouterr().out
    assert "mentions found by: gazetteer 50.0%, own lexicon 37.5%, context 12.5%, plug-ins 0.0%\n" in shown
    assert "nodes: Person 2, Program 3\n" in shown


def test_nothing_found_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary({**REPORT, "method_shares": {}}, Path("out"))
    assert "来源" not in capsys.readouterr().out
