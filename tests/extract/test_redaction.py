"""Redactions are holes, each by itself, and never names."""

import pytest

from tests.passages import said


@pytest.mark.parametrize(
    ("sentence", "surface", "type_", "hole"),
    [
        ("像XX镇围绕中心抓班子。", "XX镇", "Place", "place"),
        ("x月xx日，我们开了会。", "x月xx日", "Date", "date"),
        ("全市xx个村已完成。", "xx", "Redacted", "number"),
        ("丰岛公司第一书记x到会。", "x", "Person", "person"),
        ("中央在x召开会议。", "x", "Place", "place"),
        ("我们开展了“XX”。", "XX", "Program", "name"),
        ("建设美丽新XX。", "XX", "Place", "place"),
        ("统一了xxx工作日志。", "xxx", "Redacted", "name"),
    ],
)
def test_holes(sentence: str, surface: str, type_: str, hole: str) -> None:
    holes = [m for m in said(sentence).mentions if m.redacted]
    assert [(m.surface, m.type, m.props["hole"]) for m in holes] == [(surface, type_, hole)]


def test_two_holes_are_two_entities_and_no_name() -> None:
    read = said("XX镇抓得实，XX镇抓得细。")
    holes = [read.links.by_mention[m.id] for m in read.mentions if m.redacted]
    assert len({hole.id for hole in holes}) == 2
    assert {hole.type for hole in holes} == {"Redacted"}
    assert read.names("Place")[2:] == []


@pytest.mark.parametrize("sentence", ["某些干部要注意，某个问题要重视。", "使用Excel表格和X光机。"])
def test_words_are_no_holes(sentence: str) -> None:
    assert not [m for m in said(sentence).mentions if m.redacted]
