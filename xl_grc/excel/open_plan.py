"""A plan open in a spreadsheet, read as the file that it would be: Excel saves a copy, in one call.

So an open plan and a file are read and judged by the same code, whatever the number of cells.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.excel.refusals import reason
from xl_grc.files.writing import write_new
from xl_grc.ooxml.book import Book
from xl_grc.records import NamedTuple
from xl_grc.tables.plan import PLAN
from xl_grc.text import Texts
from xl_grc.workbook.returned.cells import read_cells
from xl_grc.workbook.returned.plan import ReturnedPlan, plan_of

_MAC_FOLDER = "Library/Containers/com.microsoft.Excel/Data"
"""Where Excel for Mac writes without asking."""


class OpenPlan(NamedTuple):
    """A plan that is open: its workbook as xlwings shows it, the bytes of its copy, and what they hold."""

    book: Any
    content: bytes
    returned: ReturnedPlan


def open_plan(book: Any) -> OpenPlan:
    """The plan of an open workbook. Raises InputError when it is none, or cannot be read."""
    content = saved_copy(book)
    return OpenPlan(book, content, plan_of(read_cells(PLAN, Book(content, book.name), formulas=True)))


def saved_copy(book: Any) -> bytes:
    """The bytes of the file that an open workbook would be if it were saved now. Raises InputError."""
    folder = Path.home() / _MAC_FOLDER
    with TemporaryDirectory(prefix="xl_grc-", dir=folder if folder.is_dir() else None) as temporary:
        path = Path(temporary) / "copy.xlsx"
        try:
            if sys.platform == "darwin":  # AppleScript saves no copies, VBA does
                book.app.macro("GrcSaveCopy")(book.name, str(path))
            else:
                book.api.SaveCopyAs(str(path))
            return path.read_bytes()
        except Exception as error:
            raise InputError([Problem.of("live_copy_failed", reason=reason(error))._replace(file=book.name)]) from error


@contextlib.contextmanager
def copy_beside(book: Any, content: bytes, words: Texts) -> Iterator[str]:
    """Write a copy of a workbook beside it, before it is changed; gives what to say of it.

    Its name ends in .bak: no command takes it for a plan. A workbook that was never saved stands nowhere. The copy goes
    when the changes fail, because nothing was changed then.
    """
    place, copy = _place(book), None
    told = str(words["ribbon.no_copy"])
    if place is not None:
        try:
            copy = _written(place, content, words)
            told = words.say("ribbon.copy", file=copy.name)
        except OSError as error:
            told = words.say("ribbon.copy_refused", reason=reason(error))
    try:
        yield told
    except BaseException:
        if copy is not None:
            copy.unlink(missing_ok=True)
        raise


def _written(place: Path, content: bytes, words: Texts) -> Path:
    """A new file beside another one, named after it and the time. Raises OSError."""
    now = f"{datetime.now():%Y-%m-%d %Hh%M}"  # noqa: DTZ005  # the clock of the person at the sheet
    named = words.say("ribbon.copy_name", name=place.stem, time=now)
    names = (f"{named}{'' if number == 1 else f' {number}'}{place.suffix}.bak" for number in count(1))
    copy = next(path for path in map(place.with_name, names) if not path.exists())
    write_new(copy, content)
    return copy


def _place(book: Any) -> Path | None:
    """Where a workbook was saved on this machine, None when it never was, or stands on a server."""
    try:
        path = Path(book.fullname)
    except Exception:  # noqa: BLE001  # xlwings tells so that it knows no local path of a file on a server
        return None
    return path if path.is_absolute() and path.parent.is_dir() else None
