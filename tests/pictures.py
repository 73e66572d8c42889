"""Pictures of every sheet, for the README and the eye: `python -m tests.pictures` writes docs/pictures.

LibreOffice makes a PDF of the plan of the snapshots, in a French profile for the French workbook, pdftoppm its pages.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden import AS_OF, relations
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


def contents(language: str) -> dict[str, bytes]:
    """The workbooks in a language, and what the names of their pictures begin with."""
    plan = shown_plan()
    template = load_template(PLAN, shipped_template(PLAN, language), plan.start.month)
    shown = on_its_day(template.write(fill(plan, language, AS_OF)))
    return {language: shown, f"relations-{language}": relations(language)}


def make(language: str, name: str, content: bytes, folder: Path) -> list[Path]:
    """The pages of a workbook in a language, as PNG files in the folder whose names begin with `name`."""
    with TemporaryDirectory() as temporary:
        pdf = printed(language, content, Path(temporary))
        pictures = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", str(pdf), str(folder / name)]
        subprocess.run(pictures, check=True, capture_output=True, timeout=120)
    return sorted(folder.glob(f"{name}-*.png"))


def printed(language: str, content: bytes, work: Path) -> Path:
    """A workbook as LibreOffice prints it in a profile of its language, as a PDF file in an empty folder."""
    workbook = work / "workbook.xlsx"
    workbook.write_bytes(content)
    profile = work / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(PROFILE.format(locale=LOCALES[language]), encoding="utf-8")
    office = ["soffice", f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless"]
    printing = [*office, "--convert-to", "pdf", "--outdir", str(work), str(workbook)]
    subprocess.run(printing, check=True, capture_output=True, timeout=120)
    return workbook.with_suffix(".pdf")


def on_its_day(workbook: bytes) -> bytes:
    """The workbook with its day typed in place of TODAY(), so that the pictures do not change every day."""
    parts = read_parts(workbook)
    return package(member(name, content.replace(b"<f>TODAY()</f>", b"")) for name, content in parts.items())


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for each in LANGUAGES:
        for name, content in contents(each).items():
            for picture in make(each, name, content, FOLDER):
                sys.stdout.write(f"{picture.name}\n")
