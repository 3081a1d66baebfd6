"""Ctrl-C: what it raises, and how it ends a query of DuckDB, which may wait for its other threads where Python hears
of no signal."""

from __future__ import annotations

import signal
from collections.abc import Callable
from threading import Event, Thread, current_thread, main_thread
from types import FrameType
from typing import NoReturn, TypeVar

T = TypeVar("T")
AGAIN = 0.1  # seconds: a query that begins just then forgets that it was to stop


class Interrupted(KeyboardInterrupt):
    """What Ctrl-C raises in kg. Of a KeyboardInterrupt itself that leaves code compiled from a string, as that of a
    dataclass is, Python remembers to end by the signal, whatever exit code it is told; of this one it does not."""


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """A handler of signals.

    Raises Interrupted.
    """
    raise Interrupted


def stopped_by_signals(stop: Callable[[], None], work: Callable[[], T]) -> T:
    """The value of `work`. As soon as a signal comes that raises KeyboardInterrupt, another thread calls `stop`, and
    again until the work has ended; whatever it ends with then is Interrupted.

    In any thread but the main one, or where somebody else listens for signals as asyncio does, the work is just done.
    """
    if current_thread() is not main_thread():
        return work()
    import socket  # the command line imports this module for what Ctrl-C raises, also where it only shows help

    hears, tells = socket.socketpair()
    tells.setblocking(False)
    told, done = Event(), Event()

    def listen() -> None:
        while number := hears.recv(1):
            if signal.getsignal(number[0]) in (interrupt, signal.default_int_handler):
                told.set()
                stop()
                while not done.wait(AGAIN):
                    stop()

    listening = Thread(target=listen, daemon=True)
    former = -1
    try:
        former = signal.set_wakeup_fd(tells.fileno(), warn_on_full_buffer=False)
        if former == -1:
            listening.start()
        else:
            signal.set_wakeup_fd(former)
        return work()
    except Exception as fault:
        # DuckDB may have taken the handler's KeyboardInterrupt for its own
        if told.is_set() or str(fault) == "Query interrupted":
            raise Interrupted from fault
        raise
    finally:
        signal.set_wakeup_fd(former)
        done.set()
        tells.close()
        if listening.is_alive():
            listening.join()
        hears.close()
