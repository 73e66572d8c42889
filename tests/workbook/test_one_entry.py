"""One field, one entry: records, columns of the workbook and headers of tabular input know the same fields.

Whoever adds a field to one of them is told here where else it is missing; until then, what people type there would be
lost without a word.
"""

from __future__ import annotations

from datetime import date

import pytest

from xl_grc.functions.units import DATE, MARK, RATE, TEXT
from xl_grc.plan.fields import ACTIONS, COSTS, IN_WORKBOOKS_ALONE, TRACKING, field_named
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.tables.schema import LISTS, NAMED_CELLS, TABLES
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.plan_writer import settings, workbook
from xl_grc.workbook.returned.plan import read_plan

RECORDS = {
    Action: ("Actions", "Schedule", "Returns"),
    Objective: ("Objectives",),
    CostLine: ("Costs",),
    Event: ("Tracking",),
}
"""The tables in which a record's fields stand."""

NO_FIELD_OF_THEIR_OWN = {
    **{("Schedule", f"month_{position}"): "the field `months`, one column a month" for position in range(1, 13)},
    **{
        (table, "value"): "a list of the settings, made from the offered values and those of the plan"
        for table in LISTS
    },
}
NO_COLUMN_OF_THEIR_OWN = {
    (Action, "no"): "the key column of its tables",
    (Action, "months"): "the twelve month columns",
    (Action, "shares"): "numbers in the twelve month columns",
}
IN_NO_RECORD = {
    "company": "of the plan, in a named cell",
    "reference": "of the plan, in a named cell",
    "period_start": "of the plan, in a named cell",
    "horizon": "said by the three marks",
    "start": "said by the months",
    "end": "said by the months",
    "no": "the number by which cost lines and events name an action",
}
SHEETS = {"ACTIONS": (ACTIONS, (Action, Objective)), "COSTS": (COSTS, (CostLine,)), "TRACKING": (TRACKING, (Event,))}


def test_an_input_column_is_a_field_of_its_record():
    for name, table in TABLES.items():
        known = {field for record, tables in RECORDS.items() if name in tables for field in record._fields}
        for column in table:
            if column.role == "input" and (name, column.key) not in NO_FIELD_OF_THEIR_OWN:
                assert column.key in known, f"{name}.{column.key}: no record of xl_grc/plan/model.py has this field"
                assert column.unit is field_named(column.key).unit


def test_a_field_of_a_record_has_a_column():
    for record, tables in RECORDS.items():
        columns = [column.key for name in tables for column in TABLES[name] if column.role == "input"]
        assert len(columns) == len(set(columns)), f"two tables of {record.__name__} hold the same field"
        for field in record._fields:
            if (record, field) not in NO_COLUMN_OF_THEIR_OWN:
                assert field in columns, f'field("{field}") is missing in {tables} of xl_grc/tables/schema'


def test_a_field_of_a_record_can_be_given_in_a_table():
    for sheet, records in SHEETS.values():
        given = {field.name for field in sheet.fields}
        recorded = {field for record in records for field in record._fields}
        assert recorded - given == recorded & IN_WORKBOOKS_ALONE
        assert given - recorded <= IN_NO_RECORD.keys()


def test_a_named_field_has_its_cell():
    named = {field.named_cell for sheet, _ in SHEETS.values() for field in sheet.fields} - {""}
    assert named == {"Company", "Reference", "PeriodStart"}
    assert named <= NAMED_CELLS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_has_headers(language):
    words = texts(language)
    for sheet, _ in SHEETS.values():
        for field in sheet.fields:
            assert words.get(f"input.headers.{field.name}"), f"input.headers.{field.name} in {language}/input.toml"
    known = {f"input.headers.{field.name}" for sheet, _ in SHEETS.values() for field in sheet.fields}
    assert {key for key in words if key.startswith("input.headers.")} <= known


def test_an_unknown_field_says_where_it_is_missing():
    with pytest.raises(LookupError, match=r'Field\("supplier", \.\.\.\) is missing in xl_grc/plan/fields\.py'):
        field_named("supplier")


def some_value(name: str, place: int) -> object:
    """A value of a field, another one for each place."""
    fixed = {"no": place, "months": (2, 9), "shares": (1, 3), "measure": "margin", "action": 1}
    fixed |= {"status": "done", "revenue_delay": 3}
    of_unit = {TEXT: f"{name} {place}", MARK: True, DATE: date(2026, 3, place), RATE: place / 100}
    return fixed.get(name, of_unit.get(field_named(name).unit, float(place)))


def full(record: type, **others: object):
    """A record all of whose fields are given."""
    return record(**{name: some_value(name, place) for place, name in enumerate(record._fields, 1)} | others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_given_comes_back(language):
    action = full(Action, no=1, action="Salon")
    plan = Plan(
        company="Durand",
        start=date(2026, 1, 1),
        actions=(action,),
        objectives=(full(Objective, objective=action.objective),),
        costs=(full(CostLine),),
        events=(full(Event),),
    )
    written = workbook(plan, settings(language, None, date(2026, 9, 15)))
    reading = read_plan(written, "plan.xlsx")
    assert reading.plan == plan
    assert reading.problems == ()
