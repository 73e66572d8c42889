"""Executors: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from xl_grc.errors import InputError, Problem

if TYPE_CHECKING:
    from concurrent.futures import Executor, ProcessPoolExecutor

CLUSTER_TIMEOUT = 10.0
AHEAD_PER_WORKER = 3
"""How many jobs wait or run at once for each worker."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def useful_processes(inputs: int, least: int) -> int:
    """How many processes a run of so many inputs is worth, each with `least` of them: fewer are done before it has
    started."""
    return max(1, min(processors(), inputs // least))


class Processes:
    """A pool of processes that can be started again."""

    def __init__(self, workers: int) -> None:
        import multiprocessing  # a run in one process needs none of it

        self._workers = workers
        # A fork shares what is already loaded; elsewhere the platform's own way.
        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> Executor:
        """A new pool in the place of the last one."""
        from concurrent.futures import ProcessPoolExecutor

        self.stop()
        self._pool = ProcessPoolExecutor(self._workers, self._context, _begin, (os.getpid(),))
        return self._pool

    def stop(self) -> None:
        """Let the workers finish what they are at, and end."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def processes(workers: int) -> Iterator[tuple[Executor | None, Callable[[], Executor] | None]]:
    """An executor of so many processes, and what renews it; none of both for one, which is this process."""
    if workers == 1:
        yield None, None
        return
    pool = Processes(workers)
    try:
        yield pool.start(), pool.start
    finally:
        pool.stop()


@contextlib.contextmanager
def asked_to_stop() -> Iterator[list[int]]:
    """A list that fills when somebody presses Ctrl-C or ends the process, so that what is under way ends in order; who
    presses again does not wait."""
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return

    def stop(number: int, _: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
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


def calm() -> None:
    """Let the garbage collector leave alone what is loaded, and look less often at thousands of short-lived rows.

    What little of the loaded is garbage stays: to look for it takes longer than a plan.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@contextlib.contextmanager
def dask(address: str) -> Iterator[tuple[Executor, int]]:
    """A Dask cluster as an executor, and its number of workers. Raises InputError: not installed, nobody answers."""
    try:
        from distributed import Client
    except ImportError:
        raise InputError([Problem.of("needs_extra", package="dask", extra="dask")]) from None
    try:
        connect: Any = Client  # distributed gives its functions no types
        client = connect(address, timeout=CLUSTER_TIMEOUT)
    except (OSError, ValueError) as error:
        raise InputError([Problem.of("no_cluster", address=address, reason=str(error))]) from None
    with client:
        yield client.get_executor(), max(1, len(client.nthreads()))
