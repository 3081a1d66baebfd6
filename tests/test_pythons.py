"""The wheel in a bare environment of each Python that kg works on: pip installs it, and it gives the same bytes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import kg
from kg.build import build
from kg.config import Config
from kg.progress import Progress
from tests import pythons
from tests.wheels import run

pytestmark = pytest.mark.group("wheel")
TEXTS = ("01-yidu-2024-08-24-luo-lianfeng.txt", "02-compilation-three-talks.txt", "04-yidu-zou-redacted.txt")


@pytest.fixture(scope="module")
def texts(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for name in TEXTS:
        shutil.copyfile(corpus / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def outputs(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The hash of each file that this Python makes of the texts."""
    out = tmp_path_factory.mktemp("here") / "out"
    build([texts], out, Progress(quiet=True), Config())
    return _outputs(out)


def _outputs(out: Path) -> Mapping[str, str]:
    found: dict[str, str] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    return found


@pytest.mark.parametrize(
    "version", [pytest.param(version, marks=pytest.mark.group(f"python{version}")) for version in pythons.wanted()]
)
def test_a_bare_environment(version: str, wheel: Path, texts: Path, outputs: Mapping[str, str], tmp_path: Path) -> None:
    python = pythons.environment(version, tmp_path / "environment")
    packages = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(pythons.wheels(version))}
    run(python, "-m", "pip", "install", "--quiet", "--no-compile", wheel, cwd=tmp_path, **packages)
    command, out = python.parent / "kg", tmp_path / "out"
    assert kg.__version__ in run(command, "--version", cwd=tmp_path)
    run(command, "build", "--quiet", texts, "-o", out, cwd=tmp_path)
    assert len(outputs) > 10
    assert _outputs(out) == outputs
    rows = run(command, "query", "programs-by-speech", "-o", out, "--format", "csv", cwd=tmp_path)
    assert "整市推进" in rows
    told = json.loads(run(command, "doctor", "--json", "-o", out, cwd=tmp_path))
    assert told["sound"], told
    found = {finding["name"]: finding for finding in told["findings"]}
    assert found["python"]["state"] == "sound"
    assert found["quotations"]["state"] == "sound"
    assert found["formats"]["mend"] == "pip install 'kg-speeches[formats]'", "which is not installed"
