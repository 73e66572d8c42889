"""Limits that keep the code readable: the length of modules."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "xl_grc"
WRITTEN_BY_A_PROGRAM = set((PACKAGE / "tables" / "generated").glob("plan*.py"))
MODULES = sorted(set(PACKAGE.rglob("*.py")) - WRITTEN_BY_A_PROGRAM)
LINES_OF_A_MODULE = 300


def test_no_module_is_long():
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_MODULE} == {}
