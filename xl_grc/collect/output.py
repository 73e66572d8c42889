"""Whether a file is an earlier output of collecting, whose place the next one takes."""

from __future__ import annotations

from pathlib import Path

from xl_grc.collect.returned import FIELDS
from xl_grc.errors import InputError
from xl_grc.files.opening import file_content
from xl_grc.inputs.csv_file import CsvFile
from xl_grc.inputs.own_files import is_summary
from xl_grc.inputs.parquet_file import ParquetFile
from xl_grc.ooxml.book import Book


def is_summary_file(path: Path) -> bool:
    """Whether a file is a summary of plans; what cannot be read is none."""
    try:
        return is_summary(Book(file_content(path), path.name))
    except InputError:
        return False


def is_output(path: Path) -> bool:
    """Whether a file is a summary of plans, or a collected table; what cannot be read is neither."""
    try:
        match path.suffix.lower():
            case ".csv":
                header = next(CsvFile(path.name, lambda: path.open("rb")).rows(), [])
            case ".parquet":
                header = next(ParquetFile(path).rows(), [])
            case _:
                return is_summary_file(path)
    except (InputError, OSError):
        return False
    return tuple(header[: len(FIELDS)]) == FIELDS
