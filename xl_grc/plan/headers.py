"""The headers of a sheet of input: what each means, and which rows hold them.

The words are in both text files: `[input.headers]`, and the headers of our own workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from xl_grc.plan.fields import HEADER_DEPTH, Field, InputSheet
from xl_grc.plan.words import fold, identity, listed, month_numbers, plain
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, cell_text, is_blank

_UNITS = {"k€": "thousands", "M€": "millions", "TTC": "taxed"}
"""How the units of a group are written behind the headers below it, and the list of words that say each."""


class MonthHeader(NamedTuple):
    """The month of a column, and its year when the header says it."""

    month: int
    year: int | None = None


class HeaderRows(NamedTuple):
    """The rows of headers, by index, and the header of each column: one row, or a row of groups and one below it."""

    first: int
    last: int
    cells: list[Cell]


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

    >>> from xl_grc.plan.fields import ACTIONS
    >>> [field.name for field in headers(ACTIONS)["cible"]]
    ['target', 'audience']
    """
    found: dict[str, tuple[Field, ...]] = {}
    for field in sheet.fields:
        for word in _words(field, sheet.tables):
            found[word] = (*found.get(word, ()), field)
    return found


@cache
def _said_behind() -> frozenset[str]:
    """The words behind a header that change nothing of its meaning: currencies, taxes, thousands, "prévu"."""
    lists = ("header_units", "taxed", "thousands", "millions", "planned")
    return frozenset(word for name in lists for words in listed(name) for word in words.split())


@cache
def _actual() -> frozenset[str]:
    return frozenset(listed("actual"))


def given_field(header: Cell, sheet: InputSheet) -> Field | None:
    """The field that the user said a header means."""
    text = identity(cell_text(header))
    name = next((name for written, name in sheet.given if identity(written) == text), None)
    return next((field for field in sheet.fields if field.name == name), None)


def meanings(header: Cell, sheet: InputSheet) -> tuple[Field, ...]:
    """The fields that a header may mean; a unit behind it says nothing more.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> [field.name for field in meanings("Dépenses HT (k€)", ACTIONS)]
    ['expenses']
    >>> meanings("Dépenses réalisées", ACTIONS)
    ()
    """
    if sheet.given and (given := given_field(header, sheet)):
        return (given,)
    words = fold(cell_text(header)).split()
    known = headers(sheet)
    while words:
        if found := known.get(" ".join(words)):
            return found
        if words.pop() not in _said_behind():
            break
    return ()


def said_behind(header: Cell, sheet: InputSheet) -> frozenset[str]:
    """The words behind the meaning of a header: currencies, taxes, thousands.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> sorted(said_behind("Dépenses HT (k€)", ACTIONS))
    ['ht', 'k']
    """
    words = fold(cell_text(header)).split()
    known = headers(sheet)
    unknown = 1 if month_header(header) else len(words)
    last = next((last for last in range(len(words), 0, -1) if " ".join(words[:last]) in known), unknown)
    return frozenset(words[last:])


def header_exponent(header: Cell, sheet: InputSheet) -> int:
    """3 when the amounts below a header are in thousands, 6 in millions; else what the user said of the sheet, unless
    the header names a currency.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> header_exponent("Budget (k€)", ACTIONS), header_exponent("Budget en milliers d'euros", ACTIONS)
    (3, 3)
    """
    words = said_behind(header, sheet)
    for exponent, name in ((3, "thousands"), (6, "millions")):
        if words & set(listed(name)):
            return exponent
    return 0 if names_a_unit(header) else sheet.exponent or 0


def includes_tax(header: Cell, sheet: InputSheet) -> bool:
    """Whether a header says that its amounts include VAT.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> includes_tax("Budget TTC (k€)", ACTIONS), includes_tax("Budget HT", ACTIONS)
    (True, False)
    """
    taxed = {word for words in listed("taxed") for word in words.split()}
    return bool(said_behind(header, sheet) & taxed - {"incl", "inc", "including", "vat"}) or any(
        words in fold(cell_text(header)) for words in listed("taxed") if " " in words
    )


def names_a_unit(header: Cell) -> bool:
    """Whether a header names a currency."""
    text = plain(cell_text(header))
    return any(plain(word) in text for language in LANGUAGES for word in texts(language)["input.currencies"])


def month_header(header: Cell) -> MonthHeader | None:
    """The month that a header names: "Janvier", "janv-27", "mars 2027", "03/2027", the first day of a month.

    >>> month_header("Févr. 2027"), month_header("sept-26"), month_header(date(2026, 3, 1)), month_header("Mois")
    (MonthHeader(month=2, year=2027), MonthHeader(month=9, year=2026), MonthHeader(month=3, year=2026), None)
    """
    if isinstance(header, date):
        return MonthHeader(header.month, header.year) if header.day == 1 else None
    words = fold(cell_text(header)).split()
    while len(words) > 1 and words[-1] in _said_behind():
        words.pop()
    if not 1 <= len(words) <= 3:
        return None
    month = month_numbers().get(words[0])
    if month is not None:
        return (
            MonthHeader(month, *_year(words[1:])) if len(words) < 3 and (len(words) == 1 or _year(words[1:])) else None
        )
    return _numbered_month(words)


def _year(words: Sequence[str]) -> list[int]:
    """The year that a word says, in this century when it has two digits; nothing when it says none."""
    return [
        int(word) if len(word) == 4 else 2000 + int(word) for word in words if word.isdigit() and len(word) in (2, 4)
    ]


def _numbered_month(words: Sequence[str]) -> MonthHeader | None:
    """The month of "03/2027", "2027-03" or "2027-03-01"."""
    if not all(word.isdigit() for word in words):
        return None
    match words:
        case [month, year] if len(year) == 4:
            pass
        case [year, month] | [year, month, "01"] if len(year) == 4:
            pass
        case _:
            return None
    return MonthHeader(int(month), int(year)) if 1 <= int(month) <= 12 and len(month) < 3 else None


def find_header(rows: Sequence[Sequence[Cell]], sheet: InputSheet) -> HeaderRows | None:
    """The rows of headers among the first twenty rows.

    A word alone in its row ("Actions") is the title of a table whose headers stand further down.
    """
    title = weak = None
    for index, row in enumerate(rows[:HEADER_DEPTH]):
        known = [fields for cell in row if (fields := meanings(cell, sheet))]
        if not any(field.name in sheet.marks for fields in known for field in fields):
            weak = (
                index
                if weak is None and len(known) > 1 and any(may_name_actions(cell, sheet) for cell in row)
                else weak
            )
            continue
        if len(known) > 1 or (title is None and sum(not is_blank(cell) for cell in row) > 1):
            return _with_groups(rows, index, sheet)
        title = index if title is None else title
    found = weak if title is None else title
    return None if found is None else HeaderRows(found, found, list(rows[found]))


def may_name_actions(header: Cell, sheet: InputSheet) -> bool:
    """Whether a header ("Nom", "Objet") is that of the actions where no other one is."""
    return "objective" in {field.name for field in sheet.fields} and fold(cell_text(header)) in listed("weak_action")


def _with_groups(rows: Sequence[Sequence[Cell]], index: int, sheet: InputSheet) -> HeaderRows:
    """The row of headers at an index, with the row of details below it or the row of groups above it, if any."""
    row = rows[index]
    if index + 1 < len(rows) and _are_details(rows[index + 1], row, sheet):
        return HeaderRows(index, index + 1, _combined(row, rows[index + 1], sheet))
    if index and _are_groups(rows[index - 1], row, sheet):
        return HeaderRows(index - 1, index, _combined(rows[index - 1], row, sheet))
    return HeaderRows(index, index, list(row))


def _are_details(row: Sequence[Cell], groups: Sequence[Cell], sheet: InputSheet) -> bool:
    """Whether a row tells the columns of groups above it apart ("Calendrier": "À court terme", "À moyen terme")."""
    filled = {place: cell for place, cell in enumerate(row) if not is_blank(cell)}
    marked = (
        place for place, cell in enumerate(groups) if any(one.name in sheet.marks for one in meanings(cell, sheet))
    )
    if any(place in filled for place in marked) or not all(isinstance(cell, (str, date)) for cell in filled.values()):
        return False
    if filled and all(map(_is_unit, filled.values())):
        return True
    below_groups = [
        cell
        for place, cell in filled.items()
        if place >= len(groups) or is_blank(groups[place]) or place + 1 >= len(groups) or is_blank(groups[place + 1])
    ]
    return sum(_says_something(cell, sheet) for cell in below_groups) > 1


def _is_unit(cell: Cell) -> bool:
    """Whether a cell says a unit alone: "€", "k€", "HT"."""
    return set(fold(cell_text(cell)).split()) <= _said_behind() and (names_a_unit(cell) or bool(fold(cell_text(cell))))


def _are_groups(row: Sequence[Cell], headers_below: Sequence[Cell], sheet: InputSheet) -> bool:
    """Whether a row stands above the headers to say what they have in common ("Prévu", "Réalisé"); a title does not."""
    first = next((place for place, cell in enumerate(row) if not is_blank(cell)), None)
    marked = [
        place
        for place, cell in enumerate(headers_below)
        if any(one.name in sheet.marks for one in meanings(cell, sheet))
    ]
    spread = _spread(row)
    return first is not None and not any(place < len(spread) and not is_blank(spread[place]) for place in marked)


def _says_something(cell: Cell, sheet: InputSheet) -> bool:
    words = set(fold(cell_text(cell)).split())
    return bool(meanings(cell, sheet) or month_header(cell) or (words and words <= _said_behind() | _actual()))


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
    if _actual() & set(fold(cell_text(group)).split()) or (month_header(detail) and _is_of_another(group, sheet)):
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
