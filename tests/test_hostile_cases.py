"""Hostile workbooks, each with its answer from each command, within two seconds of processor time."""

import time
from pathlib import Path

import pytest

from tests.workbook.changing import AS_OF
from xl_grc.collect.returned import read_returned
from xl_grc.errors import InputError
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.expected.active_content import ACTIVE
from xl_grc.workbook.expected.check import check
from xl_grc.workbook.template.templates import load_template_content

CASES = Path(__file__).with_name("hostile")
SECONDS = 2
CARRIED = {"active_call", "active_dde", "active_formula", "active_hyperlink", "active_macros", "active_name"}
ANSWERS = {
    "carry.xlsm": (CARRIED, {"template_macros"}),
    "conf_sheet.xlsx": ({"active_settings"}, {"template_older"}),
    "enc_unknown.xlsx": ({"unknown_encoding"}, {"unknown_encoding"}),
    "redos_cdata.xlsx": ({"not_workbook"}, {"template_older"}),
    "redos_comment.xlsx": ({"not_workbook"}, {"template_older"}),
    "redos_fmt.xlsx": (set(), {"template_older"}),
    "redos_is.xlsx": ({"not_workbook"}, {"template_older"}),
    "redos_si.xlsx": ({"not_workbook"}, {"not_workbook"}),
    "tpl.xltm": (set(), {"template_older"}),
}
"""By file: what `check` finds, or why nothing reads it; why it is no template of ours."""
UNREADABLE = {"not_workbook", "unknown_encoding"}


def keys(answer):
    """What is told, or why a file is refused."""
    try:
        return {problem.key for problem in answer()}
    except InputError as error:
        return {problem.key for problem in error.problems}


def test_every_case_has_its_answer():
    assert {path.name for path in CASES.iterdir()} == ANSWERS.keys()


@pytest.mark.parametrize("name", ANSWERS)
def test_each_command_has_its_answer(name):
    path = CASES / name
    content, (found, refused) = path.read_bytes(), ANSWERS[name]
    began = time.process_time()
    assert keys(lambda: check(content, name, AS_OF)) & (ACTIVE | UNREADABLE) == found
    assert keys(lambda: read_returned(path, AS_OF).problems) & UNREADABLE == found & UNREADABLE
    assert keys(lambda: load_template_content(PLAN, content, name, 1).language) == refused
    assert time.process_time() - began < SECONDS
