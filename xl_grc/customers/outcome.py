"""Everything that the command writes: the workbook, and the files beside it."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from xl_grc.customers.analysis import Analysis, analyse_files
from xl_grc.customers.filling import Choices, blank_filling, filling_of, order_of
from xl_grc.customers.limit import MOST_CUSTOMERS, calculates
from xl_grc.customers.lists import aside_csv, contacts_csv, proposals_csv
from xl_grc.customers.options import Options
from xl_grc.customers.proposals import Proposal, Terms, proposals_of
from xl_grc.customers.reach import reach_of
from xl_grc.customers.reading import Progress
from xl_grc.customers.responses import tracked_in_words
from xl_grc.customers.updating import Updated
from xl_grc.errors import Problem
from xl_grc.plan.model import Plan
from xl_grc.records import NamedTuple
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import LANGUAGES
from xl_grc.workbook.filling import Filling
from xl_grc.workbook.template.templates import load_template, shipped_template, template_language

PROPOSALS, CONTACTS, ASIDE = "proposals", "contacts", "aside"
"""The files beside the workbook, by the keys of their names in the text files."""


class Wanted(NamedTuple):
    """What the user wants written: in which language (None: French, or that of the template), on what terms, from which
    template (None: ours), whether without anything that names a customer; the plan in which actions were tracked."""

    language: str | None = None
    terms: Terms = Terms()
    template: Path | None = None
    anonymise: bool = False
    plan: Plan | None = None


class Outcome(NamedTuple):
    """The workbook, the files beside it by their keys, and what they tell; no analysis of no input. `updated` tells
    what became of the customers of an analysis before, `told` what was wrong with its workbook."""

    workbook: bytes
    files: Mapping[str, bytes]
    analysis: Analysis | None
    proposals: Sequence[Proposal]
    updated: Updated | None = None
    told: Sequence[Problem] = ()


def blank_outcome(as_of: date, wanted: Wanted) -> Outcome:
    """A workbook to be filled by hand. Raises InputError: a template that is none."""
    template, language = _template(wanted)
    return Outcome(_written(template, blank_filling(as_of, Choices(language, wanted.terms))), {}, None, ())


def outcome_of(paths: Sequence[Path], options: Options, wanted: Wanted, progress: Progress) -> Outcome:
    """What exports of sales come to. Raises InputError."""
    with _uncollected():
        return _outcome(paths, options, wanted, progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of circles: nothing here makes one, and long lists are looked through again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _outcome(paths: Sequence[Path], options: Options, wanted: Wanted, progress: Progress) -> Outcome:
    template, language = _template(wanted)
    analysis = analyse_files(paths, options._replace(most_customers=MOST_CUSTOMERS), progress)
    reach = reach_of(analysis)
    if wanted.anonymise:
        analysis = anonymised(analysis)
    proposals = proposals_of(analysis, reach, wanted.terms)
    order = order_of(analysis)
    filling = filling_of(analysis, order, reach, proposals, Choices(language, wanted.terms, options.vat))
    words = RELATIONS.texts(language)
    filling.columns["Proposals.response"] = tracked_in_words(wanted.plan, words)
    files = {PROPOSALS: proposals_csv(proposals, analysis.sales.as_of, wanted.terms, words)}
    if not wanted.anonymise:
        files[CONTACTS] = contacts_csv(analysis, order, reach, filling.columns, words)
    if analysis.sales.aside.size:
        files[ASIDE] = aside_csv(analysis, words)
    return Outcome(_written(template, filling, not calculates(analysis.customers)), files, analysis, proposals)


def _template(wanted: Wanted) -> tuple[Path, str]:
    """The template and its language; a template of the user's own decides the language."""
    if wanted.template is not None:
        return wanted.template, template_language(RELATIONS, wanted.template)
    language = wanted.language or LANGUAGES[0]
    return shipped_template(RELATIONS, language), language


def _written(template: Path, filling: Filling, as_values: bool = False) -> bytes:
    values = frozenset({RELATIONS.sign} if as_values else ())
    return load_template(RELATIONS, template, values=values).write(filling)


def anonymised(analysis: Analysis) -> Analysis:
    """The analysis with C0001, C0002, ... for codes and names, in the order of a hash; contacts and names of files are
    gone. Who knows the codes can work out which is which: it is a pseudonym, not more."""
    people, sales = analysis.sales.people, analysis.sales
    order = sorted(range(people.size), key=lambda place: _hash(people.codes[place]))
    digits = max(4, len(str(people.size)))
    names = [""] * people.size
    for number, place in enumerate(order, 1):
        names[place] = f"C{number:0{digits}d}" if people.codes[place] else ""
    people = people._replace(codes=names, names=names, contacts={})
    files = tuple(str(number) for number in range(1, len(sales.files) + 1))
    notes = tuple(note._replace(file="", sheet="", values=_without_names(note)) for note in sales.notes)
    return analysis._replace(sales=sales._replace(people=people, files=files, notes=notes))


def _hash(code: str) -> bytes:
    return hashlib.sha256(code.casefold().encode("utf-8", "replace")).digest()


def _without_names(note: Problem) -> tuple[tuple[str, object], ...]:
    return tuple((name, value if _is_figure(value) else "") for name, value in note.values)


def _is_figure(value: object) -> bool:
    return isinstance(value, (int, date)) or (isinstance(value, tuple) and all(isinstance(one, float) for one in value))
