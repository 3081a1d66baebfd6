"""After a decision the graph is built again beside the running server, and then shown."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping
from threading import Lock, Thread
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.explorer.again import LOAD, Outcome
from kg.explorer.opened import Opened
from kg.explorer.views.acts import StatusView
from kg.lang import choose

if TYPE_CHECKING:
    from kg.sinks.connection import Connection

STILL = Outcome("still", "", "")
BUILDING = Outcome("building", "正在按判断重建图谱", "the graph is being built anew by the decisions")
OPENING = Outcome("opening", "正在载入重建好的图谱", "the new graph is being opened")
CRASHED = Outcome(
    "failed", "重建时程序出错，请在终端运行 kg build", "the build failed by a fault of the program: run kg build"
)


class Rebuilder:
    """Builds the folder that is `opened` again, one build at a time. What is asked for while one runs needs one more.

    `connection`: the Neo4j that the graph is shown from, which the new one is then loaded into.
    """

    def __init__(self, opened: Opened, connection: Connection | None = None) -> None:
        self.opened = opened
        self.connection = connection
        self._lock = Lock()
        self._outcome = STILL
        self._shown = opened.build  # when the outcome was reached
        self._asked = False
        self._runs = False
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self) -> None:
        """See to it that a build begins after now."""
        with self._lock:
            self._asked = True
            if not self._runs and not self._closed:
                self._runs, self._outcome = True, BUILDING
                Thread(target=self._run, name="kg-rebuild", daemon=True).start()

    def status(self) -> StatusView:
        """How things stand."""
        with self._lock:
            outcome = self._outcome
            if not self._runs:
                if self._shown != self.opened.build:  # built by somebody else since
                    outcome = STILL
                fault = self.opened.fault
                if self.opened.loading:
                    outcome = OPENING
                elif fault:
                    outcome = Outcome("failed", fault.zh, fault.en)
        return StatusView(outcome.state, choose(outcome.zh, outcome.en), self.opened.build)

    def close(self) -> None:
        """End what runs, as the server ends. A build that is broken off leaves the folder as it was."""
        with self._lock:
            self._closed, self._asked = True, False
            process = self._process
        if process and process.poll() is None:
            process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()

    def _run(self) -> None:
        outcome = STILL
        while True:
            with self._lock:
                if not self._asked:
                    self._outcome, self._shown, self._runs = outcome, self.opened.build, False
                    return
                self._asked, self._outcome = False, BUILDING
            outcome = self._once()

    def _once(self) -> Outcome:
        try:
            outcome = self._build()
            if outcome.state == "done":
                self._outcome = OPENING
                self.opened.reload(anyway=self.connection is not None)
        except KgError as fault:
            return Outcome("failed", fault.zh, fault.en)
        except Exception:
            traceback.print_exc()
            return CRASHED
        return outcome

    def _build(self) -> Outcome:
        command = [sys.executable, "-m", "kg.explorer.again", str(self.opened.out)]
        command += [LOAD] if self.connection else []
        with self._lock:
            if self._closed:
                return STILL
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._environment(),
            )
        told, said = self._process.communicate()
        if not self._closed:  # else it was broken off, and says that
            sys.stderr.write(said.decode("utf-8", "replace"))
        try:
            return Outcome(**json.loads(told))
        except (ValueError, TypeError):
            return CRASHED

    def _environment(self) -> Mapping[str, str]:
        """That of the server, and how to reach Neo4j: not on the command line, which everybody on the machine sees."""
        if self.connection is None:
            return dict(os.environ)
        of = self.connection
        named = {"URI": of.uri, "USERNAME": of.user, "PASSWORD": of.password, "DATABASE": of.database}
        return {**os.environ, **{f"NEO4J_{name}": value for name, value in named.items()}}
