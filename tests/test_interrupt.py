"""Ctrl-C ends kg with 130, and where it is ignored it stays so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def ended(module: Path) -> int:
    """The exit code of `python -m MODULE`."""
    places = os.pathsep.join([str(module.parent), str(ROOT)])
    command = [sys.executable, "-m", module.stem]
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": places}, check=False, timeout=60).returncode


def test_the_exit_code_is_what_was_asked_for(tmp_path: Path) -> None:
    """Also where it interrupted code that is compiled from a string, after which Python ends by the signal."""
    module = tmp_path / "interrupted_there.py"
    module.write_text(
        "import signal, sys\n"
        "from kg.run.signals import interrupt\n"
        "signal.signal(signal.SIGINT, interrupt)\n"
        "try:\n"
        "    exec('signal.raise_signal(signal.SIGINT)')\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(130)\n",
        encoding="utf-8",
    )
    assert ended(module) == 130


def test_what_is_ignored_stays_so(tmp_path: Path) -> None:
    module = tmp_path / "ignoring.py"
    module.write_text(
        "import signal, sys\n"
        "from kg.cli import main\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "main(['query', '--list'], standalone_mode=False)\n"
        "sys.exit(signal.getsignal(signal.SIGINT) is not signal.SIG_IGN)\n",
        encoding="utf-8",
    )
    assert ended(module) == 0
