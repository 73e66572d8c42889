"""Rows of an action sheet grouped into plans: by reference when a row has one, else by company."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from xl_grc.errors import Problem
from xl_grc.plan.fields import ACTIONS, InputSheet
from xl_grc.plan.parsed_sheet import ParsedSheet, Whole
from xl_grc.plan.words import identity
from xl_grc.records import NamedTuple

K = TypeVar("K", bound=Hashable)

NAMELESS = ""
"""The key of the rows that name neither company nor reference."""


class InputOptions(NamedTuple):
    """What the user typed beside the file: the day the plan is read on, the language that settles ambiguous numbers
    and dates, the company, the name to use without any, the first month, and what `InputSheet` tells of a table; and
    what the whole file says, when only a part of it is read."""

    as_of: date
    language: str | None = None
    company: str = ""
    default_company: str = ""
    start: date | None = None
    whole: Whole | None = None
    given: tuple[tuple[str, str], ...] = ()
    exponent: int | None = None

    @property
    def sheet(self) -> InputSheet:
        """The sheet of actions as the user said it is."""
        return ACTIONS._replace(given=self.given, exponent=self.exponent)


class Group(NamedTuple):
    """The rows of one plan, as positions in the table, and what they say together.

    `known_as` is the company under which the rows were grouped; `sure_start` is False when the period is in doubt.
    """

    rows: list[int]
    company: str
    reference: str
    known_as: str
    start: date
    sure_start: bool


class Agreement(NamedTuple, Generic[K]):
    """Per key, the position that first gives a value, and the two positions that give different ones."""

    first: dict[K, int]
    clashes: dict[K, tuple[int, int]]


def agree(keys: Sequence[K | None], values: Sequence[Hashable]) -> Agreement[K]:
    """Whether all values under one key are the same; blank values and the key None say nothing.

    >>> agree(["a", "a", "b"], [None, 1, 2]).first, agree(["a", "a"], [1, 2]).clashes
    ({'a': 1, 'b': 2}, {'a': (0, 1)})
    """
    first: dict[K, int] = {}
    clashes: dict[K, tuple[int, int]] = {}
    seen = set()
    for position, pair in enumerate(zip(keys, values, strict=True)):
        if pair in seen:  # most rows repeat what the row above says
            continue
        seen.add(pair)
        key, value = pair
        if value is None or value == "" or key is None:
            continue
        held = first.setdefault(key, position)
        if held != position:
            clashes.setdefault(key, (held, position))
    return Agreement(first, clashes)


def two_rows(table: ParsedSheet, field: str, key: str, pair: tuple[int, int], value: str = "") -> None:
    """Notes that two rows contradict each other, on the second one."""
    first, second = (table.grid.number(table.rows[position]) for position in pair)
    table.add(pair[1], field, Problem(key, value=value, values=(("first", first), ("second", second))))


def identities(texts: Sequence[str]) -> list[str]:
    """The identity of each text, each distinct text looked at once."""
    known = {text: identity(text) for text in set(texts)}
    return [known[text] for text in texts]


def group_rows(table: ParsedSheet, options: InputOptions) -> tuple[list[Group], list[int]]:
    """The plans of a table in the order of their first rows, and the plan of each row.

    Problems: company_missing, company_doubtful, two_companies, two_starts.
    """
    companies, references = table.column("company", ""), table.column("reference", "")
    pairs = list(zip(references, companies, strict=True))
    numbers: dict[str, int] = {}
    group_of_pair = {pair: numbers.setdefault(plan_key(*pair), len(numbers)) for pair in dict.fromkeys(pairs)}
    group_of = [group_of_pair[pair] for pair in pairs]
    members: list[list[int]] = [[] for _ in numbers]
    for position, group in enumerate(group_of):
        members[group].append(position)
    agreement = agree(group_of, identities(companies))
    named = agreement.first
    known = [companies[named[group]] if group in named else "" for group in range(len(members))]
    codes = [references[rows[0]] for rows in members]
    _check_companies(table, agreement, members, options)
    if not options.company:
        _check_neighbours(table, group_of, numbers, options.whole)
    names = _names(known, codes, options)
    starts = _starts(table, group_of, len(members), options)
    parts = zip(members, names, codes, known, *zip(*starts, strict=True), strict=True)
    return list(map(Group._make, parts)), group_of


def plan_key(reference: str, company: str) -> str:
    """What tells the plan of a row from others; "" for a row that names none."""
    return f"r{identity(reference)}" if reference else f"c{identity(company)}" if company else NAMELESS


def _names(known: list[str], codes: list[str], options: InputOptions) -> list[str]:
    """The company of each plan: typed for a single plan, else as the file gives it, else the best there is.

    The name of the file is that of a plan that is alone in it: beside others, rows that name nobody stay without one.
    """
    if options.whole.alone if options.whole else len(known) == 1:
        return [options.company or known[0] or options.default_company]
    return [name or options.company or code for name, code in zip(known, codes, strict=True)]


def _check_companies(
    table: ParsedSheet, agreement: Agreement[int], members: list[list[int]], options: InputOptions
) -> None:
    """Notes references with two companies, and rows without any in a file that names companies."""
    named, clashes = agreement
    references = table.column("reference", "")
    for pair in clashes.values():
        two_rows(table, "company", "two_companies", pair, references[pair[0]])
    alone, names = options.whole[1:3] if options.whole else (len(members) == 1, bool(named))
    if options.company or (alone and not names):
        return
    spoiled = table.spoiled("company")
    for group, rows in enumerate(members):
        if group not in named:
            missing = rows[: int(names)] if references[rows[0]] else rows
            for position in missing:
                if position not in spoiled:
                    table.add(position, "company", Problem("company_missing"))


def _check_neighbours(table: ParsedSheet, group_of: list[int], numbers: dict[str, int], whole: Whole | None) -> None:
    """Notes the plans beside a row that names none: it may be theirs, under a cell that was merged."""
    nameless = numbers.get(NAMELESS)
    doubtful: dict[int, int] = {}
    if whole is not None:
        doubtful = {numbers[key]: row for key, row in whole.doubtful.items() if key in numbers}
    elif nameless is not None and len(numbers) > 1:
        for above, (one, other) in enumerate(pairwise(group_of)):
            if one != other and nameless in (one, other):
                named, row = (other, above) if one == nameless else (one, above + 1)
                doubtful.setdefault(named, table.grid.number(table.rows[row]))
    for group, row in doubtful.items():
        table.add(group_of.index(group), "company", Problem("company_doubtful", values=(("row", row),)))


def _starts(table: ParsedSheet, group_of: list[int], count: int, options: InputOptions) -> list[tuple[date, bool]]:
    """The first month of each plan, and whether it is sure. A typed one wins over the file's."""
    if options.start is not None:
        return [(options.start.replace(day=1), True)] * count
    starts = table.column("period_start")
    first, clashes = agree(group_of, starts)
    for pair in clashes.values():
        two_rows(table, "period_start", "two_starts", pair)
    doubtful = {group_of[position] for position in table.spoiled("period_start")}
    default = date(options.as_of.year, 1, 1)
    return [
        (starts[first[group]] if group in first else default, group not in clashes and group not in doubtful)
        for group in range(count)
    ]
