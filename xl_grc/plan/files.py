"""The bytes of a CSV file -> a grid: its encoding and its separator are found, never asked."""

from __future__ import annotations

import codecs
import csv
import io
import sys
from collections import Counter
from itertools import islice
from typing import cast

from xl_grc.errors import InputError, Problem
from xl_grc.plan.fields import ACTIONS, HEADER_DEPTH, meanings
from xl_grc.plan.grid import Cell, Grid

_SEPARATORS = ";\t,"
_SAMPLE_SIZE = 65_536
_SAMPLE_ROWS = 100
# Text has tabs and line ends, and the odd stray control character; a binary file is full of them.
_CONTROLS = dict.fromkeys({*range(0x20)} - {0x09, 0x0A, 0x0C, 0x0D})
_CONTROL_SHARE = 0.02
# A row of its own behind the text: when a quote is still open there, the row is swallowed. Text never holds NUL.
_END = "\0"
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_csv(data: bytes, file: str) -> Grid:
    """The cells of a CSV file, all texts.

    UTF-8 with or without a byte order mark, UTF-16 with one, else cp1252; separated by ";", tab or ",".
    Raises InputError: empty_file, not_text, malformed_csv (a quote never closed; `row` is where its row begins).

    >>> read_csv("Action;Dépenses\\nSalon;1,5\\n".encode("cp1252"), "plan.csv").rows
    [['Action', 'Dépenses'], ['Salon', '1,5']]
    """
    text = _decoded(data, file)
    if not text.strip():
        raise InputError([Problem("empty_file", file)])
    # The limit of csv is for the whole process; ours is on the text of a cell, and is told as a problem.
    csv.field_size_limit(max(csv.field_size_limit(), min(len(text) + 1, sys.maxsize)))
    line_end = "" if text.endswith(("\n", "\r")) else "\n"
    rows = _rows(f"{text}{line_end}{_END}", _separator(text))
    if rows.pop() != [_END]:
        row = len(rows) + 1
        raise InputError([Problem("malformed_csv", file, row=row, values=(("row", row),))])
    return Grid(file, "", cast("list[list[Cell]]", rows))


def _decoded(data: bytes, file: str) -> str:
    """The text of a file. Raises InputError: not_text."""
    marked = [encoding for mark, encoding in _MARKED if data.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = len(text) - len(text.translate(_CONTROLS))
        if "\0" in text or controls > _CONTROL_SHARE * len(text) + 1:
            break
        return text
    raise InputError([Problem("not_text", file)])


def _rows(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _separator(text: str) -> str:
    """The separator under which the sample has the most known headers, then the steadiest wide rows."""
    first = text.lstrip()[:5].lower()
    if first.startswith("sep=") and first[4:] in _SEPARATORS:
        return first[4:]
    sample = text[:_SAMPLE_SIZE]
    return max(_SEPARATORS, key=lambda separator: _score(sample, separator))


def _score(sample: str, separator: str) -> tuple[int, float]:
    """Known headers in the best of the first rows; share of the rows as wide as most, when they are wide at all."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    rows = [row for row in islice(reader, _SAMPLE_ROWS) if any(row)]
    known = max((sum(bool(meanings(cell, ACTIONS)) for cell in row) for row in rows[:HEADER_DEPTH]), default=0)
    width, count = Counter(map(len, rows)).most_common(1)[0] if rows else (1, 0)
    return known, count / len(rows) if width > 1 else 0.0
