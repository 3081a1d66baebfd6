"""Whatever the bytes, a file is a text or a Problem in one sentence, twice the same; nothing raises."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Problem
from kg.read.files import document_of
from kg.read.formats import SUFFIXES
from kg.read.formats.archive import Item, held
from tests.read.formats.made import TALK, pdf, typeset, word, zipped
from tests.read.formats.test_mail import mail
from tests.read.formats.test_others import hexed, rtf
from tests.read.formats.test_web import page, site


def _mailed() -> bytes:
    message = mail()
    message.add_attachment(word(TALK), maintype="application", subtype="octet-stream", filename="稿.docx")
    return message.as_bytes()


SEEDS = {
    ".docx": word(TALK),
    ".pdf": pdf(typeset(TALK, head="汇编")),
    ".html": page(site()).encode(),
    ".eml": _mailed(),
    ".rtf": rtf(hexed(TALK)),
    ".zip": zipped(("讲话.txt".encode("gbk"), TALK.encode()), ("稿.docx", word("x"))),
}
PIECES = st.one_of(
    st.binary(max_size=6), st.sampled_from([b"<", b">", b"{", b"}", b"\\", b"(", b"%", b"\xff\xff\xff\xff", b"\n"])
)


@st.composite
def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    """The seed with a few stretches of it replaced, doubled or left out."""
    data = seed
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.sampled_from([0, 1, 2, 8, 200, 5_000])))
        data = data[:at] + draw(st.one_of(PIECES, st.just(data[at:end] * 2))) + data[end:]
    return data


def read(name: str, data: bytes) -> None:
    for item in held(name, BytesIO(data)) if name.endswith((".zip", ".eml")) else [Item(name, data)]:
        if isinstance(item, Problem):
            found, problems = None, [item]
        else:
            found, problems = document_of(item.path, item.data)
            assert document_of(item.path, item.data) == (found, problems)
        assert found or problems
        for problem in problems:
            assert problem.file.startswith(name) and problem.zh and "\n" not in problem.zh and problem.en
        if found:
            assert found.text.encode() and list(found.pages) == sorted(found.pages)
            assert all(0 <= start <= len(found.text) for start in found.pages)


@pytest.mark.parametrize("suffix", SEEDS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_does_no_harm(suffix: str, data: st.DataObject) -> None:
    read(f"a{suffix}", data.draw(mutated(SEEDS[suffix])))


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".zip"])
@settings(max_examples=25)
@given(data=st.binary(max_size=400))
def test_any_bytes_do_no_harm(suffix: str, data: bytes) -> None:
    read(f"a{suffix}", data)
