"""What is on a sheet can be read: contrast of letters on their background, also where a condition colours them."""

import pytest
from openpyxl import load_workbook

from xl_grc.tables.plan import PLAN
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import LANGUAGES
from xl_grc.workbook.template.templates import shipped_template

WHITE = "FFFFFF"
LEAST = 4.5
"""The contrast that WCAG 2.1 asks for (1.4.3, level AA)."""


def luminance(color):
    """The relative luminance of a colour, as WCAG 2.1 defines it."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def rgb(color, otherwise):
    return color.rgb[-6:] if color is not None and isinstance(color.rgb, str) else otherwise


def test_contrast_is_that_of_black_on_white():
    assert round(contrast("000000", WHITE), 6) == 21
    assert round(contrast("777777", WHITE), 2) == 4.48  # the grey that just fails


@pytest.mark.parametrize("kind", [PLAN, RELATIONS], ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_stand_out_from_their_background(kind, language):
    book = load_workbook(shipped_template(kind, language))
    faint = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                paper = rgb(cell.fill.fgColor, WHITE) if cell.fill.fill_type == "solid" else WHITE
                letters = rgb(cell.font.color, "000000")
                if cell.value is not None and letters != paper and contrast(letters, paper) < LEAST:
                    faint.add((sheet.title, cell.coordinate, letters, paper))
        for rules in sheet.conditional_formatting:
            for rule in rules.rules:
                if rule.dxf is not None and rule.dxf.fill is not None and rule.dxf.font is not None:
                    letters, paper = rgb(rule.dxf.font.color, "000000"), rgb(rule.dxf.fill.bgColor, WHITE)
                    if contrast(letters, paper) < LEAST:
                        faint.add((sheet.title, str(rules.sqref), letters, paper))
    assert not faint
