"""Ctrl-C while DuckDB works: who asked may wait in it for its other threads, where Python hears of no signal."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from threading import Event, Thread, current_thread, main_thread
from typing import TypeVar

T = TypeVar("T")
AGAIN = 0.1  # seconds: a query that begins just then forgets that it was to stop


def stopped_by_signals(stop: Callable[[], None], work: Callable[[], T]) -> T:
    """The value of `work`. As soon as a signal comes that raises KeyboardInterrupt, another thread calls `stop`, and
    again until the work has ended; whatever it ends with then is KeyboardInterrupt.

    In any thread but the main one, or where somebody else listens for signals as asyncio does, the work is just done.
    """
    if current_thread() is not main_thread():
        return work()
    hears, tells = socket.socketpair()
    tells.setblocking(False)
    told, done = Event(), Event()

    def listen() -> None:
        while number := hears.recv(1):
            if signal.getsignal(number[0]) is signal.default_int_handler:
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
            raise KeyboardInterrupt from fault
        raise
    finally:
        signal.set_wakeup_fd(former)
        done.set()
        tells.close()
        if listening.is_alive():
            listening.join()
        hears.close()
