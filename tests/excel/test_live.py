"""The formulas of the definitions as Excel shows them in its cells, and back."""

import re

import pytest

from xl_grc.excel.live import as_in_files
from xl_grc.ooxml.formula_text import same_formula
from xl_grc.tables.native_formulas import column_formulas
from xl_grc.tables.schema import TABLES
from xl_grc.tables.shape import month_headers
from xl_grc.text import LANGUAGES, texts


def as_excel_shows(formula, table):
    """The own row as `[@Column]`, the own columns without the name of the table."""

    def cell(found):
        return f"[@{found[1]}]" if re.fullmatch(r"\w+", found[1]) else f"[@[{found[1]}]]"

    formula = re.sub(rf"\b{table}\[\[#This Row\],\[([^\]]+)\]\]", cell, formula)
    formula = re.sub(rf"\b{table}\[\[#This Row\],\[([^\]]+)\]:\[([^\]]+)\]\]", r"[@[\1]:[\2]]", formula)
    return re.sub(rf"\b{table}\[(?=[^\[])", "[", formula)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", list(TABLES))
def test_formulas_are_recognised_in_both_writings(table, language):
    for formula in column_formulas(texts(language), month_headers(texts(language), 4), TABLES[table]).values():
        assert as_in_files(formula, table) == formula
        assert same_formula(as_in_files(as_excel_shows(formula, table), table), formula)
