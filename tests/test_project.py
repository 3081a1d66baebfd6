"""The project's own files: nothing of one machine in them, one version, a licence."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import kg

ROOT = Path(__file__).resolve().parent.parent

# Written in pieces, so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.-])/(?:work|root|home|Users|tmp|opt)" + r"/[A-Za-z]",
            r"[A-Za-z]:\\" + r"\\?Users",
            "index" + "-url",
            "find" + "-links",
            "files[.]python" + "hosted",
            "registry[.]" + "npm",
            "repo1?[.]maven" + "[.](?:org|apache)",
            r'"resolved": *"' + "http",
        ]
    )
)


@pytest.mark.parametrize("place", ["home/someone/kg", "tmp/venv/bin/kg", "root/kg"])
def test_a_machine_path_is_recognised(place: str) -> None:
    assert MACHINE.search(f"see /{place}")
    assert not MACHINE.search(f"see docs/{place}")


def _tracked() -> list[Path]:
    """Every file that git tracks or would, where it is text."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout.split("\0")
    paths = sorted(ROOT / name for name in names if name)
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8192]]


@pytest.mark.group("checkout")
def test_no_machine_path_or_registry_host() -> None:
    tracked = _tracked()
    assert Path(__file__) in tracked
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert found == []


@pytest.mark.group("checkout")
def test_tracked_files_are_not_products() -> None:
    products = re.compile(r"(^|/)(__pycache__|out|build|dist|\.venv[^/]*|\.[a-z]+_cache)/|\.pyc$|\.kgl$")
    assert [str(path) for path in _tracked() if products.search(str(path.relative_to(ROOT)))] == []


def test_changelog_begins_with_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", text, flags=re.MULTILINE)
    assert versions[0] == kg.__version__
    assert len(versions) == len(set(versions))


def test_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT AND Apache-2.0"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")
    assert "Version 2.0" in (ROOT / "LICENSES" / "Apache-2.0.txt").read_text(encoding="utf-8")
    for name in project["license-files"]:
        assert list(ROOT.glob(name))


def test_data_names_its_source() -> None:
    """In its first lines where it can hold a comment, else in NOTICE."""
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    tables = [path for path in (ROOT / "kg" / "data").iterdir() if path.is_file() and path.suffix != ".py"]
    tables.append(ROOT / "kg" / "chronology" / "timeline.yaml")
    assert len(tables) > 10
    for path in tables:
        told = path.suffix in (".txt", ".yaml") and "".join(path.read_text(encoding="utf-8").splitlines(True)[:12])
        named = told and re.search(r"[Ss]ource|Made by|general geography", told)
        assert named or path.name in notice, f"{path.name} tells nobody where it is from"


def test_constraints_pin_every_declared_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    declared = {_name(line) for lines in [project["dependencies"], *extras] for line in lines} - {"kg-speeches"}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.+!-]+", line)] == []
    assert declared - {_name(pin) for pin in pins} == set()


def test_hooks_are_local_and_their_commands_are_there() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"], "others are fetched"
    hooks = config["repos"][0]["hooks"]
    assert {"ruff", "ruff-format", "mypy", "check-yaml", "end-of-file-fixer"} <= {hook["id"] for hook in hooks}
    for hook in hooks:
        command = Path(hook["entry"].split()[0])
        assert (hook["language"], command.parent) == ("system", Path(".venv/bin"))
        assert (Path(sys.executable).parent / command.name).exists(), f"the extra test does not bring {command.name}"


def test_citation() -> None:
    file = ROOT / "CITATION.cff"
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run([*checker, "--default-filetype", "yaml", str(file)], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    cited = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert (cited["version"], cited["license"]) == (kg.__version__, "MIT")


def test_the_guide_names_what_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"`(?:\w+=\S+ )?make ([a-z]+)`", text))
    assert len(named) >= 5
    assert named - targets == set()
    paths = re.findall(r"`((?:kg|tests|docs|cypher|\.ci)/[\w./-]*)`", text) + re.findall(r"\]\(([\w./-]+)\)", text)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def _name(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return re.sub(r"[-_.]+", "-", match[0]).lower()
