"""Old Word files by the LibreOffice that is installed: what it wrote itself is read again."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kg.model import Problem
from kg.read.formats import text_of
from kg.read.formats.kinds import OLE, WORD
from kg.read.formats.model import Extracted
from kg.read.formats.office import program
from tests.read.formats.made import TALK, word

pytestmark = pytest.mark.group("office")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A talk as LibreOffice writes it: .doc and .rtf."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "talk.docx").write_bytes(word(TALK))
    start = [program() or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    for kind in ("doc:MS Word 97", "rtf:Rich Text Format"):
        subprocess.run(
            [*start, "--convert-to", kind, "--outdir", str(folder), str(folder / "talk.docx")],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return folder


def read(data: bytes, name: str) -> Extracted:
    found = text_of(name, data)
    assert isinstance(found, Extracted), found
    return found


@pytest.mark.parametrize("suffix", ["doc", "wps"])
def test_an_old_word_file_is_read(written: Path, suffix: str) -> None:
    data = (written / "talk.doc").read_bytes()
    assert data.startswith(OLE) and WORD in data
    assert read(data, f"讲话.{suffix}") == Extracted(TALK, suffix)


def test_rich_text_that_libreoffice_writes(written: Path) -> None:
    assert read((written / "talk.rtf").read_bytes(), "讲话.rtf") == Extracted(TALK, "rtf")


def test_what_only_looks_like_one_is_a_problem() -> None:
    found = text_of("讲话.doc", OLE + bytes(504) + WORD + bytes(2000))
    assert isinstance(found, Problem) and "LibreOffice 无法转换" in found.zh
