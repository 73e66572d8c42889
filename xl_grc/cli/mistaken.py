"""What a file is that was given for a workbook of ours and is none, where that can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xl_grc.collect.given import other_kind
from xl_grc.collect.output import is_summary_file
from xl_grc.errors import Problem


def explained(path: Path, problems: Sequence[Problem]) -> list[Problem]:
    """Why a file could not be read: what it is instead, else the problems of its reader."""
    if path.is_dir():
        return [Problem("folder_of_workbooks", str(path))]
    if path.is_file() and (key := other_kind(path)) is not None:
        return [Problem(key, str(path))]
    if path.is_file() and is_summary_file(path):
        return [Problem("summary_is_no_plan", str(path))]
    return list(problems)
