"""The commands of the ribbon: one for each button that needs Python, told in a message box."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from xl_grc.errors import InputError
from xl_grc.excel import commands, relations
from xl_grc.excel.refusals import reason
from xl_grc.text import LANGUAGES, Texts, texts

NOT_A_PLAN = "not_a_plan"


def main(command: str, language: str, path: str = "") -> None:
    """Run a command on the workbook that called, as VBA asks; `path` is in hexadecimal UTF-16."""
    import xlwings as xw

    words = texts(language if language in LANGUAGES else LANGUAGES[0])
    book = xw.Book.caller()
    try:
        run(book, command, words, bytes.fromhex(path).decode("utf-16-be"))
    except Exception as error:  # noqa: BLE001  # the person at the sheet reads a sentence, never a traceback
        told = words.say("ribbon.unexpected", error=f"{type(error).__name__}: {reason(error)}")
        book.app.alert(told, words["addin.vba.title"], "ok", "critical")


def run(book: Any, command: str, words: Texts, path: str = "") -> str:
    """Run a command on a workbook and tell what came of it; returns what was told.

    Whatever is wrong is told and nothing is changed. On a workbook that is no plan a new one is offered.
    """
    title, today = words["addin.vba.title"], date.today()  # noqa: DTZ011  # the day of the person at the sheet
    try:
        told = perform(book, command, words, Path(path), today)
    except InputError as error:
        if [problem.key for problem in error.problems] == [NOT_A_PLAN]:
            return _offer(book, words, today)
        told = f"{commands.listed(error.problems, words)}\n{words['ribbon.nothing_changed']}"
        book.app.alert(told, title, "ok", "critical")
        return told
    book.app.alert(told, title, "ok", "info")
    return told


def perform(book: Any, command: str, words: Texts, path: Path, today: date) -> str:
    """What a command does, without message boxes. Raises InputError, and KeyError for a command that is none."""
    performed: dict[str, Callable[[], str]] = {
        "new": lambda: commands.new(book.app, path, today, words),
        "regenerate": lambda: commands.regenerate(book, today, words),
        "check": lambda: commands.check(book, today, words),
        "import": lambda: commands.bring_in(book, path, today, words),
        "compare": lambda: commands.compare(book, today, words),
        "analyse": lambda: commands.analyse(book, path, today, words),
        "segment": lambda: relations.segment(book, today, words),
        "pdf": lambda: commands.pdf(book, path, words),
        "batch": lambda: commands.batch(path, today, words),
        "consolidate": lambda: commands.consolidate(book.app, path, today, words),
        "native": lambda: commands.to_native(book, words),
    }
    return performed[command]()


def _offer(book: Any, words: Texts, today: date) -> str:
    """A new plan instead, in the user's documents, when they want one."""
    told = str(words["ribbon.not_a_plan"])
    if book.app.alert(told, words["addin.vba.title"], "yes_no", "info") != "yes":
        return told
    documents = Path.home() / "Documents"
    folder = documents if documents.is_dir() else Path.home()
    return commands.new(book.app, commands.free(folder / f"{words['addin.vba.file_name']}.xlsx"), today, words)
