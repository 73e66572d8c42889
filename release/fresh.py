"""A machine that has nothing: all that README and docs tell people to type, from a clone, from the wheel, from the ZIP.

`make test-fresh` runs it. What is committed is cloned; the home is empty; only pip keeps the settings of this machine.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.documents import documents, lines, make_room
from tests.hosts.libreoffice import Document, LibreOffice
from tests.reading import table

ROOT = Path(__file__).parent.parent
NOT_HERE = ("addin install", "addin remove", "addin doctor", "--dask")
"""What needs Excel or a cluster."""
CLONE = "clone"
_PIP = Path.home() / ".config" / "pip" / "pip.conf"


class Machine:
    """A home of its own, and an environment without any of ours."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        ours = (os.environ.get("VIRTUAL_ENV", ""), str(ROOT))
        path = [one for one in os.environ["PATH"].split(os.pathsep) if not any(o and one.startswith(o) for o in ours)]
        kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "PYENV_"))}
        self.path = os.pathsep.join(path)
        self.environment = {**kept, "HOME": str(self.home), "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        if _PIP.exists():
            self.environment["PIP_CONFIG_FILE"] = str(_PIP)

    def run(self, command: str | Sequence[str], folder: Path, first: Path | None = None) -> None:
        """Type a command; programs of the folder `first` are found before others. Raises CalledProcessError."""
        path = self.path if first is None else f"{first}{os.pathsep}{self.path}"
        shell = isinstance(command, str)
        begun = time.monotonic()
        done = subprocess.run(
            command,
            cwd=folder,
            env={**self.environment, "PATH": path},
            shell=shell,
            executable="/bin/bash" if shell else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        shown = command if shell else " ".join(command)
        tell(f"{time.monotonic() - begun:6.1f} s  {shown}")
        if done.returncode:
            tell(done.stdout)
            raise subprocess.CalledProcessError(done.returncode, command)


def tell(text: str) -> None:
    """A line for whoever waits."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def type_all(machine: Machine, programs: Path, prepared: Path, folder: Path) -> None:
    """Type what each page of README and docs says, line by line, in a folder that holds what the pages speak of."""
    for page in documents(folder / CLONE):
        typed = [line for line in lines(page.read_text(encoding="utf-8")) if not any(one in line for one in NOT_HERE)]
        if not typed:
            continue
        tell(f"-- {page.name}")
        place = folder / "typed"
        shutil.copytree(prepared, place)
        for line in typed:
            make_room(place, shlex.split(line))
            machine.run(f"python{line.removeprefix('py')}" if line.startswith("py ") else line, place, programs)
        shutil.rmtree(place)


def from_a_clone(machine: Machine, folder: Path) -> tuple[Path, Path]:
    """README's own commands in a clone, then every other; returns the clone and the folder of what pages speak of."""
    clone, prepared = folder / CLONE, folder / "prepared"
    machine.run(["git", "clone", "--quiet", str(ROOT), str(clone)], folder)
    machine.run("make demo", clone)
    assert len(list((clone / "demo").glob("*.xlsx"))) == 3
    prepared.mkdir()
    machine.run(". .venv/bin/activate && xl-grc && python -c 'import xl_grc'", clone)
    programs = clone / ".venv" / "bin"
    machine.run([str(programs / "pip"), "install", "--quiet", ".[addin]"], clone)
    machine.run([str(programs / "python"), "-m", "tests.documents", str(prepared)], clone)
    type_all(machine, programs, prepared, folder)
    return clone, prepared


ALONE = (
    "xl-grc demo",
    "xl-grc new actions.csv -o plan.xlsx",
    "xl-grc batch reseau.csv -o plans",
    "xl-grc check plan.xlsx",
    "xl-grc regenerate plan.xlsx",
    "xl-grc collect retours -o reseau.xlsx",
    "xl-grc next retours -o suivants --start 2028-01",
    "xl-grc functions ROI",
)
"""What README says needs no other package."""


def type_alone(machine: Machine, programs: Path, prepared: Path, folder: Path) -> None:
    """Type what needs no other package, where there is none."""
    tell("-- without any other package")
    place = folder / "alone"
    shutil.copytree(prepared, place)
    for line in ALONE:
        machine.run(line, place, programs)


def from_the_wheel(machine: Machine, clone: Path, prepared: Path, folder: Path) -> None:
    """The wheel in an environment of its own, away from the sources."""
    machine.run("make dist", clone)
    (wheel,) = (clone / "dist").glob("*.whl")
    machine.run(["python3", "-m", "venv", str(folder / "venv")], folder)
    programs = folder / "venv" / "bin"
    machine.run([str(programs / "pip"), "install", "--quiet", "--no-deps", str(wheel)], folder)
    type_alone(machine, programs, prepared, folder)
    machine.run([str(programs / "pip"), "install", "--quiet", f"{wheel}[addin]"], folder)
    type_all(machine, programs, prepared, folder)


def from_the_zip(clone: Path, folder: Path) -> None:
    """The ZIP with LibreOffice alone: fill the empty plan in by typing, read the verdict, print the dashboard."""
    (packed,) = (clone / "dist").glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder / "zip")
    plan = folder / "zip" / "Plan vide.xlsx"
    begun = time.monotonic()
    with LibreOffice() as office, office.open(plan) as document:
        fill_in(document, plan)
        document.recalculate()
        shown = document.named()
        assert shown["TotalExpenses"].value == 15_000
        assert shown["TotalRevenue"].value == 20_000  # 200 buyers at 100
        assert abs(float(shown["PlanROI"].value or 0) - 10_000 / 15_000) < 1e-9  # the course's mailing
        pdf = folder / "dashboard.pdf"
        document.pdf(pdf)
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8")
    (page,) = (page for page in text.stdout.split("\f") if page.lstrip().startswith("Tableau de bord"))
    assert "Durand SARL" in page
    assert "Non rentable" in page
    tell(f"{time.monotonic() - begun:6.1f} s  from the ZIP: the empty plan filled in by typing, its dashboard printed")


def fill_in(document: Document, plan: Path) -> None:
    """What a leader types, in the order of the page to read first."""
    places = document.tables()

    def type_in(name: str, header: str, value: object) -> None:
        place = places[name]
        column = list(table(plan, name)[0]).index(header) + place.first_column
        document.set(place.sheet, f"{chr(64 + column)}{place.first_row + 1}", value)

    document.set("Paramètres", "D4", "Durand SARL")
    type_in("Actions", "Action", "Mailing postal")
    type_in("Actions", "Dépenses", 15_000)
    type_in("Schedule", "Mars", "X")
    for header, value in (("Contacts", 20_000), ("Acheteurs", 200), ("Prix de vente HT", 100), ("Taux de marge", 0.5)):
        type_in("Returns", header, value)


def main() -> None:
    """All of it; the first thing that fails ends it with its output."""
    with TemporaryDirectory(prefix="fresh-") as temporary:
        folder = Path(temporary)
        machine = Machine(folder)
        clone, prepared = from_a_clone(machine, folder)
        from_the_wheel(machine, clone, prepared, folder)
        from_the_zip(clone, folder)
    tell("All that README and docs tell people to type works on a machine that has nothing.")


if __name__ == "__main__":
    main()
