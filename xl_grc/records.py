"""Records: tuples whose fields have names, declared as with `typing.NamedTuple`, which is what type checkers see here.

That one compiles the annotation of each field as if somebody asked for its value: with the records of xl_grc this is a
tenth of the time in which a command starts.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Declaration(type):
        """Makes a named tuple of the fields that a class declares, their defaults and its methods."""

        def __new__(cls, name, bases, body):
            fields = body["__annotations__"]
            defaults = [body.pop(field) for field in fields if field in body]
            record = namedtuple(name, fields, defaults=defaults)
            for key, value in body.items():
                setattr(record, key, value)
            return record

    NamedTuple = type.__new__(_Declaration, "NamedTuple", (), {})

_Record = TypeVar("_Record")


def equal_to_itself_alone(record: type[_Record]) -> type[_Record]:
    """Makes records of a class equal no other, so that what was worked out of one can be kept under it."""
    for name in ("__eq__", "__ne__", "__hash__"):
        setattr(record, name, getattr(object, name))
    return record
