"""The wheel, built and installed away from the checkout: it holds what kg needs, nothing else, and works."""

from __future__ import annotations

import json
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import kg
from tests.wheels import run

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.group("wheel")


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment with the wheel; other packages are those of the tests, by a path file.

    Path files of that other folder are not read, so the editable kg of the tests is out of reach.
    """
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    path = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", path)
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    site = run(path, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    Path(site, "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return path


def test_it_holds_the_code_and_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = {path.relative_to(ROOT) for path in (ROOT / "kg").rglob("*") if path.is_file()}
    wanted = {str(path) for path in source if "__pycache__" not in path.parts and not _for_building(path)}
    wanted |= {f"kg/{path.relative_to(ROOT)}" for path in (ROOT / "cypher").glob("*.cypher")}
    assert wanted == {name for name in names if not name.split("/")[0].endswith(".dist-info")}
    assert {"kg/cypher/programs-by-speech.cypher", "kg/schema/entities.yaml", "kg/data/places.json"} <= names
    assert {"kg/py.typed", "kg/__main__.py"} <= names
    assert any(name.startswith("kg/render/") and not name.endswith(".py") for name in names), "no page template"


def _for_building(path: Path) -> bool:
    """Sources of the front end, of which the wheel has what is built."""
    explorer = Path("kg", "explorer")
    return path == explorer / "build_hook.py" or path.is_relative_to(explorer / "web")


@pytest.mark.group("web")
def test_it_holds_the_front_end_built(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    static = "kg/explorer/static/"
    assets = {name.removeprefix(static) for name in archive.namelist() if name.startswith(static)}
    manifest = json.loads(archive.read(f"{static}.vite/manifest.json"))
    entry = manifest["src/main.ts"]
    named = {path for chunk in manifest.values() for path in (chunk["file"], *chunk.get("css", ()))}
    assert entry["isEntry"]
    assert named <= assets
    assert {Path(path).suffix for path in named} == {".js", ".css"}
    licences = archive.read(f"{static}THIRD_PARTY_LICENSES.md").decode("utf-8")
    assert all(f"## {name} - " in licences for name in ("sigma", "graphology", "@codemirror/view"))
    assert not any("node_modules" in name for name in archive.namelist())


@pytest.mark.group("web")
def test_pages_other_than_the_console_load_little(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    static = "kg/explorer/static/"
    manifest = json.loads(archive.read(f"{static}.vite/manifest.json"))
    chunks = [chunk for name, chunk in manifest.items() if not name.startswith("src/console/")]
    paths = {path for chunk in chunks for path in (chunk["file"], *chunk.get("css", ()))}
    assert sum(archive.getinfo(static + path).file_size for path in paths) <= 250_000


def test_it_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"kg", f"kg_speeches-{kg.__version__}.dist-info"}
    assert [name for name in names if "__pycache__" in name or "/tests/" in name or "corpus" in name] == []
    assert sorted(name.rsplit("/", 1)[1] for name in names if "/licenses/" in name) == [
        "Apache-2.0.txt",
        "LICENSE",
        "NOTICE",
    ]


def test_it_runs_away_from_the_checkout(python: Path, built: Path, tmp_path: Path) -> None:
    where = run(python, "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert str(python.parent.parent) in where
    command = python.parent / "kg"
    assert kg.__version__ in run(command, "--version", cwd=tmp_path)
    rows = run(command, "query", "programs-by-speech", "--out", built, "--format", "csv", cwd=tmp_path)
    here = run(sys.executable, "-m", "kg", "query", "programs-by-speech", "--out", built, "--format", "csv", cwd=ROOT)
    assert rows == here
    assert len(rows.splitlines()) > 1


def test_it_builds_the_same_bytes(python: Path, corpus: Path, built: Path, tmp_path: Path) -> None:
    run(python.parent / "kg", "build", corpus, "-o", tmp_path / "out", cwd=tmp_path)
    names = sorted(path.name for path in built.glob("*.jsonl"))
    assert len(names) > 3
    assert [name for name in names if (tmp_path / "out" / name).read_bytes() != (built / name).read_bytes()] == []
