"""The functions as LAMBDA names: their form, their words, and their answers in ironcalc."""

import random
import re

import ironcalc
import openpyxl
import pytest

from tests.functions.cases import agree, cases_of, cells_of, expected
from tests.functions.test_native_formulas import DIFFERENCES, as_office_cell
from xl_grc.excel import udfs
from xl_grc.functions.catalogue import CATALOGUE, FUNCTIONS
from xl_grc.functions.names_in_workbook import with_functions
from xl_grc.functions.workbook_names import comment, lambda_formula, word, workbook_names
from xl_grc.text import LANGUAGES, texts

CALLS = 50
"""Calls of each function: 1,500 of all thirty."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_parameter_is_called_like_a_function(language):
    words = texts(language)
    names = {name.upper() for name in CATALOGUE}
    for function in FUNCTIONS.values():
        own = [word(function, parameter, words) for parameter in function.parameters]
        assert len({one.upper() for one in own}) == len(own)
        assert not names & {one.upper() for one in own}
        for one in own:
            assert re.fullmatch(r"[^\W\d]\w{0,19}", one), "a word, and short"
            assert not re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*(c\d*)?|c\d*", one), "no address of a cell"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_of_files(language):
    words = texts(language)
    made = workbook_names(words)
    assert [name.name for name in made] == list(FUNCTIONS)
    for name, function in zip(made, FUNCTIONS.values(), strict=True):
        declared = re.match(r"_xlfn\.LAMBDA\(((?:_xl[po][mp]\.\w+,)+)", name.formula)[1].rstrip(",").split(",")
        prefixes = ["_xlop" if parameter.optional else "_xlpm" for parameter in function.parameters]
        assert [one.partition(".")[0] for one in declared] == prefixes
        uses = name.formula.removeprefix(f"_xlfn.LAMBDA({','.join(declared)}")
        assert "_xlop" not in uses
        assert "[" not in name.formula
        assert ("_xlfn.ISOMITTED(" in uses) == function.parameters[-1].optional
        assert len(name.formula) < 8_000
        assert len(name.comment.encode("utf-16-le")) <= 2 * 255
        assert name.comment.startswith(f"{name.name}(")
        assert (" : " if language == "fr" else "): ") in name.comment


def test_words_and_signature_follow_the_language():
    roi = FUNCTIONS["ROI"]
    assert lambda_formula(roi, texts("fr")).startswith("_xlfn.LAMBDA(_xlpm.marge,_xlpm.coût,IF(_xlpm.marge*0+")
    assert comment(FUNCTIONS["VERDICT"], texts("fr")).startswith("VERDICT(rendement; [langue]) : ")
    assert comment(FUNCTIONS["VERDICT"], texts("en")).startswith("VERDICT(return_ratio, [language]): ")


def calls_of(function):
    """Arguments, the last one now and then left out."""
    chosen = random.Random(f"names of {function.name}")
    cases = chosen.sample(list(cases_of(function)), CALLS)
    optional = function.parameters[-1].optional
    return [case[:-1] if optional and number % 3 == 0 else case for number, case in enumerate(cases)]


def test_calls_in_ironcalc(tmp_path):
    book, calls = openpyxl.Workbook(), {}
    book.remove(book.active)
    for name, function in FUNCTIONS.items():
        sheet, calls[name] = book.create_sheet(name), calls_of(function)
        for number, case in enumerate(calls[name]):
            row = number * 3 + 1
            for address, value in cells_of(case, row).items():
                cell = sheet[address]
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "e" if "error" in as_office_cell(value) else "s"
            areas = [
                f"{'ABCD'[place]}{row}" + (f":{'ABCD'[place]}{row + 2}" if isinstance(argument, list) else "")
                for place, argument in enumerate(case)
            ]
            sheet.cell(row, 7, f"={name}({','.join(areas)})")
    path = tmp_path / "calls.xlsx"
    book.save(path)
    path.write_bytes(with_functions(path.read_bytes(), "calls.xlsx", texts("fr")).content)
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    wrong, excused = [], 0
    for sheet, (name, cases) in enumerate(calls.items()):
        for number, case in enumerate(cases):
            at = (sheet, number * 3 + 1, 7)
            value = model.get_cell_value(*at)
            found = (None, value) if model.get_cell_type(*at) == ironcalc.CellType.ErrorValue else (value, None)
            wanted = expected(FUNCTIONS[name], case)
            if not agree(wanted, *found):
                if any(excuses(wanted, case) for excuses in DIFFERENCES["ironcalc"].values()):
                    excused += 1
                else:
                    wrong.append(f"{name}{case}: {wanted!r}, sheet {found!r}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:8])
    assert sum(map(len, calls.values())) == 1_500
    assert excused < 60


def test_a_range_gives_a_result_for_each_cell(tmp_path):
    book = openpyxl.Workbook()
    for row, (margin, cost) in enumerate([(10, 4), (6, 0), (5, -1)], 1):
        book.active[f"A{row}"], book.active[f"B{row}"] = margin, cost
    path = tmp_path / "spill.xlsx"
    book.save(path)
    path.write_bytes(with_functions(path.read_bytes(), path.name, texts("fr")).content)
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.set_user_input(0, 1, 4, "=ROI(A1:A3,B1:B3)")
    model.evaluate()
    assert [model.get_formatted_cell_value(0, row, 4) for row in (1, 2, 3)] == ["2.5", "#DIV/0!", "#NUM!"]


def test_what_is_left_out_speaks_the_language_of_the_workbook(tmp_path):
    for language in LANGUAGES:
        book = openpyxl.Workbook()
        book.active["A1"], book.active["B1"] = 2, "=VERDICT(A1)"
        book.active["C1"], book.active["D1"] = "=LIFETIME_VALUE(50,2,5)", "=ACTION_COST(A1:A3,10)"
        path = tmp_path / f"{language}.xlsx"
        book.save(path)
        path.write_bytes(with_functions(path.read_bytes(), path.name, texts(language)).content)
        model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        model.evaluate()
        shown = [model.get_cell_value(0, 1, column) for column in (2, 3, 4)]
        assert shown == [udfs.VERDICT(2, language), 500, 20]
