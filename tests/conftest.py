"""Programs that judge the workbooks, started once for all tests that need them."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.hosts.validator import require_validator
from tests.hosts.xlwings_libreoffice import LiveOffice
from tests.proofs import EXAMPLES, WHOLE
from xl_grc.parallel.executors import calm

settings.register_profile("steady", derandomize=not WHOLE, deadline=None, max_examples=EXAMPLES)
settings.load_profile("steady")

pytest_plugins = ["tests.hosts.crashes", "tests.hosts.needed"]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was loaded to collect the tests stays: it is not looked through for garbage again and again."""
    calm()


@pytest.fixture(scope="session")
def office() -> Iterator[LiveOffice]:
    """A running LibreOffice: for workbooks as files, as xlwings opens them, and for macros."""
    with LiveOffice() as running:
        yield running


@pytest.fixture(scope="session")
def validator() -> None:
    """The Open XML SDK validator is there."""
    require_validator()
