"""`kg serve` as a process: on this machine only, at an address that it prints, and with a sentence where it cannot."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from kg.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def running(out: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server on any free port, and where it says that it is."""
    command = [sys.executable, "-m", "kg", "serve", "-o", str(out), "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert found, line + (process.communicate(timeout=10)[1] if process.poll() is not None else "")
            yield found[0], process
        finally:
            process.kill()


def test_it_answers_at_the_address_that_it_prints_and_ends_when_told(out: Path) -> None:
    with running(out, "--read-only") as (address, process):
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert answer.headers["server"] is None
            assert b"<table" in answer.read()
        with pytest.raises(urllib.error.HTTPError, match="421"):
            urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "evil.example"}))
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr
        assert "Traceback" not in process.stderr.read()


def test_it_ends_when_told_while_a_query_runs(out: Path) -> None:
    """The embedded engine takes Ctrl+C for itself while it runs, and the server would not see it."""
    slow = "MATCH (a), (b), (c), (d), (e), (f) WHERE a.name <> f.name RETURN count(*) AS n"
    query = urlencode({"cypher": slow, "seconds": 60})
    with running(out) as (address, process), ThreadPoolExecutor() as pool:
        told = pool.submit(lambda: urllib.request.urlopen(f"{address}console.json?{query}").read())
        time.sleep(3)  # for the engine to be at it
        assert not told.done()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert "正在结束" in json.loads(told.result())["fault"]["sentence"]
        assert process.stderr
        assert "Traceback" not in process.stderr.read()


def test_other_machines_do_not_reach_it(out: Path) -> None:
    with running(out) as (address, _):
        port = int(address.rstrip("/").rpartition(":")[2])
        own = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}
        for host in {"127.0.0.2", *own} - {"127.0.0.1"}:
            with pytest.raises(OSError), socket.create_connection((host, port), timeout=2):  # noqa: PT011
                pass


def test_a_taken_port_is_told(out: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = CliRunner().invoke(main, ["serve", "-o", str(out), "--port", port])
    assert told.exit_code == 2
    assert port in told.stderr
    assert "--port 0" in told.stderr


def test_no_build_is_told(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["serve", "-o", str(tmp_path / "none"), "--port", "0"])
    assert told.exit_code == 2
    assert "kg build" in told.stderr


@pytest.mark.parametrize("arguments", [("serve", "--port", "0"), ("render", "--site", "site")])
@pytest.mark.parametrize("module", ["starlette", "pypinyin"])
def test_a_missing_extra_is_told(out: Path, tmp_path: Path, arguments: tuple[str, ...], module: str) -> None:
    """In a process of its own, since here it is imported already."""
    (out / "explorer.sqlite").unlink(missing_ok=True)
    block = f"import sys; sys.modules[{module!r}] = None; from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", block, *arguments, "-o", str(out)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 2, done.stderr
    assert module in done.stderr
    assert "pip install 'kg-speeches[serve]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_to_is_served(out: Path) -> None:
    (out / "explorer.sqlite").unlink()
    out.chmod(0o555)
    try:
        with running(out) as (address, _), urllib.request.urlopen(address) as answer:
            assert answer.status == 200
    finally:
        out.chmod(0o755)
        shutil.rmtree(out)
