"""A limit on the time that one file or plan may take, so that a hostile one holds up no other."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

from xl_grc.errors import Problem

DEFAULT_SECONDS = 20.0
_AGAIN = 0.1
_GRACE = 5.0
"""Seconds more after which a worker ends that answers to nothing: it is inside a library."""


_WAY_OUT = (__file__, contextlib.contextmanager.__code__.co_filename)


class TimeExceeded(BaseException):
    """The time is up. No `except Exception` on the way takes it for a fault of the file."""


def too_slow(seconds: float) -> Problem:
    """The problem of a plan, or of a file, that took longer than it may."""
    return Problem.of("too_slow", limit=f"{seconds:g}")


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TimeExceeded inside when it takes longer; a worker that cannot be reached so ends a little later.

    A signal does it, in the main thread; a system without one (Windows) has the end of the worker alone.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    alarm = hasattr(signal, "setitimer")
    with _alarm(seconds) if alarm else contextlib.nullcontext(), _end_of_worker(seconds + _GRACE * alarm):
        yield


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _exceeded)
    try:
        # Again and again, because one that is raised while an object is finalised is lost.
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _exceeded(_: int, frame: FrameType | None) -> None:
    """Raises TimeExceeded; not on the way out of the limit: the timer would stay on (it rings again if need be)."""
    if frame is None or frame.f_code.co_filename not in _WAY_OUT:
        raise TimeExceeded


@contextlib.contextmanager
def _end_of_worker(seconds: float) -> Iterator[None]:
    """A process of a pool ends after so many seconds, whatever it is at: this timer needs no Python to run."""
    processes = sys.modules.get("multiprocessing.process")
    if processes is None or processes.parent_process() is None:
        yield
        return
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  # where the timer writes at what the process was
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
