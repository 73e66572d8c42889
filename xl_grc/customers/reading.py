"""From exports to sales lines: reads each, knows customers and documents over all of them, tells what it left aside."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Codes, Flags
from xl_grc.customers.draft import Draft
from xl_grc.customers.fec import draft_of_entries
from xl_grc.customers.identity import People, Register, customers_of, named_alike, people_of
from xl_grc.customers.limit import refuse_more
from xl_grc.customers.lines import LeftAside, Lines, Reason, mark
from xl_grc.customers.numbering import FAR_APART, Numbered, far_apart, numbered
from xl_grc.customers.opening import Export, of_frame, open_exports
from xl_grc.customers.options import Options
from xl_grc.customers.sales_lines import draft_of
from xl_grc.customers.sheet_titles import holds_credits, holds_no_sales
from xl_grc.errors import InputError, Problem
from xl_grc.records import NamedTuple
from xl_grc.text.messages import message_texts

_CURRENCIES_TOLD = 5
EURO = "EUR"


class Sales(NamedTuple):
    """What exports hold on the day `as_of`: their names, the lines kept up to it, how many are `later`, the lines left
    aside, the customers; what the user is told of each export; how many lines are alike; the currency, "" where none is
    told; whether the exports tell products."""

    files: tuple[str, ...]
    as_of: date
    lines: Lines
    later: int
    aside: LeftAside
    people: People
    notes: tuple[Problem, ...]
    alike: int
    currency: str
    has_products: bool


Progress = Callable[[str], None]
"""Told the name of each file before it is read."""


def read_files(paths: Sequence[Path], options: Options, progress: Progress = lambda name: None) -> Sales:
    """The sales in files. Raises InputError with the problems of all of them."""
    seen: set[bytes] = set()
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for path in paths:
        progress(path.name)
        try:
            exports = open_exports(path, options)
            found = [_draft(_named(export, path) if len(paths) > 1 else export, options) for export in exports]
        except InputError as error:
            problems += error.problems
            continue
        drafts += found
        if len(paths) > 1:
            _leave_copy(found, path, seen)
    if problems:
        raise InputError(problems)
    return _sales(drafts, options)


def read_frame(frame: Any, name: str, options: Options) -> Sales:
    """The sales in a pandas DataFrame. Raises InputError."""
    return _sales([_draft(of_frame(frame, name, options.columns), options)], options)


def _named(export: Export, path: Path) -> Export:
    """An export among others, of which the name of its file may say what its lines are."""
    if holds_no_sales(path.stem):
        return export._replace(left=(*export.left, ("file_no_sales", (path.name,))))
    if export.kind or not holds_credits(path.stem):
        return export
    return export._replace(kind=path.stem, left=(*export.left, ("file_credits", (path.name,))))


def _draft(export: Export, options: Options) -> Draft:
    draft = draft_of_entries(export, options) if export.is_fec else draft_of(export, options)
    whole = export._replace(sheet="")
    notes = [whole.problem(f"customers.{key}", names=names) for key, names in export.left if names]
    return draft._replace(notes=(*draft.notes, *notes)) if notes else draft


def _leave_copy(drafts: Sequence[Draft], path: Path, seen: set[bytes]) -> None:
    """Leave aside all lines of a file when an earlier file has the same bytes."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").digest()
    for draft in drafts if digest in seen else ():
        mark(draft.reason, np.ones(draft.size, np.bool_), Reason.EARLIER_FILE)
    seen.add(digest)


def _sales(drafts: Sequence[Draft], options: Options) -> Sales:
    currency = _in_one_currency(drafts, options.currency)
    if options.drop_identical:
        for draft in drafts:
            mark(draft.reason, _alike(draft, draft.reason == Reason.KEPT), Reason.IDENTICAL)
    register = Register()
    customers = []
    for draft in drafts:
        customers.append(customers_of(draft, register))
        refuse_more(len(register), options.most_customers)
    found = numbered(drafts, customers)
    aside = _left_aside(drafts)
    as_of = _as_of(found.lines, options, aside)
    kept = [(draft.reason == Reason.KEPT) & (draft.day <= as_of.toordinal()) for draft in drafts]
    lines = found.lines.where(found.lines.day <= as_of.toordinal())
    untold = 0 if currency in ("", EURO) else _without_currency(drafts, kept)
    told = dict.fromkeys(note for draft in drafts for note in draft.notes)
    people = people_of(drafts, customers, kept, register)
    return Sales(
        files=tuple(f"{draft.file}, {draft.sheet}" if draft.sheet else draft.file for draft in drafts),
        as_of=as_of,
        lines=lines,
        later=found.lines.size - lines.size,
        aside=aside,
        people=people,
        notes=(*told, *_notes(found, lines, untold, named_alike(people))),
        alike=sum(_again(draft.marks[wanted]) for draft, wanted in zip(drafts, kept, strict=True)),
        currency=currency,
        has_products=any("product" in draft.fields for draft in drafts),
    )


def _notes(found: Numbered, lines: Lines, untold: int, alike: int) -> Iterator[Problem]:
    """What is told of all exports together; `untold` lines tell no currency, `alike` customers have no code and the
    name of one who has."""
    if alike:
        yield Problem.of("customers.named_alike", count=alike)
    if found.shared_days:
        yield Problem.of("customers.shared_days", count=found.shared_days)
    if apart := far_apart(lines):
        yield Problem.of("customers.far_apart", count=apart, days=FAR_APART)
    if untold:
        yield Problem.of("customers.currency_untold", count=untold)


def _as_of(lines: Lines, options: Options, aside: LeftAside) -> date:
    """The day of the analysis: the one asked, else the latest day of sales not after today.

    Raises InputError: customers.no_lines, customers.all_aside.
    """
    limit = (options.as_of or options.today).toordinal()
    known = lines.day[lines.day <= limit]
    if not len(known):
        raise InputError([_no_lines(aside)])
    return options.as_of or date.fromordinal(int(known.max()))


def _no_lines(aside: LeftAside) -> Problem:
    """That there is nothing to analyse, and why the lines that there are do not count."""
    if not aside.size:
        return Problem.of("customers.no_lines")
    words = message_texts()
    times = Counter(aside.reason.tolist()).most_common()
    names = tuple(f"{words[f'relations.reasons.{Reason(reason).name}']} ({count})" for reason, count in times)
    return Problem.of("customers.all_aside", names=names)


def _in_one_currency(drafts: Sequence[Draft], wanted: str) -> str:
    """The currency of all lines kept, "" where none is told; those of others are left aside when one is wanted.

    Raises InputError: customers.several_currencies, customers.currency_missing.
    """
    names = sorted({name for draft in drafts for name in _currencies(draft)})
    if wanted and names and wanted not in names:
        raise InputError([Problem.of("customers.currency_missing", names=", ".join(names))._replace(value=wanted)])
    if len(names) > 1 and not wanted:
        raise InputError(
            [Problem.of("customers.several_currencies", names=", ".join(names[:_CURRENCIES_TOLD]), first=names[0])]
        )
    for draft in drafts if len(names) > 1 else ():
        mark(draft.reason, draft.currency.flags(lambda cell: cell not in ("", wanted)), Reason.CURRENCY)
    return wanted or (names[0] if names else "")


def _without_currency(drafts: Sequence[Draft], kept: Sequence[Flags]) -> int:
    """How many lines that count tell no currency."""
    pairs = zip(drafts, kept, strict=True)
    return sum(int((wanted & draft.currency.blank()).sum()) for draft, wanted in pairs if any(draft.currency.cells))


def _currencies(draft: Draft) -> set[str]:
    """The currencies of the lines kept."""
    told = set(map(str, draft.currency.cells)) - {""}
    if not told:
        return told
    codes = set(draft.currency.codes[draft.reason == Reason.KEPT].tolist())
    return {str(draft.currency.cells[code]) for code in codes} - {""}


def _again(marks: NDArray[np.uint64]) -> int:
    """How many lines are the same, cell for cell, as one before them: all but the first of each kind."""
    ordered = np.sort(marks)  # which is several times faster than to find their places
    return int((ordered[1:] == ordered[:-1]).sum())


def _alike(draft: Draft, wanted: Flags) -> Flags:
    """The lines that are the same, cell for cell, as one before them, of those wanted."""
    _, first = np.unique(draft.marks[wanted], return_index=True)
    again = wanted.copy()
    again[np.flatnonzero(wanted)[first]] = False
    return again


def _left_aside(drafts: Sequence[Draft]) -> LeftAside:
    """The lines that are listed with their reason, in the order of the exports."""
    parts = []
    for place, draft in enumerate(drafts):
        told = np.isin(draft.reason, [reason for reason in Reason if reason.is_told])
        file: Codes = np.full(int(told.sum()), place, np.int32)
        parts.append((file, draft.row[told], draft.reason[told], draft.shown[told]))
    return LeftAside(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
