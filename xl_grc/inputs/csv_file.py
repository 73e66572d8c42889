"""The bytes of a CSV file -> a grid: its encoding and its separator are found, never asked."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any, BinaryIO, Literal, cast

from xl_grc.errors import InputError, Problem
from xl_grc.files.csv_fields import unguarded
from xl_grc.inputs.bounds import held
from xl_grc.inputs.encodings import find_encoding
from xl_grc.patterns import compiled_later
from xl_grc.plan.fields import ACTIONS, HEADER_DEPTH
from xl_grc.plan.grid import Doubt, Grid
from xl_grc.plan.headers import meanings
from xl_grc.values import Cell

SEPARATORS = ";\t,|"
_SAMPLE_SIZE = 65_536
_SAMPLE_ROWS = 100
_LONGEST_FIELD = 1 << 28
# Cells of a row of its own behind the text: an open quote makes one cell of them. Text never holds NUL.
_END = "\0"
_WRAPPED = compiled_later(r"=\"([^\"]*)\"|'([0-9].*)", re.DOTALL)


def read_csv(data: bytes, file: str, encoding: str = "") -> Grid:
    """The cells of a CSV file, all texts.

    UTF-8 with or without a byte order mark, UTF-16 with one, else cp1252; separated by ";", tab, "," or "|".
    Raises InputError: empty_file, not_text, malformed_csv (a quote never closed; `row` is where its row begins).

    >>> read_csv("Action;Dépenses\\nSalon;1,5\\n".encode("cp1252"), "plan.csv").rows
    [['Action', 'Dépenses'], ['Salon', '1,5']]
    """
    return CsvFile(file, lambda: io.BytesIO(data), encoding=encoding).grid


def _known_action_header(cell: str) -> bool:
    return bool(meanings(cell, ACTIONS))  # not months: a cell may list them, separated by commas


class CsvFile:
    """A CSV file that is read as often as asked, a row at a time: no more than a row is held. See `read_csv`.

    `knows` tells the headers of the tables wanted, `separators` what may stand between cells, `encoding` the one that
    the user named.
    """

    sheet = ""
    numbers: Sequence[int] = ()
    doubts: Sequence[Doubt] = ()

    def __init__(
        self,
        file: str,
        opened: Callable[[], BinaryIO],
        knows: Callable[[str], bool] = _known_action_header,
        separators: str = SEPARATORS,
        encoding: str = "",
    ) -> None:
        self.file = file
        self.quoted = True
        """Whether quotation marks may hold separators and line ends."""
        self._opened = opened
        with opened() as stream:
            self.encoding, self._wrapped = find_encoding(stream, file, encoding)
        with self._text() as text:
            sample = text.read(_SAMPLE_SIZE)
            blank = not sample.strip() and not any(map(str.strip, text))
        if blank:
            raise InputError([Problem("empty_file", file)])
        self.separator = _separator(sample, knows, separators)

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(self._opened(), encoding=self.encoding, newline="")

    @property
    def grid(self) -> Grid:
        """The whole file in memory. Raises InputError when it has more rows than a sheet may have."""
        return Grid(self.file, self.sheet, held(self.rows(), self.file))

    def rows(self) -> Iterator[list[Cell]]:
        """The rows from the first one. Raises InputError: malformed_csv, behind the last whole row."""
        with self._text() as text:
            yield from self.rows_of(text, 0) if not self._wrapped else map(unwrapped, self.rows_of(text, 0))

    def heads(self, width: int) -> Iterator[list[Cell]]:
        """The rows for who looks at their first `width` cells alone: where the first one says something, the others
        may stand in one cell behind them. Raises InputError as `rows` does."""
        if self._wrapped:
            yield from self.rows()
            return
        separator = self.separator
        with self._text() as text:
            for number, line in enumerate(text):
                if '"' in line:  # from here on a cell may hold separators and line ends
                    yield from self.rows_of(chain([line], text), number)
                    return
                line = line.rstrip("\r\n")
                cells: list[Any] = line.split(separator, width)
                yield cells if cells[0].strip() else line.split(separator)  # type: ignore[misc]  # texts are cells

    def rows_of(self, lines: Iterable[str], before: int) -> Iterator[list[Cell]]:
        """The rows of lines with as many rows before them; each is given when the next one is read.

        Raises InputError: malformed_csv, behind the last whole row.
        """
        # The limit of csv is for the whole process; ours is on the text of a cell, and is told as a problem.
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
        end: list[Cell] = [_END, _END]
        number, held = 0, end
        lines = chain(lines, [f"{_END}{self.separator}{_END}"])
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE
        rows = cast("Iterator[list[Cell]]", csv.reader(lines, delimiter=self.separator, quoting=quoting))
        for number, row in enumerate(rows, before):
            if number > before:
                yield held
            held = row
        if held != end:
            raise InputError([Problem("malformed_csv", self.file, row=number + 1, values=(("row", number + 1),))])


def unwrapped(row: Sequence[Cell]) -> list[Cell]:
    """Cells without what spreadsheets put around a text that looks like a number or a formula.

    >>> unwrapped(['="00123"', "'- Mailing", "l'action", "='x"])
    ['00123', '- Mailing', "l'action", "='x"]
    """
    texts = map(str, row)
    return [found[1] or found[2] if (found := _WRAPPED.fullmatch(text)) else unguarded(text) for text in texts]


def _separator(text: str, knows: Callable[[str], bool], separators: str) -> str:
    """The separator under which the sample has the most known headers, then the steadiest wide rows."""
    first = text.lstrip()[:5].lower()
    if first.startswith("sep=") and first[4:] in separators:
        return first[4:]
    sample = text[:_SAMPLE_SIZE]
    nowhere = next((one for one in separators if one not in sample), "")
    tried = (one for one in separators if one in sample or one == nowhere)  # those that stand nowhere part alike
    known = cache(knows)  # cells are much alike
    return max(tried, key=lambda separator: _score(sample, separator, known))


def _score(sample: str, separator: str, knows: Callable[[str], bool]) -> tuple[int, float]:
    """Known headers in the best of the first rows; share of the rows as wide as most, when they are wide at all."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    rows = [row for row in islice(reader, _SAMPLE_ROWS) if any(row)]
    known = max((sum(map(knows, row)) for row in rows[:HEADER_DEPTH]), default=0)
    width, count = max(Counter(map(len, rows)).items(), key=itemgetter(1), default=(1, 0))
    return known, count / len(rows) if width > 1 else 0.0
