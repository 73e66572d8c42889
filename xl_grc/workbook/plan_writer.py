"""What all workbooks of a run share, and the writing of one workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.files.writing import cannot_write, write_atomically, write_new
from xl_grc.ooxml.cell_writer import quicken
from xl_grc.plan.model import Plan
from xl_grc.records import NamedTuple
from xl_grc.tables.plan import PLAN
from xl_grc.text import LANGUAGES
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, load_template_content, shipped_template, template_language

MOST_ROWS = 10_000
"""Rows of a table. Every program opens them still, and what is written is within what is read."""


class Settings(NamedTuple):
    """The template of all workbooks of a run, its language, the day on which they are read.

    `content` are the bytes of the template, for workers that do not see its file.
    """

    template: Path
    language: str
    as_of: date
    content: bytes | None = None


def settings(language: str | None, template: Path | None, as_of: date) -> Settings:
    """The settings of a run; a template of the user's own decides the language. Raises InputError."""
    if template is None:
        language = language or LANGUAGES[0]
        return Settings(shipped_template(PLAN, language), language, as_of)
    return Settings(template, template_language(PLAN, template), as_of)


def workbook(plan: Plan, run: Settings) -> bytes:
    """The workbook of a plan. Raises InputError for one of more rows than a workbook of ours takes."""
    for records in (plan.actions, plan.objectives, plan.costs, plan.events):
        if len(records) > MOST_ROWS:
            problem = Problem.of("plan_too_large", count=len(records), limit=MOST_ROWS)
            raise InputError([problem._replace(file=plan.company)])
    month = plan.start.month
    template = (
        load_template(PLAN, run.template, month)
        if run.content is None
        else load_template_content(PLAN, run.content, run.template.name, month)
    )
    return template.write(fill(plan, run.language, run.as_of, template.surroundings))


def write_plan(plan: Plan, path: Path, run: Settings, replace: bool = False) -> None:
    """Write the workbook of a plan. Raises InputError when the file cannot be written, or is there already and is not
    to be replaced."""
    content = workbook(plan, run)
    try:
        (write_atomically if replace else write_new)(path, content)
    except OSError as error:
        raise InputError([cannot_write(path, error)]) from None


def warm(run: Settings) -> None:
    """Write a workbook nowhere: what all plans share is then ready, in this process and in those forked from it."""
    quicken()
    workbook(Plan("", date(run.as_of.year, 1, 1)), run)
