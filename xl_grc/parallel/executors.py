"""Where jobs run: processes of this machine, how many, how Ctrl-C ends them; or a Dask cluster."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from xl_grc.errors import InputError, Problem
from xl_grc.interrupts import interrupted_later, interrupting
from xl_grc.parallel.calm import calm

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future, ProcessPoolExecutor

CLUSTER_TIMEOUT = 10.0
_PATIENCE = 0.5
"""Seconds that what is under way has after Ctrl-C."""
FILES_PER_WORKER = 40
"""Fewer files are read before a process has started."""
AHEAD_PER_WORKER = 3
"""How many jobs wait or run at once for each worker."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def useful_processes(inputs: int, least: int) -> int:
    """How many processes a run of so many inputs is worth, each with `least` of them: fewer are done before it has
    started."""
    return max(1, min(processors(), inputs // least))


J = TypeVar("J")
R = TypeVar("R")


class Processes:
    """A pool of processes that can be started again."""

    def __init__(self, workers: int) -> None:
        import multiprocessing  # a run in one process needs none of it

        self._workers = workers
        # A fork shares what is already loaded; elsewhere the platform's own way.
        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        self._active = multiprocessing.active_children
        self._others = set(self._active())
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """A new pool in the place of the last one."""
        from concurrent.futures import ProcessPoolExecutor

        self.stop()
        self._pool = ProcessPoolExecutor(self._workers, self._context, _begin, (os.getpid(),))

    def submit(self, function: Callable[[J], R], job: J) -> Future[R]:
        """As an executor does it. Raises RuntimeError when the pool is broken or not started."""
        if self._pool is None:
            raise RuntimeError(self._pool)
        with interrupted_later():  # the first job makes the workers
            return self._pool.submit(function, job)

    def stop(self) -> None:
        """Let the workers finish what they are at, and end."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def kill(self) -> None:
        """End the workers, whatever they are at."""
        for process in set(self._active()) - self._others:
            process.terminate()
        self.stop()


@contextlib.contextmanager
def processes(workers: int) -> Iterator[Processes | None]:
    """A pool of so many processes; none for one, which is this process."""
    if workers == 1:
        yield None
        return
    pool = Processes(workers)
    pool.start()
    try:
        yield pool
    finally:
        pool.stop()


@contextlib.contextmanager
def asked_to_stop() -> Iterator[list[int]]:
    """A list that fills when somebody presses Ctrl-C or ends the process, so that what is under way ends in order.

    KeyboardInterrupt is raised when it has not ended soon after, or is asked again.
    """
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    later = interrupting(_PATIENCE)

    def stop(number: int, _: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        later.start()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        later.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)


def _begin(parent: int) -> None:
    """What a worker does first: leave Ctrl-C to the parent, end when the parent is gone, hold no garbage of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "getppid"):
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    calm()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


@contextlib.contextmanager
def dask(address: str) -> Iterator[tuple[Executor, int]]:
    """A Dask cluster as an executor, and its number of workers. Raises InputError: not installed, nobody answers."""
    try:
        from distributed import Client
    except ImportError:
        raise InputError([Problem("needs_package", value="dask[distributed]")]) from None
    try:
        connect: Any = Client  # distributed gives its functions no types
        client = connect(address, timeout=CLUSTER_TIMEOUT)
    except (OSError, ValueError) as error:
        raise InputError([Problem.of("no_cluster", address=address, reason=str(error))]) from None
    with client:
        yield client.get_executor(), max(1, len(client.nthreads()))
