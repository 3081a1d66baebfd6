"""The folder of a server: its data, its password, and what tells where it listens while it runs.

    HOME/password    readable by its owner only        HOME/data, logs, import, conf    as in any Neo4j
    HOME/lock        held by the server's process      HOME/pid, state.json             of the last start

Whether a server runs is told by the lock and nothing else: it ends with the process, so that no number left behind in
a file is ever taken for it.
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import KgError
from kg.sinks.connection import Connection
from kg.sinks.locks import held

USER = "neo4j"
REMEMBERED = 10
FOLDERS = ("conf", "data", "logs", "plugins", "import", "run")


@dataclass(frozen=True, slots=True)
class State:
    """What was started: the name of the release, its version, the ports (http None: no Browser)."""

    release: str
    version: str
    bolt: int
    http: int | None

    @property
    def uri(self) -> str:
        """The address for drivers."""
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str | None:
        """The address for people."""
        return (self.http and f"http://127.0.0.1:{self.http}") or None


def default_home() -> Path:
    """KG_NEO4J_HOME where set, else a folder among the user's data."""
    from platformdirs import user_data_path

    return Path(os.environ.get("KG_NEO4J_HOME") or user_data_path("kg") / "neo4j")


def prepare(home: Path) -> None:
    """Make the folders, open to their owner only. KgError where that cannot be done."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in FOLDERS:
            (home / name).mkdir(exist_ok=True)
    except OSError as fault:
        raise KgError(f"无法写入 {home}（{fault.strerror}）", f"cannot write to {home} ({fault.strerror})") from fault


def lock_of(home: Path) -> Path:
    """The file whose lock the server holds."""
    return home / "lock"


def alive(home: Path) -> bool:
    """Whether the server of that folder runs, be it still starting."""
    return held(lock_of(home))


def log_of(home: Path) -> Path:
    """What the server says."""
    return home / "logs" / "console.log"


def write_state(home: Path, state: State) -> None:
    """Keep what is about to be started."""
    (home / "state.json").write_text(json.dumps(asdict(state)) + "\n", encoding="utf-8")


def read_state(home: Path) -> State | None:
    """What was started last, whether or not it still runs; None where nothing readable was kept."""
    try:
        return State(**json.loads((home / "state.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def read_pid(home: Path) -> int | None:
    """The number of the process that was started last; of use only while `alive`."""
    try:
        return int((home / "pid").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def password_of(home: Path) -> str:
    """The password of the server of that folder, made on first use. KgError where it cannot be read or kept."""
    path = home / "password"
    try:
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "w", encoding="ascii") as file:  # noqa: PTH123 (a handle, not a path)
                file.write(secrets.token_hex(16) + "\n")
        return path.read_text(encoding="ascii").strip()
    except OSError as fault:
        raise KgError(f"无法读写 {path}（{fault.strerror}）", f"cannot use {path} ({fault.strerror})") from fault


def running(home: Path | None = None) -> Connection | None:
    """How to reach the server of that folder, else of the one that `usual_home` names; None where none runs."""
    home = home or usual_home()
    state = read_state(home) if alive(home) else None
    return Connection(state.uri, USER, password_of(home)) if state else None


def usual_home() -> Path:
    """The folder meant where none is given: one whose server runs, the last started first, else default_home()."""
    homes = [default_home(), *_remembered()]
    return next((home for home in homes if alive(home)), homes[0])


def stopped_home() -> Path:
    """The folder meant by what needs a stopped server, where none is given: the only one that was ever started.
    KgError where there are several."""
    homes = [home for home in dict.fromkeys([default_home().absolute(), *_remembered()]) if read_state(home)]
    if len(homes) > 1:
        told = "、".join(map(str, homes))
        raise KgError(
            f"有几个服务目录，请用 --home 指明：{told}", f"several servers are known, name one with --home: {told}"
        )
    return homes[0] if homes else default_home()


def remember(home: Path) -> None:
    """Keep where a server was started, so that `usual_home` finds it; a machine that keeps nothing does without."""
    if home == default_home().absolute() or os.environ.get("KG_NEO4J_HOME"):
        return
    kept = dict.fromkeys([home, *_remembered()])
    with suppress(OSError):
        _record().parent.mkdir(parents=True, exist_ok=True)
        _record().write_text("".join(f"{known}\n" for known in [*kept][:REMEMBERED]), encoding="utf-8")


def _remembered() -> list[Path]:
    if os.environ.get("KG_NEO4J_HOME"):
        return []
    try:
        return [Path(line) for line in _record().read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        return []


def _record() -> Path:
    from platformdirs import user_state_path

    return user_state_path("kg") / "neo4j-homes"
