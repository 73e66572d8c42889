"""Short ways to the analysis of a few lines."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from xl_grc.customers import Options, analyse_files
from xl_grc.customers.lines import Reason
from xl_grc.errors import InputError

TODAY = date(2026, 11, 28)


class Customer(NamedTuple):
    """A customer as the analysis knows them; the last purchase is None without one."""

    purchases: int
    money: float
    last: date | None


def analysed(folder, text, name="ventes.csv", encoding="utf-8", **options):
    """The analysis of a text."""
    return analysed_files(folder, {name: text}, encoding, **options)


def analysed_files(folder, texts, encoding="utf-8", **options):
    """The analysis of several files, by name."""
    options.setdefault("language", "fr")
    paths = []
    for name, text in texts.items():
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        paths.append(path)
    return analyse_files(paths, Options(options.pop("today", TODAY), **options))


def customers(analysis):
    """Every customer with lines, under their code."""
    known, people = analysis.purchases, analysis.sales.people
    return {
        code: Customer(
            int(known.frequency[place]),
            int(known.money[place]) / 100,
            date.fromordinal(int(known.last[place])) if known.last[place] else None,
        )
        for place, code in enumerate(people.codes)
        if code
    }


def aside(analysis):
    """Row -> why it is left aside."""
    told = analysis.sales.aside
    return {int(row): Reason(int(reason)).name for row, reason in zip(told.row, told.reason, strict=True)}


def notes(analysis):
    """The keys of what the user is told."""
    return {note.key.removeprefix("customers.") for note in analysis.sales.notes}


def refused(folder, text, language=None, **options):
    """The keys of the problems for which a text is refused."""
    with pytest.raises(InputError) as error:
        analysed(folder, text, language=language, **options)
    return [problem.key.removeprefix("customers.") for problem in error.value.problems]
