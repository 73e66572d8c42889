"""Steps timed in turns, so that a machine whose speed wanders is as fast for each."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def in_turns(rounds: int, *steps: Callable[[], object]) -> list[float]:
    """The median seconds of each step."""
    times: list[list[float]] = [[] for _ in steps]
    for _ in range(rounds):
        for step, seconds in zip(steps, times, strict=True):
            begin = time.perf_counter()
            step()
            seconds.append(time.perf_counter() - begin)
    return [statistics.median(seconds) for seconds in times]
