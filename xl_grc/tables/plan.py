"""The plan's workbook as a kind, which takes its shape and its calculations from what was written beforehand."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from xl_grc.tables.generated.plan import LIMITS, NAMED_INPUTS, SHAPES
from xl_grc.tables.generated.plan_places import PLACES
from xl_grc.tables.kind import Calculation, WorkbookKind
from xl_grc.tables.shape import SCHEMA_VERSION
from xl_grc.text import texts

if TYPE_CHECKING:
    from xl_grc.tables.definition import Definition


def _calculation(language: str) -> Calculation:
    return import_module(f"xl_grc.tables.generated.plan_{language}").calculate  # type: ignore[no-any-return]


@cache
def _define() -> Definition:
    from xl_grc.tables.schema import DEFINITION  # every formula of the plan

    return DEFINITION


PLAN = WorkbookKind(
    name="plan",
    version=SCHEMA_VERSION,
    sign="Actions",
    shapes=SHAPES,
    named_inputs=NAMED_INPUTS,
    limits=LIMITS,
    places=PLACES,
    texts=texts,
    calculation=_calculation,
    define=_define,
    settings=("Company", "Reference", "PeriodStart", "Currency", "DefaultMarginRate"),
)
"""The plan's workbook."""
