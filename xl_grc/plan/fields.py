"""The fields of a plan, each told once.

The columns of our workbook and the sheets of tabular input take their fields from here.

The headers are words of both text files: `[input.headers]`, and the headers of our own workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DATE,
    DELAY,
    MARK,
    MONTH,
    NUMBER,
    QUANTITY,
    RATE,
    TARGET,
    TEXT,
    UNIT_AMOUNT,
    Unit,
)
from xl_grc.plan.model import Action, CostLine, Event, Objective
from xl_grc.records import NamedTuple

HEADER_DEPTH = 20
"""The headers of a table stand among so many first rows."""


class Field(NamedTuple):
    """A thing that people give: its name in records, in columns and in the text files, the unit of its values, and the
    named cell of the workbook that holds it, if one does."""

    name: str
    unit: Unit = TEXT
    named_cell: str = ""


class InputSheet(NamedTuple):
    """What one sheet of an input may hold. A header of one of `marks` makes its first row the row of headers;
    `tables` name the tables of our workbook whose headers it accepts; `given` are headers that a user said the field
    of, as written and the name of the field; `exponent` is 3 when the user said that
    its amounts are in thousands, 6 for millions, 0 for neither."""

    fields: tuple[Field, ...]
    marks: frozenset[str]
    tables: tuple[str, ...]
    given: tuple[tuple[str, str], ...] = ()
    exponent: int | None = None


_FIELDS = (
    Field("company", named_cell="Company"),
    Field("reference", named_cell="Reference"),
    Field("period_start", MONTH, "PeriodStart"),
    Field("objective"),
    Field("target", TARGET),
    Field("measure"),
    Field("due", DATE),
    Field("entered_actual", AMOUNT),
    Field("date", DATE),
    Field("no", NUMBER),
    Field("action"),
    Field("type"),
    Field("owner"),
    Field("horizon"),
    Field("short_term", MARK),
    Field("medium_term", MARK),
    Field("long_term", MARK),
    Field("months"),
    Field("shares"),
    Field("revenue_delay", DELAY),
    Field("start", DATE),
    Field("end", DATE),
    Field("expenses", AMOUNT),
    Field("revenue", AMOUNT),
    Field("contacts", COUNT),
    Field("buyers", COUNT),
    Field("price", UNIT_AMOUNT),
    Field("unit_cost_price", UNIT_AMOUNT),
    Field("margin_rate", RATE),
    Field("status"),
    Field("priority"),
    Field("progress", RATE),
    Field("means"),
    Field("audience"),
    Field("product"),
    Field("area"),
    Field("channel"),
    Field("item"),
    Field("quantity", QUANTITY),
    Field("unit"),
    Field("unit_cost", UNIT_AMOUNT),
    Field("note"),
)
"""Every field, in the order in which a sheet of input offers its own."""
_BY_NAME = {field.name: field for field in _FIELDS}
_OF_ANY_SHEET = ("company", "reference", "no", "action")
IN_WORKBOOKS_ALONE = frozenset({"entered_actual", "shares"})
"""The fields of records that no column of tabular input gives: what an objective reached is typed during the year, the
shares of the months stand in the columns of the months."""


def field_named(name: str) -> Field:
    """The field of a record or of a column. Raises LookupError, which says where a new one is told.

    >>> field_named("due").unit.name
    'date'
    """
    try:
        return _BY_NAME[name]
    except KeyError:
        raise LookupError(f'Field("{name}", ...) is missing in xl_grc/plan/fields.py') from None


def _sheet(tables: Sequence[str], marks: Iterable[str], *names: str) -> InputSheet:
    """The sheet of these fields, which are those of records and a few of its own."""
    wanted = {field_named(name) for name in (*_OF_ANY_SHEET, *names) if name not in IN_WORKBOOKS_ALONE}
    return InputSheet(tuple(field for field in _FIELDS if field in wanted), frozenset(marks), tuple(tables))


ACTIONS = _sheet(
    ("Actions", "Objectives", "Returns"),
    ("action",),
    *("period_start", "horizon", "start", "end"),
    *Action._fields,
    *Objective._fields,
)
COSTS = _sheet(("Costs",), ("action", "no"), *CostLine._fields)
TRACKING = _sheet(("Tracking",), ("action", "no", "date"), *Event._fields)
