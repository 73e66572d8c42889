"""What is printed of a sheet of an older workbook, and what its pages repeat: as a new one has it, unless changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xl_grc.ooxml.main_part import PRINT_AREA, PRINT_TITLES, DefinedName, all_names
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.reference import on_sheet
from xl_grc.ooxml.xml import column_index, column_letters
from xl_grc.patterns import compiled_later
from xl_grc.workbook.expected.missing import homes
from xl_grc.workbook.repair.upgrade_places import Moves
from xl_grc.workbook.returned.cells import ReturnedCells

_AREA = compiled_later(
    r"!(\$[A-Z]{1,3}\$[0-9]{1,7}:\$[A-Z]{1,3}\$[0-9]{1,7}|\$[A-Z]{1,3}:\$[A-Z]{1,3}|\$[0-9]+:\$[0-9]+)"
)
"""Cells, whole columns or whole rows behind the title of their sheet."""


def printed_names(
    key: str, base: ReturnedCells, new: ReturnedCells, cells: ReturnedCells, moves: tuple[Moves, Moves]
) -> Iterator[DefinedName]:
    """The names of a sheet for what is printed of it, where they are as the older template has them.

    `moves` lead from the cells of the older and of the present template to those of the workbook.
    """
    for name in (PRINT_AREA, PRINT_TITLES):
        before, after, now = (_areas(name, key, one) for one in (base, new, cells))
        usual, wanted = (
            [_moved(area, way) for area in areas] for areas, way in zip((before, after), moves, strict=True)
        )
        if wanted and sorted(now) == sorted(usual) and sorted(wanted) != sorted(now):
            title = homes(cells)[key].title
            reference = ",".join(on_sheet(title, area) for area in wanted)
            yield DefinedName(name, reference, sheet=_position(key, cells))


def _position(key: str, cells: ReturnedCells) -> int:
    return [sheet.part for sheet in cells.book.sheets].index(homes(cells)[key].part)


def _areas(name: str, key: str, cells: ReturnedCells) -> Sequence[str]:
    """The areas under a name of a sheet; none without it."""
    place = _position(key, cells)
    said = (one for one in all_names(cells.book.archive.xml(cells.book.main)) if one.name == name)
    return [area for one in said if one.sheet == place for area in _AREA.findall(one.reference)]


def _moved(area: str, moves: Moves) -> str:
    """Where an area of a template stands in the workbook."""
    first, last = area.replace("$", "").split(":")
    if first.isalpha():
        return ":".join(f"${column_letters(moves.column(column_index(one)))}" for one in (first, last))
    if first.isdecimal():
        return ":".join(f"${moves.spot(1, int(one))[1]}" for one in (first, last))
    left, top, right, bottom = moves.area(Place.parse(area))
    return f"${column_letters(left)}${top}:${column_letters(right)}${bottom}"
