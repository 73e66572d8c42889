"""Opens sales exports: CSV and text files, workbooks, Parquet files, DataFrames, each as columns of distinct cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from xl_grc.customers.coded import CodedTable, Places, code_rows
from xl_grc.customers.headers import NEEDED, fields_of, find_header, folded, knows, place_fields
from xl_grc.customers.held import with_merged
from xl_grc.customers.limit import Watch
from xl_grc.customers.options import Options
from xl_grc.customers.repeated import repeated
from xl_grc.customers.sheet_titles import holds_credits, holds_no_sales
from xl_grc.customers.words import words_of
from xl_grc.errors import InputError, Problem
from xl_grc.inputs.csv_file import SEPARATORS, CsvFile
from xl_grc.inputs.file_kinds import file_kind
from xl_grc.plan.fields import HEADER_DEPTH
from xl_grc.plan.grid import Grid
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, cell_text, has_content

_BEGINNING = 1 << 17
LARGE = 4 << 20
"""From so many bytes on the reader of pyarrow pays, where it is there."""
_SALES_SEPARATORS = f"{SEPARATORS}|"
FEC = ("JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "PieceRef")
"""Headers that only the file of bookkeeping entries has, as the law spells them."""
_FEC_LABEL = "ecriturelib"
_FEC_KNOWN = frozenset(
    {*map(folded, FEC), "comptelib", "compauxnum", "compauxlib", "debit", "credit", "montant", "sens", "piecedate"}
)


class Export(NamedTuple):
    """A sales export: its headers, and its lines as columns from left to right; `sums` are the cells whose formula adds
    up cells above them, as (row, column) counted from 1, `formats` the number formats of such cells; `titles` stand
    above the table; `left` are the titles of other sheets of its workbook by what is told of them; `kind` is the type
    of all its lines, which its sheet says where they do not."""

    file: str
    sheet: str
    header: Sequence[Cell]
    table: CodedTable
    typed: Mapping[str, str]
    sums: frozenset[tuple[int, int]] = frozenset()
    formats: Mapping[tuple[int, int], str] = {}  # never written to
    titles: tuple[str, ...] = ()
    left: tuple[tuple[str, tuple[str, ...]], ...] = ()
    kind: str = ""

    @property
    def is_fec(self) -> bool:
        """Whether it is a file of bookkeeping entries."""
        return _is_fec(self.header)

    def problem(self, key: str, **values: object) -> Problem:
        """A problem of the whole export."""
        return Problem.of(key, **values)._replace(file=self.file, sheet=self.sheet)

    def problem_of_lines(self, key: str, lines: Places, **values: object) -> Problem:
        """A problem of some lines: how many, and the row of the first one."""
        return self.problem(key, count=len(lines), row=int(self.table.rows[lines[0]]), **values)


def _is_fec(header: Sequence[Cell]) -> bool:
    words = {folded(cell) for cell in header}
    return {folded(name) for name in FEC} <= words


def open_exports(path: Path, options: Options) -> list[Export]:
    """The sales lines in a file: one export, or one for each sheet of a workbook that has them.

    Raises InputError: what the readers of files find, customers.no_headers, customers.plan_given,
    customers.relations_given, customers.too_many.
    """
    kind = file_kind(path)
    if kind == "parquet":
        from xl_grc.inputs.parquet_file import ParquetFile  # no file is of two kinds

        return [_of_rows(path.name, "", ParquetFile(path).rows(), options.columns)]
    if kind == "workbook":
        return _of_workbook(path, options.columns)
    return [_of_text(path, options)]


def _of_rows(file: str, sheet: str, rows: Iterator[list[Cell]], typed: Mapping[str, str]) -> Export:
    """An export from rows of cells, the first of which is row 1."""
    head = list(islice(rows, HEADER_DEPTH))
    place = _header_place(file, sheet, head, typed)
    below: Iterator[list[Cell]] = chain(head[place + 1 :], rows)
    if _is_fec(head[place]):
        below = _with_whole_labels(below, head[place])
    table = code_rows(below, place + 2, len(head[place]))
    return Export(file, sheet, head[place], table, typed, titles=_titles(head[:place]))


def _titles(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    return tuple(cell for row in rows for cell in row if isinstance(cell, str) and cell)


def _header_place(file: str, sheet: str, head: Sequence[list[Cell]], typed: Mapping[str, str]) -> int:
    place = next((index for index, row in enumerate(head) if _is_fec(row)), None)
    place = find_header(head, typed) if place is None else place
    if place is None:
        key = "customers.no_headers" if any(map(has_content, head)) else "empty_file"
        raise InputError([Problem(key, file, sheet)])
    return place


def _with_whole_labels(rows: Iterator[list[Cell]], header: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The rows of bookkeeping entries; what the label of an entry has of separators is put back into it."""
    place, width = [folded(cell) for cell in header].index(_FEC_LABEL), len(header)
    for row in rows:
        surplus = len(row) - width
        if surplus > 0 and any(map(cell_text, row[width:])):
            end = place + surplus + 1
            row[place:end] = ["|".join(map(cell_text, row[place:end]))]
        yield row


def _of_text(path: Path, options: Options) -> Export:
    typed = options.columns
    words = {folded(name) for name in typed.values()}

    @cache  # each is asked for under every separator
    def known(cell: str) -> bool:
        word = folded(cell)
        return word in _FEC_KNOWN or word in words or knows(cell)

    if path.stat().st_size >= LARGE:
        export = _of_large_text(path, known, options)
        if export is not None:
            return export
    source, head = _head(path.name, lambda: path.open("rb"), known, options.encoding)
    place = _header_place(path.name, "", head, typed)
    source.quoted = not _is_fec(head[place]) or _begins_quoted(source, place)
    return _of_rows(path.name, "", source.rows(), typed)


def _of_large_text(path: Path, known: Callable[[str], bool], options: Options) -> Export | None:
    """The lines of a large file, whose beginning tells how it is written; None where the usual way must find out."""
    with path.open("rb") as stream:
        beginning = stream.read(_BEGINNING)
    beginning = beginning[: beginning.rfind(b"\n") + 1]
    whole = partial(_head, path.name, lambda: path.open("rb"), known, options.encoding)
    try:
        begun = _head(path.name, lambda: BytesIO(beginning), known, options.encoding)
    except InputError:  # which the whole file may not deserve
        begun = whole()
    try:
        return _read_large(path, *begun, options)
    except UnicodeError:  # it is in another encoding than its beginning
        return _read_large(path, *whole(), options)


def _head(
    file: str, opened: Callable[[], BinaryIO], known: Callable[[str], bool], encoding: str
) -> tuple[CsvFile, list[list[Cell]]]:
    source = CsvFile(file, opened, known, _SALES_SEPARATORS, encoding)
    return source, list(islice(source.rows(), HEADER_DEPTH))


def _read_large(path: Path, source: CsvFile, head: list[list[Cell]], options: Options) -> Export | None:
    from xl_grc.customers.fast_csv import LargeFile, read_large

    typed = options.columns
    place = _header_place(path.name, "", head, typed)
    header = head[place]
    source.quoted = not _is_fec(header) or _begins_quoted(source, place)
    mended = partial(_with_whole_labels, header=header) if _is_fec(header) else iter
    watch = Watch(header, typed, options.most_customers)
    table = read_large(LargeFile(path, source, place, len(header), mended, watch))
    return None if table is None else Export(path.name, "", header, table, typed, titles=_titles(head[:place]))


def _begins_quoted(source: CsvFile, place: int) -> bool:
    """Whether the row of headers is written in quotation marks; else a mark in a label is a letter like others."""
    source.quoted = False
    row = next(islice(source.rows(), place, None))
    source.quoted = True
    return cell_text(row[0]).startswith('"')


def _of_workbook(path: Path, typed: Mapping[str, str]) -> list[Export]:
    """The sheet with the most known headers, and those with the same, as of other years; hidden ones only where no
    other has any. A plan, or a workbook of customers, is no export."""
    from xl_grc.files.opening import file_content
    from xl_grc.inputs.workbook_grids import grids_of
    from xl_grc.ooxml.book import Book
    from xl_grc.workbook.known import known_kind

    content = file_content(path)
    book = Book(content, path.name) if content else None
    kind = known_kind(book) if book is not None else ""
    if kind:
        raise InputError([Problem(f"customers.{kind}_given", path.name)])
    grids = [grid for grid in (grids_of(book) if book is not None else ()) if any(map(has_content, grid.rows))]
    if not grids:
        raise InputError([Problem("empty_file", path.name)])
    read, left = _sheets_of_sales(grids, typed)
    exports = [_of_grid(path.name, grid, len(grids) > 1, typed) for grid in read]
    return [exports[0]._replace(left=tuple(left.items())), *exports[1:]]


def _sheets_of_sales(grids: Sequence[Grid], typed: Mapping[str, str]) -> tuple[list[Grid], dict[str, tuple[str, ...]]]:
    """The sheets to read; the titles of the others by what is told of them."""
    from xl_grc.inputs.many_sheets import own_sheets

    has_sales = [grid for grid in grids if _has_sales(grid, typed)]
    own = own_sheets(grids, has_sales.__contains__, words_of("sheet_fillers"))
    invoices = [grid for grid in own if not holds_no_sales(grid.sheet)]
    invoices = invoices if any(grid in has_sales for grid in invoices) else own
    read = _with_sales(invoices, typed)
    again = repeated(read, typed)
    read = [grid for grid in read if grid is not again]
    left = {
        "sheets_repeating": [grid for grid in has_sales if grid not in own],
        "sheets_no_sales": [grid for grid in has_sales if grid in own and grid not in invoices],
        "sheets_twice": [] if again is None else [again],
    }
    told = [*read, *(grid for sheets in left.values() for grid in sheets)]
    left["sheets_unread"] = [grid for grid in grids if grid not in told]
    left["sheets_credits"] = [grid for grid in read if len(read) > 1 and holds_credits(grid.sheet)]
    return read, {key: tuple(grid.sheet for grid in sheets) for key, sheets in left.items()}


def _of_grid(file: str, grid: Grid, is_named: bool, typed: Mapping[str, str]) -> Export:
    """The export on a sheet, whose name is told where there are several."""
    export = _of_rows(file, grid.sheet if is_named else "", iter(_unmerged(grid, typed)), typed)
    titles = (grid.sheet, *export.titles)
    kind = grid.sheet if is_named and holds_credits(grid.sheet) else ""
    return export._replace(sums=frozenset(grid.looks.sums), formats=grid.looks.formats, titles=titles, kind=kind)


def _unmerged(grid: Grid, typed: Mapping[str, str]) -> list[list[Cell]]:
    """The rows of a sheet, what merged cells hold written into each line that they cover."""
    place = find_header(grid.rows[:HEADER_DEPTH], typed) if grid.looks.merged else None
    if place is None:
        return grid.rows
    places = place_fields(grid.rows[place], typed).places
    return with_merged(grid, place, {places[name] for name in ("net", "gross", "refunded") if name in places})


def _with_sales(grids: Sequence[Grid], typed: Mapping[str, str]) -> list[Grid]:
    """The sheets to read: of the same sheet twice the first."""
    known = [_known_headers(grid, typed) for grid in grids]
    shown = [place for place, grid in enumerate(grids) if known[place] and not grid.looks.is_hidden]
    best = known[max(shown or range(len(grids)), key=lambda place: len(known[place]))]
    read: list[Grid] = []
    for place in shown or range(len(grids)):
        if known[place] == best and not any(grids[place].rows == grid.rows for grid in read):
            read.append(grids[place])
    return read if best else read[:1]


def _known_headers(grid: Grid, typed: Mapping[str, str]) -> frozenset[str]:
    """The fields whose headers a sheet has."""
    head = grid.rows[:HEADER_DEPTH]
    place = find_header(head, typed)
    return frozenset() if place is None else frozenset(place_fields(head[place], {}).places)


def _has_sales(grid: Grid, typed: Mapping[str, str]) -> bool:
    """Whether a sheet that is shown has lines below headers that say who bought, when, and for how much."""
    head = grid.rows[:HEADER_DEPTH]
    place = next(filter(lambda index: _is_fec(head[index]), range(len(head))), None)
    place = find_header(head, typed) if place is None else place
    if grid.looks.is_hidden or place is None or not any(map(has_content, grid.rows[place + 1 :])):
        return False
    fields = fields_of(head[place], typed)
    return _is_fec(head[place]) or all(not fields.isdisjoint(wanted) for wanted in NEEDED.values())


def of_frame(frame: Any, name: str, typed: Mapping[str, str]) -> Export:
    """The sales lines of a pandas DataFrame, under the names of its columns; row 1 is its first."""
    from xl_grc.customers.frames import table_of_frame

    header: list[Cell] = [str(column) for column in frame.columns]
    if find_header([header], typed) is None and not _is_fec(header):
        raise InputError([Problem("customers.no_headers", name)])
    return Export(name, "", header, table_of_frame(frame), typed)
