"""The shape and the calculations of a kind of workbook, worked out of its definition and written as modules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import ModuleType

from xl_grc.functions.units import DATE, MARK, SHARE, TEXT, Unit
from xl_grc.tables.calculation import written
from xl_grc.tables.definition import Definition, Table
from xl_grc.tables.kind import Calculation, WorkbookKind
from xl_grc.tables.runtime.spots import Place
from xl_grc.tables.shape import Bounds, ColumnShape, Held, TableShape
from xl_grc.text import LANGUAGES, Texts

_HELD: dict[Unit, Held] = {TEXT: "text", MARK: "mark", SHARE: "share", DATE: "day"}
_HEAD = '"""{what}, as `make generated` writes it out of its definition: not to be edited."""\n\n'


def kind_of(
    name: str,
    sign: str,
    definition: Definition,
    texts: Callable[[str], Texts],
    version: int = 1,
    places: Mapping[str, Place] = {},
) -> WorkbookKind:
    """A kind of which shape and calculations are worked out when it is made; `places` is where its templates have its
    cells."""

    @cache
    def calculation(language: str) -> Calculation:
        return written(definition, texts(language), strict=False).compile()

    shaped, inputs, counted = shapes(definition), named_inputs(definition), limits(definition)
    return WorkbookKind(name, version, sign, shaped, inputs, counted, places, texts, calculation, lambda: definition)


def generated_modules(kind: WorkbookKind) -> Iterator[tuple[str, str]]:
    """The name and the source of each module of a kind."""
    yield f"{kind.name}.py", _shape(kind)
    for language in LANGUAGES:
        yield f"{kind.name}_{language}.py", _calculation(kind, language)


def shapes(definition: Definition) -> dict[str, TableShape]:
    """The tables without their formulas."""
    return {name: _table_shape(table) for name, table in definition.tables.items()}


def named_inputs(definition: Definition) -> dict[str, Held]:
    """The named cells that are filled, and what they hold."""
    return {name: _held(cell.unit) for name, cell in definition.named_cells.items() if cell.computed is None}


def limits(definition: Definition) -> dict[str, Bounds]:
    """What counts in each input of numbers."""
    return {name: (counted.minimum, counted.maximum) for name, counted in definition.limits.items()}


def _table_shape(table: Table) -> TableShape:
    columns = tuple(ColumnShape(column.key, column.role, _held(column.unit), column.spare) for column in table)
    return TableShape(table.name, columns, table.spare_rows, table.keys)


def _held(unit: Unit) -> Held:
    return _HELD.get(unit, "number")


def _shape(kind: WorkbookKind) -> str:
    shown = "".join(f"    {name!r}: {_written_shape(table)},\n" for name, table in shapes(kind.definition).items())
    return (
        f"{_HEAD.format(what=f'The shape of the kind of workbook {kind.name!r}')}"
        f"from xl_grc.tables.shape import ColumnShape, Held, Bounds, TableShape\n\nSHAPES = {{\n{shown}}}\n\n"
        f"NAMED_INPUTS: dict[str, Held] = {named_inputs(kind.definition)!r}\n"
        f"LIMITS: dict[str, Bounds] = {limits(kind.definition)!r}\n"
    )


def _written_shape(table: TableShape) -> str:
    columns = "".join(f"        ColumnShape{tuple(column)!r},\n" for column in table.columns)
    return f"TableShape(\n        {table.name!r}, (\n{columns}        ), {table.spare_rows}, {table.keys!r}\n    )"


def _calculation(kind: WorkbookKind, language: str) -> str:
    """The plain calculation, after the imports of the functions that it calls."""
    reading = written(kind.definition, kind.texts(language), strict=False)
    imports = []
    for name, item in sorted(reading.scope.items()):
        if isinstance(item, ModuleType):
            package, _, module = item.__name__.rpartition(".")
            imports.append(f"from {package} import {module} as {name}\n")
        else:
            module = item.__module__.lstrip("_")  # a function of the library may come from its part written in C
            imports.append(f"from {module} import {item.__qualname__} as {name}\n")
    head = _HEAD.format(what=f"The plain calculation of the kind of workbook {kind.name!r}")
    return f"{head}{''.join(imports)}\n\n{reading.source()}\n"
