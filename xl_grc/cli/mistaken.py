"""What a file is that was given for a workbook of ours and is none, where that can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xl_grc.collect.given import other_kind
from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content
from xl_grc.inputs.own_files import is_summary
from xl_grc.ooxml.book import Book


def explained(path: Path, problems: Sequence[Problem]) -> list[Problem]:
    """Why a file could not be read: what it is instead, else the problems of its reader."""
    if path.is_dir():
        return [Problem("folder_of_workbooks", str(path))]
    if path.is_file() and (key := other_kind(path)) is not None:
        return [Problem(key, str(path))]
    try:
        if path.is_file() and is_summary(Book(file_content(path), path.name)):
            return [Problem("summary_is_no_plan", str(path))]
    except InputError:
        pass
    return list(problems)
