"""Which rows of a sheet of input hold its headers: one row, or a row of groups and one below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from xl_grc.plan.fields import HEADER_DEPTH, InputSheet
from xl_grc.plan.headers import actual_words, may_name_actions, meanings, month_header, names_a_unit, unit_words
from xl_grc.plan.number_texts import MONEY
from xl_grc.plan.words import fold, listed, plain
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, cell_text, is_blank

_UNITS = {"k€": "thousands", "M€": "millions", "TTC": "taxed"}
"""How the units of a group are written behind the headers below it, and the list of words that say each."""


class HeaderRows(NamedTuple):
    """The rows of headers, by index, and the header of each column: one row, or a row of groups and one below it."""

    first: int
    last: int
    cells: list[Cell]


def find_header(rows: Sequence[Sequence[Cell]], sheet: InputSheet) -> HeaderRows | None:
    """The rows of headers among the first twenty rows.

    A word alone in its row ("Actions") is the title of a table whose headers stand further down.
    """
    title = weak = None
    for index, row in enumerate(rows[:HEADER_DEPTH]):
        known = [fields for cell in row if (fields := meanings(cell, sheet))]
        if not any(field.name in sheet.marks for fields in known for field in fields):
            if weak is None and len(known) > 1 and any(may_name_actions(cell, sheet) for cell in row):
                weak = index
            continue
        if len(known) > 1 or (title is None and sum(not is_blank(cell) for cell in row) > 1):
            return _with_groups(rows, index, sheet)
        title = index if title is None else title
    found = weak if title is None else title
    return None if found is None else HeaderRows(found, found, _months_named(rows[found]))


def _with_groups(rows: Sequence[Sequence[Cell]], index: int, sheet: InputSheet) -> HeaderRows:
    """The row of headers at an index, with the row of details below it or the row of groups above it, if any."""
    row = rows[index]
    if index + 1 < len(rows) and _are_details(rows[index + 1], row, sheet):
        return HeaderRows(index, index + 1, _combined(row, _months_named(rows[index + 1]), sheet))
    if index and _are_groups(rows[index - 1], row, sheet):
        return HeaderRows(index - 1, index, _combined(rows[index - 1], _months_named(row), sheet))
    return HeaderRows(index, index, _months_named(row))


def _months_named(row: Sequence[Cell]) -> list[Cell]:
    """Headers with the names of months in place of a whole year of initials or numbers, whichever month is the first.

    >>> _months_named(["Action", *"JFMAMJJASOND", "Budget"])[1:4], _months_named([9, 10, 11, 12, *range(1, 9)])[0]
    (['janvier', 'février', 'mars'], 'septembre')
    """
    named = list(row)
    written = [fold(cell_text(cell)) for cell in row] if len(row) >= 12 else []
    for place in range(len(written) - 11):
        if names := _years().get(tuple(written[place : place + 12])):
            named[place : place + 12] = names
            break
    return named


@cache
def _years() -> dict[tuple[str, ...], list[str]]:
    """The ways to write twelve months in a row by their initials or numbers, and their names."""
    months = [words[0] for words in texts(LANGUAGES[0])["input.months"]]
    initials, numbers = [plain(month)[0] for month in months], [str(month) for month in range(1, 13)]
    years = (initials, numbers, [number.zfill(2) for number in numbers])
    return {(*year[at:], *year[:at]): [*months[at:], *months[:at]] for year in years for at in range(12)}


def _are_details(row: Sequence[Cell], groups: Sequence[Cell], sheet: InputSheet) -> bool:
    """Whether a row tells the columns of groups above it apart ("Calendrier": "À court terme", "À moyen terme")."""
    filled = {place: cell for place, cell in enumerate(row) if not is_blank(cell)}
    if any(place in filled for place in _marked(groups, sheet)) or not all(
        isinstance(cell, (str, date)) for cell in filled.values()
    ):
        return False
    if filled and all(_is_unit(cell) and _is_of_money(groups, place, sheet) for place, cell in filled.items()):
        return True
    below_groups = [
        cell
        for place, cell in filled.items()
        if place >= len(groups) or is_blank(groups[place]) or place + 1 >= len(groups) or is_blank(groups[place + 1])
    ]
    return sum(_says_something(cell, sheet) for cell in below_groups) > 1


def _is_of_money(headers: Sequence[Cell], place: int, sheet: InputSheet) -> bool:
    """Whether a header is one of amounts."""
    header = headers[place] if place < len(headers) else None
    return month_header(header) is not None or any(one.unit.name in MONEY for one in meanings(header, sheet))


def _is_unit(cell: Cell) -> bool:
    """Whether a cell says a unit alone: "€", "k€", "HT"."""
    return set(fold(cell_text(cell)).split()) <= unit_words() and (names_a_unit(cell) or bool(fold(cell_text(cell))))


def _are_groups(row: Sequence[Cell], headers_below: Sequence[Cell], sheet: InputSheet) -> bool:
    """Whether a row stands above the headers to say what they have in common ("Prévu", "Réalisé"); a title does not."""
    width = max(len(row), len(headers_below))
    spread = {place for place, cell in enumerate(_spread([*row, *[None] * (width - len(row))])) if not is_blank(cell)}
    return bool(spread) and spread.isdisjoint(_marked(headers_below, sheet))


def _marked(headers: Sequence[Cell], sheet: InputSheet) -> list[int]:
    """The columns whose headers make a row one of headers."""
    return [place for place, cell in enumerate(headers) if sheet.marks & {one.name for one in meanings(cell, sheet)}]


def _says_something(cell: Cell, sheet: InputSheet) -> bool:
    words = set(fold(cell_text(cell)).split())
    return bool(meanings(cell, sheet) or month_header(cell) or (words and words <= unit_words() | actual_words()))


def _spread(groups: Sequence[Cell]) -> list[Cell]:
    """Each group over the blank cells behind it."""
    found: list[Cell] = []
    for cell in groups:
        found.append(found[-1] if is_blank(cell) and found else cell)
    return found


def _combined(groups: Sequence[Cell], details: Sequence[Cell], sheet: InputSheet) -> list[Cell]:
    """One header a column: the detail where it says enough, else both."""
    width = max(len(groups), len(details))
    spread = _spread([*groups, *[None] * (width - len(groups))])
    below = [*details, *[None] * (width - len(details))]
    own = [*groups, *[None] * (width - len(groups))]
    return [_header(*column, sheet) for column in zip(own, spread, below, strict=True)]


def _header(own: Cell, group: Cell, detail: Cell, sheet: InputSheet) -> Cell:
    if is_blank(detail):
        return own
    if is_blank(group):
        return detail
    both = f"{cell_text(group).strip()} {cell_text(detail).strip()}"
    if actual_words() & set(fold(cell_text(group)).split()) or (month_header(detail) and _is_of_another(group, sheet)):
        return both
    return f"{cell_text(detail).strip()}{_units(group)}" if _says_itself(detail, sheet) else both


def _says_itself(detail: Cell, sheet: InputSheet) -> bool:
    return bool(meanings(detail, sheet) or month_header(detail))


def _is_of_another(group: Cell, sheet: InputSheet) -> bool:
    """Whether months below a group are not those of the expenses, but of the revenue for example."""
    names = {field.name for field in meanings(group, sheet)}
    return bool(names) and not names & {"expenses", "months", "horizon"}


def _units(group: Cell) -> str:
    """The units that a group gives to the columns below it."""
    words = set(fold(cell_text(group)).split())
    found = [shown for shown, name in _UNITS.items() if words & set(listed(name))]
    return f" ({' '.join(found)})" if found else ""
