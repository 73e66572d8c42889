"""Large CSV files read by pyarrow, where it is installed: the same columns as the reader of the house gives, sooner."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from xl_grc.customers.coded import Coded, Codes, Table
from xl_grc.inputs.csv_file import CsvFile

_BLOCK = 16 << 20
"""How much of a file is read at a time; no cell, and no row, is longer."""
_ENCODINGS = {"utf-8": "utf8", "utf-8-sig": "utf8", "cp1252": "cp1252"}


def read_large(path: Path, source: CsvFile, header: int, width: int) -> Table | None:
    """The lines below the headers in row `header` (from 0) of a file that `source` knows the beginning of.

    None where only the reader of the house does it: without pyarrow, with rows of several widths, with cells of several
    lines.
    """
    try:
        import pyarrow
        import pyarrow.csv
    except ImportError:
        return None
    if source.encoding not in _ENCODINGS or not _each_on_one_line(path, header):
        return None
    names = [str(place) for place in range(width)]
    text = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    try:
        lines = pyarrow.csv.read_csv(
            path,
            pyarrow.csv.ReadOptions(
                use_threads=False,
                block_size=_BLOCK,
                skip_rows=header + 1,
                column_names=names,
                encoding=_ENCODINGS[source.encoding],
            ),
            pyarrow.csv.ParseOptions(
                delimiter=source.separator,
                quote_char='"' if source.quoted else False,
                newlines_in_values=source.quoted,
                ignore_empty_lines=False,
            ),
            pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, text), strings_can_be_null=False),
        )
    except (pyarrow.ArrowInvalid, UnicodeDecodeError):
        return None
    lines = lines.unify_dictionaries()
    rows = np.arange(header + 2, header + 2 + len(lines), dtype=np.int32)
    columns = [_coded(lines.column(name)) for name in names]
    if any(_are_unusual(column.cells) for column in columns):
        return None
    empty = columns[0].blank()
    if not empty.any():
        return Table(columns, rows)
    for column in columns[1:]:
        empty &= column.blank()
    return Table([Coded(column.codes[~empty], column.cells) for column in columns], rows[~empty])


def _are_unusual(cells: Sequence[Any]) -> bool:
    """Whether a text goes over several lines (two quotation marks far apart may be two slips of the pen), or is wrapped
    as spreadsheets wrap what looks like a number; no text holds NUL."""
    joined = "\0".join(["", *cells])
    return any(mark in joined for mark in ("\n", "\0=", "\0'"))


def _each_on_one_line(path: Path, header: int) -> bool:
    """Whether each of the rows down to the headers ends where its line ends."""
    with path.open("rb") as stream:
        return all(stream.readline().count(b'"') % 2 == 0 for _ in range(header + 1))


def _coded(column: Any) -> Coded:
    """A column whose blocks have one dictionary."""
    blocks: list[Codes] = [
        np.frombuffer(chunk.indices.buffers()[1], np.int32, len(chunk), 4 * chunk.indices.offset)
        for chunk in column.chunks
    ]
    return Coded(np.concatenate(blocks), column.chunk(0).dictionary.to_pylist())
