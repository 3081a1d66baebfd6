"""Names as they are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from kg.errors import KgError
from kg.explorer.index import pinyin
from kg.explorer.index.pinyin import reading


@pytest.fixture
def _unread() -> Iterator[None]:
    pinyin._pypinyin.cache_clear()
    yield
    pinyin._pypinyin.cache_clear()


@pytest.mark.parametrize(
    ("name", "syllables", "initials"),
    [
        ("双五星", "shuang wu xing", "swx"),
        ("“双五星”工程（试行）", "shuang wu xing gong cheng shi xing", "swxgcsx"),
        ("重庆银行", "chong qing yin hang", "cqyh"),
        ("吕梁", "lv liang", "ll"),
        ("H5网页", "h5 wang ye", "hwy"),
    ],
)
def test_a_name_has_a_reading(name: str, syllables: str, initials: str) -> None:
    assert reading(name) == (syllables, initials)


@pytest.mark.parametrize("name", ["", "甲.txt"[1:], "2019-05", "</script>", "\u202e"])
def test_what_is_not_chinese_has_none(name: str) -> None:
    assert reading(name) is None


@pytest.mark.usefixtures("_unread")
def test_without_pypinyin_one_sentence_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    with pytest.raises(KgError, match=r"kg-speeches\[serve\]"):
        reading("双五星")
