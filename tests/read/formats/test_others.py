"""Rich text, old Word files, files by a wrong name, and what is said where something is not installed."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kg.model import Problem
from kg.read.formats import CONVERTED, SUFFIXES, releases, text_of
from kg.read.formats.kinds import OLE, WORD
from kg.read.formats.model import Extracted, Unreadable, reading
from tests.read.formats.made import BODY, TALK, Put, pdf, word
from tests.read.formats.test_mail import mail
from tests.read.formats.test_web import page, site

DOC = OLE + b"\0" * 504 + WORD


def hexed(text: str, codec: str = "gbk") -> str:
    return "".join(c if c.isascii() else "".join(f"\\'{byte:02x}" for byte in c.encode(codec)) for c in text)


def rtf(body: str, head: str = "\\ansi\\ansicpg936", fonts: str = "{\\fonttbl{\\f0\\fcharset134 x;}}") -> bytes:
    return f"{{\\rtf1{head}{fonts}{body}}}".encode("latin-1")


def text(data: bytes, name: str) -> str:
    found = text_of(name, data)
    assert isinstance(found, Extracted), found
    return found.text


def test_rich_text_in_gbk_and_in_unicode() -> None:
    coded = "".join(f"\\u{ord(c) - 65536 * (ord(c) > 32767)}?" for c in "隆重")
    body = f"\\pard\\qc\\b {hexed('在会议上的讲话')}\\b0\\par {hexed('同志们：')}\\line {coded}\\par"
    assert text(rtf(body), "a.rtf") == "在会议上的讲话\n同志们：\n隆重\n"
    assert text(rtf(body, head="\\ansi\\ansicpg1252"), "a.rtf") == "在会议上的讲话\n同志们：\n隆重\n"
    assert (
        text(rtf(hexed("講話", "big5"), head="\\ansi", fonts="{\\fonttbl{\\f0\\fcharset136 x;}}"), "a.rtf") == "講話\n"
    )


def test_rich_text_without_its_pictures_links_and_frames() -> None:
    body = f'{hexed("甲")}{{\\pict\\pngblip {"89504e47" * 40}}}{{\\field{{\\*\\fldinst{{HYPERLINK "http://x"}}}}'
    body += f"{{\\fldrslt{{{hexed('乙')}}}}}}}\\par\\trowd {hexed('丙')}\\cell {hexed('丁')}\\cell\\row {hexed('戊')}"
    assert text(rtf(body), "a.rtf") == "甲乙\n丙\t丁\n戊\n"


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx"])
@pytest.mark.parametrize("kind", ["docx", "rtf", "html", "pdf"])
def test_a_file_is_what_its_bytes_say(name: str, kind: str) -> None:
    data = {
        "docx": word(TALK),
        "rtf": rtf(hexed(BODY)),
        "html": page(site()).encode("gbk"),
        "pdf": pdf([[Put(50, 700, "　　今天开会。")]]),
    }[kind]
    found = text_of(name, data)
    assert isinstance(found, Extracted) and found.encoding == kind and "今天" in found.text


@pytest.mark.parametrize("name", ["a.doc", "a.wps"])
@pytest.mark.parametrize("data", [b"x", OLE + b"\0" * 600, TALK.encode()])
def test_no_words_are_made_of_what_is_no_word_file(name: str, data: bytes) -> None:
    problem = text_of(name, data)
    assert isinstance(problem, Problem) and problem.zh == "不是 Word 或 WPS 文件"


def office(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that goes by the name of LibreOffice."""
    program = folder / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport shutil, sys, time\nfrom pathlib import Path\nargs = sys.argv\n{script}\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))


def test_an_old_word_file_goes_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(word(TALK))
    script = f"""
out, source = Path(args[args.index("--outdir") + 1]), Path(args[-1])
assert "--headless" in args and any(arg.startswith("-env:UserInstallation=file:///") for arg in args)
out.mkdir()
Path({str(tmp_path)!r}, "seen").write_text(source.suffix + str(len(source.read_bytes())))
shutil.copy(Path({str(tmp_path)!r}, "made.docx"), out / (source.stem + ".docx"))"""
    office(tmp_path, script, monkeypatch)
    for name, kind in (("讲话.doc", "doc"), ("讲话.wps", "wps"), ("讲话.docx", "doc")):
        assert text_of(name, DOC) == Extracted(TALK, kind)
        assert (tmp_path / "seen").read_text() == f".{kind}{len(DOC)}"


def test_what_libreoffice_cannot_convert_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, "sys.exit(77)", monkeypatch)
    problem = text_of("a.doc", DOC)
    assert isinstance(problem, Problem) and "LibreOffice 无法转换" in problem.zh


def test_libreoffice_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, "time.sleep(600)", monkeypatch)
    monkeypatch.setattr("kg.read.formats.office.SECONDS", 1)
    problem = text_of("a.doc", DOC)
    assert isinstance(problem, Problem) and "1 秒内没有转换完" in problem.zh


def test_without_libreoffice_a_sentence_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    problem = text_of("a.wps", DOC)
    assert isinstance(problem, Problem) and "LibreOffice" in problem.zh and "LibreOffice" in problem.en


FILES = {".docx": word(TALK), ".pdf": pdf([[Put(50, 700, "x")]]), ".html": page(site()).encode(), ".rtf": rtf("x")}


@pytest.mark.parametrize("suffix", FILES)
def test_a_missing_extra_is_one_sentence(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("docx", "pypdfium2", "trafilatura", "striprtf", "striprtf.striprtf"):
        monkeypatch.setitem(sys.modules, library, None)
    problem = text_of(f"a{suffix}", FILES[suffix])
    assert isinstance(problem, Problem) and "pip install 'kg-speeches[formats]'" in problem.zh
    assert problem.en == f"{suffix} files need: pip install 'kg-speeches[formats]'"


def test_text_files_and_mails_need_no_extra() -> None:
    code = (
        "import sys\nfor name in ('docx', 'pypdfium2', 'trafilatura', 'striprtf', 'lxml'): sys.modules[name] = None\n"
    )
    code += "from kg.read.formats import text_of\nassert text_of('a.txt', b'x').text == 'x'\n"
    code += f"assert '今天' in text_of('a.eml', {mail().as_bytes()!r}).text"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_text_stays_as_it_is() -> None:
    plain = "\ufeff在会\u200b上\r\n\r\n\r\n　　⼯作\xa0\x0c \n"
    assert text_of("a.txt", plain.encode()) == Extracted(plain[1:], "utf-8-sig")
    assert text_of("a.MD", plain[1:].encode("utf-16")) == Extracted(plain[1:], "utf-16")


def test_a_bug_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("kg.read.formats.word.joined", broken)
    with pytest.raises(ZeroDivisionError):
        text_of("a.docx", word(TALK))
    with pytest.raises(Unreadable, match="ZeroDivisionError"), reading("坏", "bad"):
        broken()


def test_every_format_has_its_name() -> None:
    assert {"docx", "pdf", "html", "eml", "rtf", "doc", "wps"} == CONVERTED
    assert {".txt", ".md", ".docx", ".doc", ".wps", ".pdf", ".html", ".eml", ".rtf"} <= set(SUFFIXES)


def test_releases_name_what_a_text_depends_on() -> None:
    code = "import sys, json\nsys.path[:] = [p for p in sys.path if 'site-packages' not in p]\n"
    code += "from kg.read.formats import releases\nprint(json.dumps(releases()))"
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=root, check=True, capture_output=True, text=True, env={"PATH": "/none"}
    )
    assert set(json.loads(done.stdout).values()) == {None}
    assert list(releases()) == list(json.loads(done.stdout))
    assert all(release for name, release in releases().items() if name != "LibreOffice")


def test_another_libreoffice_is_another_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for number in "12":
        program = tmp_path / number / "soffice"
        program.parent.mkdir()
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        (program.parent / "versionrc").write_text(f"buildid={number}")
        monkeypatch.setenv("PATH", str(program.parent))
        seen.append(releases()["LibreOffice"])
    (tmp_path / "2" / "versionrc").unlink()
    seen.append(releases()["LibreOffice"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert len({*seen, None}) == 4 and releases()["LibreOffice"] is None
