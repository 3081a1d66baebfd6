"""How the front end is built while the package is: with which Node.js, from what, and what happens without."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kg.explorer import build_hook

ROOT = Path(__file__).resolve().parents[3]
EXPLORER = ROOT / "kg" / "explorer"
WEB = EXPLORER / "web"


@pytest.fixture
def explorer(tmp_path: Path) -> Path:
    """The sources of the front end in another place, with nothing installed or built."""
    target = tmp_path / "kg" / "explorer"
    for path in build_hook.sources(WEB):
        copy = target / "web" / path.relative_to(WEB)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return target


def _hook(explorer: Path) -> build_hook.WebBuildHook:
    from hatchling.builders.wheel import WheelBuilder

    builder = WheelBuilder(str(ROOT))
    root = str(explorer.parents[1])
    return build_hook.WebBuildHook(root, {}, builder.config, builder.metadata, "", "wheel", builder.app)


def _programs(
    folder: Path, version: str, npm: str = "echo ENOTFOUND registry >&2; exit 1", node: str = "exit 1"
) -> None:
    """A node that tells a version and else runs `node`, and an npm that by default fails as without a network."""
    folder.mkdir()
    tells = f'if [ "$1" = --version ]; then echo {version}; exit; fi\n{node}'
    for name, script in (("node", tells), ("npm", npm)):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("version", "new"),
    [
        ("v20.19.0", True),
        ("v20.18.3", False),
        ("v21.7.0", False),
        ("v22.12.1", True),
        ("v22.3.0", False),
        ("v26.0.0", True),
    ],
)
def test_the_machines_node_is_taken_if_it_is_new_enough(
    version: str, new: bool, explorer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _programs(tmp_path / "bin", version)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    assert (build_hook.machine_node() is not None) == new
    assert _hook(explorer).dependencies() == ([] if new else [build_hook.NODE])


def test_no_node_is_asked_for_where_nothing_is_to_be_built(explorer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert _hook(explorer).dependencies() == [build_hook.NODE]
    static = explorer / "static"
    static.mkdir()
    (static / build_hook.STAMP).write_text(build_hook.digest(explorer / "web") + "\n", encoding="ascii")
    assert _hook(explorer).dependencies() == []
    (explorer / "web" / "src" / "main.ts").write_text("// changed", encoding="utf-8")
    assert _hook(explorer).dependencies() == [build_hook.NODE]
    monkeypatch.setenv("KG_SKIP_WEB", "1")
    assert _hook(explorer).dependencies() == []


def test_without_a_registry_the_package_is_built_and_one_line_says_so(
    explorer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _programs(tmp_path / "bin", "v22.12.0")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    _hook(explorer).initialize("standard", {})
    told = capfd.readouterr().err
    assert "ENOTFOUND" in told
    assert len(told.splitlines()) == 1
    assert not (explorer / "static").exists()
    monkeypatch.setenv("KG_SKIP_WEB", "1")
    _hook(explorer).initialize("standard", {})
    assert capfd.readouterr().err == ""
    monkeypatch.delenv("KG_SKIP_WEB")
    monkeypatch.setenv("KG_REQUIRE_WEB", "1")
    with pytest.raises(build_hook.Unbuilt, match="ENOTFOUND"):
        _hook(explorer).initialize("standard", {})


@pytest.mark.parametrize("works", [True, False])
def test_what_was_built_before_stays_until_there_is_something_new(
    works: bool, explorer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vite = 'echo "new" > "$4/page.js"' if works else "echo no such plug-in >&2; exit 1"
    _programs(tmp_path / "bin", "v22.12.0", npm="mkdir -p node_modules", node=vite)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    static = explorer / "static"
    static.mkdir()
    (static / "page.js").write_text("old\n", encoding="ascii")
    if works:
        build_hook.build(explorer)
    else:
        with pytest.raises(build_hook.Unbuilt, match="no such plug-in"):
            build_hook.build(explorer)
    assert (static / "page.js").read_text(encoding="ascii") == ("new\n" if works else "old\n")
    assert build_hook.fresh(explorer) == works
    assert sorted(path.name for path in explorer.iterdir()) == ["static", "web"]


def test_the_lock_pins_all_and_names_no_registry() -> None:
    text = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in text
    lock = json.loads(text)["packages"]
    assert all(package.get("integrity") for name, package in lock.items() if name)
    given = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    versions = {**given["dependencies"], **given["devDependencies"]}
    assert [name for name, version in versions.items() if not version[0].isdigit()] == []


@pytest.mark.group("web")
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    node = build_hook.machine_node()
    assert node
    for name in ("one", "other"):
        command = [str(node[0]), "node_modules/vite/bin/vite.js", "build", "--outDir", str(tmp_path / name)]
        subprocess.run([*command, "--emptyOutDir", "--logLevel", "warn"], cwd=WEB, check=True)
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(files) > 5
    same, *differing = filecmp.cmpfiles(tmp_path / "one", tmp_path / "other", map(str, files), shallow=False)
    assert differing == [[], []]
    assert len(same) == len(files)
    assert str(ROOT) not in "".join(path.read_text("utf-8") for path in (tmp_path / "one").rglob("*.js"))


def test_it_needs_nothing_of_kg() -> None:
    """A build environment holds hatchling and no more."""
    script = f"import runpy, sys; runpy.run_path({str(EXPLORER / 'build_hook.py')!r}); assert 'kg' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT.parent)
