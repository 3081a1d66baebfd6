"""Starting and stopping the server: one Java process that outlives the command that starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from math import inf
from pathlib import Path
from time import monotonic, sleep
from urllib.request import ProxyHandler, build_opener

from kg.errors import KgError
from kg.server.command import Command, Settings, command, configuration
from kg.server.fetch import Say
from kg.server.home import (
    State,
    alive,
    lock_of,
    log_of,
    password_of,
    prepare,
    read_pid,
    read_state,
    remember,
    write_state,
)
from kg.server.releases import DEFAULT, RELEASES, Release
from kg.sinks.locks import alone, take

BOLT, HTTP = 7687, 7474
START_SECONDS = 240
STOP_SECONDS = 60
STARTED = " Started."
HANDSHAKE = b"\x60\x60\xb0\x17" + b"\x00\x00\x04\x05" + bytes(12)


def start(home: Path, release: Release, settings: Settings, say: Say) -> State:
    """Run the server of that folder; where it runs already, only tell where. KgError where it does not come up."""
    home = home.absolute()
    prepare(home)
    with alone(home / "start", inf):
        if alive(home):
            return _already(home)
        _same_line(home, release)
        neo4j = command(home, release, settings, say)
        say(f"正在启动 Neo4j {release.version}", f"starting Neo4j {release.version}")
        try:
            return _run(home, release, settings, neo4j)
        except _PortTaken:  # by another process, between the look and the start
            return _run(home, release, replace(settings, usual_ports=False), neo4j)


class _PortTaken(KgError):
    """A start that failed because something else listens on the port."""


def _run(home: Path, release: Release, settings: Settings, neo4j: Command) -> State:
    bolt, http = (BOLT, HTTP) if settings.usual_ports else (0, 0)
    state = State(release.name, release.version, _port(bolt), _port(http) if settings.browser else None)
    _configure(home, state, settings)
    _set_password(home, neo4j)
    arguments = [release.main_class, f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]
    try:
        _spawn([*neo4j.base, *arguments], home, neo4j.environment)
        remember(home)
        _await(home, state)
    except BaseException:
        _end(home)
        raise
    return state


def stop(home: Path) -> bool:
    """End the server of that folder and wait until it has ended; False where none runs."""
    home = home.absolute()
    if not lock_of(home).exists():
        return False
    with alone(home / "start", inf):
        return _end(home)


def admin(home: Path, release: Release, settings: Settings, arguments: Sequence[str], say: Say) -> str:
    """Run neo4j-admin on the stopped server of that folder and return what it prints.

    KgError where the server runs, and where the command fails, with what it says.
    """
    home = home.absolute()
    prepare(home)
    with alone(home / "start", inf):
        if alive(home):
            raise KgError("请先停止服务：kg neo4j down", "stop the server first: kg neo4j down")
        _same_line(home, release)
        if read_state(home) is None:
            state = State(release.name, release.version, BOLT, HTTP)
            _configure(home, state, settings)
        return command(home, release, settings, say).admin(arguments)


def answers(state: State) -> bool:
    """Whether the server takes questions: Bolt shakes hands, and HTTP answers where it is asked for."""
    try:
        with socket.create_connection(("127.0.0.1", state.bolt), 2) as probe:
            probe.settimeout(5)
            probe.sendall(HANDSHAKE)
            if len(probe.recv(4)) < 4:
                return False
        if state.browser:
            build_opener(ProxyHandler({})).open(state.browser, timeout=5).close()
    except OSError:
        return False
    return True


def release_of(home: Path, name: str | None = None) -> Release:
    """The release of that name; where none is given, the one whose data the folder holds, else the default."""
    state = read_state(home)
    held = state.release if state and state.release in RELEASES else DEFAULT
    return RELEASES[name or held]


def _same_line(home: Path, release: Release) -> None:
    """One line of releases does not read the data of the other, or would change them for good."""
    state = read_state(home)
    if state and state.release != release.name and any((home / "data").iterdir()):
        raise KgError(
            f"{home} 中的数据属于 Neo4j {state.version}，请为 {release.version} 另选 --home",
            f"{home} holds data of Neo4j {state.version}: choose another --home for {release.version}",
        )


def _configure(home: Path, state: State, settings: Settings) -> None:
    (home / "conf" / "neo4j.conf").write_text(configuration(state, settings), encoding="utf-8")
    write_state(home, state)


def _already(home: Path) -> State:
    state = read_state(home)
    if state is None:
        raise KgError(f"{home} 的服务已在运行，但记录已损坏", f"the server of {home} runs, but its record is damaged")
    _await(home, state)
    return state


def _port(wanted: int) -> int:
    """The port where it is free on 127.0.0.1, else any that is."""
    for number in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
            try:
                probe.bind(("127.0.0.1", number))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise KgError("127.0.0.1 上没有空闲端口", "no port is free on 127.0.0.1")


def _set_password(home: Path, neo4j: Command) -> None:
    """Before the first start, so that the server never listens with the password that everybody knows."""
    password_of(home)
    if not (home / "data" / "databases" / "system").exists():
        # @FILE is read by neo4j-admin itself, which keeps the password out of the list of processes.
        neo4j.admin(["dbms", "set-initial-password", f"@{home / 'password'}"])


def _spawn(command: Sequence[str], home: Path, environment: Mapping[str, str]) -> None:
    """Run it in a session of its own, as nobody's child. It holds the lock of the folder from its first moment on."""
    handle = take(lock_of(home))
    if handle is None:
        raise RuntimeError(f"{lock_of(home)} is held")
    try:
        with log_of(home).open("wb") as log:
            subprocess.run(
                ["sh", "-c", '"$@" & echo $! > pid', "sh", *command],  # noqa: S607
                cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, pass_fds=[handle], check=True,
            )  # fmt: skip
    finally:
        os.close(handle)


def _await(home: Path, state: State) -> None:
    """Return once the server answers. KgError, with its last words, where it stops or takes too long."""
    deadline = monotonic() + START_SECONDS
    # The log is asked too, since what answers on the port may be another server, while this one is about to fail.
    while not (alive(home) and STARTED in _log(home) and answers(state)):
        if not alive(home):
            words = _last_words(home)
            raise (_PortTaken if "in use" in words else KgError)(
                f"Neo4j 启动失败：{words}（详见 {log_of(home)}）", f"Neo4j did not start: {words} (see {log_of(home)})"
            )
        if monotonic() > deadline:
            raise KgError(
                f"Neo4j 在 {START_SECONDS} 秒内没有应答（详见 {log_of(home)}）",
                f"Neo4j did not answer within {START_SECONDS} s (see {log_of(home)})",
            )
        sleep(0.1)


def _log(home: Path) -> str:
    return log_of(home).read_text(encoding="utf-8", errors="replace")


def _last_words(home: Path) -> str:
    lines = [line.strip() for line in _log(home).splitlines()]
    faults = [line for line in lines if "ERROR" in line or "Exception" in line or "Error:" in line]
    return (faults or [line for line in lines if line] or [""])[-1][:300]


def _end(home: Path) -> bool:
    """End the process that holds the lock, by force where asking is not enough; False where there is none."""
    if not alive(home):
        return False
    for number in (signal.SIGTERM, signal.SIGKILL):
        pid = read_pid(home)
        if pid is None:
            break
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        deadline = monotonic() + STOP_SECONDS
        while monotonic() < deadline:
            if not alive(home):
                return True
            sleep(0.05)
    raise KgError(f"无法停止 {home} 的服务", f"cannot stop the server of {home}")
