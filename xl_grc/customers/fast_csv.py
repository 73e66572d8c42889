"""Large CSV files read by pyarrow, where it is installed: the same columns as the reader of the house gives, sooner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from xl_grc.customers.coded import Coded, CodedTable, Codes
from xl_grc.customers.packed import PackedTexts, in_order
from xl_grc.inputs.csv_file import CsvFile

_BLOCK = 4 << 20
"""How much of a file is read at a time; no cell, and no row, is longer."""
_ENCODINGS = {"utf-8": "utf8", "utf-8-sig": "utf8", "cp1252": "cp1252", "iso8859-15": "iso8859-15"}


def read_large(path: Path, source: CsvFile, header: int, width: int) -> CodedTable | None:
    """The lines below the headers in row `header` (from 0) of a file that `source` knows the beginning of.

    None where only the reader of the house does it: without pyarrow, with rows of several widths, with cells of several
    lines.
    """
    if source.encoding not in _ENCODINGS or not _each_on_one_line(path, header):
        return None
    lines = _texts(path, source, header, width)
    if lines is None or not lines.num_rows:
        return None
    rows = np.arange(header + 2, header + 2 + lines.num_rows, dtype=np.int32)
    columns = []
    for _ in range(width):
        column = _coded(lines.column(0))
        if column is None:
            return None
        columns.append(column)
        lines = lines.remove_column(0)  # a column is held once
    return _without_empty(CodedTable(columns, rows))


def _texts(path: Path, source: CsvFile, header: int, width: int) -> Any:
    """The cells as a table of pyarrow, all of them texts; None where they cannot be had."""
    try:
        import pyarrow
        import pyarrow.csv
    except ImportError:
        return None
    names = [str(place) for place in range(width)]
    reading = pyarrow.csv.ReadOptions(
        use_threads=False,
        block_size=_BLOCK,
        skip_rows=header + 1,
        column_names=names,
        encoding=_ENCODINGS[source.encoding],
    )
    parsing = pyarrow.csv.ParseOptions(
        delimiter=source.separator,
        quote_char='"' if source.quoted else False,
        newlines_in_values=source.quoted,
        ignore_empty_lines=False,
    )
    converting = pyarrow.csv.ConvertOptions(
        column_types=dict.fromkeys(names, pyarrow.string()), strings_can_be_null=False
    )
    try:
        return pyarrow.csv.read_csv(path, reading, parsing, converting)
    except (pyarrow.ArrowInvalid, UnicodeDecodeError):
        return None


def _each_on_one_line(path: Path, header: int) -> bool:
    """Whether each of the rows down to the headers ends where its line ends."""
    with path.open("rb") as stream:
        return all(stream.readline().count(b'"') % 2 == 0 for _ in range(header + 1))


def _coded(column: Any) -> Coded | None:
    """A column with each distinct text once. None where a text goes over several lines (two quotation marks far apart
    may be two slips of the pen), or is wrapped as spreadsheets wrap what looks like a number."""
    codes, texts = in_order([_packed(block) for block in column.chunks if len(block)]) or _by_dictionary(column)
    return None if texts.holds(b"\n") or texts.begins_any(b"='") else Coded(codes, texts)


def _by_dictionary(column: Any) -> tuple[Codes, PackedTexts]:
    coded = column.dictionary_encode()
    blocks: list[Codes] = [
        np.frombuffer(block.indices.buffers()[1], np.int32, len(block), 4 * block.indices.offset)
        for block in coded.chunks
    ]
    return np.concatenate(blocks), _packed(coded.chunk(0).dictionary)


def _packed(texts: Any) -> PackedTexts:
    """The texts of an array of pyarrow."""
    _, ends, data = texts.buffers()
    return PackedTexts(np.frombuffer(ends, np.int32, len(texts) + 1, 4 * texts.offset), data or b"")


def _without_empty(table: CodedTable) -> CodedTable:
    """The table without the lines of which every cell is blank."""
    empty = table.columns[0].blank()
    for column in table.columns[1:]:
        if not empty.any():
            return table
        empty &= column.blank()
    columns = [Coded(column.codes[~empty], column.cells) for column in table.columns]
    return CodedTable(columns, table.rows[~empty])
