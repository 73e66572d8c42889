"""Which tests need another program: LibreOffice, the validator, ironcalc, an interpreter of VBA, or a process that they
start themselves.

Nobody marks them: a test needs one when its function, a fixture of it, or a function of the tests that these name
reaches `require`, the door of every host, another engine, or `subprocess`. It then has the marker `other_program`,
and `make quick` leaves it out.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from tests import hosts

MARKER = "other_program"
OUTSIDE = frozenset({"ironcalc", "subprocess", "multiprocessing", "distributed", "pyopenvba", "pyvbaanalysis"})
"""Packages through which a test leaves its process, or has another engine calculate."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{MARKER}: needs another program; set by tests/hosts/needed.py")


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if needs_program(item):
            item.add_marker(MARKER)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test that comes through the door of a host without the marker fails there."""
    hosts.unmarked = "" if item.get_closest_marker(MARKER) else item.nodeid
    try:
        return (yield)
    finally:
        hosts.unmarked = ""


def needs_program(item: pytest.Item) -> bool:
    """Whether a collected test needs another program."""
    if not isinstance(item, pytest.Function):
        return False
    fixtures = (one.func for found in item._fixtureinfo.name2fixturedefs.values() for one in found)
    return any(map(reaches_host, (item.function, *fixtures)))


@functools.cache
def reaches_host(function: Callable[..., Any]) -> bool:
    """Whether a function of the tests reaches a host, an engine or another process, itself or through what it names."""
    seen: set[int] = set()
    waiting: list[object] = [function]
    while waiting:
        one = inspect.unwrap(found) if callable(found := waiting.pop()) else found
        if one is hosts.require or _package(one) in OUTSIDE:
            return True
        if id(one) not in seen and isinstance(one, (FunctionType, type)) and one.__module__.startswith("tests."):
            seen.add(id(one))
            waiting += _members(one) if isinstance(one, type) else _named(one)
    return False


def _package(one: object) -> str:
    """The package that a module is, or that a function or a class comes from."""
    name = one.__name__ if isinstance(one, ModuleType) else getattr(one, "__module__", "")
    return name.partition(".")[0] if isinstance(name, str) else ""


def _members(one: type) -> Iterator[object]:
    return (member for base in one.__mro__ for member in vars(base).values())


def _named(function: FunctionType) -> Iterator[object]:
    """Objects of the function's module that it names, and members of the modules of the tests among them."""
    names = list(_names(function.__code__))
    for found in map(function.__globals__.get, names):
        yield found
        if isinstance(found, ModuleType) and found.__name__.startswith("tests."):
            yield from (vars(found).get(member) for member in names)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
