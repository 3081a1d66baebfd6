"""Files for the tests of builds in several processes: the shipped corpus, made speeches, and what is no speech."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

import pyarrow.parquet as pq

from bench.made import write
from bench.noisy import pages, stray_spaces, traditional
from kg.build import build
from kg.config import Config
from kg.progress import Progress
from tests.read.formats.made import TALK, pdf, typeset, word, zipped

COUNT = 12
HASHED = ("mentions", "relations", "entities", "edges")


def texts(folder: Path, corpus: Path) -> Path:
    """A folder of texts: versions with holes, compilations, made talks of several counties, a PDF of many
    pages, an archive, and faulty files."""
    shutil.copytree(corpus, folder)
    write(COUNT, folder / "made", copies=0.2)
    (folder / "made" / "empty.txt").write_bytes(b"")
    (folder / "made" / "notes.pdfx").write_bytes(b"no text")
    (folder / "made" / "talk.pdf").write_bytes(pdf(typeset(TALK * 4, lines=4)))
    for number, noise in enumerate((traditional, stray_spaces, pages)):
        said = (corpus / "01-yidu-2024-08-24-luo-lianfeng.txt").read_text(encoding="utf-8")
        (folder / "made" / f"noise{number}.txt").write_text(noise(said, (), Random(9)).text, encoding="utf-8")
    (folder / "made" / "all.zip").write_bytes(
        zipped(("甲/talk.docx", word(TALK)), ("甲/scan.pdf", pdf([[]], picture=True)))
    )
    (folder / "made" / "odd\x0bname.txt").write_text(
        "在会议上的讲话\n同志们：\n“引\\号”与\x0b控制符。\n", encoding="utf-8"
    )
    return folder


def built(source: Path, out: Path, workers: int | None = None, own: Config | None = None) -> dict[str, str]:
    """Build in this process, or in so many others; the hash of every file that is part of the result."""
    build([source], out, Progress(quiet=True), own or Config(), workers)
    return digests(out)


def digests(out: Path) -> dict[str, str]:
    """The hash of every file of an output that a second build must give again."""
    left_out = ("timings.json", "origin.json")
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir()) if p.name not in left_out}


def parts(out: Path) -> list[Path]:
    """The parts beside an output."""
    return sorted(out.with_name(out.name + ".parts").glob("*/*.parquet"))


def files_in(listed: Sequence[Path]) -> list[str]:
    """The files that parts hold."""
    return sorted(name for part in listed for name in pq.read_table(part, columns=["file"]).column("file").to_pylist())


def decision(out: Path, type_: str, left: str, right: str, verdict: str) -> None:
    """Add a person's decision about an output."""
    row = {"type": type_, "left": left, "right": right, "scope": "", "verdict": verdict, "by": "甲", "at": "2026-01-01"}
    with out.with_name(out.name + ".decisions.jsonl").open("a", encoding="utf-8") as target:
        target.write(json.dumps(row, ensure_ascii=False) + "\n")
