"""A workbook's cached values against LibreOffice's, calculated from stripped ones."""

from __future__ import annotations

import math
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.hosts.libreoffice import LibreOffice
from tests.hosts.stripping import MAIN, all_cells, cached_values, strip_cached_values

RELATIVE = 1e-9


def same(cached: Any, calculated: Any) -> bool:
    """Numbers to 1e-9 of their size, so zero equals only zero; texts exactly."""
    if isinstance(cached, float) and isinstance(calculated, float):
        return math.isclose(cached, calculated, rel_tol=RELATIVE)
    if isinstance(cached, str):
        cached = cached.replace("_x005F_", "_")  # the file form of a text that holds _xHHHH_
    return bool(cached == calculated)


def shown(cell: Any) -> Any:
    """What LibreOffice shows in a cell: number, text ("" when empty), or {"error": token}."""
    if cell is None:
        return ""
    if cell.error:
        return {"error": cell.error}
    return "" if cell.value is None else cell.value


def differences(office: LibreOffice, workbook: Path, folder: Path) -> list[str]:
    """Every formula cell whose cached value is not what LibreOffice calculates without it; one without is left out.

    The day of a plan is typed over TODAY() first, the only volatile cell; that of customer relations is a constant.
    """
    stripped = folder / f"stripped {workbook.name}"
    strip_cached_values(workbook, stripped)
    cached = cached_values(workbook)
    sheet, address = place_of_name(workbook, "AsOf")
    with office.open(stripped) as document:
        if address in cached[sheet]:
            document.set(sheet, address, cached[sheet][address])
        values = document.values()
    found = []
    for sheet, cells in cached.items():
        for address, cached in cells.items():
            calculated = shown(values[sheet].get(address))
            if cached is not None and not same(cached, calculated):
                found.append(f"{sheet}!{address}: cached {cached!r}, calculated {calculated!r}")
    return found


def defined_names(workbook: Path) -> dict[str, str]:
    """What each defined name of the whole workbook means."""
    with zipfile.ZipFile(workbook) as package:
        names = ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{MAIN}definedName")
        return {name.attrib["name"]: name.text or "" for name in names if "localSheetId" not in name.attrib}


def place_of_name(workbook: Path, name: str) -> tuple[str, str]:
    """The sheet and address of a named cell."""
    sheet, _, address = defined_names(workbook)[name].rpartition("!")
    return sheet.strip("'").replace("''", "'"), address.replace("$", "")


def errors(workbook: Path) -> list[str]:
    """The cells whose cached value is an error."""
    return [
        f"{sheet}!{address} {value['error']}"
        for sheet, cells in all_cells(workbook).items()
        for address, value in cells.items()
        if isinstance(value, dict)
    ]
