"""`python -m xl_grc.tables` writes the prepared shape and calculations."""

from pathlib import Path

from xl_grc.tables.preparing import prepared_modules

for name, source in prepared_modules():
    Path(__file__).with_name("prepared").joinpath(name).write_text(source, encoding="utf-8", newline="\n")
