"""Ctrl-C while DuckDB works: who asked may wait in it for its other threads, where Python hears of no signal."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread, current_thread, main_thread

ENDS = frozenset({signal.SIGINT, signal.SIGTERM})


@contextmanager
def on_end(act: Callable[[], None]) -> Iterator[None]:
    """Within it `act` is called, by another thread, as soon as the process is told to end; Python's own handler comes
    after. Signals are the main thread's affair: in any other one nothing is done."""
    if current_thread() is not main_thread():
        yield
        return
    hears, tells = socket.socketpair()
    tells.setblocking(False)

    def listen() -> None:
        while told := hears.recv(1):
            if told[0] in ENDS:
                act()

    listening = Thread(target=listen, daemon=True)
    listening.start()
    former = signal.set_wakeup_fd(tells.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(former)
        tells.close()
        listening.join()
        hears.close()
