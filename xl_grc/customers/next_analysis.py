"""The workbook of an analysis with the next one in it, and the files beside: as a list of changes, or as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from xl_grc.customers.analysis import Analysis, analyse_files
from xl_grc.customers.filling import Choices, filling_of, order_of
from xl_grc.customers.limit import MOST_CUSTOMERS, calculates
from xl_grc.customers.lists import aside_csv, contacts_of_workbook, proposals_csv
from xl_grc.customers.options import Options
from xl_grc.customers.outcome import ASIDE, CONTACTS, PROPOSALS, Outcome, Wanted
from xl_grc.customers.proposals import Proposal, Terms, cents, proposals_of
from xl_grc.customers.reach import reach_of
from xl_grc.customers.reading import Progress
from xl_grc.customers.responses import type_responses
from xl_grc.customers.updating import Updated, shorter_histories, update
from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.book import Book
from xl_grc.records import NamedTuple
from xl_grc.values import stored
from xl_grc.workbook.expected.check import seen_on
from xl_grc.workbook.expected.contents import Expected, contents_of
from xl_grc.workbook.expected.epoch import Values
from xl_grc.workbook.expected.own_workbook import OwnWorkbook, own_workbook
from xl_grc.workbook.known import known_kind
from xl_grc.workbook.repair.changes import Changes, changes_of
from xl_grc.workbook.repair.file_host import changed_parts, packed
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.cells import ReturnedCells


class NextAnalysis(NamedTuple):
    """An analysis for a workbook that there is: the cells with it, the changes that bring it there, what the workbook
    holds then, the actions proposed then, and what became of its customers."""

    analysis: Analysis
    cells: ReturnedCells
    changes: Changes
    expected: Expected
    proposals: Sequence[Proposal]
    updated: Updated


def updated_outcome(
    before: Path, content: bytes, paths: Sequence[Path], options: Options, wanted: Wanted, progress: Progress
) -> Outcome:
    """What exports of sales come to in the workbook of the analysis before. Raises InputError."""
    file = str(before)
    refuse_others(Book(content, file))
    whole = regenerate(content, file, options.as_of or options.today)
    own = own_workbook(Book(whole.content, file))
    found = next_analysis(own, paths, options, wanted, progress)
    values = Values(found.expected.columns, found.expected.names)
    parts = changed_parts(found.cells, found.changes, values)
    made = packed(own.cells.book, parts, own.properties)
    _refuse_lost(own, own_workbook(Book(made, file)))
    return Outcome(
        made, files_beside(found, wanted.terms), found.analysis, found.proposals, found.updated, whole.problems
    )


def refuse_others(book: Book) -> None:
    """Refuse a workbook that is none of customer relations. Raises InputError."""
    if known_kind(book) != "relations":
        raise InputError([Problem.of("customers.not_relations")._replace(file=book.file)])


def next_analysis(
    own: OwnWorkbook, paths: Sequence[Path], options: Options, wanted: Wanted, progress: Progress
) -> NextAnalysis:
    """The analysis of exports for a workbook of customer relations that is whole. Raises InputError."""
    analysis = analyse_files(paths, options._replace(most_customers=MOST_CUSTOMERS), progress)
    language, words = own.cells.language, own.cells.kind.texts(own.cells.language)
    reach = reach_of(analysis)
    proposals = proposals_of(analysis, reach, wanted.terms)
    choices = Choices(language, wanted.terms, options.vat)
    filling = filling_of(analysis, order_of(analysis), reach, proposals, choices)
    if count := shorter_histories(own.cells, filling, analysis.customers):
        analysis = _with_note(analysis, Problem.of("customers.shorter_histories", count=count))
        filling = filling_of(analysis, order_of(analysis), reach, proposals, choices)
    before = own.expected(seen_on(own.cells, analysis.sales.as_of))
    updated = update(own.cells, before, filling, analysis.customers)
    type_responses(updated, wanted.plan, words)
    cells = updated.typing.cells
    expected = contents_of(cells, analysis.sales.as_of, whole=True)
    values = frozenset() if calculates(updated.customers) else frozenset({cells.kind.sign})
    changes = changes_of(cells, expected, values)
    changes = changes._replace(writes=(*updated.typing.writes, *changes.writes))
    return NextAnalysis(analysis, cells, changes, expected, list(_proposals(expected, proposals)), updated)


def _with_note(analysis: Analysis, note: Problem) -> Analysis:
    return analysis._replace(sales=analysis.sales._replace(notes=(note, *analysis.sales.notes)))


def _proposals(expected: Expected, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """The actions as the workbook proposes them, in which people have said no."""
    columns = expected.columns
    for row, proposal in enumerate(proposals):
        contacts, expenses, units, rate = (
            columns[f"Proposals.{key}"][row] for key in ("contacts", "expenses", "breakeven_units", "breakeven_rate")
        )
        yield proposal._replace(
            contacts=int(contacts),
            expenses=cents(None if expenses == "" else expenses),
            breakeven_units=None if units == "" else units,
            breakeven_rate=None if rate == "" else rate,
        )


def files_beside(found: NextAnalysis, terms: Terms) -> Mapping[str, bytes]:
    """The files beside the workbook by their keys."""
    words, analysis, names = found.cells.kind.texts(found.cells.language), found.analysis, found.expected.names
    margin = names["MarginRate"]
    terms = terms._replace(margin_rate=None if margin == "" else margin)
    places = dict(zip(found.updated.places, order_of(analysis), strict=True))
    files = {
        PROPOSALS: proposals_csv(found.proposals, analysis.sales.as_of, terms, words),
        CONTACTS: contacts_of_workbook(found.expected.columns, places, analysis.sales.people.contacts, words),
    }
    return files | ({ASIDE: aside_csv(analysis, words)} if analysis.sales.aside.size else {})


_KEPT = (
    *("owner", "type", "satisfaction", "would_recommend", "control", "phone_consent", "sms_consent", "last_contact"),
    *("email_date", "email_proof", "phone_date", "phone_proof", "sms_date", "sms_proof"),
)
"""What people type of customers, and no sales tell."""


def _refuse_lost(before: OwnWorkbook, after: OwnWorkbook) -> None:
    """A last look: what was typed stands where it stood. Raises InputError."""
    columns = [f"Customers.{key}" for key in _KEPT]
    columns += [key for key in before.cells.columns if key.startswith(("Perception.", "Reasons.", "Levers."))]
    for key in columns:
        old, new = before.cells.columns.get(key, []), after.cells.columns.get(key, [])
        computed = before.cells.kind.tables[key.partition(".")[0]][key.partition(".")[2]].computed
        pairs = zip(map(stored, old), map(stored, new), strict=False)
        if computed is None and any(was not in ("", now) for was, now in pairs):
            raise InputError([Problem("unusual_xml", before.cells.book.file, value=before.cells.book.file)])
