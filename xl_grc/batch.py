"""Workbooks from plans: one, or one for each plan of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from xl_grc.errors import InputError, Problem
from xl_grc.naming import Names
from xl_grc.plan.model import Plan
from xl_grc.workbook.filling import fill
from xl_grc.workbook.package import write_atomically
from xl_grc.workbook.template import compiled, shipped_template, template_language


class Settings(NamedTuple):
    """What all workbooks of a run share: their template, its language, the day on which they are read."""

    template: Path
    language: str
    as_of: date


def settings(language: str | None, template: Path | None, as_of: date) -> Settings:
    """The settings of a run; a template of the user's own decides the language. Raises InputError."""
    if template is None:
        return Settings(shipped_template(language or "fr"), language or "fr", as_of)
    return Settings(template, template_language(template), as_of)


def workbook(plan: Plan, run: Settings) -> bytes:
    """The workbook of a plan."""
    return compiled(run.template, plan.start.month).write(fill(plan, run.language, run.as_of))


def write_plan(plan: Plan, path: Path, run: Settings) -> None:
    """Write the workbook of a plan. Raises InputError when the file cannot be written."""
    content = workbook(plan, run)
    try:
        write_atomically(path, content)
    except OSError as error:
        raise InputError([Problem.of("cannot_write", reason=error.strerror)._replace(file=str(path))]) from None


def write_all(
    plans: Iterable[Plan], directory: Path, names: Names, run: Settings, on_error: Callable[[Problem], None]
) -> Iterator[Path]:
    """Write each plan into the directory; yields the files written, one failure does not stop the others."""
    for plan in plans:
        path = directory / names.name(plan)
        try:
            write_plan(plan, path, run)
        except InputError as error:
            for problem in error.problems:
                on_error(problem)
        else:
            yield path
