"""The files beside the workbook: actions for the plan, customers to contact, lines left aside. CSV with `;` and a mark
of UTF-8, as spreadsheets in France open them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from xl_grc.customers.analysis import Analysis
from xl_grc.customers.filling import Order
from xl_grc.customers.proposals import Proposal, Terms
from xl_grc.customers.reach import Reach
from xl_grc.customers.wording import reason_in_words, returns_in_words
from xl_grc.customers.words import says
from xl_grc.files.csv_fields import csv_of_columns
from xl_grc.plan.period import calendar_months, months_later
from xl_grc.tables.relations.segments import PROPOSALS
from xl_grc.tables.runtime.text_rules import two_decimals, whole
from xl_grc.text import Texts

_TOLD = ("code", "name", "reason")
_ALL_YEAR = "loyalty"
_MONTHS = 3


def proposals_csv(proposals: Sequence[Proposal], as_of: date, terms: Terms, words: Texts) -> bytes:
    """The proposed actions that somebody is to be contacted for, as `xl-grc new` reads actions."""
    start = months_later(as_of.replace(day=1), 1)
    rows = [
        [
            start.isoformat(),
            words[f"actions.{proposal.key}"],
            words[f"types.{proposal.key}"],
            _months(proposal, start, words),
            str(proposal.contacts),
            "" if proposal.buyers is None else str(proposal.buyers),
            _money(proposal.price, words),
            _share(terms.margin_rate, words),
            _money(proposal.expenses, words),
            _audience(proposal, words),
            means(proposal, words),
        ]
        for proposal in proposals
        if proposal.contacts
    ]
    return _csv_of_rows(words["files.proposals_header"], rows)


def _months(proposal: Proposal, start: date, words: Texts) -> str:
    """The next three months, or the whole year for what goes on all the time."""
    if proposal.key == _ALL_YEAR:
        return str(words["input.whole_year"][0])
    return ", ".join(words["months"][month - 1] for month in calendar_months(start.month)[:_MONTHS])


def _money(amount: float | None, words: Texts) -> str:
    return "" if amount is None else f"{amount:.2f}".replace(".", words["formats.decimal"])


def _share(rate: float | None, words: Texts) -> str:
    return "" if rate is None else f"{_money(rate * 100, words)} %"


def _audience(proposal: Proposal, words: Texts) -> str:
    return ", ".join(words[f"segments.{segment}"] for segment in PROPOSALS[proposal.key])


def means(proposal: Proposal, words: Texts) -> str:
    """What makes the action pay, and what its customers do without it, in one sentence."""
    if proposal.breakeven_rate is None or proposal.breakeven_units is None:
        said = str(words["says.fill_in"])
    else:
        bought = words["says.buyers" if proposal.breakeven_units > 1 else "says.buyer"]
        rate = two_decimals(proposal.breakeven_rate * 100, words["formats.decimal"])
        units = whole(proposal.breakeven_units, words["formats.thousands"])
        said = f"{words['says.pays_from']}{units}{bought}{rate}{words['says.of_contacts']}"
    if proposal.returned is None:
        return said
    return f"{said} {words['says.without']}{returns_in_words(proposal.returned, proposal.days, words)}."


def contacts_csv(
    analysis: Analysis, order: Order, reach: Reach, columns: Mapping[str, Sequence[Any]], words: Texts
) -> bytes:
    """Whom to contact, a row a customer, in the order of the actions and then of their money; `columns` and `order` are
    those of the workbook."""
    actions = reach.action[order]
    chosen = np.argsort(actions, kind="stable")[np.count_nonzero(actions == 0) :]
    groups = [words[f"groups.{key}"] for key in PROPOSALS]
    rows = chosen.tolist()
    codes, names, reasons = [list(map(columns[f"Customers.{key}"].__getitem__, rows)) for key in _TOLD]
    channels = _channels(analysis.sales.people.contacts, order[chosen].tolist(), words)
    grouped = [groups[action - 1] for action in actions[chosen].tolist()]
    return _csv(words["files.contacts_header"], [codes, names, grouped, *channels, reasons])


def contacts_of_workbook(
    columns: Mapping[str, Sequence[Any]],
    places: Mapping[int, int],
    contacts: Mapping[str, Sequence[str]],
    words: Texts,
) -> bytes:
    """The same of a workbook in which people typed: who is to be contacted there, and who said no to e-mails there.

    `columns` are those of the workbook; `places` tells where `contacts` has the customer of a row, if anywhere.
    """
    groups = [words[f"groups.{key}"] for key in PROPOSALS]
    rows = [row for row, group in enumerate(columns["Customers.to_contact"]) if group != ""]
    order = {group: number for number, group in enumerate(dict.fromkeys([*groups, *columns["Proposals.group"]]))}
    rows.sort(key=lambda row: (order.get(columns["Customers.to_contact"][row], len(order)), -_number(columns, row)))
    shown = []
    for row in rows:
        place, said = places.get(row), str(columns["Customers.email_consent"][row])
        channel: Sequence[str] = (words["files.by_letter"], "")
        if contacts and place is not None:
            own = {field: [values[place]] for field, values in contacts.items()}
            channel = _channel(own | {"consent": [said]} if said else own, 0, words)
        texts = [str(columns[f"Customers.{key}"][row]) for key in ("code", "name", "to_contact")]
        shown.append([*texts, *channel, str(columns["Customers.reason"][row])])
    return _csv_of_rows(words["files.contacts_header"], shown)


def _number(columns: Mapping[str, Sequence[Any]], row: int) -> float:
    value = columns["Customers.revenue"][row]
    return 0.0 if isinstance(value, str) else float(value)


def _channels(contacts: Mapping[str, Sequence[str]], places: Sequence[int], words: Texts) -> list[Sequence[str]]:
    """The channel of each customer, and what it leads to."""
    if not contacts:
        return [[words["files.by_letter"]] * len(places), [""] * len(places)]
    return list(zip(*[_channel(contacts, place, words) for place in places], strict=True)) or [[], []]


def _channel(contacts: Mapping[str, Sequence[str]], place: int, words: Texts) -> tuple[str, str]:
    """A letter to the address; an e-mail where only that is known, and the customer has not said no to it."""
    address = [contacts[field][place] for field in ("address", "zip", "town") if field in contacts]
    mail = contacts["email"][place] if "email" in contacts else ""
    consent = contacts["consent"][place] if "consent" in contacts else ""
    if mail and not any(address) and (not consent or says(consent, "yes")):
        return words["files.by_mail"], mail
    return words["files.by_letter"], " ".join(filter(None, address))


def aside_csv(analysis: Analysis, words: Texts) -> bytes:
    """Every line left aside, with its reason and its amount."""
    aside, files = analysis.sales.aside, analysis.sales.files
    reasons = {reason: reason_in_words(reason, words) for reason in set(aside.reason.tolist())}
    columns = [
        [files[file] for file in aside.file.tolist()],
        list(map(str, aside.row.tolist())),
        [reasons[reason] for reason in aside.reason.tolist()],
        [_money(amount, words) for amount in aside.amounts()],
    ]
    headers = [words[f"columns.LinesLeftAside.{key}"] for key in ("file", "row", "reason", "amount")]
    return _csv(headers, columns)


def _csv_of_rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    return _csv(header, list(zip(*rows, strict=True)) or [()] * len(header))


def _csv(header: Sequence[str], columns: Sequence[Sequence[str]]) -> bytes:
    titles = [f"\ufeff{header[0]}", *header[1:]]
    return csv_of_columns([[title, *column] for title, column in zip(titles, columns, strict=True)])
