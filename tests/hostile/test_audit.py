"""What `make audit` makes of what the two tools write."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.hostile import audit
from tests.hostile.audit import Failed, answer

NPM = '{"message": "405 Method Not Allowed - POST https://…", "method": "POST", "statusCode": 405, "error": {}}'
PIP = "ERROR:pip_audit._cli:Could not connect to PyPI's vulnerability feed\nERROR:pip_audit._cli:Tip: …"


@pytest.mark.parametrize(
    ("out", "err"),
    [
        (NPM, "npm error audit endpoint returned an error"),
        ("", PIP),
        ("", "requests.exceptions.ReadTimeout: read timed out"),
        ("", "requests.exceptions.HTTPError: 503 Server Error: Unavailable"),
        ('{"error": {"code": "ENOTFOUND", "summary": "request failed"}}', ""),
    ],
)
def test_a_service_that_was_not_reached_is_said(out: str, err: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer("tool", 1, out, err, "dependencies") is None
    assert "not reached" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "out", "err"),
    [
        (1, "", "/usr/bin/python: No module named pip_audit"),
        (1, "", "ERROR:pip_audit._cli:invalid requirements input: constraints.txt"),
        (2, "", "usage: pip-audit [-h]"),
        (1, '{"error": {"code": "ENOLOCK", "summary": "This command requires an existing lockfile."}}', ""),
        (0, "", ""),
        (0, "[]", ""),
        (-9, '{"dependencies": []}', ""),
    ],
)
def test_any_other_failure_is_one(code: int, out: str, err: str) -> None:
    with pytest.raises(Failed, match="tool failed"):
        answer("tool", code, out, err, "dependencies")


def test_an_answer_is_taken_with_what_it_tells_of() -> None:
    assert answer("tool", 1, '{"dependencies": []}', "Found 1 known vulnerability", "dependencies") == {
        "dependencies": []
    }


def test_it_ends_with_1_where_a_tool_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", PIP if "pip_audit" in command else "npm error: a bug")

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", run)
    assert audit.main() == 1
    assert "npm audit failed with 1: npm error: a bug" in capsys.readouterr().out
