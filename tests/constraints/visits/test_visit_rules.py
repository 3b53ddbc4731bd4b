"""What the rules about visits say of one plan, together."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.visits.balanced_rounds import BalancedRounds
from constraints.visits.client_wishes import ClientWishes
from constraints.visits.continuity import Continuity
from constraints.visits.double_staffing import DoubleStaffing
from constraints.visits.induction import Induction
from constraints.visits.named_contact import NamedContact
from constraints.visits.skills import Skills
from constraints.visits.travel_time import TravelTime
from constraints.visits.visit_order import VisitOrder
from constraints.visits.visit_window import VisitWindow
from constraints.visits.visits_done import VisitsDone
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.messages import catalogue
from scheduler.rules.rule import Breach, Rule
from scheduler.rules.tour_weights import TourWeights
from tests.build import (
    at,
    client,
    day,
    employee,
    plan,
    problem,
    shift_row,
    unit,
    visit,
    visit_row,
)

RULES: tuple[Rule, ...] = (
    Skills(),
    Induction(),
    DoubleStaffing(),
    ClientWishes(),
    Continuity(target=1),
    NamedContact(),
    VisitWindow(),
    TravelTime(),
    VisitsDone(),
    VisitOrder(),
    BalancedRounds(share=0.1),
)
START = at("2026-12-21 06:00")
PEOPLE = ("amy", "bea", "new")


def _problem() -> Problem:
    """Build a problem in which every rule has something to say."""
    return problem(
        units=(unit(), unit("outer")),
        employees=(
            employee("amy", skills={"usk", "insulin"}, gender="f"),
            employee("bea", gender="m", transport="walk"),
            employee("new", gender="f", first=day(1)),
        ),
        clients=(
            client(contact="amy", avoid_gender={"m"}),
            client("dora", lat=59.18, avoid={"amy"}),
        ),
        visits=(
            visit("v1", "2026-12-21 08:00", kind="intimate", skills={"insulin"}),
            visit("v2", "2026-12-21 09:00", staff=2, priority=2, client="dora"),
            visit("v3", "2026-12-21 10:00", priority=3, after="v1", gap_max=60),
            visit("v4", "2026-12-22 08:00", unit="outer"),
        ),
    )


def _breaches(rows: Sequence[ShiftRow | VisitRow]) -> list[tuple[Rule, Breach]]:
    view = PlanView(_problem(), plan(*rows))
    return [(rule, b) for rule in RULES for b in rule.check(view)]


MINUTES = st.integers(0, 1600)
SHIFTS = st.builds(
    lambda who, begins, lasts, unit_id, part: shift_row(who).model_copy(
        update={
            "start": START + begins,
            "end": START + begins + lasts,
            "unit": unit_id,
            "part": part,
            "breaks": ((START + begins + 60, START + begins + 90),),
        }
    ),
    st.sampled_from(PEOPLE),
    MINUTES,
    st.integers(-30, 900),
    st.sampled_from(["centre", "outer", "nowhere"]),
    st.integers(1, 3),
)
VISITS = st.builds(
    lambda visit_id, who, begins, lasts, no: visit_row(visit_id, who).model_copy(
        update={
            "start": START + begins,
            "end": START + begins + lasts,
            "staff_no": no,
            "from_id": "nowhere",
        }
    ),
    st.sampled_from(["v1", "v2", "v3", "v4"]),
    st.sampled_from(PEOPLE),
    MINUTES,
    st.integers(-30, 120),
    st.integers(-1, 3),
)


@given(rows=st.lists(SHIFTS | VISITS, max_size=14))
@settings(max_examples=150, deadline=None)
def test_any_plan_is_judged_in_words(rows: list[ShiftRow | VisitRow]) -> None:
    for rule, breach in _breaches(rows):
        assert breach.rule == rule.id
        assert breach.amount > 0
        assert breach.cost == (0 if breach.hard else breach.amount * breach.weight)
        for language in ("sv", "en"):
            assert "{" not in rule.explain(breach, language)


def test_a_good_plan_breaks_nothing_hard() -> None:
    rows = (
        shift_row("amy"),
        shift_row("bea"),
        shift_row("new"),
        shift_row("amy", "2026-12-22 07:00", "2026-12-22 16:00", unit="outer"),
        visit_row("v1", start="2026-12-21 08:30"),
        visit_row("v3", start="2026-12-21 10:00", from_id="carl"),
        visit_row("v4", start="2026-12-22 08:00", from_id="outer"),
    )
    found = [b for _, b in _breaches(rows)]
    assert [b for b in found if b.hard] == []
    assert [b.visit for b in found if b.rule == "V01"] == ["v2"]


def test_together_they_set_every_price_of_the_engine() -> None:
    weights = TourWeights(**dict.fromkeys(TourWeights.model_fields, 1))
    for rule in (Continuity(), *RULES[5:], BalancedRounds()):
        weights = rule.price_tours(weights)
    even = {"full_share": 0.9, "full_minute": 50}  # nothing where the rule is off
    assert weights == TourWeights().model_copy(update=even)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_rule_has_a_title_and_a_text(rule: Rule) -> None:
    for part in ("title", "text"):
        texts = catalogue()[f"rule.{rule.id}.{part}"]
        assert texts["sv"] != texts["en"]
