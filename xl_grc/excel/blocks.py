"""Cells to be written, gathered into blocks: a spreadsheet takes a block in one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from xl_grc.records import NamedTuple
from xl_grc.values import ErrorToken


class Entry(NamedTuple):
    """A cell and what is entered there, counted from 1: a value, a formula with its equals sign, "" for nothing.

    `spills` is for a formula as an Excel that spills writes it; another keeps to one cell, with an @ where it must.
    """

    sheet: str
    row: int
    column: int
    content: Any
    spills: bool = False


class Block(NamedTuple):
    """Cells that touch each other: the first row and column, and the contents by row."""

    sheet: str
    row: int
    column: int
    contents: list[list[Any]]
    spills: bool


def literal(value: Any) -> Any:
    """A value as it is entered: an apostrophe keeps a text, which may look like a formula, a number or a date.

    >>> literal("1-3"), literal(5), literal(""), literal(ErrorToken("#N/A"))
    ("'1-3", 5, '', '#N/A')
    """
    if isinstance(value, ErrorToken) or not isinstance(value, str) or not value:
        return value
    return f"'{value}"


def blocks(entries: Iterable[Entry]) -> list[Block]:
    """Entries as few blocks; of two entries for one cell the later counts.

    >>> found = blocks([Entry("A", 1, 1, 5), Entry("A", 1, 2, 6), Entry("A", 2, 1, 7), Entry("A", 2, 2, 8)])
    >>> [block.contents for block in found]
    [[[5, 6], [7, 8]]]
    """
    last = {entry[:3]: entry for entry in entries}
    found: list[Block] = []
    open_blocks: dict[tuple[str, int, int, bool], Block] = {}
    for run in _runs([last[place] for place in sorted(last)]):
        sheet, row, column, _, spills = run[0]
        contents, key = [entry.content for entry in run], (sheet, column, len(run), spills)
        block = open_blocks.get(key)
        if block is not None and block.row + len(block.contents) == row:
            block.contents.append(contents)
        else:
            found.append(Block(sheet, row, column, [contents], spills))
            open_blocks[key] = found[-1]
    return found


def _runs(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Entries that follow each other in a row."""
    run: list[Entry] = []
    for entry in entries:
        if run and entry != run[-1]._replace(column=run[-1].column + 1, content=entry.content):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run
