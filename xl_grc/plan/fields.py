"""The fields of a plan, each told once: its unit, and the headers under which people give it in a table.

The columns of our workbook and the sheets of tabular input take their fields from here.

The headers are words of both text files: `[input.headers]`, and the headers of our own workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DATE,
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
from xl_grc.plan.numbers import looks_numeric
from xl_grc.plan.words import fold, listed
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, cell_text, is_blank

HEADER_DEPTH = 20
_SAMPLE = 200


class Field(NamedTuple):
    """A thing that people give: its name in records, in columns and in the text files, the unit of its values, and the
    named cell of the workbook that holds it, if one does."""

    name: str
    unit: Unit = TEXT
    named_cell: str = ""


class InputSheet(NamedTuple):
    """What one sheet of an input may hold. A header of one of `marks` makes its first row the row of headers;
    `tables` name the tables of our workbook whose headers it accepts."""

    fields: tuple[Field, ...]
    marks: frozenset[str]
    tables: tuple[str, ...]


class FieldPlaces(NamedTuple):
    """Where each field stands in a sheet, the other headers, and the pairs of headers that mean the same."""

    places: dict[str, int]
    unknown: tuple[str, ...] = ()
    twice: tuple[tuple[int, int], ...] = ()


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
IN_WORKBOOKS_ALONE = frozenset({"entered_actual"})
"""The fields of records that tabular input does not give: what an objective reached is typed during the year."""


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


def _words(field: Field, tables: Sequence[str]) -> set[str]:
    """The folded headers of one field."""
    keys = [f"columns.{table}.{field.name}" for table in tables] + [f"named.{field.named_cell}"]
    found = {fold(field.name)}
    for language in LANGUAGES:
        words = texts(language)
        found.update(map(fold, words[f"input.headers.{field.name}"]))
        found.update(fold(words[key]) for key in keys if key in words)
    return found


@cache
def headers(sheet: InputSheet) -> Mapping[str, tuple[Field, ...]]:
    """Folded header -> the fields it may mean: most often one; "cible" is a target or an audience.

    >>> [field.name for field in headers(ACTIONS)["cible"]]
    ['target', 'audience']
    """
    found: dict[str, tuple[Field, ...]] = {}
    for field in sheet.fields:
        for word in _words(field, sheet.tables):
            found[word] = (*found.get(word, ()), field)
    return found


@cache
def _header_units() -> frozenset[str]:
    return frozenset(listed("header_units"))


def meanings(header: Cell, sheet: InputSheet) -> tuple[Field, ...]:
    """The fields that a header may mean; a currency or "HT" behind it says nothing more.

    >>> [field.name for field in meanings("Dépenses HT (€)", ACTIONS)]
    ['expenses']
    >>> meanings("Dépenses (k€)", ACTIONS)
    ()
    """
    words = fold(cell_text(header)).split()
    known = headers(sheet)
    while words:
        if found := known.get(" ".join(words)):
            return found
        if words.pop() not in _header_units():
            break
    return ()


def find_header(rows: Sequence[Sequence[Cell]], sheet: InputSheet) -> int | None:
    """The index of the row of headers among the first twenty rows.

    A word alone in its row ("Actions") is the title of a table whose headers stand further down.
    """
    title = None
    for index, row in enumerate(rows[:HEADER_DEPTH]):
        known = [fields for cell in row if (fields := meanings(cell, sheet))]
        if not any(field.name in sheet.marks for fields in known for field in fields):
            continue
        if len(known) > 1 or (title is None and sum(not is_blank(cell) for cell in row) > 1):
            return index
        title = index if title is None else title
    return title


def place_columns(
    header: Sequence[Cell], rows: Callable[[], Iterable[Sequence[Cell]]], sheet: InputSheet
) -> FieldPlaces:
    """Which column holds which field, once the values have settled the headers that may mean several.

    `rows` gives the rows below the headers, as often as it is asked.
    """
    possible = {index: meanings(cell, sheet) for index, cell in enumerate(header)}
    sure = {fields[0].name for fields in possible.values() if len(fields) == 1}
    places: dict[str, int] = {}
    twice: list[tuple[int, int]] = []
    for index, fields in possible.items():
        if not fields:
            continue
        name = fields[0].name if len(fields) == 1 else _settle(fields, sure, rows(), index)
        if places.setdefault(name, index) != index:
            twice.append((places[name], index))
    unknown = (cell_text(header[index]).strip() for index, fields in possible.items() if not fields)
    return FieldPlaces(places, tuple(filter(None, unknown)), tuple(twice))


def _settle(fields: tuple[Field, ...], sure: set[str], rows: Iterable[Sequence[Cell]], index: int) -> str:
    """The field that an ambiguous header means: by its values for a number or a text, by "fin" for "début"."""
    names = {field.name for field in fields}
    if names == {"period_start", "start"}:
        return "start" if "end" in sure and "start" not in sure else "period_start"
    cells = list(islice((row[index] for row in rows if index < len(row) and not is_blank(row[index])), _SAMPLE))
    numeric = 2 * sum(map(looks_numeric, cells)) > len(cells)
    return next(field.name for field in fields if (field.unit is not TEXT) == numeric)
