"""Which column of a returned table is which: by header, in either language, with or without accents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise, product

from xl_grc.plan.period import MONTHS
from xl_grc.plan.words import fold, month_numbers
from xl_grc.records import NamedTuple, equal_to_itself_alone
from xl_grc.tables.definition import Table
from xl_grc.tables.kind import WorkbookKind
from xl_grc.text import LANGUAGES

MONTH = "month_"


@equal_to_itself_alone
class PlacedColumns(NamedTuple):
    """Where the columns of a table stand, counted from its first one. It equals itself alone, so that what was worked
    out of it can be kept under it: there is one for all tables with the same headers.

    `months` is the calendar month of each month column that is there, `renamed` the key of a column whose header
    changed, `extra` the headers that are not ours.
    """

    columns: dict[str, int]
    months: dict[str, int]
    missing: tuple[str, ...]
    renamed: dict[str, str]
    extra: dict[str, int]
    language: str


@cache
def month_keys(kind: WorkbookKind, table: str) -> tuple[str, ...]:
    """The keys of the month columns of a table, in order."""
    return tuple(column.key for column in kind.tables[table] if column.key.startswith(MONTH))


@cache
def _known_headers(kind: WorkbookKind, table: str) -> Mapping[str, str]:
    """Folded header -> key, for the columns of a table in both languages, in older versions too; months stand apart."""
    found: dict[str, str] = {}
    for section, language in product(("columns", "former"), LANGUAGES):
        words = kind.texts(language)
        for column in kind.tables[table]:
            header = words.get(f"{section}.{table}.{column.key}")
            if header is not None:
                found.setdefault(fold(header), column.key)
    return found


@cache
def _exact_headers(kind: WorkbookKind, table: str, language: str) -> Mapping[str, str]:
    words = kind.texts(language)
    keys = ((column.key, words.get(f"columns.{table}.{column.key}")) for column in kind.tables[table])
    return {header: key for key, header in keys if header is not None}


@lru_cache(2048)
def place_headers(kind: WorkbookKind, table: str, headers: tuple[str, ...]) -> PlacedColumns:
    """The columns of a table under these headers.

    >>> from xl_grc.tables.plan import PLAN
    >>> headers = ("Action", "N°", "POSTE DE COUT", "Quantité", "Unité", "Tarif", "Montant")
    >>> placed = place_headers(PLAN, "Costs", headers)
    >>> placed.columns["item"], placed.renamed, placed.language
    (2, {'unit_cost': 'Tarif'}, 'fr')
    """
    language = max(LANGUAGES, key=lambda one: len(_exact_headers(kind, table, one).keys() & set(headers)))
    columns, calendar, unknown = _recognised(kind, table, headers, language)
    keys = month_keys(kind, table)
    named = dict(zip(keys, _months_of(kind.tables[table], keys, columns, calendar, unknown), strict=False))
    columns |= {key: calendar[month] for key, month in named.items() if month in calendar}
    renamed = _renamed(kind.tables[table], columns, unknown)
    missing = tuple(column.key for column in kind.tables[table] if column.key not in columns)
    months = {key: month for key, month in named.items() if key in columns}
    return PlacedColumns(
        columns, months, missing, renamed, {header: index for index, header in unknown.items()}, language
    )


def _recognised(
    kind: WorkbookKind, table: str, headers: Sequence[str], language: str
) -> tuple[dict[str, int], dict[int, int], dict[int, str]]:
    """Where each column stands, where each calendar month does, and the headers that are neither, by place."""
    exact, known = _exact_headers(kind, table, language), _known_headers(kind, table)
    months = month_numbers() if month_keys(kind, table) else {}
    columns: dict[str, int] = {}
    calendar: dict[int, int] = {}
    unknown: dict[int, str] = {}
    for index, header in enumerate(headers):
        folded = fold(header)
        key = exact.get(header) or known.get(folded)
        if key is not None and key not in columns:
            columns[key] = index
        elif folded in months and months[folded] not in calendar:
            calendar[months[folded]] = index
        else:
            unknown[index] = header
    return columns, calendar, unknown


def _months_of(
    table: Table,
    keys: Sequence[str],
    columns: Mapping[str, int],
    calendar: Mapping[int, int],
    unknown: Mapping[int, str],
) -> Sequence[int]:
    """The calendar months of the month columns, in their order; `calendar` is where the headers that are months stand.

    Where one is no month any more, those behind it stay what they are; before the first one may stand unknown headers.
    """
    if len(calendar) in (0, len(keys)):
        return list(calendar)
    first, index = next(iter(calendar.items()))
    ours = [column.key for column in table]
    before = columns.get(ours[ours.index(keys[0]) - 1], index - 1)
    unread = index - before - 1
    if unread > len(keys) - len(calendar) or any(place not in unknown for place in range(before + 1, index)):
        unread = 0
    return [(first - 1 - unread + place) % MONTHS + 1 for place in range(len(keys))]


def _renamed(table: Table, columns: dict[str, int], unknown: dict[int, str]) -> dict[str, str]:
    """Finds columns whose header was changed: as many unknown headers as columns are missing stand between the
    neighbours of these. Behind the last column that is known only one may, for people add their own there."""
    keys = [column.key for column in table]
    found: dict[str, str] = {}
    known = [-1, *(place for place, key in enumerate(keys) if key in columns), len(keys)]
    for first, end in pairwise(known):
        lacking = keys[first + 1 : end]
        before = columns[keys[first]] if first >= 0 else -1
        places = range(before + 1, before + 1 + len(lacking))
        fits = columns[keys[end]] == places.stop if end < len(keys) else first >= 0 and len(lacking) == 1
        if fits and all(map(unknown.__contains__, places)):
            columns |= dict(zip(lacking, places, strict=True))
            found |= {key: unknown.pop(place) for key, place in zip(lacking, places, strict=True)}
    return found


def score(kind: WorkbookKind, table: str, headers: Sequence[str]) -> float:
    """How much of a table's own headers a row of cells holds, from 0 to 1."""
    placed = place_headers(kind, table, tuple(headers))
    recognised = len(placed.columns) - len(placed.renamed)
    return recognised / len(kind.tables[table].columns)
