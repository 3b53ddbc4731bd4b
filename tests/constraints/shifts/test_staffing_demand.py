from collections.abc import Sequence
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from constraints.shifts.staffing_demand import StaffingDemand
from scheduler.breaks.headcount import place_headcount_breaks
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.roster.variables import STRETCHED_MINUTE, Roster, Tour
from scheduler.rules.staffing_terms import StaffingTerms
from tests.build import (
    day,
    done,
    employee,
    need,
    plan,
    problem,
    shift_row,
    shift_type,
    team,
    visit,
    worked,
)
from tests.judge import LAW, Chosen, Pick, break_ways, judge, offer, shift_rows

RULE = StaffingDemand()
TYPES = (
    shift_type("D", "07:00-16:00"),
    shift_type("B", "07:00-16:00", "30@11:30-12:00"),
    shift_type("E", "15:00-22:00", kind="evening"),
    shift_type("N", "21:00-07:00", kind="night", paid_meal=True),
    shift_type("S", "07:00-11:00|15:00-19:00"),
)
EVERYBODY = ("amy", "bob", "cat", "dan")


def ward(*needs: object, **given: object) -> Problem:
    usual: dict[str, object] = {
        "shift_types": TYPES,
        "staffing": needs,
        "employees": team(*EVERYBODY),
    }
    return problem(**(usual | given))


def on(case: Problem, *shifts: str, number: int = 0) -> Pick:
    """Give the people, in order, one shift each on one day."""
    options = [offer(case, shift, day(number)) for shift in shifts]
    return Pick(list(zip(EVERYBODY, options, strict=False)))


def found(
    case: Problem, *shifts: str, rule: StaffingDemand = RULE
) -> list[tuple[str, int]]:
    return [(b.message, b.amount) for b in judge(rule, case, on(case, *shifts))]


DAY = need("2026-12-21 07:00", "2026-12-21 16:00", min=1, want=2, max=3)
NIGHT = need("2026-12-21 21:00", "2026-12-22 07:00", min=1, want=1, max=2)


@pytest.mark.parametrize(
    ("shifts", "breaches"),
    [
        pytest.param("", [("below", 540), ("missing", 1080)], id="nobody"),
        pytest.param("D", [("missing", 540)], id="the least"),
        pytest.param("DD", [], id="those wanted"),
        pytest.param("DDD", [], id="the most"),
        pytest.param("DDDD", [("surplus", 540)], id="one more"),
        pytest.param("DDE", [], id="others later"),
        pytest.param("DE", [("missing", 480)], id="an hour of the evening"),
        pytest.param("DS", [("missing", 240)], id="both parts of a split shift"),
    ],
)
def test_heads_are_counted(shifts: str, breaches: list[tuple[str, int]]) -> None:
    assert found(ward(DAY), *shifts) == breaches


def test_prices_are_per_person_hour() -> None:
    case = ward(DAY)
    [missing] = judge(RULE, case, on(case, "D"))
    assert (missing.hard, missing.cost) == (False, 9 * 300_00)
    [surplus] = judge(RULE, case, on(case, *"DDDD"))
    assert (surplus.hard, surplus.cost) == (False, 9 * 60_00)
    soft = StaffingDemand(hard=False, missing_hour_kr=0)
    [below] = judge(soft, case, on(case))
    assert (below.hard, below.cost) == (False, 9 * 1500_00)


@pytest.mark.parametrize(("hard", "below"), [(True, STRETCHED_MINUTE), (False, 2_500)])
def test_the_searches_hear_what_headcount_is_worth(*, hard: bool, below: int) -> None:
    rule = StaffingDemand(
        hard=hard, missing_hour_kr=60, surplus_hour_kr=6, induction_days=2
    )
    assert rule.staffing_terms(StaffingTerms()) == StaffingTerms(
        below_min=below, missing=100, surplus=10, induction_days=2
    )


def test_who_is_on_a_break_is_away() -> None:
    assert found(ward(DAY), "D", "B") == [("missing", 30)]
    assert found(ward(DAY), "B", "B") == [("below", 30), ("missing", 60)]


def test_a_night_is_one_row_across_midnight() -> None:
    assert found(ward(NIGHT), "N") == []
    assert found(ward(NIGHT), "E") == [("below", 540), ("missing", 540)]


def test_the_night_before_covers_the_morning() -> None:
    morning = need("2026-12-23 00:00", "2026-12-23 07:00")
    case = ward(morning)
    assert judge(RULE, case, on(case, "N", number=1)) == []
    assert [b.amount for b in judge(RULE, case, on(case, "N"))] == [420, 420]


def test_other_units_do_not_count() -> None:
    case = ward(DAY)
    lent = Pick([("amy", offer(case, "D", day(0), unit="elsewhere"))])
    assert judge(RULE, case, lent)[0].message == "below"


def test_rows_ask_for_skills_on_their_own() -> None:
    nurse = need("2026-12-21 07:00", "2026-12-21 16:00", skills=["ssk"], want=1)
    people = (*team("amy", "bob"), employee("cat", role="ssk"))
    case = ward(DAY, nurse, employees=people)
    assert [b.message for b in judge(RULE, case, on(case, "D", "D"))] == [
        "below",
        "missing",
    ]
    assert judge(RULE, case, on(case, "D", "E", "D")) == []
    assert judge(RULE, case, on(case, "D", "D", "D")) == []


def test_whoever_makes_visits_does_not_count() -> None:
    case = ward(DAY, visits=(visit(),))
    option = offer(case, "D", day(0))
    tour = Tour(0, option, (0,), frozenset({"carl"}))
    both: list[Chosen] = [("amy", option), ("bob", option)]
    driven = Pick(both, takes=[("amy", tour)])
    assert [b.amount for b in judge(RULE, case, driven)] == [540]
    assert judge(RULE, case, Pick(both, idle_tours=[tour])) == []


@pytest.mark.parametrize(
    ("first", "number", "counted"),
    [
        pytest.param(-10, 0, True, id="long employed"),
        pytest.param(-3, 0, True, id="on the plan's first day, the fourth"),
        pytest.param(-2, 0, False, id="on the plan's first day, the third"),
        pytest.param(0, 0, False, id="since the first day of the plan"),
        pytest.param(1, 1, False, id="on the first day"),
        pytest.param(1, 3, False, id="on the third day"),
        pytest.param(1, 4, True, id="on the fourth day"),
    ],
)
def test_newcomers_do_not_count_at_first(
    first: int, number: int, *, counted: bool
) -> None:
    row = need(f"{day(number)} 07:00", f"{day(number)} 16:00")
    case = ward(row, employees=(employee("amy", first=day(first)),))
    breaches = judge(RULE, case, on(case, "D", number=number))
    assert (breaches == []) == counted


def test_what_comes_before_the_first_shift_is_the_plan_befores() -> None:
    early = need("2026-12-21 00:00", "2026-12-21 08:00")
    assert found(ward(early)) == [("below", 60), ("missing", 60)]
    before = need("2026-12-21 00:00", "2026-12-21 07:00")
    assert found(ward(before)) == []
    no_type = ward(early, shift_types=(shift_type("D", "07:00-16:00", unit="other"),))
    assert judge(RULE, no_type, Pick())[0].amount == 480
    not_today = ward(early, shift_types=(shift_type("D", days=(False,) * 7),))
    assert judge(RULE, not_today, Pick())[0].amount == 480


def test_history_that_reaches_into_the_plan_is_present() -> None:
    row = need("2026-12-21 07:00", "2026-12-21 08:00", min=0)
    late = worked("bob", "2026-12-20 21:00", "2026-12-21 07:40")
    assert found(ward(row, worked_shifts=(late,))) == [("missing", 20)]
    drove = (done("bob", day(-1)),)
    case = ward(row, worked_shifts=(late,), done_visits=drove)
    assert found(case) == [("missing", 60)]
    away = late.model_copy(update={"unit": "elsewhere"})
    assert found(ward(row, worked_shifts=(away,))) == [("missing", 60)]
    nurse = row.model_copy(update={"skills": frozenset({"ssk"})})
    people = (employee("amy"), employee("bob"), employee("cat", role="ssk"))
    case = ward(nurse, worked_shifts=(late,), employees=people)
    assert found(case) == [("missing", 60)]


def test_an_hour_that_comes_twice_is_staffed_twice() -> None:
    night = need("2026-10-24 21:00", "2026-10-25 07:00", min=2)
    case = ward(night, start=date(2026, 10, 19))
    option = offer(case, "N", date(2026, 10, 24))
    breaches = judge(RULE, case, Pick([("amy", option)]))
    assert [b.amount for b in breaches] == [11 * 60]


def solved(case: Problem, offered: Sequence[Chosen], *, elastic: bool = False) -> int:
    """Return the price of these shifts when the model lays the breaks."""
    roster = Roster(
        case,
        {e.id: [o for who, o in offered if who == e.id] for e in case.employees},
        elastic=elastic,
        break_ways=partial(break_ways, case),
    )
    costs = list(RULE.post(roster))
    for who, option in offered:
        roster.model.add(roster.works(case.employee[who], option) == 1)
    roster.model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(roster.model) == cp_model.OPTIMAL
    if elastic:
        [given_way] = {(rule, whom) for rule, whom, _ in roster.stretched}
        assert given_way == ("R27", "centre")
    return round(solver.objective_value)


def test_an_elastic_roster_gives_way_at_a_price_a_person_minute() -> None:
    case = ward(DAY.model_copy(update={"min": 2}))
    price = solved(case, on(case, "B").works, elastic=True)
    assert price == (540 + 30) * (STRETCHED_MINUTE + 500)


FLEXIBLE = (
    shift_type("A", "07:00-16:00", "30@10:00-13:00"),
    shift_type("F", "09:00-17:00", "30@11:00-14:00"),
    shift_type("L", "07:00-19:00", "30@10:30-12:30|30@14:30-17:00", kind="long"),
)


def laid(case: Problem, works: Sequence[Chosen]) -> Plan:
    """Return the plan of these shifts, with breaks as the planner lays them."""
    rows = []
    terms = RULE.staffing_terms(StaffingTerms())
    patterns = place_headcount_breaks(case, works, terms, LAW)
    for (who, option), breaks in zip(works, patterns, strict=True):
        [row] = shift_rows(case, who, option)
        rows.append(row.model_copy(update={"breaks": breaks}))
    return plan(*rows)


@pytest.mark.parametrize(
    ("shifts", "price"),
    [
        pytest.param("AAF", 0, id="one of three may be away at a time"),
        pytest.param("AA", 2 * 30 * 500, id="nobody may"),
        pytest.param("ALL", 0, id="two breaks of a long shift"),
    ],
)
def test_breaks_are_laid_where_they_cost_least(shifts: str, price: int) -> None:
    row = need("2026-12-21 07:00", "2026-12-21 16:00", min=1, want=2)
    case = ward(row, shift_types=FLEXIBLE)
    works = on(case, *shifts).works
    assert solved(case, works) == price
    breaches = list(RULE.check(PlanView(case, laid(case, works))))
    assert sum(b.cost for b in breaches) == price


@given(
    shifts=st.lists(st.sampled_from("AFL"), min_size=1, max_size=4),
    skilled=st.sets(st.sampled_from(EVERYBODY)),
    wants=st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(1, 4)),
)
@settings(max_examples=40, deadline=None)
def test_no_laying_of_breaks_is_better_than_the_models(
    shifts: list[str], skilled: set[str], wants: tuple[int, int, int]
) -> None:
    rows = (
        need(
            "2026-12-21 07:00", "2026-12-21 11:30", min=0, want=wants[0], max=wants[2]
        ),
        need("2026-12-21 11:30", "2026-12-21 19:00", min=0, want=3, max=wants[2]),
        need(
            "2026-12-21 08:00", "2026-12-21 17:00", min=0, want=wants[1], skills=["s"]
        ),
    )
    people = tuple(
        employee(who, skills=["usk", "s"] if who in skilled else ["usk"])
        for who in EVERYBODY
    )
    case = ward(*rows, shift_types=FLEXIBLE, employees=people)
    works = on(case, *shifts).works
    breaches = list(RULE.check(PlanView(case, laid(case, works))))
    assert solved(case, works) <= sum(b.cost for b in breaches)


def test_breaches_are_said_in_words() -> None:
    nurse = need("2026-12-21 07:00", "2026-12-21 16:00", skills=["ssk"], want=2)
    below, missing = judge(RULE, ward(nurse), Pick())
    assert RULE.explain(below) == (
        "centre 2026-12-21 07:00–16:00 [ssk]: som lägst 0 på plats, minst 1 krävs. "
        "Sammanlagt fattas 9 h."
    )
    assert RULE.explain(missing, "en") == (
        "centre 2026-12-21 07:00–16:00 [ssk]: as few as 0 present, 2 wanted. "
        "18 h missing in all."
    )


def test_rows_of_nonsense_are_read() -> None:
    rows = plan(
        shift_row("nobody"),
        shift_row("amy", breaks="05:00-06:00|11:00-15:00|12:00-13:00|14:30-17:00"),
        shift_row("bob", "2026-12-21 16:00", "2026-12-21 07:00"),
        shift_row("cat", unit="?"),
    )
    breaches = list(RULE.check(PlanView(ward(DAY), rows)))
    # Amy is there from 07:00 to 11:00
    assert [(b.message, b.amount) for b in breaches] == [
        ("below", 300),
        ("missing", 840),
    ]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Problem, Pick]:
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        date = day(draw(st.integers(0, 2)))
        start = draw(st.integers(0, 46)) * 30
        end = start + 30 * draw(st.integers(1, 24))
        least = draw(st.integers(0, 2))
        row = need(
            f"{date} {start // 60}:{start % 60:02}",
            f"{date} {end // 60}:{end % 60:02}",
            min=least,
            want=least + draw(st.integers(0, 2)),
            max=draw(st.none() | st.integers(2, 4)),
            skills=draw(st.sampled_from([[], ["ssk"]])),
        )
        rows.append(row)
    people = tuple(
        employee(who, role=draw(st.sampled_from(["usk", "ssk"]))) for who in EVERYBODY
    )
    case = ward(*rows, employees=people, days=3)
    works: list[Chosen] = []
    idle: list[Chosen] = []
    for who in EVERYBODY:
        for number in range(3):
            shift = draw(st.sampled_from("DBENS-"))
            for type_ in TYPES:
                chosen = (who, offer(case, type_.id, day(number)))
                (works if type_.id == shift else idle).append(chosen)
    return case, Pick(works, idle=idle)


@given(case=cases(), hard=st.booleans())
@settings(max_examples=60, deadline=None)
def test_model_and_checker_agree(case: tuple[Problem, Pick], *, hard: bool) -> None:
    judge(StaffingDemand(hard=hard), *case)
