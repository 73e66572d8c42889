"""The sheet of a workbook that holds the sales of its other sheets once more, whatever its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from xl_grc.customers.headers import NEEDED, find_header, place_fields
from xl_grc.plan.fields import HEADER_DEPTH
from xl_grc.plan.grid import Grid
from xl_grc.plan.words import identity
from xl_grc.values import cell_at, cell_text, is_blank

_FIELDS = ("date", *NEEDED["customer"], "document", "net", "gross")


def repeated(grids: Sequence[Grid], typed: Mapping[str, str]) -> Grid | None:
    """The sheet whose sales are those of all others together, line by line; of two sheets with the same the second."""
    sales = [Counter(_sales(grid, typed)) for grid in grids] if len(grids) > 1 else []
    lines = [one.total() for one in sales]
    for place in reversed(range(len(sales))):
        others = [one for other, one in enumerate(sales) if other != place]
        if lines[place] and 2 * lines[place] == sum(lines) and sales[place] == sum(others, Counter()):
            return grids[place]
    return None


def _sales(grid: Grid, typed: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The lines of a sheet that have a day and an amount, as far as they tell the sale."""
    header = find_header(grid.rows[:HEADER_DEPTH], typed)
    if header is None:
        return
    places = place_fields(grid.rows[header], typed).places
    for row in grid.rows[header + 1 :]:
        cells = {field: cell_at(row, places[field]) for field in _FIELDS if field in places}
        if not is_blank(cells.get("date")) and not (is_blank(cells.get("net")) and is_blank(cells.get("gross"))):
            yield tuple(identity(cell_text(cell)) for cell in cells.values())
