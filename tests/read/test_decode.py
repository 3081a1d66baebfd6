"""Encodings: the same text whatever the bytes, and no text where there is none."""

import pytest

from kg.read.decode import decode

TEXT = "同志们：\r\n今天，我们在宜都召开会议。\n罗联峰（2024年8月24日）\r"


@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_text_and_line_ends_survive(codec: str, expected: str) -> None:
    decoded = decode((TEXT * 5).encode(codec))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.flaw) == (TEXT * 5, expected, None)


@pytest.mark.parametrize("text", ["표와 한국어가 있는 글입니다. " * 9, "│ 甲 │ 乙 │\n" * 9, "🎉🎉🎉 祝贺 🎉🎉🎉\n" * 9])
def test_utf8_without_a_fault_is_utf8_whatever_it_says(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded is not None and (decoded.text, decoded.encoding) == (text, "utf-8")


def test_utf8_with_a_fault_is_not_taken_for_gbk() -> None:
    text = "│ 표와 한국어 │ 🎉 │\n" * 40
    decoded = decode(text.encode()[:-2])
    assert decoded is not None
    assert (decoded.encoding, decoded.flaw) == ("utf-8", len(text) - 2)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_of_chinese_alone_is_read_without_a_mark(codec: str) -> None:
    text = "会议在宜都召开，要抓好落实。" * 9  # no line end, hence no zero byte
    decoded = decode(text.encode(codec))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, codec)


def test_truncated_text_is_read_with_the_place_of_the_flaw() -> None:
    decoded = decode(("会议在宜都召开。" * 50).encode()[:-1])
    assert decoded is not None
    assert decoded.flaw == len(decoded.text) - 1
    assert decoded.text.startswith("会议在宜都召开。")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 40, bytes(range(256)) * 8, b"%PDF-1.4\x00\x01\x02" * 30]
)
def test_binary_is_no_text(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize("repeated", [1, 40])
def test_traditional_text_in_big5(repeated: int) -> None:
    text = "在全市黨建工作會議上的講話\r\n同志們：今天的會議總結前一階段的工作，要結合實際抓好落實。\n" * repeated
    decoded = decode(text.encode("big5"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.flaw) == (text, "big5hkscs", None)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_what_dos_ends_a_text_with(codec: str) -> None:
    decoded = decode((TEXT + "\x1a").encode(codec))
    assert decoded is not None and decoded.text == TEXT + "\x1a"
    assert decode((TEXT + "\x1a" + TEXT).encode(codec)) is None
