"""The name of a person whose first name stands in a column of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from xl_grc.customers.coded import Coded
from xl_grc.customers.words import words_of


def person_columns(headers: Sequence[str], name: int | None, typed: Mapping[str, str]) -> tuple[int, ...]:
    """Where an export has the last and the first names of its customers, by its folded headers; nowhere where it does
    not have both, or where the user says in which column the `name` stands.

    >>> person_columns(["nom", "prenom"], 0, {}), person_columns(["client", "montant"], 0, {})
    ((0, 1), ())
    """
    if name is None or "name" in typed:
        return ()
    wanted = (words_of("last_names"), words_of("first_names"))
    found = [next((place for place, header in enumerate(headers) if header in words), None) for words in wanted]
    return tuple(place for place in found if place is not None) if None not in found else ()


def with_first_names(
    fields: Mapping[str, Coded], places: Mapping[str, int], person: Sequence[int], columns: Sequence[Coded]
) -> dict[str, Coded]:
    """The names of customers: the last and the first name of a person, where no company is named."""
    if not person:
        return {}
    whole, company = _joined(*(columns[place] for place in person)), fields["name"]
    if places["name"] in person:
        return {"name": whole}
    codes = np.where(company.blank(), whole.codes + len(company.cells), company.codes).astype(np.int32)
    return {"name": Coded(codes, [*company.cells, *whole.cells])}


def _joined(last: Coded, first: Coded) -> Coded:
    """Two columns of texts as one."""
    pairs, codes = np.unique(last.codes.astype(np.int64) * len(first.cells) + first.codes, return_inverse=True)
    texts, others = last.texts(), first.texts()
    names = [f"{texts[pair // len(others)]} {others[pair % len(others)]}".strip() for pair in pairs.tolist()]
    return Coded(codes.astype(np.int32), names)
