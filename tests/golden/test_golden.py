"""The text of each sheet is the one that was looked at."""

from tests.golden import FOLDER, files


def test_every_sheet_shows_what_was_looked_at():
    shown = dict(files())
    assert {path: path.read_text(encoding="utf-8") for path in shown if path.exists()} == shown
    assert set(FOLDER.rglob("*.txt")) == set(shown)
