"""Lines directly below a total that are made of it, tax, the total with tax, what it leaves: none is a record."""

from __future__ import annotations

from collections.abc import Mapping

from xl_grc.functions.units import RATE
from xl_grc.plan.number_texts import read_number
from xl_grc.plan.running_sums import NEAR
from xl_grc.plan.words import fold, listed


def tax_rate(label: str) -> float | None:
    """The rate of a label that says VAT, and perhaps of how much, and nothing more; 0 when it says no rate.

    >>> tax_rate("TVA 20 %"), tax_rate("VAT (5.5%)"), tax_rate("TVA"), tax_rate("TVA du salon")
    (0.2, 0.055, 0.0, None)
    """
    word, *rest = label.replace("(", " ").replace(")", " ").rstrip(" :").split() or [""]
    if fold(word) not in listed("vat"):
        return None
    said = " ".join(rest[1:] if rest and fold(rest[0]) in listed("before_rates") else rest)
    both = read_number(said, RATE) if said else (0.0, 0.0)
    return None if both is None else next((rate for rate in both if rate is not None), None)


class TotalAbove:
    """The last total, and what it makes with the tax below it; amounts are by the order of their columns.

    >>> total = TotalAbove()
    >>> total.remember({0: 10_000.0})
    >>> total.is_taxed_by("TVA 20 %", {0: 2_000.0}), total.makes({0: 12_000.0})
    (True, True)
    """

    def __init__(self) -> None:
        self._amounts: dict[int, float] = {}
        self._with_tax: dict[int, float] = {}

    def __bool__(self) -> bool:
        return bool(self._amounts)

    def remember(self, amounts: Mapping[int, float]) -> None:
        """This is the last total."""
        self._amounts, self._with_tax = dict(amounts), {}

    def forget(self) -> None:
        """Something else stands below it."""
        if self._amounts:
            self.remember({})

    def is_taxed_by(self, label: str, amounts: Mapping[int, float]) -> bool:
        """Whether the next row is the tax of the total: by its label, and at the rate that it says."""
        rate = tax_rate(label)
        if rate is None or not amounts or not amounts.keys() <= self._amounts.keys():
            return False
        if rate and any(abs(amount - rate * self._amounts[place]) > NEAR for place, amount in amounts.items()):
            return False
        self._with_tax = {place: amount + amounts.get(place, 0.0) for place, amount in self._amounts.items()}
        return True

    def is_left(self, label: str, amounts: Mapping[int, float]) -> bool:
        """Whether the next row is what revenue leaves above expenses: by its label, and by the difference of the two.

        >>> total = TotalAbove()
        >>> total.remember({0: 5_500.0, 1: 12_000.0})
        >>> total.is_left("Solde :", {1: 6_500.0}), total.is_left("Soldes", {1: 6_500.0})
        (True, False)
        """
        if len(self._amounts) != 2 or len(amounts) != 1:
            return False
        (one, other), (amount,), said = self._amounts.values(), amounts.values(), f"{fold(label)} "
        named = any(said.startswith(f"{words} ") for words in listed("balances"))
        return named and abs(abs(one - other) - abs(amount)) <= NEAR

    def makes(self, amounts: Mapping[int, float]) -> bool:
        """Whether the total and its tax add up to these amounts."""
        known = bool(amounts) and amounts.keys() <= self._with_tax.keys()
        return known and all(abs(self._with_tax[place] - amount) <= NEAR for place, amount in amounts.items())
