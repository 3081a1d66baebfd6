"""A folder with one talk, built: small enough to be built again and again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kg.graph.folder import read_rows
from tests.passages import HEAD

SENTENCES = "刚才，罗书记提了要求。整市推进和“整县推进”工作要衔接，整市推进工作要抓好，“整县推进”工作要抓实。\n"
TALK = HEAD + SENTENCES


def build(folder: Path) -> Path:
    """FOLDER/in with the talk, built into FOLDER/out, which is returned."""
    (folder / "in").mkdir()
    (folder / "in" / "talk.txt").write_text(TALK, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "build", "-q", "in", "-o", "out"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "out"


def named(out: Path, name: str) -> str:
    """The id of the one entity of that name."""
    (found,) = (row["id"] for row in read_rows(out, "entities") if row["name"] == name)
    return str(found)


def programs(out: Path) -> set[str]:
    """The names of the programs of a folder."""
    return {row["name"] for row in read_rows(out, "entities") if row["type"] == "Program"}
