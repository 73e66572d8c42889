"""The companies of a run, by their names: one that stands under several references has as many plans."""

from __future__ import annotations

from xl_grc.errors import Problem
from xl_grc.plan.words import identity

_SHOWN = 3


class Companies:
    """Counts the plans of each company, by the hash of its name: a million names take no more than their hashes."""

    def __init__(self) -> None:
        self._plans: set[int] = set()
        self._several: dict[str, str] = {}

    def add(self, *companies: str) -> None:
        """The companies of plans, one name a plan; "" for a plan that names none."""
        for company in filter(None, companies):
            name = identity(company)
            if hash(name) in self._plans:
                self._several.setdefault(name, company)
            self._plans.add(hash(name))

    def told(self) -> list[Problem]:
        """The companies that have several plans, when there are any: how many they are, and the first names."""
        if not self._several:
            return []
        shown = ", ".join(list(self._several.values())[:_SHOWN]) + (", …" if len(self._several) > _SHOWN else "")
        return [Problem.of("companies_twice", count=len(self._several), names=shown)]
