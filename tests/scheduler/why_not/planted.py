"""Small datasets that cannot be planned, each for another reason, and named."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from constraints import default_rules
from constraints.hours.budget_limit import BudgetLimit
from constraints.rest.days_in_a_row import DaysInARow
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import Employee, Problem, UnitBudget, Vehicles, Visit
from scheduler.rules.rule import Rule
from tests.build import (
    UNIT,
    absence,
    balance,
    client,
    day,
    employee,
    hourly,
    need,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    worked,
)
from tests.build import (
    on_call as time_on_call,
)

RULES = default_rules()
MORNING = shift_type("day", "07:00-12:00")
NIGHT = shift_type("night", "22:00-03:00", kind="night")
LONG = shift_type("day", "07:00-16:00", "60@10:30-13:30")
NURSE = frozenset({"usk", "ssk"})
FOR_NURSES = visit("v1", skills={"ssk"})
AWAY = absence("amy", "2026-12-21 00:00", "2026-12-22 00:00")
EIGHT = {"latest": "2026-12-21 08:00"}


def with_rule(rule: Rule) -> tuple[Rule, ...]:
    """Return the rules with one in another form."""
    return tuple(rule if r.kind == rule.kind else r for r in RULES)


class Planted(NamedTuple):
    """A dataset, its rules, and what must be named."""

    make: Callable[[], Problem]
    rules: Sequence[Rule]
    named: Sequence[str]
    """All members and no other: their kinds with columns or ids."""


PLANTED: dict[str, Planted] = {}
"""By what is wrong."""


def planted(
    *named: str, rules: Sequence[Rule] = RULES
) -> Callable[[Callable[[], Problem]], Callable[[], Problem]]:
    """Keep a dataset with what its clash consists of."""

    def keep(make: Callable[[], Problem]) -> Callable[[], Problem]:
        PLANTED[make.__name__] = Planted(make, rules, sorted(named))
        return make

    return keep


def small(
    *visits: Visit, people: Sequence[Employee] | None = None, **given: object
) -> Problem:
    """Build a day of hourly Amy, with shifts in the morning."""
    usual: dict[str, object] = {
        "days": 1,
        "employees": people or (hourly("amy"),),
        "shift_types": (MORNING,),
        "visits": visits,
    }
    return problem(**(usual | given))


def lock(who: str, start: str, end: str, shift: str) -> ShiftRow:
    """Build a locked shift of hourly staff."""
    return shift_row(who, start, end, shift=shift, pay_class="hourly")


def team(*ids: str, **given: object) -> tuple[Employee, ...]:
    """Build hourly people."""
    return tuple(hourly(id_, **given) for id_ in ids)


def _daily(n: int, start: str, end: str, **given: object) -> tuple[object, ...]:
    return tuple(
        need(f"{day(d)} {start}", f"{day(d)} {end}", **given) for d in range(n)
    )


@planted("visit_cell:skills", "rule:skills", "visit:v1")
def skill() -> Problem:
    return small(FOR_NURSES, people=team("amy", "bea"))


@planted("visit_cell:skills", "away:amy", "rule:absence", "rule:skills", "visit:v1")
def absent() -> Problem:
    nurses = (hourly("amy", skills=NURSE), hourly("bea"))
    return small(FOR_NURSES, people=nurses, absences=(AWAY,))


@planted("visit_cell:latest", "away:amy", "away:bea", "rule:absence", "visit:v1")
def all_absent() -> Problem:
    other = absence("bea", "2026-12-21 06:00", "2026-12-21 18:00", "leave")
    return small(visit("v1"), people=team("amy", "bea"), absences=(AWAY, other))


@planted(
    "visit_cell:latest", "worked_shift:amy", "rule:rest_between_shifts", "visit:v1"
)
def history() -> Problem:
    before = worked("amy", "2026-12-20 21:00", "2026-12-21 00:00")
    return small(visit("v1", **EIGHT), worked_shifts=(before,))


@planted("locked_shift:amy", "rule:locks", "visit:v1")
def lock_beside_visit() -> Problem:
    busy = lock("amy", "2026-12-21 22:00", "2026-12-22 03:00", "night")
    return small(visit("v1"), shift_types=(MORNING, NIGHT), locked_shifts=(busy,))


@planted(
    "locked_shift:amy", "locked_shift:amy", "rule:rest_between_shifts", "rule:locks"
)
def locks_too_near() -> Problem:
    rows = (
        lock("amy", "2026-12-21 22:00", "2026-12-22 03:00", "night"),
        lock("amy", "2026-12-22 07:00", "2026-12-22 12:00", "day"),
    )
    types = (MORNING, NIGHT)
    return small(days=2, shift_types=types, locked_shifts=rows)


@planted("locked_shift:amy", "locked_shift:amy", "rule:locks")
def locks_overlap() -> Problem:
    rows = (
        lock("amy", "2026-12-21 07:00", "2026-12-21 12:00", "day"),
        lock("amy", "2026-12-21 09:00", "2026-12-21 12:30", "later"),
    )
    types = (MORNING, shift_type("later", "09:00-12:30"))
    return small(shift_types=types, locked_shifts=rows)


@planted(
    "locked_shift:amy",
    "locked_shift:amy",
    "locked_shift:amy",
    "locked_shift:amy",
    "locked_shift:amy",
    "locked_shift:amy",
    "locked_shift:amy",
    "rule:locks",
    "rule:days_in_a_row",
)
def locks_without_weekly_rest() -> Problem:
    rows = tuple(
        lock("amy", f"{day(d)} 07:00", f"{day(d)} 12:00", "day") for d in range(7)
    )
    return small(days=7, locked_shifts=rows)


@planted("away:amy", "locked_shift:amy", "rule:absence", "rule:locks")
def lock_in_absence() -> Problem:
    busy = lock("amy", "2026-12-21 07:00", "2026-12-21 12:00", "day")
    return small(absences=(AWAY,), locked_shifts=(busy,))


@planted(
    "people_cell:degree_pct",
    "locked_shift:amy",
    "locked_shift:amy",
    "locked_shift:amy",
    "locked_shift:amy",
    "rule:contracted_hours",
    "rule:locks",
)
def locks_above_contract() -> Problem:
    rows = tuple(
        shift_row("amy", f"{day(d)} 07:00", f"{day(d)} 12:00", shift="day")
        for d in range(5)
    )
    amy = (employee("amy", degree_pct=20),)
    return small(people=amy, days=7, locked_shifts=rows)


@planted("people_cell:degree_pct", "rule:contracted_hours")
def hours_not_to_be_had() -> Problem:
    only_monday = shift_type("day", "07:00-12:00", days=(True, *(False,) * 6))
    return small(people=(employee("amy"),), days=7, shift_types=(only_monday,))


@planted("rule:staffing_demand", "need:centre")
def too_few_people() -> Problem:
    asked = need("2026-12-21 08:00", "2026-12-21 11:00", min=3, want=3)
    return small(people=team("amy", "bea"), staffing=(asked,))


@planted("rule:staffing_demand", "need:centre")
def no_skill_there() -> Problem:
    asked = need("2026-12-21 08:00", "2026-12-21 11:00", skills={"ssk"})
    return small(people=team("amy", "bea"), staffing=(asked,))


@planted(
    "people_cell:shift_kinds",
    "people_cell:shift_kinds",
    "rule:staffing_demand",
    "need:centre",
)
def nobody_at_night() -> Problem:
    asked = need("2026-12-21 23:00", "2026-12-22 02:00")
    people = team("amy", "bea", shift_kinds={"day"})
    return small(people=people, shift_types=(MORNING, NIGHT), staffing=(asked,))


@planted("away:amy", "rule:absence", "rule:staffing_demand", "need:centre")
def all_away_from_need() -> Problem:
    asked = need("2026-12-21 08:00", "2026-12-21 11:00")
    return small(absences=(AWAY,), staffing=(asked,))


@planted("rule:staffing_demand", "shift_types:centre", "need:centre")
def need_without_shift() -> Problem:
    asked = need("2026-12-21 14:00", "2026-12-21 16:00")
    return small(staffing=(asked,))


@planted(
    "people_cell:weekends",
    "rule:weekend_duty",
    "rule:staffing_demand",
    "need:centre",
    "need:centre",
)
def every_weekend() -> Problem:
    saturdays = ("2026-12-26", "2027-01-02")
    asked = tuple(need(f"{d} 08:00", f"{d} 11:00") for d in saturdays)
    amy = (hourly("amy", weekends={"worked": 1, "of": 2}),)
    return small(people=amy, days=14, staffing=asked)


@planted(
    "rule:days_in_a_row",
    "rule:staffing_demand",
    "need:centre",
    "need:centre",
    "need:centre",
    "need:centre",
    rules=with_rule(DaysInARow(most=3, preferred=3)),
)
def days_without_end() -> Problem:
    return small(days=5, staffing=_daily(4, "08:00", "11:00"))


@planted(
    "rule:rest_between_shifts", "rule:staffing_demand", "need:centre", "need:centre"
)
def night_and_morning() -> Problem:
    asked = (
        need("2026-12-21 23:00", "2026-12-22 02:00"),
        need("2026-12-22 08:00", "2026-12-22 11:00"),
    )
    return small(days=2, shift_types=(MORNING, NIGHT), staffing=asked)


@planted(
    "rule:staffing_demand", "rule:shift_catalogue", "shift_types:centre", "need:centre"
)
def full_shift() -> Problem:
    asked = need("2026-12-21 08:00", "2026-12-21 11:00", min=2, want=2)
    types = (shift_type("day", "07:00-12:00", max_per_day=1),)
    return small(people=team("amy", "bea"), shift_types=types, staffing=(asked,))


@planted("visit_cell:staff", "visit:v1")
def two_needed() -> Problem:
    return small(visit("v1", staff=2))


@planted(
    "visit_cell:latest", "visit_cell:after", "visit_cell:latest", "visit:v1", "visit:v2"
)
def gap() -> Problem:
    first = visit("v1", **EIGHT)
    then = visit(
        "v2",
        "2026-12-21 11:00",
        latest="2026-12-21 11:00",
        after="v1",
        gap_max=60,
    )
    return small(first, then, people=team("amy", "bea"))


@planted(
    "visit_cell:latest", "visit_cell:after", "visit_cell:latest", "visit:v1", "visit:v2"
)
def gap_too_wide() -> Problem:
    first = visit("v1", **EIGHT)
    then = visit("v2", "2026-12-21 09:00", after="v1", gap_min=180)
    return small(first, then, people=team("amy", "bea"))


@planted(
    "visit_cell:latest",
    "visit_cell:latest",
    "visit_cell:skills",
    "visit_cell:skills",
    "rule:skills",
    "visit:v1",
    "visit:v2",
)
def one_nurse_for_two() -> Problem:
    both = (visit("v1", **EIGHT, skills={"ssk"}), visit("v2", **EIGHT, skills={"ssk"}))
    return small(*both, people=(hourly("amy", skills=NURSE), hourly("bea")))


@planted("client_cell:avoid_gender", "rule:client_wishes", "visit:v1")
def declined_gender() -> Problem:
    carl = client(avoid_gender={"m"})
    wanted = visit("v1", kind="intimate")
    return small(wanted, people=(hourly("amy", gender="m"),), clients=(carl,))


@planted("client_cell:avoid_ids", "rule:client_wishes", "visit:v1")
def declined_person() -> Problem:
    return small(visit("v1"), clients=(client(avoid={"amy"}),))


@planted("people_cell:transport", "rule:travel_time", "visit:v1")
def too_far_by_foot() -> Problem:
    far = client(lat=59.27)
    walks = (hourly("amy", transport="walk"),)
    return small(visit("v1", "2026-12-21 09:00"), people=walks, clients=(far,))


@planted("visit_cell:latest", "people_cell:minor", "rule:minors", "visit:v1")
def too_young() -> Problem:
    late = shift_type("late", "18:00-23:00", kind="evening")
    amy = (hourly("amy", minor=True),)
    evening = visit("v1", "2026-12-21 22:15", latest="2026-12-21 22:20")
    return small(evening, people=amy, shift_types=(late,))


@planted(
    "visit_cell:latest",
    "visit_cell:latest",
    "vehicles:centre",
    "rule:cars_at_once",
    "visit:v1",
    "visit:v2",
)
def one_car() -> Problem:
    visits = (
        visit("v1", **EIGHT),
        visit("v2", client="dora", **EIGHT),
    )
    cars = (Vehicles(unit=UNIT, cars=1, day_price=30_000),)
    return small(*visits, people=team("amy", "bea"), vehicles=cars)


@planted(
    "people_cell:degree_pct",
    "budget:centre",
    "rule:budget_limit",
    rules=with_rule(BudgetLimit(hard=True)),
)
def budget() -> Problem:
    month = day(0).replace(day=1)
    budgets = (UnitBudget(unit=UNIT, month=month, amount=1_500_000),)
    amy = (employee("amy", day_break=960),)
    return small(people=amy, days=7, shift_types=(LONG,), budgets=budgets)


@planted("visit_cell:latest", "shift_types:centre", "visit:v1")
def at_night() -> Problem:
    return small(visit("v1", "2026-12-21 20:00"))


@planted("visit_cell:minutes", "visit:v1")
def too_long() -> Problem:
    return small(visit("v1", minutes=400))


@planted("visit_cell:latest", "visit_cell:latest", "visit:v1", "visit:v2")
def at_once() -> Problem:
    other = visit("v2", client="dora", **EIGHT)
    return small(visit("v1", **EIGHT), other)


@planted(
    "visit_cell:latest", "visit_cell:latest", "rule:travel_time", "visit:v1", "visit:v2"
)
def too_far_apart() -> Problem:
    far = client("dora", lat=59.57)
    other = visit("v2", "2026-12-21 09:30", latest="2026-12-21 09:30", client="dora")
    first = visit("v1", "2026-12-21 08:58", latest="2026-12-21 08:58")
    return small(first, other, clients=(client(), far), people=(hourly("amy"),))


@planted("people_cell:from", "visit:v1")
def not_yet_employed() -> Problem:
    return small(visit("v1"), people=(hourly("amy", first=day(3)),), days=7)


@planted("people_cell:to", "visit:v1")
def not_any_more() -> Problem:
    return small(visit("v1"), people=(hourly("amy", last=day(-1)),))


@planted("visit_cell:latest", "people_cell:shift_kinds", "visit:v1")
def other_kinds() -> Problem:
    return small(visit("v1"), people=(hourly("amy", shift_kinds={"night"}),))


@planted("visit_cell:skills", "rule:skills", "visit:v1")
def not_lent() -> Problem:
    units = (unit(), unit("north"))
    types = (shift_type("day", "07:00-12:00", unit=None),)
    people = (hourly("amy"), hourly("nora", unit="north", skills=NURSE))
    return small(FOR_NURSES, people=people, units=units, shift_types=types)


@planted("rule:split_shifts", "shift_types:centre", "visit:v1")
def split() -> Problem:
    types = (shift_type("split", "07:00-11:00|16:00-20:00"),)
    return small(visit("v1"), shift_types=types)


@planted("rule:on_call_demand", "on_call_need:centre")
def on_call() -> Problem:
    jour = shift_type("jour", "14:00-23:00", kind="evening").model_copy(
        update={"breaks": ()}
    )
    made = jour.model_dump() | {
        "breaks": [time_on_call("jour", "18:00-22:00", "14:00")]
    }
    asked = need("2026-12-21 18:00", "2026-12-21 22:00", min=2, want=2, on_call="jour")
    type_ = type(jour).model_validate(made)
    return small(shift_types=(type_,), on_call_needs=(asked,))


@planted(
    "visit_cell:staff",
    "visit_cell:latest",
    "visit_cell:staff",
    "visit_cell:latest",
    "visit:v1",
    "visit:v2",
)
def three_for_two_pairs() -> Problem:
    other = visit("v2", client="dora", staff=2, **EIGHT)
    visits = (visit("v1", staff=2, **EIGHT), other)
    return small(*visits, people=team("amy", "bea", "cia"))


@planted("visit_cell:minutes", "visit:v1")
def too_long_for_one() -> Problem:
    start, latest = "2026-12-21 07:10", "2026-12-21 07:20"
    types = (MORNING, shift_type("noon", "10:00-15:00"))
    people = team("amy", "bea", day_break=960)
    return small(
        visit("v1", start, latest, minutes=400), people=people, shift_types=types
    )


@planted("visit_cell:latest", "shift_types:centre", "visit:v1")
def longer_overtime_than_is_planned() -> Problem:
    """Amy might lawfully come more than two hours early; nobody plans that."""
    amy = (employee("amy", degree_pct=20, day_break=540),)
    types = (shift_type("day", "08:00-14:00", "30@09:00-10:00"),)
    start, latest = "2026-12-21 05:20", "2026-12-21 05:30"
    return small(visit("v1", start, latest), people=amy, shift_types=types)


@planted(
    "people_cell:weekends",
    "visit_cell:latest",
    "visit_cell:latest",
    "visit_cell:skills",
    "visit_cell:skills",
    "rule:skills",
    "rule:weekend_duty",
    "visit:v0",
    "visit:v1",
)
def weekends_of_the_only_nurse() -> Problem:
    saturdays = ("2026-12-26", "2027-01-02")
    visits = [
        visit(f"v{n}", f"{d} 08:00", f"{d} 08:30", skills={"ssk"})
        for n, d in enumerate(saturdays)
    ]
    amy = hourly("amy", skills=NURSE, weekends={"worked": 1, "of": 2})
    return small(*visits, people=(amy, hourly("bea")), days=14)


@planted(
    *("visit_cell:latest", "visit_cell:skills") * 2,
    "rule:rest_between_shifts",
    "rule:skills",
    "visit:v1",
    "visit:v2",
)
def evening_and_morning_of_the_only_nurse() -> Problem:
    late = shift_type("late", "17:00-22:00", kind="evening")
    visits = (
        visit("v1", f"{day(0)} 21:00", f"{day(0)} 21:20", skills={"ssk"}),
        visit("v2", f"{day(1)} 07:10", f"{day(1)} 07:20", skills={"ssk"}),
    )
    nurse = hourly("amy", skills=NURSE, day_break=960)
    people = (nurse, hourly("bea"))
    return small(*visits, people=people, days=2, shift_types=(MORNING, late))


@planted("rule:staffing_demand", "need:centre", "need:north")
def lent_and_wanted_at_home() -> Problem:
    units = (unit(), unit("north", lends_to=(UNIT,)))
    types = (shift_type("day", "07:00-12:00", unit=None),)
    hours = "2026-12-21 08:00", "2026-12-21 11:00"
    asked = (need(*hours, min=2, want=2), need(*hours, unit="north"))
    people = (hourly("amy"), hourly("nora", unit="north"))
    return small(people=people, units=units, shift_types=types, staffing=asked)


@planted("rule:staffing_demand", "need:centre", "visit:v1")
def nobody_left_at_home() -> Problem:
    asked = need("2026-12-21 08:00", "2026-12-21 11:00")
    start, latest = "2026-12-21 09:00", "2026-12-21 09:10"
    return small(visit("v1", start, latest), staffing=(asked,))


@planted("budget:centre", "rule:budget_limit", rules=with_rule(BudgetLimit(hard=True)))
def budget_of_several() -> Problem:
    month = day(0).replace(day=1)
    budgets = (UnitBudget(unit=UNIT, month=month, amount=4_000_000),)
    people = [employee(id_, day_break=960) for id_ in ("amy", "bea", "cia")]
    return small(people=people, days=7, shift_types=(LONG,), budgets=budgets)


@planted(
    "people_cell:degree_pct", "locked_shift:amy", "rule:locks", "rule:overtime_cap"
)
def overtime_beyond_its_cap() -> Problem:
    amy = (employee("amy", week_minutes=1500),)
    saturday = f"{day(5)} 07:00", f"{day(5)} 12:00"
    more = shift_row("amy", *saturday, shift="day", pay_class="overtime")
    worked_before = (balance("amy", overtime_year_minutes=12_000),)
    return small(people=amy, days=7, locked_shifts=(more,), balances=worked_before)
