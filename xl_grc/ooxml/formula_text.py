"""Formulas compared as a spreadsheet program may rewrite them: other spaces, other case, other digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from xl_grc.ooxml.place import LAST_COLUMN, LAST_ROW
from xl_grc.ooxml.xml import column_index, column_letters
from xl_grc.patterns import compiled_later

_TOKEN = compiled_later(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<quoted>'(?:[^']|'')*')|(?P<bracket>\[(?:'.|[^\[\]'])*+\]?+)"""
    r"""|(?P<number>(?<![\w.])(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<space>\s+)|(?P<other>[^\s"'\[\d.]+|.)""",
    re.DOTALL,
)
_PREFIX = compiled_later(r"_xl(?:fn|ws|pm)\.", re.IGNORECASE)
_CELL_OR_NOT = compiled_later(
    r"""(?:"(?:[^"]|"")*+"|\[(?:'.|[^\[\]'])*+\]?+|(?:'(?:[^']|'')*+'|[\w.]++)![^\s,()+*/<>=&]++"""
    r"""|(?<![\w.$])(?P<fixed>\$?)(?P<column>[A-Z]{1,3})(?P<held>\$?)(?P<row>[0-9]{1,7})(?![\w(!\[.])|[\w.]++|.)""",
    re.DOTALL,
)
_ADDRESS = compiled_later(r"""(?<![\w.$])\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![\w(!\[])""")


@lru_cache(4096)
def canonical(formula: str, table: str = "") -> str:
    """What a formula says, in one writing; a formula inside a table may leave out the name of that table.

    >>> canonical('IF( a[[#This Row],[N°]]>5.0E-1,"Oui" ,"")') == canonical('if(A[[#this row],[N°]]>0.5,"Oui","")')
    True
    >>> canonical("SUM(Costs[N°],Old_Costs[N°])", "Costs") == canonical("SUM([N°],Old_Costs[N°])", "Costs")
    True
    """
    found: list[str] = []
    for match in _TOKEN.finditer(_PREFIX.sub("", formula.strip())):
        token = match[0]
        match match.lastgroup:
            case "space":
                continue
            case "number":
                token = repr(float(token))
            case "text":
                pass
            case "bracket" if table and found and _ends_with(found[-1], table.casefold()):
                found[-1], token = found[-1][: -len(table)], token.casefold()
            case _:
                token = token.casefold()
        found.append(token)
    return "".join(found)


def _ends_with(written: str, name: str) -> bool:
    """Whether a name, of letters alone, ends what is written, and nothing goes on into it."""
    return written.endswith(name) and re.fullmatch(r"[\w.\\]", written[: -len(name)][-1:]) is None


def same_formula(one: str, other: str, table: str = "") -> bool:
    """Whether two formulas say the same; in a table, whose name they may leave out, when it is given."""
    return one == other or canonical(one, table) == canonical(other, table)


def lacks_prefix(formula: str, right: str) -> bool:
    """Whether a formula has lost the prefix of a function that is newer than the format: Excel would not know it.

    >>> lacks_prefix("ISFORMULA(A1)", "_xlfn.ISFORMULA(A1)"), lacks_prefix("SUM(A1)", "SUM(A1)")
    (True, False)
    """
    return "_xlfn." in right and len(_PREFIX.findall(formula)) < len(_PREFIX.findall(right))


@lru_cache(4096)
def names_places(formula: str) -> bool:
    """Whether a formula refers to cells by address, so that its place matters.

    >>> names_places("B7*2"), names_places('Returns[[#This Row],[Acheteurs]]&"B7"')
    (True, False)
    """
    return _ADDRESS.search(_bare(formula)) is not None


def follows_row(formula: str) -> bool:
    """Whether a formula refers to cells by rows that are others one row lower.

    >>> follows_row("B7*2"), follows_row("Taux1!$B$7*'T1 A2'!$B$7*Actions[[#This Row],[Dépenses]]")
    (True, False)
    """
    return any("$" not in found[1:] for found in _ADDRESS.findall(_bare(formula)))


def with_addresses(formula: str, move: Callable[[int, int], tuple[int, int]]) -> str:
    """A formula whose cells of its own sheet stand elsewhere: `move` takes and gives column and row.

    >>> with_addresses('AND($W8="En retard",E8<T[[#Headers],[A1]],Budget!B2)', lambda column, row: (column + 2, row))
    'AND($Y8="En retard",G8<T[[#Headers],[A1]],Budget!B2)'
    """

    def moved(found: re.Match[str]) -> str:
        if found["column"] is None:
            return found[0]
        column, row = move(column_index(found["column"]), int(found["row"]))
        return f"{found['fixed']}{column_letters(column)}{found['held']}{row}"

    return _CELL_OR_NOT.sub(moved, formula)


_MOVED = compiled_later(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:'.|[^\[\]'])*+\]?+)"""
    r"""|(?<![\w.$])(?P<fixed_column>\$?)(?P<letters>[A-Za-z]{1,3})(?P<fixed_row>\$?)(?P<row>[0-9]{1,7})(?![\w(!\[])""",
    re.DOTALL,
)


def moved(formula: str, rows: int, columns: int = 0) -> str:
    """A formula as it reads so many rows below and columns to the right of its cell: relative addresses follow.

    >>> moved("B7*$C$2+T[[#This Row],[B7]]", 3), moved("A1+1", -1), moved('SUM(D5:D$9)&"5%"', 1, 1)
    ('B10*$C$2+T[[#This Row],[B7]]', '#REF!+1', 'SUM(E6:E$9)&"5%"')
    """
    if not columns:
        pattern, places = _by_rows(formula)
        if not places or 0 < min(places) + rows <= max(places) + rows <= LAST_ROW:
            return pattern % tuple([place + rows for place in places])

    def follow(found: re.Match[str]) -> str:
        if found["kept"] is not None:
            return found[0]
        row = int(found["row"]) + (0 if found["fixed_row"] else rows)
        column = column_index(found["letters"].upper()) + (0 if found["fixed_column"] else columns)
        if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
            return "#REF!"
        return f"{found['fixed_column']}{column_letters(column)}{found['fixed_row']}{row}"

    return _MOVED.sub(follow, formula)


@lru_cache(256)
def _by_rows(formula: str) -> tuple[str, tuple[int, ...]]:
    """A formula with marks for the rows that follow its cell, and these rows: a table repeats it thousands of times."""
    places: list[int] = []
    parts: list[str] = []
    end = 0
    for found in _MOVED.finditer(formula):
        if found["kept"] is None and not found["fixed_row"]:
            parts += [formula[end : found.start("row")].replace("%", "%%"), "%d"]
            places.append(int(found["row"]))
            end = found.end("row")
    return "".join([*parts, formula[end:].replace("%", "%%")]), tuple(places)


def _bare(formula: str) -> str:
    """A formula without what is between its quotes and brackets."""
    return re.sub(r""""(?:[^"]|"")*"|'(?:[^']|'')*'""", "", re.sub(r"\[(?:'.|[^\[\]'])*+\]?+", "[]", formula))


_SUM_CALL = compiled_later(r"(?:SUM|SUBTOTAL\(0*(?:10)?9,|AGGREGATE\(0*9,[0-9]*,)\(?")
_CELL = compiled_later(r"[A-Z]{1,3}\$?([0-9]{1,7})")


def rows_added_up(formula: str, row: int) -> tuple[int, int] | None:
    """The first and the last row of the cells that a formula in a row adds up; None when it does anything else, or adds
    up cells of its own row.

    >>> rows_added_up("SUM(B2:B3)", 4), rows_added_up("SUBTOTAL(9,B$2:B$3)", 1), rows_added_up("B5+B9", 10)
    ((2, 3), (2, 3), (5, 9))
    >>> rows_added_up("SUM(B2:M2)", 2), rows_added_up("B2*2", 4)
    (None, None)
    """
    written = formula.upper().replace(" ", "").removeprefix("=")
    rows = [int(found) for found in _CELL.findall(written)]
    rest = _CELL.sub("", _SUM_CALL.sub("+", written))
    is_sum = bool(rows) and "+" in rest and not rest.strip("+():,$")
    return (min(rows), max(rows)) if is_sum and (max(rows) < row or min(rows) > row) else None
