"""The summary workbook of collected plans: totals, rankings, every action, what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, BinaryIO

from xl_grc.collect.expected import ExpectedPlan
from xl_grc.collect.gathering import Collection
from xl_grc.collect.groups import AREA, Grouping, Lines, add_up, lines_of, reader
from xl_grc.collect.made_rows import ActionRows, MadeRows
from xl_grc.collect.returned import FIELDS, CollectedPlan, columns
from xl_grc.collect.summary import AddedUp, Attainment, Figures
from xl_grc.errors import Problem
from xl_grc.inputs.own_files import SUMMARY_TABLE
from xl_grc.patterns import compiled_later
from xl_grc.plan.words import fold
from xl_grc.text import LANGUAGES, Texts, texts
from xl_grc.text.messages import as_sentence, line
from xl_grc.workbook.summary.pages import PageColumn, SummaryPage, write_workbook
from xl_grc.workbook.summary.rows import Styled
from xl_grc.workbook.summary.styles import AMOUNT, FIGURE, GENERAL, LINE, RATE, RATIO, UNIT_AMOUNT

_NO_TITLE = compiled_later(r"[\[\]:*?/\\]")
"""What no title of a sheet may hold."""
_LONGEST_TITLE = 31
_STYLES = {
    "amount": AMOUNT,
    "rate": RATE,
    "ratio": RATIO,
    "unit_amount": UNIT_AMOUNT,
    "line": LINE,
}
_UNITS = {
    **dict.fromkeys(("source_file", "plan"), "line"),
    **dict.fromkeys(("margin_rate", "progress"), "rate"),
    **dict.fromkeys(("price", "unit_cost_price", "contact_cost"), "unit_amount"),
    "roi": "ratio",
    **dict.fromkeys(
        (
            *("expenses", "revenue", "effective_expenses", "effective_revenue", "actual_expenses", "actual_revenue"),
            *("margin", "margin_result", "contacts", "buyers", "known_cost"),
            *("planned_expenses_to_date", "planned_revenue_to_date", "planned_expenses", "planned_revenue"),
            *("compared_expenses", "compared_revenue", "expense_variance", "revenue_variance"),
        ),
        "amount",
    ),
}
_FIGURES = (
    "actions",
    "expenses",
    "revenue",
    "known_cost",
    "margin",
    "roi",
    "contacts",
    "contact_cost",
    "tracked",
    "actual_expenses",
    "planned_expenses",
    "compared_expenses",
    "expense_variance",
    "actual_revenue",
    "planned_revenue",
    "compared_revenue",
    "revenue_variance",
)
_BESIDE = {
    "reference": PageColumn("collect.reference", width=13),
    "start": PageColumn("collect_columns.period_start", width=13),
    "currency": PageColumn("collect_columns.currency", width=9),
    "plans": PageColumn("collect.plans", AMOUNT, 7),
}
"""What stands beside the name in a ranking, by field; the header is the key of its words."""


def write_summary(
    stream: BinaryIO,
    collection: Collection,
    missing: Sequence[Problem],
    as_of: date,
    words: Texts,
    by: Sequence[str] = (),
    wanted: Sequence[ExpectedPlan] = (),
) -> None:
    """Write the summary workbook, in the language of the words: a sheet for each column in `by`, and for the areas when
    some are given; the companies carry the columns of the list of those `wanted`.

    Raises InputError when nobody has such a column.
    """
    write_workbook(stream, list(_pages(collection, missing, as_of, words, by, wanted)), words)


def _pages(
    collection: Collection,
    missing: Sequence[Problem],
    as_of: date,
    words: Texts,
    by: Sequence[str],
    wanted: Sequence[ExpectedPlan],
) -> Iterator[SummaryPage]:
    plans = collection.plans
    lines = lines_of(plans, wanted)
    actions, columns = Grouping(reader("action", plans, lines), with_goals=False), _columns(by, plans, lines, words)
    networks, companies = add_up(plans, [actions, *columns.values()])
    yield _networks(networks, as_of, words)
    ranked = _ranking("companies", "Companies", ("reference", "start", "currency"), companies, words)
    yield _with_list(ranked, companies, lines)
    yield _ranking("ranking", "ActionRanking", ("currency", "plans"), actions.ranked(), words)
    yield from _by_columns({name: one for name, one in columns.items() if name in by or one.is_filled}, words)
    yield _actions(plans, words)
    yield _to_see([*collection.unread, *missing, *collection.notes], words)


def _networks(networks: Sequence[AddedUp], as_of: date, words: Texts) -> SummaryPage:
    """The totals of all plans, a column for each currency."""
    plans = sum(network.plans for network in networks)
    note = words.say("collect.notes.summary", plans=plans, as_of=words.shown_day(as_of))
    columns = _totals_columns([network.currency for network in networks], words)
    return SummaryPage(words["collect.summary"], "Summary", columns, _totals(networks, as_of, words), note)


def _actions(plans: list[CollectedPlan], words: Texts) -> SummaryPage:
    """The page of all actions: our columns, then those that users added."""
    names = columns(plans)
    detail = [_column(name, words) for name in names[: len(FIELDS)]]
    detail += [PageColumn(name) for name in _distinct(names[len(FIELDS) :], {column.header for column in detail})]
    return SummaryPage(
        words["collect.actions"], SUMMARY_TABLE, detail, ActionRows(plans, names, words), frozen=3, unprinted=2
    )


def _to_see(told: Sequence[Problem], words: Texts) -> SummaryPage:
    """The page of what is to be looked at, file by file."""
    return SummaryPage(
        words["collect.to_see"],
        "ToSee",
        [PageColumn(words["collect.file"], width=40), PageColumn(words["collect.what"], width=110)],
        [(problem.file, as_sentence(line(problem._replace(file=""), words))) for problem in told],
        words["collect.notes.to_see" if told else "collect.notes.nothing_to_see"],
    )


def _totals_columns(names: Sequence[str], words: Texts) -> list[PageColumn]:
    """The figures, and their values: a column for each currency when there are several."""
    value = words["collect.value"]
    headers = [value] if len(names) == 1 else [f"{value} ({name or words['collect.not_given']})" for name in names]
    return [PageColumn(words["collect.figure"], FIGURE, 60), *(PageColumn(header, AMOUNT, 15) for header in headers)]


def _column(name: str, words: Texts) -> PageColumn:
    width = {**dict.fromkeys(("action", "company", "objective"), 30), "type": 18}.get(name, 14)
    return PageColumn(words[f"collect_columns.{name}"], _style(name), width, judged=name == "roi")


def _distinct(names: Sequence[str], taken: set[str]) -> list[str]:
    """Headers of a table differ without regard to case."""
    used = {name.casefold() for name in taken}
    found = []
    for name in names:
        shown, number = name, 2
        while shown.casefold() in used:
            shown, number = f"{name} ({number})", number + 1
        used.add(shown.casefold())
        found.append(shown)
    return found


def _value(found: Figures, name: str, words: Texts) -> Any:
    """A figure, or the words for one that nobody gave."""
    value = getattr(found, name)
    return words["collect.not_given"] if value is None else value


def _totals(networks: Sequence[AddedUp], as_of: date, words: Texts) -> list[tuple[Any, ...]]:
    """The figures of the plans of each currency beside one another."""
    found = [network.figures for network in networks]
    lines = [
        (
            words[f"collect_figures.{name}"],
            *(Styled(_value(one, name, words), _style(name, AMOUNT)) for one in found),
        )
        for name in _FIGURES
    ]
    seen, counts = [as_of] * len(networks), [network.plans for network in networks]
    aims = [
        (words[f"collect_attainment.{name}"], *(getattr(network.attainment, name) for network in networks))
        for name in Attainment._fields
    ]
    return [(words["collect.as_of"], *seen), (words["collect.plans"], *counts), *lines, *aims]


def _columns(by: Sequence[str], plans: Sequence[CollectedPlan], lines: Lines, words: Texts) -> dict[str, Grouping]:
    """The columns asked for, and the area behind them unless it is among them."""
    areas = {fold(AREA), *(fold(str(texts(language)["collect_columns.area"])) for language in LANGUAGES)}
    area = [] if areas & set(map(fold, by)) else [str(words["collect_columns.area"])]
    return {name: Grouping(reader(name, plans, lines)) for name in (*by, *area)}


def _by_columns(columns: Mapping[str, Grouping], words: Texts) -> Iterator[SummaryPage]:
    """A page for each column."""
    taken = {fold(str(words[f"collect.{key}"])) for key in ("summary", "companies", "ranking", "actions", "to_see")}
    for number, (name, grouping) in enumerate(columns.items(), 1):
        page = _ranking("by", f"By{number}", ("currency", "plans"), grouping.ranked(), words)
        title = _NO_TITLE.sub("-", name)[:_LONGEST_TITLE].strip("' ") or str(number)
        title = f"{title[: _LONGEST_TITLE - 3]} ({number})" if fold(title) in taken else title
        taken.add(fold(title))
        first = page.columns[0], page.columns[1]._replace(header=name)
        yield page._replace(title=title, columns=[*first, *page.columns[2:]])


def _with_list(page: SummaryPage, companies: Sequence[AddedUp], lines: Lines) -> SummaryPage:
    """The page of companies with the columns of the list of those expected on its right."""
    names = list(dict.fromkeys(header for line in lines.values() for header in line.others))
    added = _distinct(names, {column.header for column in page.columns})
    rows = [
        (*row, *(lines[one.path].others.get(name) if one.path in lines else None for name in names))
        for row, one in zip(page.rows, companies, strict=True)
    ]
    return page._replace(columns=[*page.columns, *(PageColumn(header, width=20) for header in added)], rows=rows)


def _style(name: str, otherwise: int = GENERAL) -> int:
    return _STYLES.get(_UNITS.get(name, ""), otherwise)


def _ranking(title: str, table: str, beside: Sequence[str], ranked: Sequence[AddedUp], words: Texts) -> SummaryPage:
    """The page of a ranking; `beside` are the fields that tell apart what bears the same name."""
    headers = [PageColumn(words["collect.place"], AMOUNT, 7), PageColumn(words[f"collect.name_{title}"], FIGURE, 34)]
    headers += [_BESIDE[name]._replace(header=words[_BESIDE[name].header]) for name in beside]
    headers += [
        PageColumn(words[f"collect_figures.{name}"], _style(name, AMOUNT), 14, judged=name == "roi")
        for name in _FIGURES
    ]
    headers += [PageColumn(words[f"collect_attainment.{name}"], AMOUNT, 11) for name in Attainment._fields]
    body = MadeRows(partial(_ranked_row, beside=beside, words=words), ranked)
    return SummaryPage(words[f"collect.{title}"], table, headers, body, words[f"collect.notes.{title}"], frozen=2)


def _ranked_row(one: AddedUp, beside: Sequence[str], words: Texts) -> tuple[Any, ...]:
    """The row of a total in its ranking."""
    found = one.figures
    return (
        one.place,
        one.name or words["collect.not_given"],
        *(getattr(one, name) for name in beside),
        *(_value(found, name, words) for name in _FIGURES),
        *one.attainment,
    )
