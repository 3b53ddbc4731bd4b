"""A plan that somebody has is where planning can begin."""

import pytest

from constraints import default_rules
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.domain.values import PayClass
from scheduler.pay.price import DutyPrices
from scheduler.planning.plan_rows import plan_of
from scheduler.planning.warm_start import draft_of
from scheduler.roster.solver import RosterSolver
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.draft import Draft
from tests.build import (
    day,
    employee,
    plan,
    problem,
    shift_row,
    shift_type,
    visit,
    visit_row,
)

RULES = default_rules()
GIVEN = plan(
    shift_row(breaks="11:00-11:30"),
    visit_row("v2", start="2026-12-21 09:30"),
    visit_row("v1", start="2026-12-21 08:00"),
)


@pytest.fixture
def solver() -> RosterSolver:
    case = problem(
        employees=(employee("amy", day_break=20 * 60),),
        shift_types=(shift_type(breaks="30@10:30-12:30"),),
        visits=(
            visit("v1", priority=2),
            visit("v2", "2026-12-21 09:00"),
            visit("v3", "2026-12-22 09:00"),
        ),
    )
    context = PlanningContext(case, RULES, TourWeights(), DutyPrices(case))
    return RosterSolver(context, DutyPrices(case), possible_options(context))


def drafted(solver: RosterSolver, given: Plan) -> Draft:
    return draft_of(solver, given)


def test_shifts_and_visits_are_as_they_were_in_order(solver: RosterSolver) -> None:
    draft = drafted(solver, GIVEN)
    assert [(who, option.date) for who, option in draft.works] == [("amy", day(0))]
    assert draft.stops == {("amy", day(0), 0): (0, 1)}


@pytest.mark.parametrize(
    ("paid", "above"),
    [
        (PayClass.ORDINARY, False),
        (PayClass.EXTRA, True),
        (PayClass.OVERTIME, True),
        (PayClass.HOURLY, False),
    ],
)
def test_a_shift_above_the_contract_stays_so(
    solver: RosterSolver, paid: PayClass, above: bool
) -> None:
    (kept,) = drafted(solver, plan(shift_row(pay_class=paid))).works.values()
    assert kept is above


@pytest.mark.parametrize(
    ("ends", "is_kept"), [("2026-12-21 17:00", True), ("2026-12-22 03:00", False)]
)
def test_overtime_that_nobody_was_offered_is_kept_where_it_is_legal(
    solver: RosterSolver, ends: str, *, is_kept: bool
) -> None:
    late = visit_row("v2", start="2026-12-21 16:10")
    rows = (
        shift_row(breaks="11:00-11:30"),
        shift_row("amy", "2026-12-21 16:00", ends, part=2, pay_class=PayClass.OVERTIME),
        late,
    )
    draft = drafted(solver, plan(*rows))
    (work,) = draft.works
    assert (work[1].overtime > 0) is is_kept
    assert (work[1] in solver.options["amy"]) is True
    assert draft.stops == ({("amy", day(0), 0): (1,)} if is_kept else {})


def test_what_is_not_possible_any_more_is_dropped(solver: RosterSolver) -> None:
    draft = drafted(
        solver,
        plan(
            shift_row(shift="gone"),
            shift_row("eve"),
            visit_row("v1"),
            visit_row("gone", start="2026-12-21 10:00"),
        ),
    )
    assert draft.works == {}
    assert draft.stops == {}


def test_a_visit_outside_its_person_s_shift_is_left_open(solver: RosterSolver) -> None:
    draft = drafted(
        solver, plan(shift_row(), visit_row("v3", start="2026-12-22 09:00"))
    )
    assert draft.stops == {}


def test_a_visit_before_its_window_keeps_its_time(solver: RosterSolver) -> None:
    early = plan(shift_row(), visit_row("v1", start="2026-12-21 07:45"))
    made = plan_of(solver.context, drafted(solver, early))
    (row,) = made.visits
    assert row.start == early.visits[0].start
