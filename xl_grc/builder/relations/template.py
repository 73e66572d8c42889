"""The template of customer relations: its sheets, and what each is filled with."""

from __future__ import annotations

from xl_grc.builder.layout import SheetLayout, TemplateLayout
from xl_grc.builder.relations.image import build_image, highlight_image
from xl_grc.builder.relations.loyalty import build_loyalty
from xl_grc.builder.relations.sheets import build_aside, build_customers, build_settings, highlight_customers
from xl_grc.builder.relations.summary import build_summary
from xl_grc.tables.relations.image import SIDES, STAGES
from xl_grc.tables.relations_kind import RELATIONS

_INK, _NAVY, _TEAL, _PLUM, _AMBER, _GREY = "26323F", "1F3A5F", "1B7F79", "7A4E7E", "B7791F", "6B7785"

RELATIONS_TEMPLATE = TemplateLayout(
    kind=RELATIONS,
    title="relations_title",
    sheets=(
        SheetLayout("summary", build_summary, _INK),
        SheetLayout("customers", build_customers, _NAVY),
        SheetLayout("loyalty", build_loyalty, _TEAL),
        SheetLayout("image", build_image, _PLUM),
        SheetLayout("aside", build_aside, _AMBER),
        SheetLayout("settings", build_settings, _GREY),
    ),
    charts=("segments", "pareto"),
    highlights={"Customers": highlight_customers, "Perception": highlight_image},
    offered={
        "Customers.type": ("customer_types.person", "customer_types.professional"),
        "Perception.stage": tuple(f"stages.{key}" for key in STAGES),
        "Perception.side": tuple(f"sides.{key}" for key in SIDES),
    },
)
"""The template of customer relations."""
