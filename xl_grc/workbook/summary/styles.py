"""How the summary workbook looks: the same colours and fonts as the plans it sums up."""

from __future__ import annotations

from xl_grc.ooxml.styles import with_quote
from xl_grc.ooxml.xml import attribute
from xl_grc.records import NamedTuple

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAVY, INK, GREY, RULE, BAND = "FF1F3A5F", "FF26323F", "FF5F6A77", "FFD5DBE2", "FFF3F5F8"
GOOD, WARNING, BAD = range(3)
"""Conditional formats: above, at and below break-even."""
_JUDGED = (("FF1E6B3A", "FFDDF2E3"), ("FF8A5A00", "FFFDF0D0"), ("FFA12A1E", "FFFBE1DE"))

PLAIN, GENERAL, HEADER, AMOUNT, RATE, RATIO, DATE, UNIT_AMOUNT, TITLE, NOTE, FIGURE, TEXT, LINE = range(13)
"""The first one is that of all cells that are not written: spreadsheets show it up to the end of the sheet."""
FOLDED = frozenset({GENERAL, FIGURE, TEXT})
"""The styles under which a long text goes on in the line below."""


class Style(NamedTuple):
    """A cell style: number format, font, fill and border by number, alignment."""

    code: str = "General"
    font: int = 0
    fill: int = 0
    border: int = 0
    alignment: str = 'horizontal="right" vertical="center"'


_DAY = "day"
"""In place of the format of days, which the language decides."""
_TEXT = 'horizontal="left" vertical="center" wrapText="1" indent="1"'
_RULED = (
    Style(alignment='vertical="center"'),
    Style(border=1, alignment=_TEXT),
    Style(font=1, fill=2, border=1, alignment='horizontal="center" vertical="center" wrapText="1"'),
    Style("#,##0", border=1),
    Style("0.0%", border=1),
    Style("0.00", border=1),
    Style(_DAY, border=1),
    Style("#,##0.00", border=1),
    Style(font=2, alignment='vertical="center"'),
    Style(font=3, alignment='vertical="center"'),
    Style(font=4, fill=3, border=1, alignment=_TEXT),
    Style("@", border=1, alignment=_TEXT),
    Style(border=1, alignment='horizontal="left" vertical="center" indent="1"'),
)
"""The cell styles under the numbers above, each with a line around it."""
UNRULED = len(_RULED)
"""How much further on the same style stands without a line: blanks between such cells need not be written."""
STYLES = (*_RULED, *(style._replace(border=0) for style in _RULED))


def quoted(style: int) -> int:
    """The same style for texts that begin like a formula."""
    return len(STYLES) + style


def styles_part(day: str) -> str:
    """The styles of the workbook, each followed by its twin for texts that begin like a formula; `day` is the format of
    days."""
    formats = list(map(_format, range(len(STYLES))))
    formats += map(with_quote, formats.copy())
    return (
        f'<styleSheet xmlns="{_MAIN}">{_number_formats(day)}{_fonts()}{_fills()}{_borders()}'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        f'<dxfs count="{len(_JUDGED)}">{"".join(_highlight(*colors) for colors in _JUDGED)}</dxfs></styleSheet>'
    )


def _number_formats(day: str) -> str:
    codes = [day if style.code == _DAY else style.code for style in STYLES]
    formats = "".join(
        f'<numFmt numFmtId="{164 + one}" formatCode="{attribute(code)}"/>' for one, code in enumerate(codes)
    )
    return f'<numFmts count="{len(STYLES)}">{formats}</numFmts>'


def _format(number: int) -> str:
    style = STYLES[number]
    return (
        f'<xf numFmtId="{164 + number}" fontId="{style.font}" fillId="{style.fill}" borderId="{style.border}" xfId="0"'
        ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f"<alignment {style.alignment}/></xf>"
    )


def _fonts() -> str:
    kinds = ((11, INK, ""), (10, "FFFFFFFF", "<b/>"), (18, NAVY, "<b/>"), (10, GREY, "<i/>"), (11, NAVY, "<b/>"))
    fonts = "".join(
        f'<font>{mark}<sz val="{size}"/><color rgb="{color}"/><name val="Calibri"/><family val="2"/></font>'
        for size, color, mark in kinds
    )
    return f'<fonts count="{len(kinds)}">{fonts}</fonts>'


def _fills() -> str:
    plain = "".join(f'<fill><patternFill patternType="{kind}"/></fill>' for kind in ("none", "gray125"))
    solid = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/></patternFill></fill>'
        for color in (NAVY, BAND)
    )
    return f'<fills count="4">{plain}{solid}</fills>'


def _borders() -> str:
    sides = "".join(
        f'<{side} style="thin"><color rgb="{RULE}"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    none = "<border><left/><right/><top/><bottom/><diagonal/></border>"
    return f'<borders count="2">{none}<border>{sides}<diagonal/></border></borders>'


def _highlight(text: str, background: str) -> str:
    return (
        f'<dxf><font><b/><color rgb="{text}"/></font>'
        f'<fill><patternFill patternType="solid"><bgColor rgb="{background}"/></patternFill></fill></dxf>'
    )
