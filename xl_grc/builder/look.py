"""How the workbook looks: colours, fonts, borders, and the style of each kind of cell."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

NAVY, TEAL, SLATE = "1F3A5F", "1B7F79", "5B6B7F"
INK, GREY, RULE = "26323F", "5F6A77", "D5DBE2"
INPUT, COMPUTED, BAND = "FFFBEB", "F3F5F8", "DDE7F1"
FREE_INPUT, FREE_COMPUTED = "FFFDF4", "F9FAFC"
"""The same in rows that are still free."""
INFORMATION = ("E4EAF2", "3B4A5C")
GOOD, WARNING, BAD = ("DDF2E3", "1E6B3A"), ("FDF0D0", "8A5A00"), ("FBE1DE", "A12A1E")

FAULT, RETIRED = ("C8102E", "FFFFFF"), ("D5DBE2", "4B5563")
"""What is wrong in a cell; what an abandoned action had planned."""
LATE, RUNNING, MARKED = ("8B1A1A", "FFFFFF"), ("E0A526", "26323F"), ("1B7F79", "FFFFFF")
"""Marked months: past and not done, this month, to come; three greys where no colour is printed."""

FAMILY = "Calibri"
SMALL, SMALL_LINE = 1.0, 12.5
"""How many letters of small bold text stand where one of the ordinary font does, and the height of its line."""
BUTTON = 13
"""The height of the button of a filter, in points."""
WHOLE_PAGE = 75
"""The percent at which a page of figures is seen from side to side on a screen of 1366 points."""


def font(size: float = 11, bold: bool = False, italic: bool = False, color: str = INK) -> Font:
    """A font of the workbook's family."""
    return Font(name=FAMILY, size=size, bold=bold, italic=italic, color=color)


def fill(color: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", start_color=color, end_color=color)


_RULE = Side(style="thin", color=RULE)
GRID = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
UNDERLINE = Border(bottom=Side(style="medium", color=NAVY))
LINE, RIM = Border(top=_RULE, bottom=_RULE), Border(top=_RULE, bottom=_RULE, right=_RULE)
"""The cells over which one without a frame of its own goes on, and the last of them."""

TITLE = font(18, bold=True, color=NAVY)
TITLE_HEIGHT, BLANK_HEIGHT = 26, 5
"""Points of the row of a title, and of one that stays blank above a table: what never scrolls leaves room for rows."""
NOTE = font(10, italic=True, color=GREY)
LABEL = font(10, color=GREY)
TOTAL = font(13, bold=True, color=NAVY)
HEADER = font(10, bold=True, color="FFFFFF")
CARD = font(14, bold=True, color=NAVY)
LINK = Font(name=FAMILY, size=10, underline="single", color=TEAL)
BAND_FONT = font(11, bold=True, color=NAVY)

LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
RIGHT = Alignment(horizontal="right", vertical="center", shrink_to_fit=True)
"""Numbers: a long one is written smaller rather than as ####.

Without an indent: LibreOffice 7.4 forgets it behind another number at the right."""
TO_RIGHT = Alignment(horizontal="right", vertical="center")
"""A text that ends where its column does; what is longer runs over the columns before it."""
SHRUNK = Alignment(horizontal="left", vertical="center", indent=1, shrink_to_fit=True)
"""A text on one line, smaller where it is long."""
CENTER = Alignment(horizontal="center", vertical="center")
CENTER_WRAP = Alignment(horizontal="center", vertical="center", wrap_text=True)
ACROSS = Alignment(horizontal="centerContinuous", vertical="center")
PLAIN = Alignment(horizontal="left", vertical="center")
INDENTED = Alignment(horizontal="left", vertical="center", indent=1)
"""Beside a border; what is longer than the cell still runs over the next one."""


_GAP = Side(style="thick", color="FFFFFF")
APART, APART_UNDERLINED = Border(left=_GAP), Border(left=_GAP, bottom=UNDERLINE.bottom)
"""A card that begins beside another one."""

FRAMED = DifferentialStyle(font=Font(color=INK), border=GRID, fill=PatternFill(bgColor=COMPUTED, fill_type="solid"))
"""A row of a list that is filled; without it nothing of the row shows."""
HEADED = DifferentialStyle(font=Font(color="FFFFFF", bold=True), fill=PatternFill(bgColor=SLATE, fill_type="solid"))
"""The headers above it."""
TITLED = DifferentialStyle(font=Font(color=NAVY, bold=True), border=Border(bottom=Side(style="thin", color=NAVY)))
"""The title above them."""
_WHITE = Side(style="thin", color="FFFFFF")
EMPTIED = DifferentialStyle(
    font=Font(color="FFFFFF"),
    border=Border(left=_WHITE, right=_WHITE, top=_WHITE, bottom=_WHITE),
    fill=PatternFill(bgColor="FFFFFF", fill_type="solid"),
)
"""A row of a list that holds nothing; the others show also where no conditions are looked at, as in previews."""
HIDDEN = font(color="FFFFFF")
UNSEEN = DifferentialStyle(font=Font(color="FFFFFF"))
"""A label that has nothing beside it."""


CURRENCIES = ("€", "£", "$", "CHF")
"""Those that stand beside the amounts of cards."""


def money(written: str, currency: str, before: str = "") -> DifferentialStyle:
    """An amount with its currency, as the language writes it, and words before it."""
    code = (f'"{before}"' if before else "") + written.format(currency=currency)
    number = 200 + 4 * CURRENCIES.index(currency) + 2 * ("." in written) + bool(before)
    return DifferentialStyle(numFmt=NumberFormat(numFmtId=number, formatCode=code))


def background(color: str) -> DifferentialStyle:
    """The background of a conditional format, its text as it is."""
    return DifferentialStyle(fill=PatternFill(bgColor=color, fill_type="solid"))


def highlight(colors: tuple[str, str]) -> DifferentialStyle:
    """Background and text of a conditional format."""
    background, text = colors
    return DifferentialStyle(font=Font(color=text, bold=True), fill=PatternFill(bgColor=background, fill_type="solid"))


WHOLE = DifferentialStyle(numFmt=NumberFormat(numFmtId=3, formatCode="#,##0"))
"""A whole number without decimals: of the format #,##0.## Excel would leave a lone comma behind it."""

INVISIBLE_HEADER = DifferentialStyle(font=Font(color=NAVY))
"""A header in the colour of its background."""
