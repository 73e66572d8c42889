"""Writes the modules of `xl_grc.tables.generated` out of the schema."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from xl_grc.functions.units import MARK, TEXT, Unit
from xl_grc.tables.calculation import written
from xl_grc.tables.schema import NAMED_CELLS, TABLES
from xl_grc.tables.shape import ColumnShape, Kind, TableShape
from xl_grc.text import LANGUAGES

_HEAD = '"""{what}, as `make generated` writes it out of `xl_grc.tables.schema`: not to be edited."""\n\n'


def generated_modules() -> Iterator[tuple[str, str]]:
    """The name and the source of each module."""
    yield "shape.py", _shape()
    for language in LANGUAGES:
        yield f"{language}.py", _calculation(language)


def _kind(unit: Unit) -> Kind:
    return "text" if unit is TEXT else "mark" if unit is MARK else "number"


def _shape() -> str:
    tables = [
        TableShape(
            table.name,
            tuple(ColumnShape(column.key, column.role, _kind(column.unit)) for column in table),
            table.spare_rows,
            table.keys,
        )
        for table in TABLES.values()
    ]
    inputs = {cell.name: _kind(cell.unit) for cell in NAMED_CELLS.values() if cell.computed is None}
    shown = "".join(f"    {table.name!r}: {_table(table)},\n" for table in tables)
    return (
        f"{_HEAD.format(what='The shape of the workbook')}"
        f"from xl_grc.tables.shape import ColumnShape, TableShape\n\nTABLES = {{\n{shown}}}\n\n"
        f"NAMED_INPUTS = {inputs!r}\n"
    )


def _table(table: TableShape) -> str:
    columns = "".join(f"        ColumnShape{tuple(column)!r},\n" for column in table.columns)
    return f"TableShape(\n        {table.name!r}, (\n{columns}        ), {table.spare_rows}, {table.keys!r}\n    )"


def _calculation(language: str) -> str:
    """The plain calculation, after the imports of the functions that it calls."""
    reading = written(language, strict=False)
    imports = []
    for name, item in sorted(reading.scope.items()):
        if isinstance(item, ModuleType):
            package, _, module = item.__name__.rpartition(".")
            imports.append(f"from {package} import {module} as {name}\n")
        else:
            module = item.__module__.lstrip("_")  # a function of the library may come from its part written in C
            imports.append(f"from {module} import {item.__qualname__} as {name}\n")
    return f"{_HEAD.format(what='The plain calculation')}{''.join(imports)}\n\n{reading.source()}\n"
