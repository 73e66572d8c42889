"""The next analysis in the workbook of the one before: figures are made anew, what people typed stays where it is.

Customers who are in the next sales no more keep their row, their consents and above all their opposition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xl_grc.customers.matching import Known, Matches, matched
from xl_grc.customers.returns import Returned
from xl_grc.customers.wording import calculates_in_words
from xl_grc.records import NamedTuple
from xl_grc.tables.relations.segments import PROPOSALS
from xl_grc.tables.relations.standing import SEGMENTS
from xl_grc.values import NUMBERS, cell_text, stored
from xl_grc.workbook.expected.contents import Expected
from xl_grc.workbook.filling import Filling
from xl_grc.workbook.repair.typing import Typing
from xl_grc.workbook.returned.cells import ReturnedCells, filled_rows

FIGURES = ("first_purchase", "last_purchase", "purchases", "purchase_days", "revenue")
"""What sales tell of a customer."""
_OWN_NAMES = frozenset({"MarginRate", "ContactCost", "Years", "DiscountRate", "Referrals", "Language"})
"""The named cells that the user fills, which no sales tell."""
_TYPED_ELSE = frozenset({"CrossBuyers"})
"""The named cells that the user fills where the sales do not tell them."""
_WHOLE = ("Cohorts", "LinesLeftAside", "Told")
"""The tables that tell of the sales alone."""


class Response(NamedTuple):
    """Of an action of the analysis before: how many of those to contact bought since, and of the control group."""

    listed: Returned
    control: Returned


class Updated(NamedTuple):
    """A workbook with the next analysis typed into it, and what became of its customers.

    `customers` counts all whom it holds then. `places` is the row of each customer of the filling; `responses` those of
    the actions, by their keys, over `days`; none when the day of the analysis is not a later one.
    """

    typing: Typing
    customers: int
    places: tuple[int, ...]
    known: int
    new: int
    gone: int
    merged: int
    responses: Mapping[str, Response]
    days: int


def update(cells: ReturnedCells, before: Expected, filling: Filling, customers: int) -> Updated:
    """Type the figures of an analysis into a workbook; `before` is what it held, `customers` how many the filling has.

    Raises InputError when something stands below its table of customers.
    """
    typing = Typing(cells)
    rows = filled_rows(cells, "Customers")
    matches = matched(_known(cells, rows), _in_filling(filling, customers))
    places = _places(cells, rows, matches, customers)
    _type_customers(typing, filling, places, {place for place in range(customers) if place not in matches.rows})
    for gone, other in matches.merged.items():
        _bring_together(typing, rows[gone], rows[other])
    _type_tables(typing, filling)
    rows_then = len(filled_rows(typing.cells, "Customers"))
    words = cells.kind.texts(filling.language)
    _type_names(typing, filling.names | {"Calculates": calculates_in_words(rows_then, words)})
    days = _days_since(before, filling)
    if days > 0:
        _type_column(typing, "Loyalty", "before", before.columns["Loyalty.actual"])
    taken = len(set(matches.rows.values()))
    counts = (taken, customers - len(matches.rows), len(rows) - taken - len(matches.merged), len(matches.merged))
    return Updated(
        typing, rows_then, places, *counts, dict(_responses(cells, before, typing)) if days > 0 else {}, days
    )


def shorter_histories(cells: ReturnedCells, filling: Filling, customers: int) -> int:
    """How many customers began to buy earlier by the workbook than by the filling, which has `customers` of them: its
    sales are not all that there were."""
    rows = filled_rows(cells, "Customers")
    matches = matched(_known(cells, rows), _in_filling(filling, customers))
    before, now = cells.columns["Customers.first_purchase"], filling.columns["Customers.first_purchase"]
    days = ((stored(before[rows[row]]), stored(now[place])) for place, row in matches.rows.items())
    return sum(old.__class__ in NUMBERS and new.__class__ in NUMBERS and old < new for old, new in days)


def _known(cells: ReturnedCells, rows: Sequence[int]) -> list[Known]:
    codes, names, purchases = (cells.columns[f"Customers.{key}"] for key in ("code", "name", "purchases"))
    return [
        Known(
            cell_text(codes[row]).strip(),
            cell_text(names[row]).strip(),
            float(purchases[row]) if purchases[row].__class__ in NUMBERS else 0.0,  # type: ignore[arg-type]
        )
        for row in rows
    ]


def _in_filling(filling: Filling, customers: int) -> list[Known]:
    columns = (filling.columns[f"Customers.{key}"][:customers] for key in ("code", "name", "purchases"))
    return [Known(*one) for one in zip(*columns, strict=True)]


def _places(cells: ReturnedCells, rows: Sequence[int], matches: Matches, customers: int) -> tuple[int, ...]:
    """The row of each customer: their own, else the free ones in their order, and further ones below."""
    height = len(cells.columns["Customers.code"])
    taken = set(rows)
    free = iter([*(row for row in range(height) if row not in taken), *range(height, height + customers)])
    return tuple(rows[matches.rows[place]] if place in matches.rows else next(free) for place in range(customers))


def _type_customers(typing: Typing, filling: Filling, places: Sequence[int], new: set[int]) -> None:
    typing.reach("Customers", max(places, default=0))
    inputs = [column.key for column in typing.cells.kind.tables["Customers"] if column.role != "computed"]
    no = typing.cells.kind.texts(filling.language)["no"]
    for place, row in enumerate(places):
        for key in inputs if place in new else (*FIGURES, "email_consent"):
            value = filling.columns[f"Customers.{key}"][place]
            if key == "email_consent" and place not in new and value != no:
                value = stored(typing.cells.columns.get("Customers.email_consent", [None] * (row + 1))[row]) or value
            typing.put("Customers", key, row, value)


def _bring_together(typing: Typing, gone: int, other: int) -> None:
    """The customer in the row `gone` is counted with another one: their purchases are, and they said no for both."""
    for key in FIGURES:
        typing.put("Customers", key, gone, "")
    opposed = typing.cells.columns.get("Customers.opposition")
    if opposed is not None and stored(opposed[gone]) != "" and stored(opposed[other]) == "":
        typing.put("Customers", "opposition", other, stored(opposed[gone]))


def _type_tables(typing: Typing, filling: Filling) -> None:
    """The tables that tell of the sales alone, and what other tables show of them."""
    for name in _WHOLE:
        _type_table(typing, filling, name)
    for name, key in (("Segments", "returns"), ("Proposals", "price"), ("Proposals", "returns")):
        _type_column(typing, name, key, filling.columns[f"{name}.{key}"])
    words = typing.cells.kind.texts(filling.language)
    ours = {
        words[f"{section}.{one}"]
        for section in ("segments", "late_segments")
        for one in SEGMENTS
        if f"{section}.{one}" in words
    }
    for row, label in enumerate(filling.columns["Segments.label"]):
        if "Segments" in typing.cells.tables and typing.cells.columns["Segments.label"][row] in ours:
            typing.put("Segments", "label", row, label)


def _type_table(typing: Typing, filling: Filling, name: str) -> None:
    """All rows of a table; those that it has beyond are left blank."""
    found = typing.cells.tables.get(name)
    if found is None:
        return
    table = typing.cells.kind.tables[name]
    rows = len(filling.columns[f"{name}.{table.columns[0].key}"]) - table.spare_rows
    typing.reach(name, max(rows - 1, 0))
    for column in table:
        values = filling.columns[f"{name}.{column.key}"][:rows]
        height = len(typing.cells.columns.get(f"{name}.{column.key}", ()))
        _type_column(typing, name, column.key, [*values, *[""] * (height - rows)])


def _type_column(typing: Typing, name: str, key: str, values: Sequence[Any]) -> None:
    if name in typing.cells.tables:
        height = len(typing.cells.columns.get(f"{name}.{key}", ()))
        for row, value in enumerate(values[:height]):
            typing.put(name, key, row, value)


def _type_names(typing: Typing, names: Mapping[str, Any]) -> None:
    for name in typing.cells.kind.named_inputs:
        value = names[name]
        kept = name in _OWN_NAMES and (name not in ("MarginRate", "ContactCost") or value == "")
        if not (kept or (name in _TYPED_ELSE and value == "")):
            typing.name(name, value)


def _days_since(before: Expected, filling: Filling) -> int:
    day = before.names.get("AsOf")
    return int(filling.names["AsOf"] - day) if day.__class__ in NUMBERS else 0


def _responses(cells: ReturnedCells, before: Expected, typing: Typing) -> Iterator[tuple[str, Response]]:
    """What came of the actions of the analysis before."""
    groups = dict(zip(PROPOSALS, before.columns["Proposals.group"], strict=True))
    of_segment = [*before.columns["Segments.action"]]
    day = before.names["AsOf"]
    listed: dict[str, list[bool]] = {}
    control: dict[str, list[bool]] = {}
    for row in filled_rows(cells, "Customers"):
        last = stored(typing.cells.columns["Customers.last_purchase"][row])
        bought = last.__class__ in NUMBERS and last > day
        group, segment = (before.columns[f"Customers.{key}"][row] for key in ("to_contact", "segment_no"))
        if group != "":
            listed.setdefault(group, []).append(bought)
        elif _is_control(cells, before, row) and segment != "":
            control.setdefault(of_segment[int(segment) - 1], []).append(bought)
    for key, group in groups.items():
        if group in listed or group in control:
            yield (
                key,
                Response(*(Returned(len(one), sum(one)) for one in (listed.get(group, []), control.get(group, [])))),
            )


def _is_control(cells: ReturnedCells, before: Expected, row: int) -> bool:
    """Whether a customer was left out of the lists by chance alone."""
    columns = before.columns
    marked, opposed = (columns[f"Customers.{key}"][row] for key in ("control", "opposition"))
    left = columns["Customers.remove_on"][row]
    return bool(marked != "" and opposed == "" and (left == "" or left > before.names["AsOf"]))
