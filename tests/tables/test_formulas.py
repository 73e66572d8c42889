"""Rules that every formula of a generated workbook keeps."""

import re
from graphlib import CycleError

import pytest

from xl_grc.functions.units import NUMBER
from xl_grc.tables.calculation import order_of_calculation
from xl_grc.tables.definition import Definition, Table, computed
from xl_grc.tables.formulas import month_spots, months, ranking, sheet_faults, spots, verbs
from xl_grc.tables.formulas.nodes import RowCell
from xl_grc.tables.native_formulas import column_formulas, headers, named_formulas
from xl_grc.tables.plan import PLAN
from xl_grc.tables.schema import DEFINITION, NAMED_CELLS, TABLES
from xl_grc.tables.shape import month_headers
from xl_grc.text import LANGUAGES, texts

NAMES = """ABS ADDRESS AND CHOOSE COLUMN COUNT COUNTA COUNTIFS DATE EDATE FIND HYPERLINK IF INDEX INT ISNUMBER LEFT
MATCH MAX MID MIN MMULT MOD MONTH N NOT OR RIGHT ROUND ROUNDUP ROW ROWS SIGN SUM SUMIFS SUMPRODUCT TODAY TRIM YEAR
_xlfn.ISFORMULA"""
EXCEL_2016 = set(NAMES.split())


def all_formulas():
    for language in LANGUAGES:
        for start in (1, 7):
            words = texts(language)
            month_names = month_headers(words, start)
            for table in TABLES.values():
                for column, formula in column_formulas(PLAN, words, month_names, table).items():
                    yield f"{language} {table.name}.{column}", formula
            for name, formula in named_formulas(PLAN, words, month_names).items():
                yield f"{language} {name}", formula


FORMULAS = list(all_formulas())


def outside_texts(formula):
    return re.sub(r'"[^"]*"', '""', formula).replace(month_spots.ONES, "")


def faults(formula):
    code = outside_texts(formula)
    names = set(re.findall(r"(?<![\w.])((?:_xlfn\.)?[A-Z][A-Z0-9.]+)\(", re.sub(r"\[[^\]]*\]", "", code)))
    rules = {
        "errors hidden": "IFERROR" not in code and "IFNA" not in code,
        "@ or ;": "@" not in code and ";" not in code,
        "brackets": code.count("(") == code.count(")") and code.count("[") == code.count("]"),
        "length": len(formula) < 8192,
        "functions": names <= EXCEL_2016,
        "conditions": len(re.findall(r"\bIF\(", code)) < 64,
    }
    return [rule for rule, kept in rules.items() if not kept]


def test_grammar():
    assert [(where, faults(formula)) for where, formula in FORMULAS if faults(formula)] == []
    assert faults("IFERROR(Sheet@A1;LET(x,1)") == ["errors hidden", "@ or ;", "brackets", "functions"]


def test_column_names_hold_no_character_with_a_meaning_in_references():
    for language in LANGUAGES:
        for table in TABLES.values():
            names = headers(texts(language), 1, table)
            assert len({name.lower() for name in names}) == len(names), table
            assert not [name for name in names if re.search(r"['#\[\]@\"]", name)], table


def test_every_verb_is_used():
    used = {
        type(node).__name__
        for table in TABLES.values()
        for column in table
        if column.computed is not None
        for node in column.computed.walk()
    }
    used |= {
        type(node).__name__
        for cell in NAMED_CELLS.values()
        if cell.computed is not None
        for node in cell.computed.walk()
    }
    defined = {
        name
        for module in (verbs, months, ranking, spots, month_spots, sheet_faults)
        for name, item in vars(module).items()
        if isinstance(item, type) and item.__module__ == module.__name__
    }
    assert {name for name in defined if not name.startswith("_")} - {spots.Finding.__name__} <= used


def test_cells_are_calculated_after_what_they_read():
    order = list(order_of_calculation(DEFINITION))
    assert order.index(("Actions", "effective_expenses")) < order.index(("Returns", "cost"))
    assert order.index(("Returns", "roi")) < order.index(("Returns", "roi_rank"))
    assert len(order) == len(set(order))


def test_a_cycle_is_refused():
    table = Table("T", "sheet", (computed("a", NUMBER, RowCell("b")), computed("b", NUMBER, RowCell("a"))))
    with pytest.raises(CycleError):
        order_of_calculation(Definition({"T": table}, {}))
