"""Writes the texts again: look at the difference before committing it."""

from tests.golden import files

for path, text in files():
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
