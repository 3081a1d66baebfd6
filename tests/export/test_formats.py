"""Files appear whole or not at all, equal for an equal graph, and never in the place of a build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.cli.export import FORMATS as SHOWN
from kg.errors import KgError
from kg.export import formats
from kg.export.formats import FILES, FORMATS, export
from tests.export.awkward import CONTROLS, awkward_graph
from tests.graphs import small_graph, write_folder

SCRIPT = """import sys
from pathlib import Path
from kg.export.formats import FORMATS, export
from kg.graph.folder import read_graph
out = Path(sys.argv[1])
for form in FORMATS:
    export(read_graph(out), form, out)
"""


def test_the_command_offers_every_format() -> None:
    assert SHOWN == FORMATS


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_bytes_depend_on_the_graph_alone(tmp_path: Path) -> None:
    seen = []
    for seed, language, zone in (("0", "C", "UTC"), ("7", "zh_CN.UTF-8", "Asia/Shanghai")):
        folder = tmp_path / seed
        write_folder(awkward_graph(), folder / "out")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": zone}
        subprocess.run([sys.executable, "-c", SCRIPT, str(folder / "out")], check=True, env=environment)
        seen.append(written(folder))
    assert seen[0] == seen[1]
    assert len({name.split("/")[0] for name in seen[0]}) == 1 + len(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_beside_the_output(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_folder(awkward_graph(CONTROLS), tmp_path / "out")
    for _ in range(2):  # a former export gives way
        done = CliRunner().invoke(main, ["export", "--format", form])
        assert done.exit_code == 0, done.output
    name = f"out.{form}" if form in FILES else f"out-{form}"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["out", name])
    assert done.output.splitlines()[0] == f"已写入 {name}"
    assert ("35 个控制字符" in done.output) == (form in ("graphml", "gexf"))
    assert ("import.sh" in done.output) == (form == "neo4j-admin")


@pytest.mark.parametrize("form", ["csv", "graphml"])
def test_an_export_never_takes_the_place_of_a_build(form: str, tmp_path: Path) -> None:
    other = write_folder(small_graph(), tmp_path / "other")
    out = write_folder(small_graph(), tmp_path / "out")
    before = written(tmp_path)
    for to in (out, out / "x", *([other] if form == "csv" else [])):
        with pytest.raises(KgError, match="--to"):
            export(small_graph(), form, out, to)
    assert written(tmp_path) == before


def test_a_folder_of_someone_else_is_kept(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match=r"thesis\.txt"):
        export(small_graph(), "csv", tmp_path / "out", tmp_path / "mine")


def test_what_breaks_off_leaves_the_former_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = write_folder(small_graph(), tmp_path / "out")
    export(small_graph(), "csv", out)
    before = written(tmp_path)

    def half(_: object, folder: Path) -> None:
        (folder / "nodes.csv").write_text("half", encoding="utf-8")
        raise RuntimeError("stop")

    monkeypatch.setitem(formats.FOLDERS, "csv", half)
    with pytest.raises(RuntimeError, match="stop"):
        export(small_graph(), "csv", out)
    assert written(tmp_path) == before


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for form in ("gexf", "csv"):
        with pytest.raises(KgError, match="无法写入"):
            export(small_graph(), form, tmp_path / "out", tmp_path / "file" / "x")
