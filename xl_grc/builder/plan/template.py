"""The template of a plan: its sheets, and what each is filled with."""

from __future__ import annotations

from functools import partial

from xl_grc.builder.layout import SheetLayout, TemplateLayout
from xl_grc.builder.plan.dashboard import build_dashboard
from xl_grc.builder.plan.highlights import HIGHLIGHTS
from xl_grc.builder.plan.home import build_home
from xl_grc.builder.plan.main_sheets import build_main, build_settings
from xl_grc.builder.plan.simulation import build_simulation
from xl_grc.plan.model import MEASURES
from xl_grc.tables.plan import PLAN

_INK, _NAVY, _TEAL, _AMBER, _VIOLET, _GREY = "26323F", "1F3A5F", "1B7F79", "B7791F", "7A4E9E", "6B7785"


def _main(key: str, tab_color: str, is_protected: bool = False) -> SheetLayout:
    return SheetLayout(key, partial(build_main, sheet=key), tab_color, is_protected)


PLAN_TEMPLATE = TemplateLayout(
    kind=PLAN,
    title="plan_title",
    sheets=(
        SheetLayout("home", build_home, _INK, is_protected=True),
        _main("objectives", _NAVY),
        _main("plan", _NAVY),
        _main("schedule", _NAVY),
        _main("costs", _TEAL),
        _main("returns", _TEAL),
        _main("tracking", _AMBER),
        _main("budget", _AMBER, is_protected=True),
        SheetLayout("simulation", build_simulation, _VIOLET, is_protected=True),
        SheetLayout("dashboard", build_dashboard, _VIOLET, is_protected=True),
        SheetLayout("settings", build_settings, _GREY),
    ),
    charts=("curve", "months", "cumulative", "horizon"),
    highlights=HIGHLIGHTS,
    offered={"Objectives.measure": [f"measures.{measure}" for measure in MEASURES]},
    hidden_names={"LastLossMonth"},
)
"""The template of a plan."""
