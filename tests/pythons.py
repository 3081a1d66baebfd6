"""The Pythons of this machine that kg is to work on, and for each of them the wheels that kg takes.

`python tests/pythons.py fetch` puts the wheels into .cache/wheels, from where the tests install without a network.
Which Pythons are wanted, the classifiers of pyproject.toml say; they are looked for on PATH and where pyenv and uv put
theirs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = f"{sys.version_info[0]}.{sys.version_info[1]}"
_ASK = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2], sys.executable)"


def _project() -> dict[str, list[str]]:
    project: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def wanted() -> tuple[str, ...]:
    """The Pythons that kg says it works on, such as 3.12."""
    heads = (line.removeprefix("Programming Language :: Python :: ") for line in _project()["classifiers"])
    return tuple(head for head in heads if head.startswith("3."))


def _candidates(version: str) -> Iterator[Path]:
    if version == OWN:
        yield Path(sys.executable)
    on_path = shutil.which(f"python{version}")
    if on_path:
        yield Path(on_path)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{version}.*/bin/python3"))
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or Path.home() / ".local" / "share" / "uv" / "python")
    yield from sorted(uv.glob(f"cpython-{version}.*/bin/python3"))


@cache
def interpreter(version: str) -> Path | None:
    """An interpreter of that version which can make environments; None where the machine has none."""
    for path in _candidates(version):
        try:
            done = subprocess.run([path, "-c", _ASK], capture_output=True, encoding="utf-8", timeout=30)
        except (OSError, subprocess.SubprocessError):
            continue
        told = done.stdout.split(maxsplit=1)
        if done.returncode == 0 and told[0] == version:  # what pyenv puts on PATH runs any of them, or none
            return Path(told[1].strip())
    return None


def wheels(version: str) -> Path:
    """Where the wheels for a Python lie; another folder where other packages are asked for."""
    asked = sha256("\n".join(_project()["dependencies"]).encode()).hexdigest()
    return ROOT / ".cache" / "wheels" / asked[:12] / version


def _fetched(version: str) -> bool:
    """Whether the wheels are there, each of the release that constraints.txt pins."""
    pins = {_normal(line) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    here = {_normal("==".join(path.name.split("-")[:2])) for path in wheels(version).glob("*.whl")}
    return bool(here) and here <= pins


def _normal(pin: str) -> str:
    name, _, release = pin.partition("==")
    return f"{re.sub('[-_.]+', '-', name).lower()}=={release}"


def unavailable(version: str) -> str | None:
    """Why nothing can be installed on that Python here, in one sentence; None where it can."""
    if interpreter(version) is None:
        return f"no Python {version} (with venv and ensurepip) on PATH, of pyenv or of uv"
    return None if _fetched(version) else "no wheels to install: run python tests/pythons.py fetch"


def environment(version: str, folder: Path) -> Path:
    """The interpreter of a new environment in `folder`, with pip and nothing else."""
    subprocess.run([str(interpreter(version)), "-m", "venv", str(folder)], check=True)
    return folder / "bin" / "python"


def fetch(version: str) -> Path:
    """Put the wheels of what kg itself asks for where `wheels` says, all or none of them."""
    target = wheels(version)
    if _fetched(version):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fetch-", dir=target.parent) as temporary:
        made = Path(temporary, "wheels")
        python = environment(version, Path(temporary, "environment"))
        pip = [python, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--prefer-binary"]
        constraints = ["--constraint", ROOT / "constraints.txt", "--wheel-dir", made]
        subprocess.run([str(part) for part in (*pip, *constraints, *_project()["dependencies"])], check=True)
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)
    return target


if __name__ == "__main__":
    if sys.argv[1:] != ["fetch"]:
        sys.exit("usage: python tests/pythons.py fetch")
    for known in wanted():
        if interpreter(known):
            print(fetch(known).relative_to(ROOT), flush=True)
