"""A day with sickness is repaired by the cheapest way that every rule allows."""

from collections import Counter
from datetime import timedelta

import pytest

from constraints import default_rules
from scheduler.audit.audit import audit
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import PayClass
from scheduler.pay.price import price_plan
from scheduler.robustness.branches import DayTrees, Offer
from scheduler.robustness.ill_people import Draw, IllDay, Sickness, ill_days
from scheduler.robustness.lived_days import EveryRule, LivedDays
from scheduler.robustness.repair import DayRepair, Repairer
from tests.build import (
    MONDAY,
    absence,
    at,
    employee,
    hourly,
    need,
    plan,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
)
from tests.scheduler.robustness.ward import (
    DAY,
    REST,
    bad_days,
    on_duty,
    on_duty_on,
    one_of,
    people,
    repaired,
    ward,
    ward_plan,
    week,
    who_makes,
    worked,
)

pytestmark = pytest.mark.usefixtures("plain_weeks")


def called(day: DayRepair) -> list[tuple[str, PayClass]]:
    return [(call.employee.id, call.rows[0].pay_class) for call in day.calls]


def open_places(day: DayRepair) -> list[tuple[str, int]]:
    return sorted((place.visit.id, place.staff_no) for place in day.open)


# Colleagues on duty


def test_a_day_on_which_nobody_is_ill_is_as_planned() -> None:
    day = repaired(ward_plan())
    assert (day.lost, day.calls, day.open, day.moved) == ((), (), (), 0)
    assert who_makes(day) == {"v1": "amy", "v2": "amy"}


def test_whoever_has_room_takes_over_before_anybody_is_called() -> None:
    day = repaired(ward_plan(), "amy")
    assert who_makes(day) == {"v1": "bea", "v2": "bea"}
    assert (day.calls, day.open, day.moved) == ((), (), 2)


def test_somebody_ill_who_is_off_changes_nothing() -> None:
    assert repaired(ward_plan(), "hal", "dan").lost == ()


@pytest.mark.parametrize(("start", "moves"), [("08:28", True), ("08:27", False)])
def test_a_colleague_must_have_time_for_the_visit_and_both_moves(
    start: str, moves: bool
) -> None:
    """From Carl, whose visit ends at 8:26, it is 2 minutes to Dora."""
    own = visit("own", f"2026-12-21 {start}", f"2026-12-21 {start}", client="dora")
    short = visit("v1", "2026-12-21 08:00", "2026-12-21 08:00", minutes=26)
    case = ward(visits=(own, short))
    made = plan(
        on_duty("amy"),
        on_duty("bea"),
        visit_row("v1", "amy", minutes=26),
        visit_row("own", "bea", f"2026-12-21 {start}"),
    )
    day = repaired(made, "amy", case=case)
    assert (day.moved, len(day.calls)) == ((1, 0) if moves else (0, 1))


@pytest.mark.parametrize(("start", "moves"), [("08:32", True), ("08:31", False)])
def test_a_colleague_must_have_time_to_come_from_where_they_are(
    start: str, moves: bool
) -> None:
    own = visit("own", "2026-12-21 08:00", "2026-12-21 08:00", client="dora")
    mine = visit("v1", f"2026-12-21 {start}", f"2026-12-21 {start}")
    made = plan(
        on_duty("amy"),
        on_duty("bea"),
        visit_row("v1", "amy", f"2026-12-21 {start}"),
        visit_row("own", "bea"),
    )
    day = repaired(made, "amy", case=ward(visits=(own, mine)))
    assert (day.moved, len(day.calls)) == ((1, 0) if moves else (0, 1))


def test_a_visit_by_two_is_not_moved_away_from_the_other_person() -> None:
    """Cia could come at ten, in the window; Bea is there at a quarter past nine."""
    both = visit("both", "2026-12-21 09:00", "2026-12-21 10:30", staff=2)
    own = visit(
        "own", "2026-12-21 09:00", "2026-12-21 09:00", client="dora", minutes=50
    )
    made = plan(
        *(on_duty(who) for who in ("amy", "bea", "cia")),
        visit_row("both", "amy", "2026-12-21 09:15"),
        visit_row("both", "bea", "2026-12-21 09:15", staff_no=2),
        visit_row("own", "cia", "2026-12-21 09:00", 50),
    )
    case = ward(visits=(both, own), employees=people()[:3])
    assert open_places(repaired(made, "amy", case=case)) == [("both", 1), ("both", 2)]


def test_a_visit_may_be_moved_within_its_window_and_no_further() -> None:
    own = visit("own", "2026-12-21 08:00", "2026-12-21 08:00", client="dora")
    for latest, moved in (("08:32", 1), ("08:31", 0)):
        late = visit("v1", "2026-12-21 08:00", f"2026-12-21 {latest}")
        made = plan(
            on_duty("amy"),
            on_duty("bea"),
            visit_row("v1", "amy"),
            visit_row("own", "bea"),
        )
        day = repaired(made, "amy", case=ward(visits=(own, late)))
        assert day.moved == moved, latest
        assert len(day.calls) == 1 - moved


def test_no_visit_is_laid_over_a_break() -> None:
    noon = visit("v1", "2026-12-21 11:20", "2026-12-21 11:20")
    made = plan(
        on_duty("amy", breaks="12:00-12:30"),
        on_duty("bea"),
        visit_row("v1", "amy", "2026-12-21 11:20"),
    )
    day = repaired(made, "amy", case=ward(visits=(noon,)))
    assert day.moved == 0
    assert len(day.calls) == 1


def test_a_visit_by_two_keeps_its_time_and_never_has_one_person_twice() -> None:
    both = visit("both", "2026-12-21 09:00", "2026-12-21 10:00", staff=2)
    rows = [
        visit_row("both", who, "2026-12-21 09:15", staff_no=n)
        for n, who in ((1, "amy"), (2, "bea"))
    ]
    made = plan(on_duty("amy"), on_duty("bea"), *rows)
    day = repaired(made, "amy", case=ward(visits=(both,)))
    assert len(day.calls) == 1
    starts = {r.start for route in day.routes for r in route.rows}
    assert starts == {at("2026-12-21 09:15")}
    alone = repaired(made, "amy", case=ward(visits=(both,), employees=people()[:2]))
    assert open_places(alone) == [("both", 1), ("both", 2)]
    assert who_makes(alone) == {}


# Calling somebody in


def busy_plan() -> tuple[Problem, Plan]:
    """Build a Monday on which Bea is busy when Amy's visit must be made."""
    fixed = [visit(id_, "2026-12-21 08:00", "2026-12-21 08:00") for id_ in ("v1", "v2")]
    made = plan(
        on_duty("amy"),
        on_duty("bea"),
        visit_row("v1", "amy"),
        visit_row("v2", "bea"),
    )
    return ward(visits=tuple(fixed)), made


def test_the_cheapest_is_called_first_then_the_next() -> None:
    case, made = busy_plan()
    assert called(repaired(made, "amy", case=case)) == [("hal", PayClass.HOURLY)]
    without = ward(visits=case.visits, employees=people()[:-1])
    [(who, pay_class)] = called(repaired(made, "amy", case=without))
    assert (who, pay_class) in {("cia", PayClass.EXTRA), ("dan", PayClass.OVERTIME)}
    assert called(repaired(made, "amy", "hal", case=case)) != called(
        repaired(made, "amy", case=case)
    )


def test_a_call_costs_what_the_plan_costs_more_with_it() -> None:
    case, made = busy_plan()
    for ill in (("amy",), ("amy", "hal"), ("amy", "hal", "cia")):
        [call] = repaired(made, *ill, case=case).calls
        more = made.model_copy(update={"shifts": (*made.shifts, *call.rows)})
        costs = [
            sum(line.amount for line in price_plan(PlanView(case, p)))
            for p in (made, more)
        ]
        assert costs[1] - costs[0] == call.price > 0


def test_nobody_is_called_against_the_rest_that_the_rules_ask_for() -> None:
    case, made = busy_plan()
    case = ward(
        visits=case.visits,
        employees=(*people()[:2], hourly("hal", **REST)),
        shift_types=(shift_type("day", breaks=DAY), shift_type("eve", "14:00-23:00")),
    )
    late = shift_row(
        "hal",
        "2026-12-20 14:00",
        "2026-12-20 23:00",
        shift="eve",
        pay_class="hourly",
    )
    day = repaired(made, "amy", case=case, called={"hal": (late,)})
    assert (day.calls, open_places(day)) == ((), [("v1", 1)])
    assert called(repaired(made, "amy", case=case)) == [("hal", PayClass.HOURLY)]


@pytest.mark.parametrize(
    "given",
    [
        {"shift_kinds": frozenset({"night"})},
        {"first": MONDAY + timedelta(days=1)},
        {"unit": "far"},
    ],
    ids=["works nights", "not employed yet", "of a unit that does not lend"],
)
def test_nobody_is_called_for_what_could_not_be_planned(
    given: dict[str, object],
) -> None:
    case, made = busy_plan()
    case = ward(
        visits=case.visits,
        units=(unit(), unit("far")),
        employees=(*people()[:2], hourly("hal", **REST, **given)),
    )
    assert repaired(made, "amy", case=case).calls == ()


def test_nobody_on_vacation_is_called() -> None:
    case, made = busy_plan()
    away = absence("hal", "2026-12-21 00:00", "2026-12-22 00:00")
    case = ward(
        visits=case.visits,
        employees=(*people()[:2], hourly("hal", **REST)),
        absences=(away,),
    )
    assert repaired(made, "amy", case=case).calls == ()


def test_somebody_of_a_unit_that_lends_is_called() -> None:
    case, made = busy_plan()
    far = unit("far", lends_to=("centre",))
    lent = (*people()[:2], hourly("hal", unit="far", **REST))
    case = ward(visits=case.visits, units=(unit(), far), employees=lent)
    [call] = repaired(made, "amy", case=case).calls
    assert (call.employee.unit, call.rows[0].unit) == ("far", "centre")


def test_whoever_may_make_the_visits_is_called_though_dearer() -> None:
    case, made = busy_plan()
    skilled = [v.model_copy(update={"skills": frozenset({"usk"})}) for v in case.visits]
    hal = hourly("hal", role="vb", **REST)
    case = ward(visits=tuple(skilled), employees=(*people()[:-1], hal))
    [(who, _)] = called(repaired(made, "amy", case=case))
    assert who != "hal"


def test_what_may_be_left_out_is_left_out_when_a_call_is_dearer() -> None:
    case, made = busy_plan()
    optional = tuple(v.model_copy(update={"priority": 3}) for v in case.visits)
    day = repaired(made, "amy", case=ward(visits=optional))
    assert (day.calls, open_places(day)) == ((), [("v1", 1)])


# Headcount


def test_demand_that_must_be_met_is_met_by_a_call_and_else_missed() -> None:
    wanted = need("2026-12-21 08:00", "2026-12-21 10:00", min=2)
    case = ward(visits=(), staffing=(wanted,))
    made = plan(on_duty("amy"), on_duty("bea"))
    day = repaired(made, "amy", case=case)
    assert called(day) == [("hal", PayClass.HOURLY)]
    assert day.short == 0
    alone = ward(visits=(), staffing=(wanted,), employees=people()[:2])
    assert repaired(made, "amy", case=alone).short == 120
    assert repaired(made, "amy", "bea", case=alone).short == 240


def test_nobody_is_called_for_demand_that_the_others_meet() -> None:
    case = ward(visits=(), staffing=(need("2026-12-21 08:00", "2026-12-21 10:00"),))
    day = repaired(plan(on_duty("amy"), on_duty("bea")), "amy", case=case)
    assert (day.calls, day.short) == ((), 0)


def home(*people_: Employee, **given: object) -> Problem:
    """Build a Monday on which one has to be in the house until one o'clock."""
    asked = need("2026-12-21 07:00", "2026-12-21 13:00", **given)
    return ward(staffing=(asked,), employees=(*people()[:2], *people_))


def test_nobody_who_has_to_be_present_takes_visits_elsewhere() -> None:
    day = repaired(ward_plan(), "amy", case=home(hourly("hal", **REST)))
    assert called(day) == [("hal", PayClass.HOURLY)]
    assert set(who_makes(day).values()) == {"hal"}
    assert day.short == 0


def test_visits_stay_open_where_only_who_must_be_present_is_left() -> None:
    day = repaired(ward_plan(), "amy", case=home())
    assert (who_makes(day), day.calls, day.short) == ({}, (), 0)
    assert open_places(day) == [("v1", 1), ("v2", 1)]


def test_whoever_is_there_besides_those_who_must_be_may_drive() -> None:
    made = ward_plan(on_duty("cia"))
    day = repaired(made, "amy", case=home(employee("cia", **REST)))
    assert (set(who_makes(day).values()), day.calls, day.short) == ({"bea"}, (), 0)
    both = repaired(made, "amy", case=home(employee("cia", **REST), min=2))
    assert (who_makes(both), both.short) == ({}, 0)


def test_who_was_called_in_to_be_present_stays_when_the_next_is_ill() -> None:
    visits = visit_row("v1", "bea"), visit_row("v2", "bea", "2026-12-21 13:00")
    made = plan(on_duty("amy"), on_duty("bea"), on_duty("cia"), *visits)
    case = home(employee("cia", **REST), hourly("hal", **REST), min=2)
    day = repaired(made, "amy", "bea", case=case)
    assert called(day) == [("hal", PayClass.HOURLY)]
    assert (who_makes(day), day.short) == ({}, 0)


# The audit has the last word


def test_the_audit_finds_nothing_in_repaired_days_that_was_not_there() -> None:
    problem, made = week()
    view = PlanView(problem, made)
    draw = Draw(days=84, seed=3, sickness=Sickness(share_pct=25, outbreak_pct=40))
    repairer, drawn = Repairer(view, default_rules()), ill_days(problem, draw)
    lived = LivedDays(DayTrees(repairer), EveryRule(repairer.call_ins))
    before = hard(problem, made)
    calls = moves = 0
    for number in range(12):
        earlier: dict[str, list[Offer]] = {}
        days: list[DayRepair] = []
        ill: set[str] = set()
        for day in problem.dates:
            away = drawn.get(IllDay(number, day), frozenset())
            made_of = one_of(lived.day(day, away, earlier))
            days += [made_of] if made_of else []
            ill |= away
        found = hard(problem, worked(view, days)) - before
        # What a contract asks of somebody who is ill is credited, which no row says.
        assert {k for k in found if k[0] != "R07" or k[1] not in ill} == set()
        calls += sum(len(day.calls) for day in days)
        moves += sum(day.moved for day in days)
    assert calls > 10
    assert moves > 20


def hard(problem: Problem, made: Plan) -> Counter[tuple[str, str | None, str, int]]:
    found = audit(problem, made, default_rules()).breaches
    return Counter(
        (b.rule, b.employee, f"{b.message} {b.visit} {b.date}", b.amount)
        for b in found
        if b.hard
    )


FIRST = {
    "eve": shift_row(
        "amy", "2026-12-21 14:00", "2026-12-21 22:00", "17:00-17:30", shift="eve"
    ),
    "day": on_duty("amy"),
}


@pytest.mark.parametrize(("shift", "calls"), [("eve", [1, 0]), ("day", [1, 1])])
def test_who_was_called_in_on_one_day_needs_rest_before_the_next(
    monkeypatch: pytest.MonkeyPatch, shift: str, calls: list[int]
) -> None:
    ill = {IllDay(0, MONDAY + timedelta(days=n)): frozenset({"amy"}) for n in (0, 1)}
    monkeypatch.setattr("scheduler.robustness.lived_days.ill_days", lambda *_: ill)
    tour = (visit("v1", "2026-12-21 15:00"), visit("v2", "2026-12-22 08:00"))
    made = plan(
        FIRST[shift],
        on_duty_on("amy", "2026-12-22"),
        visit_row("v1", "amy", "2026-12-21 15:00"),
        visit_row("v2", "amy", "2026-12-22 08:00"),
    )
    case = ward(
        visits=tour,
        employees=(employee("amy", **REST), hourly("hal", **REST)),
        shift_types=(
            shift_type("day", breaks=DAY),
            shift_type("eve", "14:00-22:00", "30@17:00-19:00"),
        ),
    )
    lived = bad_days(case, made, Draw(days=7))
    assert [day.hourly_calls for day in lived[:2]] == calls


def test_open_visits_are_counted_as_the_audit_counts_them() -> None:
    problem, made = week()
    sickness = Sickness(share_pct=50, length=7)
    lived = bad_days(problem, made, Draw(days=7, sickness=sickness))
    assert sum(day.open_must for day in lived) > 0
    assert [day.day for day in lived] == list(problem.dates)
