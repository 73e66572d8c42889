"""`python -m xl_grc.tables` writes the shape and calculations."""

from pathlib import Path

from xl_grc.tables.generate import generated_modules
from xl_grc.tables.plan import PLAN

for name, source in generated_modules(PLAN):
    Path(__file__).with_name("generated").joinpath(name).write_text(source, encoding="utf-8", newline="\n")
