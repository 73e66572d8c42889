"""The table at the end of a check of many files: how many problems each has, and what to do first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xl_grc.errors import Problem
from xl_grc.files.csv_fields import csv_line, guarded
from xl_grc.records import NamedTuple
from xl_grc.text import Texts, shown
from xl_grc.text.messages import parts_of
from xl_grc.workbook.expected.check import is_warning

_LONGEST_NAME = 60


class FileCounts(NamedTuple):
    """A file, its errors and warnings, and what to do about the first error, else about the first warning."""

    file: str
    errors: int
    warnings: int
    remedy: str


def counted(path: Path, problems: Sequence[Problem], words: Texts) -> FileCounts:
    """The line of a file."""
    errors = [problem for problem in problems if not is_warning(problem)]
    first = next(iter([*errors, *problems]), None)
    remedy = "" if first is None else parts_of(first, words)[1]
    return FileCounts(str(path), len(errors), len(problems) - len(errors), remedy)


def table_lines(found: Sequence[FileCounts], words: Texts) -> Iterator[str]:
    """The table for a person, its columns below each other; of a long path the end is shown."""
    headers = _headers(words)
    names = [shown(one.file) for one in found]
    short = [name if len(name) <= _LONGEST_NAME else f"…{name[1 - _LONGEST_NAME :]}" for name in names]
    width = max(map(len, (headers[0], *short)))
    yield f"{headers[0]:{width}}  {headers[1]}  {headers[2]}  {headers[3]}"
    for name, one in zip(short, found, strict=True):
        counts = f"{one.errors:{len(headers[1])}}  {one.warnings:{len(headers[2])}}"
        yield f"{name:{width}}  {counts}  {one.remedy}".rstrip()


def table_csv(found: Sequence[FileCounts], words: Texts) -> bytes:
    """The table as CSV: semicolons, UTF-8 with its mark."""
    lines = [csv_line(_headers(words))]
    lines += [csv_line([guarded(one.file), str(one.errors), str(one.warnings), guarded(one.remedy)]) for one in found]
    return "".join(lines).encode("utf-8-sig")


def _headers(words: Texts) -> list[str]:
    return [str(words[f"cli.check_table_{key}"]) for key in ("file", "errors", "warnings", "remedy")]
