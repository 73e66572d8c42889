"""Records are what `typing.NamedTuple` makes of the same declaration, and no annotation is compiled for them."""

from __future__ import annotations

import builtins
import pickle
from typing import Generic, NamedTuple, TypeVar

import pytest

from xl_grc import records

T = TypeVar("T")


class Price(records.NamedTuple):
    """An amount in a currency."""

    amount: float
    currency: str = "EUR"

    @property
    def shown(self) -> str:
        return f"{self.amount} {self.currency}"

    @classmethod
    def free(cls) -> Price:
        return cls(0)

    def __str__(self) -> str:
        return self.shown


class Pair(records.NamedTuple, Generic[T]):
    first: T
    second: T


def declared(base):
    class Record(base):
        """A place."""

        sheet: str
        row: int = 1
        cell: str = ""

    return Record


def test_a_record_is_what_the_library_makes_of_its_declaration():
    ours, theirs = declared(records.NamedTuple), declared(NamedTuple)
    names = ("__name__", "__qualname__", "__module__", "__doc__", "_fields", "_field_defaults", "__match_args__")
    assert [getattr(ours, name) for name in names] == [getattr(theirs, name) for name in names]
    assert repr(ours("Costs", cell="B7")) == repr(theirs("Costs", cell="B7"))
    assert ours("Costs", 2) == theirs("Costs", 2) == ("Costs", 2, "")
    assert ours("Costs")._replace(row=3)._asdict() == {"sheet": "Costs", "row": 3, "cell": ""}
    for wrong in ({}, {"sheet": "Costs", "column": 1}):
        with pytest.raises(TypeError):
            ours(**wrong)


def test_a_record_keeps_its_methods():
    assert (str(Price(2.5)), Price.free(), Price.__doc__) == ("2.5 EUR", (0, "EUR"), "An amount in a currency.")
    assert pickle.loads(pickle.dumps(Price(1, "GBP"))) == Price(1, "GBP")
    with pytest.raises(AttributeError):
        Price(1).amount = 2


def test_a_record_of_any_kind():
    assert Pair[int](1, second=2) == Pair(1, 2) == (1, 2)
    assert issubclass(Pair, tuple)


def test_no_annotation_is_compiled(monkeypatch):
    asked = []
    monkeypatch.setattr(builtins, "compile", lambda *given, **_: asked.append(given))
    declared(records.NamedTuple)
    assert asked == []
