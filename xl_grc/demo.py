"""The course's own examples as workbooks, and their key figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content
from xl_grc.inputs.input_file import open_input
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import InputOptions, read_plans
from xl_grc.text import Texts
from xl_grc.workbook.filling import Filling
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.plan_writer import settings, write_plan

EXAMPLES = {"plan.xlsx": "plan.csv", "planification.xlsx": "planification.csv", "rentabilite.xlsx": "rentabilite.xlsx"}
"""The workbooks of the demonstration, and the shipped inputs they come from."""


def example(source: str, as_of: date) -> Plan:
    """The plan of a shipped example."""
    with as_file(files("xl_grc.examples").joinpath(source)) as path:
        table = open_input(path)
        reading = read_plans(table.actions.grid, table.costs, table.tracking, InputOptions(as_of=as_of))
    (plan,) = reading.plans
    return plan


def run_demo(directory: Path, as_of: date, words: Texts) -> Iterator[str]:
    """Write the three workbooks; yields the lines of a short summary. Raises InputError."""
    run = settings("fr", None, as_of)
    for target, source in EXAMPLES.items():
        plan = example(source, as_of)
        write_plan(plan, directory / target, run, replace=_is_as_written(directory / target, plan))
        yield from _summary(str(directory / target), fill(plan, "fr", as_of), words)
    yield words["demo.done"]


def _is_as_written(path: Path, plan: Plan) -> bool:
    """Whether a file holds an example as it was written: it may be written again. Raises InputError for another file,
    in which somebody has worked."""
    if not path.exists():
        return False
    from xl_grc.workbook.returned.plan import read_plan  # the first demonstration reads none

    if read_plan(file_content(path), path.name).plan != plan:
        raise InputError([Problem("example_changed", str(path))])
    return True


def _summary(file: str, filling: Filling, words: Texts) -> Iterator[str]:
    names, columns = filling.names, filling.columns
    yield words.say(
        "demo.written",
        file=file,
        expenses=_shown(names["TotalExpenses"], words),
        revenue=_shown(names["TotalRevenue"], words),
        net=_shown(names["NetResult"], words),
    )
    for row, buyers in enumerate(columns["Returns.buyers"]):
        if buyers != "":
            figures = ("cost", "revenue", "margin", "margin_result", "roi")
            shown = {key: _shown(columns[f"Returns.{key}"][row], words) for key in figures}
            breakeven = _shown(columns["Returns.breakeven_units"][row], words)
            label, verdict = columns["Actions.label"][row], columns["Returns.verdict"][row]
            yield words.say("demo.action", label=label, verdict=verdict, breakeven=breakeven, **shown)


def _shown(value: Any, words: Texts) -> str:
    """A figure for the terminal: grouped by thousands, at most two decimals."""
    if value == "":
        return str(words["demo.unknown"])
    return words.number(f"{value:,.2f}".removesuffix(".00"))
