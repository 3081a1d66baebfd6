"""The texts in corpus/: the forms they promise, and that none repeats the wording of a real speech."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
FILES = sorted(path for path in CORPUS.iterdir() if re.match(r"\d\d-", path.name))
ENCODINGS = {"05": "gb18030", "06": "utf-8-sig", "07": "utf-16"}
LONGEST_SHARED = 15
# Titles and bylines: a line of a head that ends like one, or joins to one that does.
TITLE_LINE = re.compile(r"(?:会议上的讲话|专题组织生活会部署暨|工作的胜利|一心一意谋发展)$")


def text_of(path: Path) -> str:
    return path.read_bytes().decode(ENCODINGS.get(path.name[:2], "utf-8"))


def bare(text: str) -> str:
    """Letters and digits only, so that other punctuation cannot hide a copied sentence."""
    return re.sub(r"[\W_]", "", text)


def by_number(number: str) -> Path:
    return next(path for path in FILES if path.name.startswith(number))


def test_there_are_twelve_and_the_readme_names_each() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert [path.name[:2] for path in FILES] == [f"{number:02}" for number in range(1, 13)]
    assert [path.name for path in FILES if f"`{path.name}`" not in readme] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:2])
def test_each_is_marked_as_a_digest(path: Path) -> None:
    assert re.search(r"^（[^）\n]*摘编[^）\n]*非原文）\r?$", text_of(path), re.M)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:2])
def test_nobody_speaks_in_the_first_person(path: Path) -> None:
    text = text_of(path)
    assert not re.search(r"(?<!自)我(?!国)|咱|同志们[：:]", text)
    assert not re.search(r"[：:]\s*“", text)


def test_forms_promised_by_the_readme() -> None:
    with pytest.raises(UnicodeDecodeError):
        by_number("05").read_bytes().decode("utf-8")
    crlf = by_number("06").read_bytes()
    assert crlf.startswith(codecs.BOM_UTF8)
    assert crlf.count(b"\r\n") == crlf.count(b"\n") > 0
    assert by_number("07").read_bytes().startswith(codecs.BOM_UTF16_LE)
    assert re.match(r"# ", text_of(by_number("08")))
    for path in FILES:
        if path.name[:2] != "06":
            assert "\r" not in text_of(path), path.name


def test_compilation_has_three_talks_and_two_notices() -> None:
    text = text_of(by_number("02"))
    assert re.findall(r"^第(.)篇：", text, re.M) == ["一", "二", "三"]
    assert len(re.findall(r"^(?:转载声明|网站声明)：", text, re.M)) == 2


def test_redacted_copy_names_nobody_and_no_day() -> None:
    text = text_of(by_number("04"))
    assert not re.search(r"邹青松|罗联峰|赵强|刘林|宜都|宜昌|上海|五眼泉|红花套|\d", text)
    for hole in ("XX镇", "XX市", "x月xx日", "X个", "XX同志"):
        assert hole in text


def test_edited_copy_says_its_programme_otherwise() -> None:
    original, edited = text_of(by_number("01")), text_of(by_number("09"))
    assert "整体推进" in edited
    assert "整市推进" in original
    assert "整市推进" not in edited
    assert "宜都" not in edited


@pytest.mark.group("speeches")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:2])
def test_no_run_of_words_is_taken_from_a_speech(path: Path, speeches: Path) -> None:
    length = LONGEST_SHARED + 1
    taken: list[str] = []
    sources = [bare(source.read_text(encoding="utf-8")) for source in sorted(speeches.glob("*.txt"))]
    known = {source[start : start + length] for source in sources for start in range(len(source) - length + 1)}
    for line in text_of(path).splitlines():
        if not TITLE_LINE.search(line.strip()):
            words = bare(line)
            runs = (words[at : at + length] for at in range(len(words) - length + 1))
            taken += [run for run in runs if run in known]
    assert taken == []
