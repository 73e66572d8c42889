"""Ctrl-C at moments that cannot bear it."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from threading import Timer

_SOON = 0.01
"""Seconds in which Python has come back from a step of its own."""


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


@contextlib.contextmanager
def never_forgotten() -> Iterator[None]:
    """Ctrl-C that comes while Python does something of its own, as when it loads a module, is pressed once more just
    after: Python prints and forgets what is raised there."""
    before = sys.unraisablehook

    def told(found: UnraisableHookArgs) -> None:
        if found.exc_type is KeyboardInterrupt:
            interrupting(_SOON).start()
        else:
            before(found)

    sys.unraisablehook = told
    try:
        yield
    finally:
        sys.unraisablehook = before


def interrupting(seconds: float) -> Timer:
    """A timer that, so long after its start, does as if somebody pressed Ctrl-C."""
    import threading

    timer = threading.Timer(seconds, _interrupt)
    timer.daemon = True
    return timer


def _interrupt() -> None:
    """A main thread that waits wakes up."""
    import threading

    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:  # pragma: no cover  # Windows
        import _thread

        _thread.interrupt_main()
