"""What a template is laid out with: its sheets and what fills them; rows and widths that all sheets share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from xl_grc.errors import KnownEntries
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DATE,
    DAYS,
    DELAY,
    DURATION,
    MARK,
    MEASURE,
    MONTH,
    NUMBER,
    OPEN_RATE,
    QUANTITY,
    RANK,
    RATE,
    RATIO,
    SCORE,
    SHARE,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    SIGNED_SCORE,
    TARGET,
    TEXT,
    UNIT_AMOUNT,
    VARIANCE,
    VARIANCE_RATE,
)
from xl_grc.records import NamedTuple
from xl_grc.tables.kind import WorkbookKind

if TYPE_CHECKING:
    from xl_grc.builder.highlighter import Highlighter
    from xl_grc.builder.sheet import SheetBuilder

TITLE_ROW, NOTE_ROW = 1, 2
FIRST_COLUMN = 2

UNIT_WIDTHS = KnownEntries(
    "UNIT_WIDTHS in xl_grc/builder/layout.py",
    {
        TEXT: 15,
        AMOUNT: 13,
        SIGNED_AMOUNT: 13,
        UNIT_AMOUNT: 13,
        TARGET: 13,
        COUNT: 12,
        QUANTITY: 11,
        RATE: 12,
        OPEN_RATE: 13,
        SIGNED_RATE: 12,
        VARIANCE: 13,
        VARIANCE_RATE: 12,
        RATIO: 9,
        RANK: 9,
        NUMBER: 6,
        DATE: 13,
        MONTH: 13,
        MARK: 10,
        DAYS: 9,
        DURATION: 10,
        SCORE: 12,
        SIGNED_SCORE: 9,
        MEASURE: 12,
        SHARE: 11,
        DELAY: 11,
    },
)
"""The width of a column, in digits."""


class SheetLayout(NamedTuple):
    """A sheet of a template: its key in the texts, what fills it below title and note, and how it stands apart.

    A protected sheet has no password; none of its tables grows.
    """

    key: str
    fill: Callable[[SheetBuilder], None]
    tab_color: str
    is_protected: bool = False


class TemplateLayout(NamedTuple):
    """The template of a kind of workbook: its sheets from left to right.

    `title` is the key of its title in the texts; `charts` those of what each chart shows, in the order of the sheets.
    `highlights` are the conditional formats of tables; `offered` the keys of the words that a drop-down offers in a
    column, under "Table.column". Names with an underscore are hidden, and `hidden_names` beside them.
    """

    kind: WorkbookKind
    title: str
    sheets: Sequence[SheetLayout]
    charts: Sequence[str] = ()
    highlights: Mapping[str, Callable[[Highlighter], None]] = {}
    offered: Mapping[str, Sequence[str]] = {}
    hidden_names: Collection[str] = ()
