"""Who bought: one customer behind several spellings, by code where there is one, else by name.

Names that only look alike are never made one: they are proposed in a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Coded, Codes, Days, Flags
from xl_grc.customers.draft import Draft
from xl_grc.customers.lines import ANONYMOUS
from xl_grc.customers.words import folded_name, is_nobody
from xl_grc.plan.words import identity
from xl_grc.records import NamedTuple

_BLANK = -2
_HALF, _LOW = 32, (1 << 32) - 1
_SHORTEST = 5
_CROWD = 6
"""So many customers of one sketch are a fashion in names, not a slip of the pen."""
_BY_CODE, _BY_NAME = "code", "name"
CONTACTS = ("email", "phone", "address", "zip", "town", "consent")
"""What a file may tell beside the name of a customer."""


class People(NamedTuple):
    """The customers of an analysis: the code and the name of each, and what their file tells beside by field.

    A customer without a code in the file has their name for one; `coded` says which have their own. Of a customer whose
    lines all are left aside nothing is known: both are "".
    """

    codes: list[str]
    names: list[str]
    coded: Flags
    contacts: Mapping[str, list[str]]

    @property
    def size(self) -> int:
        """How many customers there are."""
        return len(self.codes)


class Register:
    """The customers found so far, by what identifies them: ("code", ...) or ("name", ...)."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {_BY_CODE: {}, _BY_NAME: {}}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def numbers(self, kind: str, keys: Sequence[str]) -> list[int]:
        """The numbers of customers, new ones for those not met before."""
        known = self._numbers[kind]
        new = [key for key in dict.fromkeys(keys) if key not in known]
        known.update(zip(new, range(self._count, self._count + len(new)), strict=True))
        self._count += len(new)
        return list(map(known.__getitem__, keys))

    def coded(self) -> Flags:
        """Which customers are known by a code."""
        found = np.zeros(self._count, np.bool_)
        found[list(self._numbers[_BY_CODE].values())] = True
        return found


def customers_of(draft: Draft, register: Register) -> Codes:
    """The customer of each line of an export.

    A line whose customer is nobody ("Client comptoir") is anonymous, whatever its code.
    """
    code, name = _codes(draft), draft.fields.get("name")
    found = np.full(draft.size, _BLANK, np.int32) if code is None else _numbered(code, register, _BY_CODE)
    if name is not None:
        found[name.flags(is_nobody)] = ANONYMOUS
        unknown = np.flatnonzero(found == _BLANK)
        if len(unknown):
            found[unknown] = _numbered(name.at(unknown), register, _BY_NAME)
    found[found == _BLANK] = ANONYMOUS
    return found


def _codes(draft: Draft) -> Coded | None:
    """The codes of customers; where the export has none, their e-mail addresses tell them apart."""
    return draft.fields.get("code", draft.fields.get("email"))


def _numbered(column: Coded, register: Register, kind: str) -> Codes:
    """The customers that the cells of a column name; _BLANK for a blank, ANONYMOUS for nobody."""
    texts, key = column.texts(), identity if kind == _BY_CODE else folded_name
    used = np.zeros(len(texts), np.bool_)
    used[column.codes] = True
    told = [place for place in np.flatnonzero(used).tolist() if texts[place]]
    known = [place for place in told if not is_nobody(texts[place])]
    numbers = np.full(len(texts), _BLANK, np.int32)
    numbers[told] = ANONYMOUS
    numbers[known] = register.numbers(kind, [key(texts[place]) for place in known])
    return numbers[column.codes]


def people_of(drafts: Sequence[Draft], customers: Sequence[Codes], kept: Sequence[Flags], register: Register) -> People:
    """Who the customers are, as the lines kept tell."""
    count, coded = len(register), register.coded()
    names = _spelled([draft.fields.get("name") for draft in drafts], customers, kept, count)
    codes = _spelled([_codes(draft) for draft in drafts], customers, kept, count)
    shown = [name or code for name, code in zip(names, codes, strict=True)]
    codes = [code if own else name for code, own, name in zip(codes, coded.tolist(), shown, strict=True)]
    mixed = len(set(coded.tolist())) > 1
    return People(_distinct(codes) if mixed else codes, shown, coded, _contacts(drafts, customers, kept, count))


def named_alike(people: People) -> int:
    """How many customers without a code have the name of one who has: they may be the same."""
    coded = people.coded.tolist()
    if len(set(coded)) < 2:
        return 0
    known = {folded_name(name) for name, own in zip(people.names, coded, strict=True) if own and name}
    return sum(folded_name(name) in known for name, own in zip(people.names, coded, strict=True) if name and not own)


def _spelled(
    columns: Sequence[Coded | None], customers: Sequence[Codes], kept: Sequence[Flags], count: int
) -> list[str]:
    """The text of each customer in a column: the spelling on most lines, of several the smallest."""
    times: dict[tuple[int, str], int] = {}
    for column, numbers, wanted in zip(columns, customers, kept, strict=True):
        if column is None:
            continue
        wanted = wanted & (numbers >= 0)
        own, codes = (numbers, column.codes) if wanted.all() else (numbers[wanted], column.codes[wanted])
        alone = _one_spelling_each(column, own, codes, count)
        if alone is not None and len(columns) == 1:
            return alone
        texts = column.texts()
        for customer, place, lines in _spellings(own, codes):
            key = (customer, texts[place])
            times[key] = lines + times.get(key, 0)
    best: list[tuple[int, str]] = [(0, "")] * count
    for (customer, text), lines in times.items():
        if text and (-lines, text) < best[customer]:
            best[customer] = (-lines, text)
    return [text for _, text in best]


def _one_spelling_each(column: Coded, customers: Codes, codes: Codes, count: int) -> list[str] | None:
    """The text of each customer where everybody is spelled in one way, as in most files; else None."""
    of_customer = np.full(count, -1, np.int32)
    of_customer[customers] = codes
    if (of_customer[customers] != codes).any():
        return None
    texts = [*column.texts(), ""]  # the last one is that of the place -1
    return [texts[place] for place in of_customer.tolist()]


def _spellings(customers: Codes, codes: Codes) -> Iterable[tuple[int, int, int]]:
    """Customer, cell and number of lines of each spelling."""
    keys, lines = _counted((customers.astype(np.int64) << _HALF) + codes)
    return zip((keys >> _HALF).tolist(), (keys & _LOW).tolist(), lines.tolist(), strict=True)


def _counted(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct keys, and how often each stands."""
    ordered = np.sort(keys)
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[starts], np.diff(starts, append=len(ordered))


def _distinct(codes: Iterable[str]) -> list[str]:
    """Codes of which no two differ in case alone: the second one gets a number behind it."""
    seen: dict[str, int] = {}
    found = []
    for code in codes:
        times = seen[identity(code)] = seen.get(identity(code), 0) + 1
        found.append(code if times == 1 or not code else f"{code} ({times})")
    return found


def _contacts(
    drafts: Sequence[Draft], customers: Sequence[Codes], kept: Sequence[Flags], count: int
) -> dict[str, list[str]]:
    """What each field tells of each customer on the latest day: the largest text, where that day tells several."""
    fields = [field for field in CONTACTS if any(field in draft.fields for draft in drafts)]
    found = {}
    for field in fields:
        latest: dict[int, tuple[int, str]] = {}
        for draft, numbers, wanted in zip(drafts, customers, kept, strict=True):
            column = draft.fields.get(field)
            if column is not None:
                _keep_latest(latest, column, np.where(wanted, numbers, np.int32(ANONYMOUS)), draft.day)
        found[field] = [latest.get(customer, (0, ""))[1] for customer in range(count)]
    return found


def _keep_latest(latest: dict[int, tuple[int, str]], column: Coded, customers: Codes, days: Days) -> None:
    """The texts of a column by customer, those of later days over those of earlier ones."""
    told = np.flatnonzero((customers >= 0) & ~column.blank())
    keys = customers[told].astype(np.int64) * (len(column.cells) + 1) + column.codes[told]
    order = np.lexsort((days[told], keys))
    last = np.flatnonzero(np.diff(keys[order], append=-1))
    for line in told[order[last]].tolist():
        customer, said = int(customers[line]), (int(days[line]), column.text(line))
        latest[customer] = max(said, latest.get(customer, said))


def likely_the_same(people: People) -> list[tuple[int, int]]:
    """Pairs of customers whose names differ in what a hurried hand changes: the order of words, one letter, a plural.

    They are proposed, never merged. Names of fewer than five letters are too short to say.
    """
    groups: dict[str, list[int]] = {}
    for customer, name in enumerate(people.names):
        for key in _sketches(folded_name(name)):
            groups.setdefault(key, []).append(customer)
    pairs = {(one, other) for group in groups.values() if len(group) < _CROWD for one, other in combinations(group, 2)}
    return sorted(pairs, key=lambda pair: [people.codes[customer] for customer in pair])


def _sketches(folded: str) -> Iterator[str]:
    """What is left of a name without the order of its words, and without any one of its letters."""
    letters = "".join(sorted(folded.split()))
    if len(letters) < _SHORTEST:
        return
    yield letters
    if not any(map(str.isdigit, letters)):  # numbers in names tell people apart
        yield from {letters[:place] + letters[place + 1 :] for place in range(len(letters))} - {letters}
