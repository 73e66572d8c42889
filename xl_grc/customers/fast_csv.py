"""Large CSV files read by pyarrow, where it is installed: the same columns as the reader of the house gives, sooner.

A file is read a part at a time. What is unusual about a part (rows of another width, an empty row, a quotation mark
that is never closed) costs that part alone: the reader of the house reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from xl_grc.arrow_memory import system_memory
from xl_grc.customers.coded import Coded, CodedTable, Codes
from xl_grc.customers.packed import PackedTexts, in_order
from xl_grc.inputs.csv_file import CsvFile, unwrapped
from xl_grc.interrupts import interrupted_later
from xl_grc.records import NamedTuple
from xl_grc.values import Cell

_PART = 4 << 20
"""How much of a file is read at a time."""
_ENCODINGS = frozenset({"utf-8", "cp1252", "iso8859-15"})
_NUMBER = np.dtype("S8")
"""So many bytes are a number."""
_CUTS = 4
"""How many times a part is cut shorter, to end behind a row and not inside a cell of several lines."""


class LargeFile(NamedTuple):
    """Where a file is and how it is written; the row of its headers (from 0), how many they are; what is put right in
    rows of another width; who is told of the columns of the parts read so far."""

    path: Path
    source: CsvFile
    header: int
    width: int
    mended: Callable[[Iterator[list[Cell]]], Iterator[list[Cell]]]
    watched: Callable[[list[list[Any]]], None]

    @property
    def encoding(self) -> str:
        """The encoding behind its mark."""
        return self.source.encoding.removesuffix("-sig")


def read_large(file: LargeFile) -> CodedTable | None:
    """The lines below the headers; None where only the reader of the house does it: without pyarrow, in an encoding of
    several bytes a letter.

    Raises UnicodeError where the file is no text in the encoding of its beginning; InputError: malformed_csv.
    """
    try:
        with interrupted_later():
            import pyarrow.compute
            import pyarrow.csv  # noqa: F401
    except ImportError:
        return None
    with file.path.open("rb") as stream, system_memory():
        begin = _below_headers(stream, file.header) if file.encoding in _ENCODINGS else None
        if begin is None:
            return None
        columns, lines = _columns(stream, begin, file)
        coded = [_coded(columns.pop(0)) for _ in range(len(columns))] if lines else []  # a column is held once
    rows = np.arange(file.header + 2, file.header + 2 + lines, dtype=np.int32)
    return _without_empty(CodedTable(coded, rows)) if lines else None


def _below_headers(stream: BinaryIO, header: int) -> int | None:
    """Where the lines below the headers begin; None where a row above does not end with its line."""
    for _ in range(header + 1):
        line = stream.readline()
        if line.count(b'"') % 2 or b"\r" in line.rstrip(b"\r\n"):
            return None
    return stream.tell()


def _columns(stream: BinaryIO, begin: int, file: LargeFile) -> tuple[list[list[Any]], int]:
    """The columns, each as the arrays of its parts, and how many lines there are."""
    columns: list[list[Any]] = [[] for _ in range(file.width)]
    lines = 0
    for part in _parts(stream, begin, file):
        height = len(part[0])
        while len(columns) < len(part):
            columns.append([_blank(lines)])
        for place, column in enumerate(columns):
            column.append(part[place] if place < len(part) else _blank(height))
        lines += height
        file.watched(columns)
    return columns, lines


def _parts(stream: BinaryIO, position: int, file: LargeFile) -> Iterator[list[Any]]:
    """The columns of each part of the file."""
    done = file.header + 1
    while True:
        stream.seek(position)
        data = stream.read(_PART)
        if not data:
            return
        end = _whole_rows(data, file.source.quoted, is_last=len(data) < _PART)
        part = _read_quickly(data[:end], file) if end else None
        if part is None:
            part, end = _read_carefully(stream, position, done, file)
        yield part
        position += end
        done += len(part[0])


def _whole_rows(data: bytes, quoted: bool, is_last: bool) -> int:
    """Up to where some bytes hold whole rows: up to the last line end outside quotation marks; 0 where none is seen."""
    end = len(data) if is_last else data.rfind(b"\n") + 1
    marks = data.count(b'"', 0, end) if quoted and b'"' in data else 0  # to find none is forty times as fast
    for _ in range(_CUTS):
        if marks % 2 == 0:
            return end
        if is_last:
            return 0
        inside = end
        end = data.rfind(b"\n", 0, data.rfind(b'"', 0, end)) + 1
        marks -= data.count(b'"', end, inside)
    return 0


def _read_quickly(data: bytes, file: LargeFile) -> list[Any] | None:
    """The columns of whole rows; None of unusual ones. Raises UnicodeError."""
    import pyarrow.csv

    if b"\0" in data:
        raise UnicodeError
    if not data.isascii():
        data = data.decode(file.encoding).encode()
    names = [str(place) for place in range(file.width)]
    quoted = file.source.quoted and b'"' in data
    reading = pyarrow.csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names)
    parsing = pyarrow.csv.ParseOptions(
        delimiter=file.source.separator,
        quote_char='"' if quoted else False,
        newlines_in_values=quoted,
        ignore_empty_lines=False,
    )
    converting = pyarrow.csv.ConvertOptions(
        column_types=dict.fromkeys(names, pyarrow.binary()), strings_can_be_null=False
    )
    try:
        read = pyarrow.csv.read_csv(pyarrow.BufferReader(data), reading, parsing, converting)
    except pyarrow.ArrowInvalid:
        return None
    return [column.chunk(0) for column in read.columns] if read.num_rows else None


def _read_carefully(stream: BinaryIO, position: int, done: int, file: LargeFile) -> tuple[list[Any], int]:
    """The columns of the rows from a place on, by the reader of the house, and how many bytes those rows take; `done`
    rows stand above."""
    stream.seek(position)
    size = end = 0
    text = TextIOWrapper(stream, encoding=file.encoding, newline="")

    def lines() -> Iterator[str]:
        nonlocal size
        for line in text:
            size += len(line.encode(file.encoding))
            yield line

    rows = []
    for row in file.source.rows_of(lines(), done):  # which gives a row when it has read the next one
        rows.append(row)
        if end >= _PART:
            break
        end = size
    else:
        end = size
    text.detach()
    wide = list(zip_longest(*file.mended(iter(rows)), fillvalue="")) or [("",) * len(rows)]
    return [*map(_array, wide), *[_blank(len(rows))] * (file.width - len(wide))], end


def _array(texts: Iterable[Any]) -> Any:
    """Texts as pyarrow holds them."""
    cells = [text.encode() for text in texts]
    ends = np.cumsum([0, *map(len, cells)], dtype=np.int32)
    return _of_buffers(ends, b"".join(cells))


def _blank(height: int) -> Any:
    return _of_buffers(np.zeros(height + 1, np.int32), b"")


def _of_buffers(ends: Codes, data: bytes) -> Any:
    import pyarrow

    buffers = [None, pyarrow.py_buffer(ends), pyarrow.py_buffer(data)]
    return pyarrow.Array.from_buffers(pyarrow.binary(), len(ends) - 1, buffers)


def _coded(parts: list[Any]) -> Coded:
    """A column with each distinct text once, without what spreadsheets wrap around one that looks like a number."""
    blocks = [_packed(part) for part in parts if len(part)]
    codes, texts = in_order(blocks) or _as_numbers(blocks) or _by_dictionary(parts)
    if not texts.begins_any(b"=") and not texts.holds(b"'"):
        return Coded(codes, texts)
    bare = unwrapped(texts)
    places = {text: place for place, text in enumerate(dict.fromkeys(bare))}
    return Coded(np.array([places[text] for text in bare], np.int32)[codes], list(places))


def _as_numbers(blocks: list[PackedTexts]) -> tuple[Codes, PackedTexts] | None:
    """Texts of one length, as the codes of customers often are, are looked up as numbers, thrice as fast; None of
    others, and of longer ones."""
    import pyarrow

    keys = list(takewhile(lambda found: found is not None, (block.keys() for block in blocks)))
    kinds = {found.dtype for found in keys if found is not None}
    if len(keys) < len(blocks) or len(kinds) > 1 or max(kind.itemsize for kind in kinds) > _NUMBER.itemsize:
        return None
    numbers = np.concatenate([np.asarray(found, _NUMBER) for found in keys])
    array = pyarrow.Array.from_buffers(pyarrow.uint64(), len(numbers), [None, pyarrow.py_buffer(numbers)])
    coded = array.dictionary_encode()
    distinct = np.frombuffer(coded.dictionary.buffers()[1], _NUMBER, len(coded.dictionary)).astype(kinds.pop())
    ends = np.arange(len(distinct) + 1, dtype=np.int32) * np.int32(distinct.itemsize)
    return _indices(coded), PackedTexts(ends, distinct.tobytes())


def _by_dictionary(parts: list[Any]) -> tuple[Codes, PackedTexts]:
    import pyarrow

    coded = pyarrow.chunked_array(parts).dictionary_encode()
    return np.concatenate(list(map(_indices, coded.chunks))), _packed(coded.chunk(0).dictionary)


def _indices(coded: Any) -> Codes:
    """The places of texts among distinct ones, in an array of pyarrow."""
    return np.frombuffer(coded.indices.buffers()[1], np.int32, len(coded), 4 * coded.indices.offset)


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
