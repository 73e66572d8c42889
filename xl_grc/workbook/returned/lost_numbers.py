"""The number of an action, erased by accident, told from the rows of other tables that still carry it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from xl_grc.patterns import compiled_later
from xl_grc.plan.cells import read_action_number
from xl_grc.plan.words import identity
from xl_grc.values import Cell, cell_text
from xl_grc.workbook.returned.cells import ReturnedCells, filled_rows

_LABEL = compiled_later(r"([1-9][0-9]{0,5}) *[-–—] *(.+)", re.DOTALL)


def lost_numbers(cells: ReturnedCells, names: Mapping[int, str]) -> dict[int, int]:
    """The numbers of actions without one, by row; `names` are those of the actions. What is not sure is left out.

    A label ("7 - E-mailing") whose name is the action's tells its number. A filled row of Schedule or Returns tells it
    when one such row is left, one action too, and no label gives that number to another name.
    """
    kept = set(_numbers(cells.columns["Actions.no"])) if "Actions.no" in cells.columns else set()
    labels = {number: found for number, found in _labels(cells).items() if number not in kept}
    told = {row: number for row, name in names.items() if (number := _labelled(identity(name), labels)) is not None}
    twice = {number for number, rows in Counter(told.values()).items() if rows > 1}
    told = {row: number for row, number in told.items() if number not in twice}
    left = [row for row in names if row not in told]
    carried = set(_carried(cells)) - kept - labels.keys()
    if len(left) == 1 and len(carried) == 1:
        told[left[0]] = carried.pop()
    return told


def _labelled(name: str, labels: Mapping[int, set[str]]) -> int | None:
    """The only number that labels give to a name."""
    numbers = [number for number, names in labels.items() if name in names]
    return numbers[0] if len(numbers) == 1 else None


def _labels(cells: ReturnedCells) -> dict[int, set[str]]:
    """The names that labels give to each number."""
    found: dict[int, set[str]] = defaultdict(set)
    for table in ("Costs", "Tracking"):
        for cell in cells.columns.get(f"{table}.action", ()):
            label = _LABEL.fullmatch(cell_text(cell).strip())
            if label:
                found[int(label[1])].add(identity(label[2]))
    return found


def _carried(cells: ReturnedCells) -> Iterator[int]:
    """The numbers of the rows beside the actions in which something was typed."""
    for table in ("Schedule", "Returns"):
        numbers = cells.columns.get(f"{table}.no")
        if numbers is not None:
            yield from _numbers(numbers[row] for row in filled_rows(cells, table))


def _numbers(column: Iterable[Cell]) -> Iterator[int]:
    return (number for number in map(read_action_number, column) if isinstance(number, int))
