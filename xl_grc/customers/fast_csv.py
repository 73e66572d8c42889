"""Large CSV files read by pyarrow, where it is installed: the same columns as the reader of the house gives, sooner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from xl_grc.customers.coded import Coded, Codes, Table
from xl_grc.inputs.csv_file import CsvFile

_LARGEST_BLOCK = 1 << 30


def read_large(path: Path, source: CsvFile, header: int, width: int) -> Table | None:
    """The lines below the headers in row `header` (from 0); None where only the reader of the house does it: without
    pyarrow, with rows of several widths, empty rows, or headers that stand below cells of several lines."""
    try:
        import pyarrow
        import pyarrow.csv
    except ImportError:
        return None
    content = path.read_bytes().rstrip(b"\r\n")
    if source.encoding not in ("utf-8", "utf-8-sig", "cp1252") or len(content) >= _LARGEST_BLOCK:
        return None
    start = _below(content, header)
    if start is None:
        return None
    try:
        lines = pyarrow.csv.read_csv(
            pyarrow.BufferReader(memoryview(content)[start:]),
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False,
                block_size=len(content),
                column_names=[str(place) for place in range(width)],
                encoding="cp1252" if source.encoding == "cp1252" else "utf8",
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=source.separator,
                quote_char='"' if source.quoted else False,
                newlines_in_values=True,
                ignore_empty_lines=False,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={
                    str(place): pyarrow.dictionary(pyarrow.int32(), pyarrow.string()) for place in range(width)
                },
                strings_can_be_null=False,
            ),
        )
    except pyarrow.ArrowInvalid:
        return None
    columns = [_coded(lines.column(place)) for place in range(width)]
    rows = np.arange(header + 2, header + 2 + len(lines), dtype=np.int32)
    return Table(columns, rows)


def _below(content: bytes, header: int) -> int | None:
    """Where the lines below the headers begin; None when a cell above goes on over the end of its line."""
    start = 0
    for _ in range(header + 1):
        end = content.find(b"\n", start) + 1
        if not end or content.count(b'"', start, end) % 2:
            return None
        start = end
    return start


def _coded(column: Any) -> Coded:
    """A column that was read in one block."""
    chunk = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    indices = chunk.indices
    codes: Codes = np.frombuffer(indices.buffers()[1], np.int32, len(indices), 4 * indices.offset)
    return Coded(codes, chunk.dictionary.to_pylist())
