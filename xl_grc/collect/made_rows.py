"""The rows of the summary as people read them, made when they are asked for: a network has too many to hold."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, islice
from typing import Any, Generic, TypeVar, overload

from xl_grc.collect.packed import Row
from xl_grc.collect.returned import FIELDS, CollectedPlan
from xl_grc.collect.tables import rows
from xl_grc.text import LANGUAGES, Texts, texts

T = TypeVar("T")


class _RowsOnDemand(Sequence[Row]):
    """Rows of which any run is made by itself."""

    @abstractmethod
    def _made(self, places: range) -> list[Row]:
        """The rows at some places."""

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        places = range(len(self))[at]
        return self._made(range(places, places + 1))[0] if isinstance(places, int) else self._made(places)


class MadeRows(_RowsOnDemand, Generic[T]):
    """A row made of each of some things."""

    def __init__(self, make: Callable[[T], Row], things: Sequence[T]) -> None:
        self._make, self._things = make, things

    def __len__(self) -> int:
        return len(self._things)

    def _made(self, places: range) -> list[Row]:
        return [self._make(self._things[at]) for at in places]


class ActionRows(_RowsOnDemand):
    """The rows of all actions."""

    def __init__(self, plans: list[CollectedPlan], names: Sequence[str], words: Texts) -> None:
        self._plans, self._names, self._words = plans, names, words
        self._ends = list(accumulate(len(plan.rows) for plan in plans))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def _made(self, places: range) -> list[Row]:
        if not places:
            return []
        first = bisect_right(self._ends, places.start)
        before = self._ends[first - 1] if first else 0
        some = rows(islice(self._plans, first, None), self._names)
        return list(_in_words(islice(some, places.start - before, places.stop - before, places.step), self._words))


def _in_words(found: Iterable[tuple[Any, ...]], words: Texts) -> Iterator[tuple[Any, ...]]:
    """The collected rows as people read them: statuses by their name, terms as marks, verdicts in one language."""
    verdict, verdicts = FIELDS.index("verdict"), _verdicts(words)
    status, terms = FIELDS.index("status"), [FIELDS.index(f"{term}_term") for term in ("short", "medium", "long")]
    for row in found:
        shown = list(row)
        shown[status] = words.get(f"statuses.{row[status]}", row[status])
        for at in terms:
            shown[at] = words["mark"] if row[at] else ""
        shown[verdict] = verdicts.get(row[verdict], row[verdict])
        yield tuple(shown)


def _verdicts(words: Texts) -> dict[Any, str]:
    """A verdict in the words of any workbook -> in those of the summary."""
    keys = [key for key in words if key.startswith("verdicts.")]
    return {texts(language)[key]: words[key] for language in LANGUAGES for key in keys}
