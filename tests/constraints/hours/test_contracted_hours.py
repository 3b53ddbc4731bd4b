from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from constraints.hours.contracted_hours import ContractedHours
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.roster.variables import STRETCHED_MINUTE, Roster
from scheduler.rules.rule import Breach
from tests.build import (
    absence,
    at,
    balance,
    day,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
)
from tests.judge import Pick, judge, stint

pytestmark = pytest.mark.usefixtures("plain_weeks")

RULE = ContractedHours()
FREE = ContractedHours(balance_hour_kr=0)


def days_of(*minutes: int) -> list[ShiftOption]:
    """Return one shift a day, of so many minutes each."""
    made = []
    for number, length in enumerate(minutes):
        end = 7 * 60 + length
        date = day(number)
        made.append(stint(f"{date} 07:00", f"{date} {end // 60}:{end % 60:02}"))
    return made


def found(
    minutes: Sequence[int], rule: ContractedHours = FREE, **given: object
) -> list[tuple[bool, int]]:
    pick = Pick([("amy", option) for option in days_of(*minutes)])
    return [(b.hard, b.amount) for b in judge(rule, problem(**given), pick)]


@pytest.mark.parametrize(
    ("minutes", "hard"),
    [
        pytest.param([579] * 3 + [2], [1], id="a minute below the carry"),
        pytest.param([580] * 3, [], id="the carry below"),
        pytest.param([480] * 5, [], id="the contract"),
        pytest.param([510] * 6, [], id="the carry above"),
        pytest.param([510] * 5 + [511], [1], id="a minute above the carry"),
    ],
)
def test_hours_are_within_the_carry(minutes: list[int], hard: list[int]) -> None:
    beyond = [amount for is_hard, amount in found(minutes) if is_hard]
    assert beyond == hard


def test_every_minute_left_over_has_its_price() -> None:
    [breach] = judge(
        RULE,
        problem(),
        Pick([("amy", option) for option in days_of(480, 480, 600, 600)]),
    )
    assert (breach.hard, breach.amount, breach.cost) == (False, 240, 240 * 60)
    assert RULE.explain(breach) == "Amy ligger 4 h under sin avtalade tid i perioden."


def test_the_contract_to_the_minute_is_no_breach() -> None:
    assert found([480] * 5, RULE) == []


@pytest.mark.parametrize(
    ("carried", "hard"), [(-660, False), (660, False), (661, True)]
)
def test_what_was_carried_counts(carried: int, *, hard: bool) -> None:
    brought = (balance(hours_carried_minutes=carried),)
    assert any(h for h, _ in found([480] * 5, balances=brought)) == hard


def test_what_was_carried_in_excess_is_no_breach_while_nothing_is_worked() -> None:
    sick = absence("amy", "2026-12-21 00:00", "2026-12-28 00:00", "sick")
    brought = (balance(hours_carried_minutes=700),)
    idle = found([], absences=(sick,), balances=brought)
    assert not any(hard for hard, _ in idle)
    assert (True, 30) in found([30], absences=(sick,), balances=brought)


@pytest.mark.parametrize(
    ("end", "left"),
    [
        pytest.param("2026-12-24 00:00", [], id="three days are credited"),
        pytest.param("2026-12-23 12:00", [240], id="half a day is half"),
    ],
)
def test_absence_is_credited_by_working_days(end: str, left: list[int]) -> None:
    """Three of five days are 1440 minutes of 2400."""
    away = (absence("amy", "2026-12-21 00:00", end, "study"),)
    amounts = [amount for _, amount in found([480] * 2, RULE, absences=away)]
    assert amounts == left


@pytest.mark.parametrize(
    ("start", "left"),
    [("00:00", 120), ("16:30", -450), ("16:59", -479), ("17:00", 340)],
)
def test_whoever_is_away_from_a_published_shift_is_credited_what_was_left_of_it(
    start: str, left: int
) -> None:
    """Ten hours were published, without a break; an absence after them is time."""
    told = shift_row("amy", f"{day(4)} 07:00", f"{day(4)} 17:00")
    away = absence("amy", f"{day(4)} {start}", f"{day(5)} 00:00", "sick")
    given = {"published_shifts": (told,), "absences": (away,)}
    [(hard, amount)] = found([480] * 4, RULE, **given)
    assert (hard, amount) == (False, abs(left))


def test_published_overtime_that_is_missed_is_credited_as_any_other_day() -> None:
    """It filled nothing of the contract: Friday away is a fifth of the week."""
    over = shift_row("amy", f"{day(4)} 07:00", f"{day(4)} 17:00", pay_class="overtime")
    away = absence("amy", f"{day(4)} 00:00", f"{day(5)} 00:00", "sick")
    given = {"published_shifts": (over,), "absences": (away,)}
    assert found([480] * 4, RULE, **given) == []


def test_after_what_is_published_absence_is_credited_by_working_days() -> None:
    """The shift of Wednesday counts, and then Thursday and Friday."""
    told = shift_row("amy", f"{day(2)} 07:00", f"{day(2)} 17:00")
    away = absence("amy", f"{day(2)} 00:00", f"{day(7)} 00:00", "sick")
    given = {"published_shifts": (told,), "absences": (away,)}
    assert found([480, 480], RULE, **given) == [(False, 600 - 480)]


def test_overlapping_absences_are_credited_once() -> None:
    away = (
        absence("amy", "2026-12-21 00:00", "2026-12-24 00:00"),
        absence("amy", "2026-12-22 00:00", "2026-12-23 12:00", "sick"),
    )
    assert found([480] * 2, RULE, absences=away) == []


def test_only_days_of_the_employment_are_owed() -> None:
    part = (employee(first=day(2), last=day(4)),)  # three working days
    assert found([480, 480, 480], RULE, employees=part) == []
    before = absence("amy", "2026-12-21 00:00", "2026-12-23 00:00")
    assert found([480, 480, 480], RULE, employees=part, absences=(before,)) == []


def test_extra_shifts_do_not_count() -> None:
    options = [("amy", option) for option in days_of(*[480] * 6)]
    pick = Pick(options, extra=options[5:])
    assert judge(RULE, problem(), pick) == []


@pytest.mark.parametrize(("minutes", "hard"), [(580, []), (579, [(True, 1)])])
def test_overtime_after_a_shift_fills_nothing(
    minutes: int, hard: list[tuple[bool, int]]
) -> None:
    """Three shifts of 9 h 40 min are the least that 40 h less the carry asks for."""
    *most, last = days_of(580, 580, minutes)
    pick = Pick([("amy", option) for option in (*most, last.prolonged(60))])
    breaches = judge(FREE, problem(), pick)
    assert [(b.hard, b.amount) for b in breaches if b.hard] == hard


def test_part_timers_owe_their_share() -> None:
    assert found([400] * 3, RULE, employees=(employee(degree_pct=50),)) == []


def test_hourly_staff_owe_nothing() -> None:
    assert found([600] * 5, RULE, employees=(hourly("amy"),)) == []


def test_who_is_not_employed_in_the_plan_is_left_alone() -> None:
    gone = (employee(last=day(-1)),)
    assert found([], RULE, employees=gone) == []


def test_hours_beyond_the_carry_are_said_in_both_languages() -> None:
    [breach] = [b for b in RULE.check(PlanView(problem(), plan())) if b.hard]
    assert RULE.explain(breach) == (
        "Amy ligger 40 h under sin avtalade tid; högst 11 h får föras över."
    )
    assert RULE.explain(breach, "en") == (
        "Amy is 40 h below the contracted hours; at most 11 h may be carried over."
    )


def test_rows_of_nonsense_are_read() -> None:
    rows = [
        shift_row("nobody"),
        shift_row("amy", shift="?", unit="?"),
        shift_row("amy", pay_class="hourly"),
    ]
    breaches: list[Breach] = list(RULE.check(PlanView(problem(), plan(*rows))))
    assert [b.found for b in breaches if b.hard] == [540 - 2400]


@pytest.mark.parametrize("minutes", [[300], [700] * 6])
def test_an_elastic_roster_gives_way_and_says_by_how_much(minutes: list[int]) -> None:
    case = problem()
    options = days_of(*minutes)
    roster = Roster(case, {"amy": options}, elastic=True)
    costs = list(FREE.post(roster))
    amy = case.employee["amy"]
    for option in options:
        roster.model.add(roster.works(amy, option) == 1)
        roster.model.add(roster.extra(amy, option) == 0)
    roster.model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(roster.model) == cp_model.OPTIMAL
    beyond = abs(sum(minutes) - 2400) - 660
    assert solver.objective_value == beyond * STRETCHED_MINUTE
    given_way = {(r, who): solver.value(m) for r, who, m in roster.stretched}
    assert sum(given_way.values()) == beyond
    assert set(given_way) == {("R07", "amy")}


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        pytest.param([576] * 3 + [144], [], id="four fifths of the carry below"),
        pytest.param([576] * 3 + [143], [("near_short", 1)], id="a minute more"),
        pytest.param([488] * 6, [], id="four fifths of the carry above"),
        pytest.param([488] * 5 + [489], [("near_over", 1)], id="one more above"),
        pytest.param([510] * 6, [("near_over", 132)], id="the carry"),
        pytest.param([510] * 5 + [511], [], id="which is broken above it"),
    ],
)
def test_what_comes_near_the_carry_is_warned_of(
    minutes: list[int], told: list[tuple[str, int]]
) -> None:
    pick = Pick([("amy", option) for option in days_of(*minutes)])
    assert [
        (b.message, b.amount)
        for b in judge(FREE, problem(), pick)
        if not b.hard and b.message.startswith("near")
    ] == told


def test_the_hour_that_occurs_twice_in_autumn_fills_nothing() -> None:
    nights = [stint(f"{d} 22:00", f"{d} 31:00") for d in ("2026-10-23", "2026-10-24")]
    case = problem(start=nights[0].date, days=2)  # a Friday and a Saturday: 480
    assert [o.paid_minutes for o in nights] == [540, 600]
    picks = Pick([("amy", option) for option in nights])
    told = {b.message: b.amount for b in judge(RULE, case, picks)}
    assert told["over"] == 540 + 540 - 480


@st.composite
def accounts(draw: st.DrawFn) -> tuple[Problem, Pick]:
    person: Employee = employee(
        degree_pct=draw(st.sampled_from([100, 88.5, 75, 33])),
        week_minutes=draw(st.sampled_from([2400, 2295, 2220, 2180])),
        first=draw(st.none() | st.builds(day, st.integers(-2, 5))),
        last=draw(st.none() | st.builds(day, st.integers(1, 8))),
    )
    days = draw(
        st.lists(st.tuples(st.integers(-1, 6), st.integers(1, 5000)), max_size=3)
    )
    start = at("2026-12-21 00:00")
    away = tuple(
        absence("amy", "2026-12-21 00:00", "2026-12-22 00:00").model_copy(
            update={"start": start + 1440 * d, "end": start + 1440 * d + length}
        )
        for d, length in days
    )
    minutes = draw(st.lists(st.integers(100, 760), min_size=1, max_size=7))
    carried = draw(st.integers(-700, 700))
    case = problem(
        employees=(person,),
        absences=away,
        balances=(balance(hours_carried_minutes=carried),),
    )
    worked = [("amy", option) for option in days_of(*minutes)]
    extra = [chosen for chosen in worked if draw(st.integers(0, 4)) == 0]
    return case, Pick(worked, extra=extra)


@given(case=accounts())
@settings(max_examples=120, deadline=None)
def test_model_and_checker_agree(case: tuple[Problem, Pick]) -> None:
    judge(RULE, *case)
