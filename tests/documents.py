"""What README and docs tell people to type, and a folder in which all of it can be done."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.customers.sales import some_sales

ROOT = Path(__file__).parent.parent
PROGRAMS = (["xl-grc"], ["py", "-m", "xl_grc"], ["python3", "-m", "xl_grc"])
"""How the command line is started."""

ACTIONS = """action;objectif;valeur visée;dépenses;recettes;mois;contacts;acheteurs;prix;taux de marge
Mailing postal;Gagner 50 clients;20000;15 000 €;;mars-mai;20000;200;100;50 %
Salon de l'habitat;Gagner 50 clients;;4 500;12 000;9;;;;
"""
NETWORK = """entreprise;siret;secteur;action;dépenses;recettes;mois;taux de marge
Durand SARL;12345678900011;Nord;Mailing postal;15 000 €;20 000;mars-mai;50 %
Durand SARL;12345678900011;Nord;Salon de l'habitat;4 500;12 000;9;40 %
Café Léa;98765432100022;Sud;Affiches;800;2 500;6;60 %
"""
PROJECTS = "Libellé projet;Enveloppe\nSalon;4500\n"


def documents(root: Path = ROOT) -> list[Path]:
    """The pages for people: README first."""
    return [root / "README.md", *sorted((root / "docs").glob("*.md"))]


def shown(text: str) -> Iterator[str]:
    """The lines of the blocks of a page, fenced or indented by four blanks."""
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            yield line.strip()


def lines(text: str) -> Iterator[str]:
    """The lines of a page that start the command line, without what is said of them."""
    for line in shown(text):
        if any(line.startswith(f"{' '.join(program)} ") or line == " ".join(program) for program in PROGRAMS):
            yield re.split(r"\s+# ", line)[0]


def commands(text: str) -> Iterator[list[str]]:
    """What a page tells to type after xl-grc: the arguments of each command of its blocks."""
    for line in lines(text):
        typed = shlex.split(line)
        for program in PROGRAMS:
            if typed[: len(program)] == program:
                yield typed[len(program) :]


def make_room(folder: Path, line: Sequence[str]) -> None:
    """A workbook that an earlier command of a page wrote gives way: a page shows several ways to write one."""
    for option in ("-o", "--output"):
        if option in line:
            place = list(line).index(option) + 1
            target = folder / line[place]
            if target.is_file() and line[place] not in line[: place - 1]:
                target.unlink()


def mentioned(text: str) -> Iterator[list[str]]:
    """The arguments of each command that a sentence of a page names, as far as it can be typed as it stands."""
    for inside in re.findall(r"`xl-grc ([^`]*)`", text):
        if "..." not in inside:
            yield shlex.split(inside)


def prepare(folder: Path) -> None:
    """The files that the pages speak of, made with the command line itself."""
    from xl_grc.cli import main

    def write(name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    write("actions.csv", ACTIONS)
    write("projets.csv", PROJECTS)
    for name in ("reseau.csv", "network.csv"):
        write(name, NETWORK)
    for name in ("ventes.csv", "sales.csv"):
        write(name, some_sales(60))
    for name, language in (("charte", "fr"), ("brand", "en")):
        (folder / f"{name}.xlsx").write_bytes((ROOT / "templates" / f"plan_{language}.xlsx").read_bytes())
    for target in ("retours", "returned", "plans"):
        assert main(["batch", str(folder / "reseau.csv"), "-o", str(folder / target), "--start", "2026-01"]) == 0
    for written in (folder / "plans").iterdir():
        written.unlink()  # to be written as the pages say
    (folder / "plans" / "a_corriger.csv").write_text(NETWORK, encoding="utf-8")
    for name in ("classeur.xlsx", "workbook.xlsx", "ventes.xlsx", "sales.xlsx", "ventes.xlsm", "sales.xlsm"):
        (folder / name).write_bytes((ROOT / "templates" / "modele_saisie.xlsx").read_bytes())


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
