"""Ctrl-C at moments that cannot bear it."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def interrupted_later() -> Iterator[None]:
    """Ctrl-C waits, for what is short and must not be cut in two.

    Compiled packages crash, or say that they are broken, when their loading is interrupted; Python prints and forgets
    what its own steps around a fork raise, and in a worker that has just been made nobody would catch it.
    """
    import threading  # most commands load no compiled package, and run alone

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            signal.raise_signal(signal.SIGINT)
