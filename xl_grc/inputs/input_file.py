"""Opens a table of actions: CSV and Parquet are walked through, a workbook is read whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.inputs.csv_file import CsvFile
from xl_grc.inputs.file_kinds import file_kind
from xl_grc.inputs.own_files import refuse_report
from xl_grc.inputs.parquet_file import ParquetFile
from xl_grc.inputs.scan import GridSource, Scan, Source, scan
from xl_grc.plan.fields import ACTIONS, InputSheet
from xl_grc.plan.grid import Grid
from xl_grc.plan.grouping import InputOptions
from xl_grc.plan.headers import includes_tax
from xl_grc.plan.words import identity
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, cell_text, is_blank


class HowToRead(NamedTuple):
    """What the user said of a table: the fields of headers that we do not know, that amounts are in thousands (3) or
    millions (6) or neither (0), that blanks repeat the cell above, the encoding, the language."""

    given: tuple[tuple[str, str], ...] = ()
    exponent: int | None = None
    fills_down: bool = False
    encoding: str = ""
    language: str | None = None

    def sheet(self, kind: InputSheet) -> InputSheet:
        """A kind of sheet as the user said it is."""
        return kind._replace(given=self.given, exponent=self.exponent)


AS_IT_IS = HowToRead()

COMPANIES_OF_SHEETS = "companies_of_sheets"
"""What is told of companies that are named after their sheets."""


class Input(NamedTuple):
    """A plain table of actions, the sheets that only a workbook has, the titles of other sheets that hold actions, and
    what is worth knowing of rows; `sheet` is what the user said of the table, `scan` what a walk through it found."""

    actions: Source
    costs: Grid | None = None
    tracking: Grid | None = None
    unread: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()
    sheet: InputSheet = ACTIONS
    scan: Scan | None = None

    def of_known_company(self) -> Input:
        """The same for who knows whose plan it is: no sheet names its company."""
        return self._replace(notes=tuple([note for note in self.notes if note.key != COMPANIES_OF_SHEETS]))

    def options(self, options: InputOptions) -> InputOptions:
        """How the plans in the table are read, with what the user said of it."""
        return options._replace(given=self.sheet.given, exponent=self.sheet.exponent)


def open_input(path: Path, how: HowToRead = AS_IT_IS, every_sheet: bool = False) -> Input:
    """The table in a file. Raises InputError when it cannot be read."""
    if str(path).startswith(("http:/", "https:/")):
        raise InputError([Problem("web_address", str(path))])
    kind = file_kind(path)
    if kind == "workbook":
        from xl_grc.inputs.sheets import open_sheets  # a CSV file needs no reader of workbooks

        return open_sheets(path, how, every_sheet)
    source = (
        ParquetFile(path) if kind == "parquet" else CsvFile(path.name, lambda: path.open("rb"), encoding=how.encoding)
    )
    sheet = how.sheet(ACTIONS)
    found = scan(source, sheet)
    check_header(found.header, sheet, path.name)
    if found.plain and not how.fills_down:
        header = Grid(source.file, source.sheet, [found.header], plain=True)
        return Input(source, notes=with_tax(header, sheet), sheet=sheet, scan=found)
    from xl_grc.plan.plain_table import plain_table  # what is exported is plain

    table = plain_table(source.grid, sheet, how.language, how.fills_down)
    return Input(GridSource(table.grid), notes=(*with_tax(table.grid, sheet), *table.notes), sheet=sheet)


def with_tax(grid: Grid, sheet: InputSheet) -> tuple[Problem, ...]:
    """What to tell of the columns of a plain table whose headers say that their amounts include VAT."""
    names = tuple(cell_text(cell).strip() for cell in grid.rows[0] if includes_tax(cell, sheet)) if grid.plain else ()
    return (Problem.of("columns_with_tax", names=names)._replace(file=grid.file, sheet=grid.sheet),) if names else ()


def check_header(header: Sequence[Cell], sheet: InputSheet, file: str) -> None:
    """Raises InputError when the headers are those of a report of ours, or lack one that the user gave a field to."""
    refuse_report(header, file)
    headers = [cell_text(cell).strip() for cell in header if not is_blank(cell)]
    there = set(map(identity, headers))
    missing = [written for written, _ in sheet.given if identity(written) not in there]
    problems = [Problem.of("column_not_there", names=tuple(headers))._replace(file=file, value=one) for one in missing]
    if problems:
        raise InputError(problems)


def left_aside(table: Input, unknown: Iterable[str]) -> list[Problem]:
    """What to tell of the rows and sheets that are not read and of the columns that mean nothing to us: no loss is
    silent."""
    reasons = {texts(language)["places.reason"] for language in LANGUAGES}
    columns = [name for name in unknown if name not in reasons]
    told = (("sheets_ignored", table.unread), ("columns_ignored", columns))
    place = Problem("", table.actions.file, table.actions.sheet)
    return [*table.notes, *(place._replace(key=key, values=(("names", tuple(names)),)) for key, names in told if names)]
