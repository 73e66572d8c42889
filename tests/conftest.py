"""Programs that judge the workbooks, started once for all tests that need them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.hosts.libreoffice import require_libreoffice
from tests.hosts.validator import require_validator
from tests.proofs import EXAMPLES, WHOLE
from xl_grc.parallel.calm import calm

if TYPE_CHECKING:
    from tests.hosts.xlwings_libreoffice import LiveOffice

settings.register_profile("steady", derandomize=not WHOLE, deadline=None, max_examples=EXAMPLES)
settings.load_profile("steady")

pytest_plugins = ["tests.hosts.crashes", "tests.hosts.needed"]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is loaded to collect the tests stays: it is not looked through for garbage, neither then nor later."""
    gc.disable()
    try:
        return (yield)
    finally:
        calm()
        gc.enable()


@pytest.fixture(scope="session")
def office() -> Iterator[LiveOffice]:
    """A running LibreOffice: for workbooks as files, as xlwings opens them, and for macros."""
    require_libreoffice()
    from tests.hosts.xlwings_libreoffice import LiveOffice  # and with it pandas: who hands out the tests needs neither

    with LiveOffice() as running:
        yield running


@pytest.fixture(scope="session")
def validator() -> None:
    """The Open XML SDK validator is there."""
    require_validator()
