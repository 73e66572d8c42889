"""Programs that judge the workbooks, started once for all tests that need them."""

from collections.abc import Iterator

import pytest

from tests.hosts.libreoffice import LibreOffice, require_libreoffice
from tests.hosts.validator import require_validator


@pytest.fixture(scope="session")
def office() -> Iterator[LibreOffice]:
    """A running LibreOffice."""
    require_libreoffice()
    with LibreOffice() as running:
        yield running


@pytest.fixture(scope="session")
def validator() -> None:
    """The Open XML SDK validator is there."""
    require_validator()
