"""An open workbook is read from the copy that Excel saves: what Excel is asked, and what is told when it cannot be."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.workbook.changing import sample
from xl_grc.errors import InputError
from xl_grc.excel.addin.sources import modules
from xl_grc.excel.open_plan import open_plan, saved_copy
from xl_grc.workbook.returned.plan import read_plan


def book_that_saves(save):
    """A workbook as xlwings shows it on Windows."""
    return SimpleNamespace(name="plan.xlsx", api=SimpleNamespace(SaveCopyAs=save))


def test_the_plan_is_that_of_the_copy(tmp_path):
    content, paths = sample(tmp_path / "plan.xlsx").read_bytes(), []

    def save(path):
        paths.append(Path(path))
        Path(path).write_bytes(content)

    opened = open_plan(book_that_saves(save))
    assert opened.content == content
    assert opened.returned.plan == read_plan(content, "plan.xlsx").plan
    assert not paths[0].exists() and not paths[0].parent.exists()


def test_on_a_mac_the_addin_saves_the_copy(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    folder = tmp_path / "Library/Containers/com.microsoft.Excel/Data"
    folder.mkdir(parents=True)
    ran = []

    def macro(name):
        def run(book, path):
            ran.append((name, book))
            assert Path(path).is_relative_to(folder), "where Excel may write without asking"
            Path(path).write_bytes(b"content")

        return run

    book = SimpleNamespace(name="plan.xlsx", app=SimpleNamespace(macro=macro))
    assert saved_copy(book) == b"content"
    assert ran == [("GrcSaveCopy", "plan.xlsx")]
    source = modules()["GrcRibbon"]
    assert (
        "Public Sub GrcSaveCopy(ByVal name As String, ByVal path As String)\r\n    Workbooks(name).SaveCopyAs path"
        in source
    )


def test_what_cannot_be_copied_is_told():
    def refuse(path):
        raise OSError("no more")

    with pytest.raises(InputError) as refused:
        saved_copy(book_that_saves(refuse))
    (problem,) = refused.value.problems
    assert (problem.key, problem.file, dict(problem.values)) == ("live_copy_failed", "plan.xlsx", {"reason": "no more"})
    with pytest.raises(InputError, match="live_copy_failed"):
        saved_copy(book_that_saves(lambda path: None))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "old_workbook"),
    ],
)
def test_a_copy_that_only_excel_reads_is_told_with_its_remedy(content, key):
    """A password to open it, an old format: its copy is of the same kind."""
    book = book_that_saves(lambda path: Path(path).write_bytes(content))
    with pytest.raises(InputError, match=key):
        open_plan(book)
