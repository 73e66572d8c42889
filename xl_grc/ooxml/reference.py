"""References of formulas to the cells of a sheet: how the sheet's title stands before them."""

from __future__ import annotations

from functools import lru_cache

_KEPT = 4_096


def quoted(title: str) -> str:
    """The title of a sheet as formulas write it.

    >>> quoted("Plan d'actions")
    "'Plan d''actions'"
    """
    doubled = title.replace("'", "''")
    return f"'{doubled}'"


def on_sheet(title: str, area: str) -> str:
    """A reference to cells of a sheet.

    >>> on_sheet("Coûts", "$A$1")
    "'Coûts'!$A$1"
    """
    return f"{quoted(title)}!{area}"


@lru_cache(_KEPT)
def parted(reference: str) -> tuple[str, str]:
    """The title of the sheet, "" without one, and the cells of a reference.

    >>> parted("'Plan d''actions'!$A$1"), parted("Budget!B2"), parted("B2")
    (("Plan d'actions", '$A$1'), ('Budget', 'B2'), ('', 'B2'))
    """
    title, _, area = reference.rpartition("!")
    if len(title) > 1 and title.startswith("'") and title.endswith("'"):
        title = title[1:-1].replace("''", "'")
    return title, area
