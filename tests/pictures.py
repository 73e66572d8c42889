"""Pictures of every sheet, for the README and the eye: `python -m tests.pictures` writes docs/pictures.

LibreOffice makes a PDF of the plan of the snapshots, in a French profile for the French workbook, pdftoppm its pages.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden import AS_OF
from tests.plans import shown_plan
from xl_grc.ooxml.package import member, package, read_parts
from xl_grc.tables.plan import PLAN
from xl_grc.text import LANGUAGES
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
DOTS_PER_INCH = 80
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>{locale}</value></prop></item>
</oor:items>
"""
LOCALES = {"fr": "fr-FR", "en": "en-GB"}


def make(language: str, folder: Path) -> list[Path]:
    """The pages of the workbook of a language, as PNG files in the folder."""
    plan = shown_plan()
    filling = fill(plan, language, AS_OF)
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        workbook = work / f"{language}.xlsx"
        template = load_template(PLAN, shipped_template(PLAN, language), plan.start.month)
        workbook.write_bytes(on_its_day(template.write(filling)))
        profile = work / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(PROFILE.format(locale=LOCALES[language]), encoding="utf-8")
        office = ["soffice", f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless"]
        quiet = {"check": True, "capture_output": True, "timeout": 120}
        subprocess.run([*office, "--convert-to", "pdf", "--outdir", str(work), str(workbook)], **quiet)
        pdf = str(workbook.with_suffix(".pdf"))
        subprocess.run(["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", pdf, str(folder / language)], **quiet)
    return sorted(folder.glob(f"{language}-*.png"))


def on_its_day(workbook: bytes) -> bytes:
    """The workbook with its day typed in place of TODAY(), so that the pictures do not change every day."""
    parts = read_parts(workbook)
    return package(member(name, content.replace(b"<f>TODAY()</f>", b"")) for name, content in parts.items())


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for each in LANGUAGES:
        for picture in make(each, FOLDER):
            sys.stdout.write(f"{picture.name}\n")
