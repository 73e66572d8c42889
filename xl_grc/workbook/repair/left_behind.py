"""What of a returned workbook does not go into a new one, or becomes a value there: all of it is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from xl_grc.errors import Problem
from xl_grc.ooxml.book import Sheet, reading
from xl_grc.ooxml.markup import parse
from xl_grc.ooxml.xml import column_letters
from xl_grc.plan.words import fold
from xl_grc.text import LANGUAGES
from xl_grc.values import cell_text
from xl_grc.workbook.expected.missing import is_typed_in, missing_from
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.locate import ReturnedTable
from xl_grc.workbook.returned.plan import ReturnedPlan


def left_behind(returned: ReturnedPlan, left_out: Sequence[str]) -> list[Problem]:
    """The user's own sheets and columns of other tables.

    `left_out`: the columns beside the actions that found no place. A sheet of ours that lost its tables and names, as
    in a workbook of values alone, holds nothing of the user's.
    """
    cells = returned.cells
    lost = _titles_of_lost(cells)
    sheets = [sheet.title for sheet in _own_sheets(cells) if fold(sheet.title.partition(" - ")[0]) not in lost]
    columns: dict[str, Iterable[str]] = {**cells.extra, "Actions": left_out}
    place = Problem("left_behind", cells.book.file)
    return [
        *(place._replace(value=title) for title in sheets),
        *(
            place._replace(sheet=cells.tables[name].sheet.title, value=one)
            for name, headers in columns.items()
            for one in headers
        ),
    ]


def cells_left_behind(returned: ReturnedPlan, cleared: Collection[str] = ()) -> Iterator[Problem]:
    """Formulas in inputs, which become values, and comments and links on our sheets, which are left.

    `cleared`: the tables of which nothing goes on. Formulas are known of a plan that was read with them.
    """
    cells = returned.cells
    yield from _formulas(cells, cleared)
    own = {sheet.part for sheet in _own_sheets(cells)}
    for sheet in cells.book.sheets:
        if sheet.part not in own:
            yield from _notes(cells, sheet)


def _own_sheets(cells: ReturnedCells) -> list[Sheet]:
    ours = {table.sheet for table in cells.tables.values()} | {place.sheet for place in cells.places.values()}
    return [sheet for sheet in cells.book.sheets if sheet not in ours]


def _titles_of_lost(cells: ReturnedCells) -> set[str]:
    """The titles of the sheets that only show figures and cannot be told by their names."""
    lost = [key for key in missing_from(cells).sheets if not is_typed_in(cells.kind, key)]
    return {fold(str(cells.kind.texts(language)[f"sheets.{key}"])) for key in lost for language in LANGUAGES}


def _formulas(cells: ReturnedCells, cleared: Collection[str]) -> Iterator[Problem]:
    for name in cells.tables:
        if name not in cleared:
            yield from _formulas_of_inputs(cells, name)
    if cells.formulas:
        yield from _formulas_beside(cells, cells.tables[cells.kind.sign])
    for name, formula in cells.name_formulas.items():
        known = cells.kind.named_cells[name]
        if formula is not None and known.computed is None and not known.until_typed:
            yield cells.problem_of_name("formula_to_value", name, cell_text(cells.names.get(name)))


def _formulas_of_inputs(cells: ReturnedCells, name: str) -> Iterator[Problem]:
    for column in cells.kind.tables[name]:
        key = f"{name}.{column.key}"
        for row, formula in enumerate(cells.formulas.get(key, ()) if column.role == "input" else ()):
            if formula is not None:
                cell = cells.columns[key][row]
                if cell is None:
                    yield cells.problem("input_not_calculated", name, column.key, row)
                yield cells.problem("formula_to_value", name, column.key, row, cell_text(cell))


def _formulas_beside(cells: ReturnedCells, table: ReturnedTable) -> Iterator[Problem]:
    """Formulas in the columns that users added to the actions."""
    columns = {table.place.left + index for index in table.placed.extra.values()}
    for found in cells.book.scan(table.sheet) if columns else ():
        inside = found.column in columns and table.place.top <= found.row <= table.bottom
        if found.formula is not None and inside:
            spot = f"{column_letters(found.column)}{found.row}"
            told = Problem("formula_to_value", cells.book.file, table.sheet.title, value=cell_text(found.value))
            yield told._replace(cell=spot)


def _notes(cells: ReturnedCells, sheet: Sheet) -> Iterator[Problem]:
    """The comments on a sheet, and its links that lead out of the workbook."""
    book = cells.book
    related = book.related(sheet.part)
    comments = [one.target for one in related if one.kind == "comments" and not one.external]
    outer = {one.key for one in related if one.kind == "hyperlink"}
    with reading(book.file):
        spots = [
            ("comment_left", one.get("ref"))
            for part in comments
            for one in parse(book.archive.xml(part)).all("comment")
        ]
        if outer:
            root = parse(book.sheet_xml(sheet), "row", lambda row: None)
            links = [one for one in root.all("hyperlink") if outer & set(one.attributes.values())]
            spots += [("link_left", one.get("ref")) for one in links]
    for key, cell in spots:
        yield Problem(key, book.file, sheet.title, cell=cell)
