"""Outside `tables` a kind of workbook is known by its own rules alone, and whatever serves all kinds is given one."""

import ast
from functools import cache
from pathlib import Path

from tests.sources import tree

ROOT = Path(__file__).parents[2]

KINDS = ("xl_grc.tables.schema", "xl_grc.tables.plan", "xl_grc.tables.relations", "xl_grc.tables.relations_kind")
"""Where tables and named cells stand as values that a module could import."""

KNOWN_BY = {
    "xl_grc.builder.plan": "how the sheets of a plan look",
    "xl_grc.builder.relations": "how the sheets of customer relations look",
    "xl_grc.customers": "the analysis that fills customer relations",
    "xl_grc.workbook.plan_filling": "a plan becomes what is filled in",
    "xl_grc.workbook.relations_filling": "what customer relations hold before anything is known",
    "xl_grc.workbook.plan_writer": "a plan becomes a workbook",
    "xl_grc.workbook.returned.plan": "a returned workbook becomes a plan",
    "xl_grc.workbook.returned.actions": "its actions, over the tables of a plan",
    "xl_grc.workbook.expected.judgement": "what a returned plan is once made whole",
    "xl_grc.workbook.repair.action_columns": "further columns beside the actions of a plan",
    "xl_grc.workbook.expected.own_workbook": "what each kind knows of itself when it is checked and made whole",
    "xl_grc.workbook.repair.next_year": "the plan of the year after",
    "xl_grc.cli.next_year": "the same, as it is typed",
    "xl_grc.batch.run": "which plans were written by which version of their structure",
    "xl_grc.excel.open_plan": "the open workbook is a plan",
    "xl_grc.excel.importing": "actions of a file go into the tables of a plan",
}
"""Rooms and modules of one kind's own, and what of it they know."""


def modules():
    """The name and the syntax tree of each module outside `tables` that says their name."""
    for path in (ROOT / "xl_grc").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not name.startswith("xl_grc.tables") and "tables" in path.read_text(encoding="utf-8"):
            yield name, tree(path)


def imported(module):
    """Every module that a module imports, anywhere in it, and every name of one."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" for one in node.names)


def stands_in(name, rooms):
    return next((room for room in rooms if f"{name}.".startswith(f"{room}.")), None)


@cache
def knowing():
    """The modules outside `tables` that import tables, named cells or a kind."""
    return {name for name, module in modules() if any(stands_in(one, KINDS) for one in imported(module))}


def test_tables_of_a_kind_are_imported_by_its_own_rules_alone():
    assert sorted(name for name in knowing() if not stands_in(name, KNOWN_BY)) == []


def test_what_is_named_here_knows_a_kind_indeed():
    assert {stands_in(name, KNOWN_BY) for name in knowing()} - {None} == set(KNOWN_BY)


def test_nothing_outside_imports_what_was_generated():
    assert [name for name, one in modules() if any("tables.generated" in found for found in imported(one))] == []
