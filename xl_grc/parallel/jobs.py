"""Runs jobs in order, here or through any executor; those whose worker died are tried again, each alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from xl_grc.parallel.executors import Processes
from xl_grc.records import NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

J = TypeVar("J")
R = TypeVar("R")

AHEAD = 8
"""How many jobs wait or run at once; memory grows with them, not with the input."""


class Work(NamedTuple, Generic[J, R]):
    """What is done with each job; a worker must be able to import all three.

    `perform` raises nothing; `apart` cuts a job into the smallest ones; `lost` is the result of one whose worker died.
    """

    perform: Callable[[J], R]
    apart: Callable[[J], Iterable[J]]
    lost: Callable[[J], R]


def in_order(
    work: Work[J, R], jobs: Iterable[J], executor: Executor | Processes | None = None, ahead: int = AHEAD
) -> Generator[tuple[J, R], None, None]:
    """Perform the jobs and give their results in the order of the jobs; without an executor, in this process.

    When a worker dies, the jobs that were under way are tried again one at a time, and the smallest that kills its
    worker alone is lost; processes of ours begin anew then.
    When the caller stops early, processes of ours end at once, whatever they are at; another executor ends the jobs
    that have begun.
    """
    if executor is None:
        yield from ((job, work.perform(job)) for job in jobs)
        return
    runner = _Runner(work, executor)
    waiting: deque[tuple[J, Future[R] | None]] = deque()
    try:
        yield from _in_turn(runner, iter(jobs), waiting, ahead)
    finally:
        runner.end([future for _, future in waiting if future is not None])


def _in_turn(
    runner: _Runner[J, R], jobs: Iterator[J], waiting: deque[tuple[J, Future[R] | None]], ahead: int
) -> Iterator[tuple[J, R]]:
    """The jobs with their results; `waiting` holds those that are under way."""
    while True:
        for job in islice(jobs, ahead - len(waiting)):
            waiting.append((job, runner.submit(job)))
        if not waiting:
            return
        result = runner.result(waiting[0][1])
        job, _ = waiting.popleft()
        if result is not None:
            yield job, result
            continue
        # All that is under way ends first, so that nothing is done twice at once.
        others = [(other, runner.result(future)) for other, future in waiting]
        waiting.clear()
        runner.restart()
        yield from _again([(job, None), *others], runner)


def _again(suspects: Iterable[tuple[J, R | None]], runner: _Runner[J, R]) -> Iterator[tuple[J, R]]:
    """The jobs with their results, those without any once more."""
    for job, result in suspects:
        if result is None:
            yield from _alone(job, runner)
        else:
            yield job, result


def _alone(job: J, runner: _Runner[J, R]) -> Iterator[tuple[J, R]]:
    """A job with no other under way; its parts one by one when it breaks the executor again."""
    result = runner.result(runner.submit(job))
    if result is not None:
        yield job, result
        return
    runner.restart()
    smallest = list(runner.work.apart(job))
    if len(smallest) == 1:
        yield job, runner.work.lost(job)
        return
    for part in smallest:
        yield from _alone(part, runner)


class _Runner(Generic[J, R]):
    """An executor that may break. A job itself raises nothing, so an exception means that its worker is gone."""

    def __init__(self, work: Work[J, R], executor: Executor | Processes) -> None:
        self.work = work
        self._executor = executor
        self._processes = executor if isinstance(executor, Processes) else None

    def submit(self, job: J) -> Future[R] | None:
        try:
            return self._executor.submit(self.work.perform, job)
        except RuntimeError:  # a broken pool takes no more
            return None

    def result(self, future: Future[R] | None) -> R | None:
        try:
            return None if future is None else future.result()
        except Exception:  # noqa: BLE001  # each executor has its own error for a dead worker
            return None

    def restart(self) -> None:
        if self._processes is not None:
            self._processes.start()

    def end(self, under_way: Sequence[Future[R]]) -> None:
        if self._processes is not None:
            # Not one by one: a pool whose workers are gone stumbles over futures that somebody else cancelled.
            running = [future for future in under_way if not future.done()]
            if running:
                self._processes.kill()
        else:
            running = [future for future in under_way if not future.cancel()]
        for future in running:
            self.result(future)
