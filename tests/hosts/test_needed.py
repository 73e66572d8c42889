"""The tests that need another program are found without a list."""

import subprocess

import ironcalc
import pytest
from pyopenvba.apps.excel import ExcelApplication

from tests import hosts
from tests.hosts import stripping, validator
from tests.hosts.needed import MARKER, reaches_host
from tests.hosts.xlwings_libreoffice import LiveOffice


@pytest.fixture
def office_of_a_fixture():
    with LiveOffice() as office:
        yield office


def validated(path):
    return validator.validate(path)


def through_a_function():
    assert [validated(path) for path in ()] == []


def with_another_engine():
    ironcalc.create("cases")


def with_an_interpreter():
    ExcelApplication()


def with_a_process():
    subprocess.run(["true"], check=True)


def without():
    stripping.cached_values("plan.xlsx")


@pytest.mark.parametrize(
    "function",
    [office_of_a_fixture, validated, through_a_function, with_another_engine, with_an_interpreter, with_a_process],
)
def test_a_host_is_found_behind_functions_and_fixtures(function):
    assert reaches_host(function)


def test_what_opens_no_host_needs_none():
    assert not reaches_host(without)


def test_only_tests_that_need_a_program_are_marked(request, pytestconfig):
    assert request.node.get_closest_marker(MARKER) is None
    assert any(MARKER in line for line in pytestconfig.getini("markers"))


def test_the_door_is_closed_to_a_test_without_the_marker(monkeypatch):
    monkeypatch.setattr(hosts, "unmarked", "test_of_nothing")
    with pytest.raises(pytest.fail.Exception, match="test_of_nothing needs another program"):
        getattr(hosts, "require")("")  # noqa: B009  # by a name that is not seen
