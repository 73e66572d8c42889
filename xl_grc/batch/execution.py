"""Runs jobs here or through any executor of `concurrent.futures`, a few at a time and in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from xl_grc.batch.jobs import Job, Result, lost, perform

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

AHEAD = 8
"""How many jobs wait or run at once; memory grows with them, not with the table."""


def generate(
    jobs: Iterable[Job],
    executor: Executor | None = None,
    ahead: int = AHEAD,
    renew: Callable[[], Executor] | None = None,
) -> Generator[tuple[Job, Result], None, None]:
    """Perform the jobs and give their results in the order of the jobs; without an executor, in this process.

    When a worker dies, the jobs that were under way are tried again one at a time, and the plan that kills its worker
    alone is lost. `renew` gives a new executor in the place of a broken one.
    When the caller stops early, jobs that have not begun are cancelled and the others end first.
    """
    if executor is None:
        for job in jobs:
            yield job, perform(job)
        return
    runner = _Runner(executor, renew)
    waiting: deque[tuple[Job, Future[Result] | None]] = deque()
    rest = iter(jobs)
    try:
        while True:
            for job in islice(rest, ahead - len(waiting)):
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
    finally:
        for _, future in waiting:
            if future is not None and not future.cancel():
                runner.result(future)


def _again(suspects: Iterable[tuple[Job, Result | None]], runner: _Runner) -> Iterator[tuple[Job, Result]]:
    """The jobs with their results, those without any once more."""
    for job, result in suspects:
        if result is None:
            yield from _alone(job, runner)
        else:
            yield job, result


def _alone(job: Job, runner: _Runner) -> Iterator[tuple[Job, Result]]:
    """A job with no other under way; its plans apart when it breaks the executor again."""
    result = runner.result(runner.submit(job))
    if result is not None:
        yield job, result
        return
    runner.restart()
    plans = list(job.apart())
    if len(plans) == 1:
        yield job, lost(job)
        return
    for plan in plans:
        yield from _alone(plan, runner)


class _Runner:
    """An executor that may break. A job itself raises nothing, so an exception means that its worker is gone."""

    def __init__(self, executor: Executor, renew: Callable[[], Executor] | None) -> None:
        self._executor = executor
        self._renew = renew

    def submit(self, job: Job) -> Future[Result] | None:
        try:
            return self._executor.submit(perform, job)
        except RuntimeError:  # a broken pool takes no more
            return None

    def result(self, future: Future[Result] | None) -> Result | None:
        try:
            return None if future is None else future.result()
        except Exception:  # noqa: BLE001  # each executor has its own error for a dead worker
            return None

    def restart(self) -> None:
        if self._renew is not None:
            self._executor = self._renew()
