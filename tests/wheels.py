"""The wheel and the sdist, built once for the tests of a worker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command prints, run without the variables that steer this Python. It has to end well."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env={**clean, **environment}, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def hatch(kind: str, source: Path, folder: Path, **environment: str) -> Path:
    """Build the sources at `source` into `folder`: a wheel or an sdist."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder, cwd=source, **environment)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout (group wheel)."""
    return hatch("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist of this checkout (group wheel)."""
    return hatch("sdist", ROOT, tmp_path_factory.mktemp("sdist"))
