"""read(write(plan)) == plan, whatever the plan, the language and the program that saved the file in between."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plans import some_plan
from tests.workbook.changing import AS_OF, edited, written
from xl_grc.plan.model import MEASURES, STATUSES, Action, CostLine, Event, Objective, Plan
from xl_grc.workbook import plan_writer
from xl_grc.workbook.returned.plan import read_plan

LETTERS = st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufffe\uffff")
TEXTS = st.one_of(
    st.just(""),
    st.sampled_from(("=1+1", "_x0041_", "a*", "<b>&", "12", "0", "Non", "Total", "7 - x", "#N/A", "TRUE")),
    st.text(LETTERS, max_size=12).map(str.strip),
)
NAMES = TEXTS.filter(bool)
AMOUNTS = st.one_of(st.none(), st.floats(0.01, 1e9), st.integers(0, 10**6).map(float))
RATES = st.one_of(st.none(), st.sampled_from((0.0, 1.0)), st.floats(0.001, 1))
DATES = st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2099, 12, 31)))
MONTHS = st.dictionaries(st.integers(1, 12), st.floats(0.01, 1e6)).flatmap(
    lambda shares: st.sampled_from(
        ({"months": tuple(sorted(shares))}, {"months": tuple(sorted(shares)), "shares": tuple(shares.values())})
    )
)
"""Months that share alike, or with a share each."""


@st.composite
def plans(draw):
    numbers = draw(st.lists(st.integers(1, 99_999), unique=True, max_size=6))
    words = ("objective", "type", "owner", "priority", "means", "audience", "product", "area", "channel")
    fields = dict.fromkeys(words, TEXTS)
    fields |= {name: st.booleans() for name in ("short_term", "medium_term", "long_term")}
    fields |= dict.fromkeys(("expenses", "revenue", "contacts", "buyers", "price", "unit_cost_price"), AMOUNTS)
    fields |= {
        "progress": RATES,
        "margin_rate": RATES,
        "action": NAMES,
        "status": st.sampled_from((*STATUSES, "", "?")),
    }
    fields["revenue_delay"] = st.one_of(st.none(), st.integers(0, 24))
    actions = tuple(
        Action(no=no, **{name: draw(values) for name, values in fields.items()}, **draw(MONTHS)) for no in numbers
    )
    goals = draw(st.lists(st.builds(Objective, NAMES, st.sampled_from(MEASURES), AMOUNTS, DATES, AMOUNTS), max_size=4))
    known = st.sampled_from(numbers) if numbers else st.nothing()
    costs = draw(st.lists(st.builds(CostLine, known, TEXTS, AMOUNTS, TEXTS, AMOUNTS), max_size=4)) if numbers else []
    action = st.one_of(st.none(), known)
    events = draw(st.lists(st.builds(Event, DATES, action, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, TEXTS), max_size=4))
    return Plan(
        draw(TEXTS),
        date(draw(st.integers(1990, 2090)), draw(st.integers(1, 12)), 1),
        actions,
        tuple(goals),
        tuple(costs),
        tuple(events),
        draw(TEXTS),
        draw(st.sampled_from(("€", "CHF"))),
        draw(RATES),
    )


@given(plans(), st.sampled_from(("fr", "en")))
@settings(suppress_health_check=list(HealthCheck))
def test_any_plan_is_read_back(plan, language):
    content = plan_writer.workbook(plan, plan_writer.settings(language, None, AS_OF))
    assert read_plan(content, "plan.xlsx").plan == plan


@pytest.mark.parametrize(("language", "start"), [("fr", date(2026, 1, 1)), ("en", date(2026, 4, 1))])
def test_a_plan_is_read_back_after_openpyxl_saved_it(tmp_path, language, start):
    plan = some_plan(12, 5, start)
    path = edited(written(tmp_path / "plan.xlsx", plan, language), lambda book: None)
    reading = read_plan(path.read_bytes(), path.name)
    assert reading.plan == plan
    assert not reading.problems


def test_plans_are_read_back_after_libreoffice_saved_them(office, tmp_path):
    plans = {
        f"{language}{month}": some_plan(9, month, date(2026, month, 1)) for language in ("fr", "en") for month in (1, 7)
    }
    for name, plan in plans.items():
        saved = tmp_path / f"{name} saved.xlsx"
        with office.open(written(tmp_path / f"{name}.xlsx", plan, name[:2])) as document:
            document.save(saved)
        reading = read_plan(saved.read_bytes(), saved.name)
        assert reading.plan == plan
        assert not reading.problems
