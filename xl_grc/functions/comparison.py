"""The ranking of actions that COMPARE_ACTIONS spills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.helpers import rounded
from xl_grc.functions.ranges import MISSING, Rows, flat
from xl_grc.text import texts
from xl_grc.values import to_number

Reading = Callable[..., Any]

COLUMNS = ("action", "cost", "contacts", "contact_cost")
COLUMNS_WITH_MARGIN = (*COLUMNS, "margin", "roi", "verdict")


def ranking(
    names: Rows, costs: Rows, contacts: Rows, margins: Rows | None, readings: Mapping[str, Reading], language: str
) -> Rows:
    """Headers, then the actions from the best: by ROI where margins are given, else by cost per contact.

    Equal to 9 decimals is a tie. Actions whose figure is an error follow without a rank; rows without anything are
    left out. `readings` are CONTACT_COST, ROI and VERDICT over cells.
    """
    given = [names, costs, contacts] if margins is None else [names, costs, contacts, margins]
    actions = [
        _action(cells, readings, language)
        for cells in zip_longest(*map(flat, given), fillvalue=MISSING)
        if any(cell not in (None, "") for cell in cells)
    ]
    keys = [_key(action, by_roi=margins is not None) for action in actions]
    ordered = sorted(zip(keys, range(len(keys)), actions, strict=True))
    known = [key for key in keys if key != UNKNOWN]
    rows = [["" if key == UNKNOWN else 1 + sum(other < key for other in known), *row] for key, _, row in ordered]
    return [_headers(margins is not None, language), *rows]


def _headers(with_margin: bool, language: str) -> list[Any]:
    words = texts(language)
    rank, columns = ("roi_rank", COLUMNS_WITH_MARGIN) if with_margin else ("contact_rank", COLUMNS)
    return [words[f"columns.Returns.{column}"] for column in (rank, *columns)]


def _action(cells: tuple[Any, ...], readings: Mapping[str, Reading], language: str) -> list[Any]:
    """The row of an action, in the order of the columns, without its rank."""
    name, cost, contacts, *margin = cells
    row = ["" if name is None else name, _shown(to_number, cost), _shown(to_number, contacts)]
    row.append(_shown(readings["CONTACT_COST"], cost, contacts))
    if margin:
        roi = _shown(readings["ROI"], margin[0], cost)
        row += [_shown(to_number, margin[0]), roi, _shown(readings["VERDICT"], roi, language)]
    return row


def _shown(reading: Reading, *cells: Any) -> Any:
    try:
        return reading(*cells)
    except CellError as error:
        return error.token


UNKNOWN = float("inf")


def _key(action: list[Any], by_roi: bool) -> float:
    """Least is best."""
    figure = action[COLUMNS_WITH_MARGIN.index("roi" if by_roi else "contact_cost")]
    if isinstance(figure, str):
        return UNKNOWN
    return float(rounded(-figure if by_roi else figure, 9))
