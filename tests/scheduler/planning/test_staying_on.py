"""Staying on after a shift: simple overtime, laid where nobody else could come."""

import pytest

from scheduler.audit.audit import audit
from scheduler.domain.problem import Problem
from scheduler.domain.values import PayClass
from scheduler.feasibility import feasibility
from scheduler.lines.kinds import Kinds
from scheduler.planning.planner import plan
from scheduler.planning.preparation import prepare
from scheduler.planning.result import Limits, Result, Status
from scheduler.planning.warm_start import draft_of
from tests.build import (
    MONDAY,
    at,
    client,
    clock,
    employee,
    hourly,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
)
from tests.scheduler.planning.runs import BREAK, DAY, RULES

LATE = shift_type("late", "10:00-18:30", "30@13:00-15:00", kind="evening")


def evening(starts: str = "16:00", **given: object) -> Problem:
    """Return a day with one visit after the day shift; two minutes there and back."""
    amy = employee("amy", degree_pct=20, day_break=BREAK)
    usual: dict[str, object] = {
        "days": 1,
        "employees": (amy,),
        "clients": (client("carl"),),
        "visits": (visit("v1", f"2026-12-21 {starts}", f"2026-12-21 {starts}"),),
        "shift_types": (DAY,),
    }
    return problem(**usual | given)


def planned(made: Problem, effort: int = 3) -> Result:
    return plan(made, RULES, Limits(seconds=None, effort=effort, workers=1))


def overtime(made: Problem) -> list[int]:
    """Return the minutes that anybody could stay on."""
    options = prepare(made, RULES).options.values()
    return sorted({o.overtime for mine in options for o in mine if o.overtime})


def test_somebody_stays_on_for_what_ends_after_the_last_shift() -> None:
    made = evening()
    result = planned(made)
    assert result.plan is not None
    assert result.audit is not None
    shift, more = result.plan.shifts
    assert (shift.shift, shift.part, more.shift, more.part) == ("day", 1, "day", 2)
    assert (shift.end, more.start, more.end) == (
        at("2026-12-21 15:30"),
        at("2026-12-21 15:30"),
        at("2026-12-21 16:45"),
    )
    assert (shift.pay_class, more.pay_class) == (PayClass.ORDINARY, PayClass.EXTRA)
    assert (result.audit.hard_breaches, result.audit.must_open) == (0, 0)
    assert result.status is Status.OPTIMAL
    assert result.bound == result.audit.objective
    paid = {line.item: line for line in result.audit.costs}
    assert paid["overtime_simple"].minutes == 75
    assert paid["overtime_simple"].amount == 45_000  # 33 000 / 165 * 1.8 * 1.25
    assert "overtime_qualified" not in paid


def test_the_model_prices_overtime_as_the_audit_does() -> None:
    made = evening()
    result, solver, (amy,) = planned(made), prepare(made, RULES), made.employees
    shift, longer = solver.options["amy"]
    more = solver.price(amy, longer) - solver.price(amy, shift)
    assert result.audit is not None
    assert more == result.audit.personnel_cost - solver.prices.fixed(amy)


def test_a_shift_that_is_stayed_on_after_is_never_above_the_contract_itself() -> None:
    made = evening()
    solver, (amy,) = prepare(made, RULES), made.employees
    roster = solver.roster((), {})
    shift, longer = solver.options["amy"]
    extra = {o.overtime: roster.extra(amy, o).name for o in (shift, longer)}
    assert extra == {0: "amy extra day 2026-12-21", 75: ""}


def locked_late(**given: object) -> Problem:
    """Return an evening on which Amy's overtime of an hour is locked."""
    shift = shift_row("amy", "2026-12-21 07:00", "2026-12-21 15:30")
    more = shift_row(
        "amy",
        "2026-12-21 15:30",
        "2026-12-21 16:30",
        part=2,
        pay_class=PayClass.EXTRA,
    )
    return evening("12:00", **{"locked_shifts": (shift, more)} | given)


def rested_late(**given: object) -> Problem:
    """Return the same with ten minutes of break in the overtime."""
    made = locked_late(**given)
    shift, more = made.locked_shifts
    rest = ((more.start + 20, more.start + 30),)
    late = more.model_copy(update={"breaks": rest, "paid_minutes": 50})
    return made.model_copy(update={"locked_shifts": (shift, late)})


@pytest.mark.parametrize("starts", ["12:00", "15:45", "16:00"])
def test_overtime_that_is_locked_with_a_break_stays_with_it(starts: str) -> None:
    visits = (visit("v1", f"2026-12-21 {starts}", f"2026-12-21 {starts}", minutes=20),)
    made = rested_late(visits=visits)
    result = planned(made)
    assert result.plan is not None
    assert result.audit is not None
    shift, more = result.plan.shifts
    assert more == made.locked_shifts[1]
    assert [e - s for s, e in shift.breaks] == [30]
    assert all(shift.start <= s and e <= shift.end for s, e in shift.breaks)
    assert result.audit.hard_breaches == 0
    assert result.audit.must_open == (starts == "15:45")
    assert (result.bound or 0) <= result.audit.objective


def test_a_break_in_locked_overtime_is_neither_paid_nor_overtime() -> None:
    made = rested_late()
    solver, (amy,) = prepare(made, RULES), made.employees
    [option] = solver.options["amy"]
    assert (option.overtime, option.overtime_worked) == (60, 50)
    (plain,) = prepare(locked_late(), RULES).options["amy"]
    assert option.paid_minutes == plain.paid_minutes - 10
    assert option.without_overtime == plain.without_overtime
    result = planned(made)
    assert result.audit is not None
    paid = {line.item: line.minutes for line in result.audit.costs}
    assert paid["overtime_simple"] == 50
    own = solver.price(amy, option) + solver.prices.fixed(amy)
    assert own == result.audit.personnel_cost


def test_breaks_of_the_shift_are_kept_beside_those_of_its_overtime() -> None:
    made = rested_late()
    shift, more = made.locked_shifts
    taken = ((shift.start + 240, shift.start + 270),)
    told = shift.model_copy(update={"breaks": taken, "paid_minutes": 480})
    result = planned(made.model_copy(update={"locked_shifts": (told, more)}))
    assert result.plan is not None
    assert result.audit is not None
    assert result.plan.shifts == (told, more)
    assert result.audit.hard_breaches == 0


def test_a_lock_whose_overtime_alone_names_a_break_is_no_forbidden_one() -> None:
    checks = {finding.check for finding in feasibility(rested_late(), RULES)}
    assert "lock_forbidden" not in checks


@pytest.mark.parametrize("rest", [0, 30])
def test_a_break_in_overtime_ends_the_work_that_the_law_limits(rest: int) -> None:
    """From 11:30 to 17:30 nobody works without a break."""
    early = shift_type("day", "07:00-15:30", "30@10:30-11:30")
    made = locked_late(shift_types=(early,))
    shift, more = made.locked_shifts
    taken = ((more.start, more.start + rest),) if rest else ()
    late = more.model_copy(
        update={
            "end": more.start + 120,
            "breaks": taken,
            "paid_minutes": 120 - rest,
        }
    )
    made = made.model_copy(update={"locked_shifts": (shift, late)})
    assert bool(prepare(made, RULES).options["amy"]) == bool(rest)
    result = planned(made)
    assert result.plan is not None
    assert result.audit is not None
    assert (late in result.plan.shifts and not result.audit.hard_breaches) == bool(rest)


def test_overtime_that_is_locked_stays_though_nothing_asks_for_it() -> None:
    made = locked_late()
    result = planned(made)
    assert result.plan is not None
    assert result.audit is not None
    assert [(r.part, r.start, r.end, r.pay_class) for r in result.plan.shifts] == [
        (r.part, r.start, r.end, r.pay_class) for r in made.locked_shifts
    ]
    assert (result.audit.hard_breaches, result.audit.must_open) == (0, 0)
    assert result.bound is None or result.bound <= result.audit.objective


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param([("06:00", "07:00")], id="before"),
        pytest.param([("06:30", "07:00"), ("15:30", "16:30")], id="before and after"),
    ],
)
def test_overtime_before_a_shift_that_is_locked_stays(
    extra: list[tuple[str, str]],
) -> None:
    rows = [
        shift_row(
            "amy",
            f"2026-12-21 {start}",
            f"2026-12-21 {end}",
            part=part,
            pay_class=PayClass.ORDINARY if part == 1 else PayClass.EXTRA,
        )
        for part, (start, end) in enumerate([("07:00", "15:30"), *extra], start=1)
    ]
    made = evening("06:15", locked_shifts=tuple(rows))
    solver, result = prepare(made, RULES), planned(made, effort=1)
    assert result.plan is not None
    assert result.audit is not None
    assert [(r.part, r.start, r.end, r.pay_class) for r in result.plan.shifts] == [
        (r.part, r.start, r.end, r.pay_class) for r in rows
    ]
    (amy,), [shift] = made.employees, solver.shifts["amy"]
    paid = solver.price(amy, shift) + solver.prices.fixed(amy)
    assert paid == result.audit.personnel_cost
    simple = {c.item: c.minutes for c in result.audit.costs}["overtime_simple"]
    assert simple == sum(row.paid_minutes for row in rows[1:])
    open_ = len(extra) - 1  # half an hour is too short for the visit
    assert (result.audit.hard_breaches, result.audit.must_open) == (0, open_)


def test_the_first_roster_knows_a_shift_as_it_is_locked() -> None:
    [shift] = prepare(locked_late(), RULES).shifts["amy"]
    assert (shift.overtime, shift.end) == (60, at("2026-12-21 16:30"))


def test_a_shift_that_is_locked_without_overtime_gets_none() -> None:
    made = evening()
    shift = shift_row("amy", "2026-12-21 07:00", "2026-12-21 15:30")
    result = planned(made.model_copy(update={"locked_shifts": (shift,)}))
    assert result.plan is not None
    assert [row.part for row in result.plan.shifts] == [1]


def test_what_somebody_stays_on_for_can_be_locked_as_the_plan_has_it() -> None:
    made = evening()
    first = planned(made)
    assert first.plan is not None
    locks = {"locked_shifts": first.plan.shifts, "locked_visits": first.plan.visits}
    again = planned(made.model_copy(update=locks))
    assert again.plan is not None
    assert again.audit is not None
    assert again.audit.hard_breaches == 0
    assert again.plan.shifts == first.plan.shifts
    assert again.plan.visits == first.plan.visits


def test_the_price_decides_whether_anybody_stays_on() -> None:
    cheap = tuple(
        rule.model_copy(update={"price_kr": 500}) if rule.id == "V01" else rule
        for rule in RULES
    )
    found = plan(evening(), cheap, Limits(seconds=None, effort=3, workers=1))
    assert found.audit is not None
    assert (found.audit.must_open, found.audit.hard_breaches) == (1, 0)
    assert {line.item for line in found.audit.costs} == {"base", "po"}


def test_overtime_beside_the_contract_of_a_full_timer_is_overtime() -> None:
    whole = employee("amy", degree_pct=100, week_minutes=2400, day_break=BREAK)
    result = planned(evening(employees=(whole,)))
    assert result.plan is not None
    assert [row.pay_class for row in result.plan.shifts] == [
        PayClass.ORDINARY,
        PayClass.OVERTIME,
    ]


@pytest.mark.parametrize(
    ("starts", "minutes"),
    [
        pytest.param("14:58", [], id="back as the shift ends"),
        pytest.param("14:59", [15], id="a minute later"),
        pytest.param("16:58", [120], id="two hours of overtime"),
        pytest.param("16:59", [], id="more than two hours"),
    ],
)
def test_overtime_is_laid_where_demand_overhangs_the_shifts(
    starts: str, minutes: list[int]
) -> None:
    assert overtime(evening(starts)) == minutes


def test_nobody_stays_on_where_somebody_else_could_come() -> None:
    alone, skilled = evening(), employee("bob", skills=frozenset(["usk", "insulin"]))
    assert overtime(alone) == [75]
    both = evening(shift_types=(DAY, LATE))
    assert overtime(both) == []
    asked = both.visits[0].model_copy(update={"skills": frozenset(["insulin"])})
    bob = skilled.model_copy(
        update={"shift_kinds": frozenset(["day"]), "day_break": BREAK}
    )
    people = (*both.employees, bob)
    made = both.model_copy(update={"visits": (asked,), "employees": people})
    assert {
        who: [o.overtime for o in mine if o.overtime]
        for who, mine in prepare(made, RULES).options.items()
    } == {"amy": [], "bob": [75]}


def test_two_who_are_needed_both_stay_on() -> None:
    amy, bob = (employee(who, degree_pct=20, day_break=BREAK) for who in ("amy", "bob"))
    pair = evening().visits[0].model_copy(update={"staff": 2})
    result = planned(evening(visits=(pair,), employees=(amy, bob)), effort=10)
    assert result.audit is not None
    assert (result.audit.hard_breaches, result.audit.must_open) == (0, 0)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"priority": 3}, id="what may be left out"),
        pytest.param({"unit": "other"}, id="another unit's"),
    ],
)
def test_overtime_is_for_must_visits_of_the_unit(given: dict[str, object]) -> None:
    case = evening(units=(unit(), unit("other")))
    other = case.visits[0].model_copy(update=given)
    assert overtime(case.model_copy(update={"visits": (other,)})) == []


def test_hourly_staff_do_not_stay_on() -> None:
    assert overtime(evening(employees=(hourly("hal", day_break=BREAK),))) == []


def test_no_overtime_takes_the_daily_rest() -> None:
    early = employee("amy", degree_pct=20, day_break=clock("03:30"))
    assert overtime(evening(employees=(early,))) == []


def test_what_somebody_can_stay_on_for_is_not_called_impossible() -> None:
    def errors(starts: str) -> list[str]:
        found = feasibility(evening(starts), RULES)
        return [f.check for f in found if f.severity == "error"]

    assert errors("16:58") == []
    assert errors("16:59") == ["visit_no_shift"]


def test_a_plan_with_overtime_is_where_planning_can_begin() -> None:
    made = evening()
    result = planned(made)
    assert result.plan is not None
    draft = draft_of(prepare(made, RULES), result.plan)
    assert [(who, o.overtime, above) for (who, o), above in draft.works.items()] == [
        ("amy", 75, False)
    ]
    assert draft.stops == {("amy", MONDAY, 0): (0,)}


def test_a_plan_with_overtime_is_judged_as_it_was_made() -> None:
    made = evening()
    result = planned(made)
    assert result.plan is not None
    assert audit(made, result.plan, RULES) == result.audit


def test_overtime_that_is_locked_is_nobody_else_s() -> None:
    bob = employee("bob", degree_pct=20, day_break=BREAK)
    made = locked_late(employees=(*evening().employees, bob))
    solver = prepare(made, RULES)
    kinds = Kinds(made, solver.shifts.values())
    [longer], [shift] = solver.shifts["amy"], solver.shifts["bob"]
    day, kind = kinds.place[shift]
    assert kinds.place[longer] == (day, kind)
    assert (longer.overtime, shift.overtime) == (60, 0)
    assert kinds.of("amy", day, kind) == longer
    assert kinds.of("bob", day, kind) == shift
