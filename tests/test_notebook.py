"""The example notebook runs from top to bottom on the corpus and shows what it should."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

NOTEBOOK = Path(__file__).resolve().parent.parent / "docs" / "notebook.ipynb"

# In a process of its own: what a kernel's machinery warns of is no fault of ours.
RUN = """import sys, nbformat
from nbclient import NotebookClient
book = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(book, timeout=300, resources={"metadata": {"path": sys.argv[2]}}).execute()
nbformat.write(book, sys.argv[3])
"""


@pytest.fixture(scope="module")
def ran(built: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The outputs of its code cells, in order."""
    folder = tmp_path_factory.mktemp("notebook")
    shutil.copytree(built, folder / "out")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(NOTEBOOK), str(folder), str(folder / "ran.ipynb")],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-3000:]
    cells = json.loads((folder / "ran.ipynb").read_text(encoding="utf-8"))["cells"]
    return [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]


def test_it_is_kept_without_outputs() -> None:
    book = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    nbformat.validate(book)
    codes = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in codes)


def test_every_cell_shows_something_and_none_fails(ran: list[Any]) -> None:
    for outputs in ran:
        assert outputs and {output["output_type"] for output in outputs} <= {"execute_result", "stream"}
        assert not any(output.get("name") == "stderr" for output in outputs)


def test_tables_are_shown_as_tables(ran: list[Any]) -> None:
    shown = ["".join(output["data"].get("text/html", "")) for outputs in ran for output in outputs if "data" in output]
    assert len(shown) == 7
    assert all("<table" in html for html in shown)
    assert "罗联峰" in shown[1] and "双五星" in shown[2]
    (stream,) = ran[-1]
    assert "双五星" in "".join(stream["text"])
