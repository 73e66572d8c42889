"""A LibreOffice that xlwings drives, and plans opened in it."""

import pytest

from tests.hosts.xlwings_libreoffice import open_book
from tests.workbook.changing import written
from xl_grc.excel.addin.build import build


@pytest.fixture(scope="module")
def addin(tmp_path_factory):
    """The add-in, built."""
    path = tmp_path_factory.mktemp("addin") / "xl_grc.xlam"
    path.write_bytes(build())
    return path


@pytest.fixture
def opened(office, tmp_path):
    """Opens the workbook of a plan; every one is closed after the test."""
    books = []

    def open_plan(plan, language="fr", name="plan.xlsx"):
        folder = tmp_path / str(len(books))
        folder.mkdir()
        books.append(open_book(office, written(folder / name, plan, language)))
        return books[-1]

    yield open_plan
    for book in books:
        for impl in list(book.impl.app.open):
            impl.close()
