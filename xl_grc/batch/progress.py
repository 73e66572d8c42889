"""A progress bar with the rate and the remaining time, for people who watch a terminal."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from xl_grc.text import Texts

_WIDTH = 30
_EVERY = 0.1


class Progress:
    """Shows how far a run is; a pipe or a file gets nothing."""

    def __init__(self, total: int, words: Texts, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._shown = self._stream.isatty() and total > 0
        self._total = total
        self._words = words
        self._begun = self._last = time.monotonic()
        self._length = 0

    def update(self, done: int) -> None:
        """So many plans are done."""
        now = time.monotonic()
        if self._shown and done == self._total:
            self.close()
        elif self._shown and now - self._last >= _EVERY:
            self._last = now
            line = bar_line(done, self._total, now - self._begun, self._words)
            self._stream.write("\r" + line.ljust(self._length))
            self._stream.flush()
            self._length = len(line)

    def close(self) -> None:
        """Clear the line, for the summary to stand in its place."""
        if self._shown and self._length:
            self._stream.write("\r" + " " * self._length + "\r")
            self._stream.flush()


def bar_line(done: int, total: int, seconds: float, words: Texts) -> str:
    """The bar, the rate and the remaining time.

    >>> from xl_grc.text import texts
    >>> bar_line(250, 1000, 2.0, texts("en"))
    '250 / 1000 [#######-----------------------]  25 %  125/s  0:06 left'
    """
    filled = _WIDTH * done // total
    rate = done / seconds if seconds else 0.0
    minutes, left = divmod(round((total - done) / rate) if rate else 0, 60)
    remaining = words.say("cli.remaining", time=f"{minutes}:{left:02d}")
    bar = "#" * filled + "-" * (_WIDTH - filled)
    return f"{done} / {total} [{bar}] {100 * done // total:3d} %  {rate:.0f}/s  {remaining}"
