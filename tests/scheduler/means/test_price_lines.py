"""The price line by line: what the pay engine added up, and nothing else."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import BreakRule, Problem
from scheduler.means.price_lines import ROUNDING, PriceLine, price_lines
from scheduler.pay.agreement import under
from scheduler.pay.items import Item, Measure
from scheduler.pay.price import cost_lines, plan_entries
from tests.build import (
    absence,
    employee,
    hourly,
    jour_type,
    on_call,
    plan,
    problem,
    shift_row,
    shift_type,
)

ULLA = employee("ulla", monthly_pay=3_090_700)
PAULA = employee("paula", monthly_pay=2_950_000, degree_pct=75)
TIM = hourly("tim", monthly_pay=2_650_000)
NINA = employee("nina", monthly_pay=3_100_100)
OLA = employee("ola", monthly_pay=3_077_700, comp_time=True)
JOUR = jour_type("jour", "22:00-06:00", "22:00-06:00")
HOME = shift_type("home", "16:00-07:00")
AT_HOME = HOME.model_copy(
    update={"breaks": (BreakRule(**on_call("beredskap", "16:00-07:00", "16:00")),)}
)
FRIDAY = date(2026, 12, 4)


def december(**given: object) -> Problem:
    usual = {
        "employees": (ULLA, PAULA, TIM, NINA, OLA),
        "shift_types": (shift_type(), JOUR, AT_HOME),
        "start": date(2026, 12, 1),
        "days": 31,
    }
    return problem(**usual | given)


def lines_of(made: Problem, *rows: ShiftRow, item: str = "") -> list[PriceLine]:
    entries = plan_entries(PlanView(made, plan(*rows)))
    return [x for x in price_lines(entries) if item in ("", x.item)]


def evenings(day: date, *people: str, end: str = "21:30") -> list[ShiftRow]:
    return [shift_row(who, f"{day} 14:00", f"{day} {end}") for who in people]


def said(lines: Sequence[PriceLine]) -> list[tuple[object, ...]]:
    return [
        (x.weekday, x.hours, x.count, x.quantity, x.rate, x.amount / 100) for x in lines
    ]


def test_friday_evenings_are_counted_by_their_hours_and_how_long_they_were() -> None:
    fridays = [FRIDAY + timedelta(days=7 * n) for n in range(2)]
    rows = [r for day in fridays for r in evenings(day, "ulla", "paula")]
    rows += evenings(FRIDAY + timedelta(days=14), "ulla", end="18:30")
    assert said(lines_of(december(), *rows, item="ob_b")) == [
        (5, (17, 19), 1, 1.5, 68.1, 102.15),
        (5, (17, 19), 4, 2.0, 68.1, 544.8),
        (5, (19, 22), 4, 2.5, 68.1, 681.0),
    ]


def test_a_break_makes_one_count_of_what_is_left() -> None:
    row = shift_row("ulla", f"{FRIDAY} 14:00", f"{FRIDAY} 19:00", breaks="17:30-18:00")
    [line] = lines_of(december(), row, item="ob_b")
    assert (line.count, line.quantity) == (1, 1.5)


def random_rows(random: Random) -> list[ShiftRow]:
    rows = [
        shift_row("ulla", "2026-12-31 07:00", "2026-12-31 15:00"),
        shift_row("ulla", "2026-12-31 15:00", "2026-12-31 16:00", pay_class="overtime"),
        shift_row("ola", "2026-12-02 07:00", "2026-12-02 15:00"),
        shift_row("ola", "2026-12-02 15:00", "2026-12-02 17:59", pay_class="overtime"),
    ]
    for shift, begin, end in (("jour", 22, 30), ("home", 16, 31)):
        for on in (3, 5, 9):
            start, until = (f"2026-12-{on:02d} {hour}:00" for hour in (begin, end))
            pause = f"{begin}:00-{end % 24:02d}:00"
            rows.append(shift_row("nina", start, until, pause, shift=shift))
    for number in range(30):
        day = date(2026, 12, 1) + timedelta(days=number)
        for who, classes in (
            ("ulla", ("ordinary", "overtime")),
            ("paula", ("ordinary", "extra")),
            ("tim", ("hourly",)),
        ):
            begin = random.randrange(0, 14 * 60)
            end = begin + random.randrange(60, 600)
            rows.append(
                shift_row(
                    who,
                    f"{day} {begin // 60:02d}:{begin % 60:02d}",
                    f"{day} {end // 60:02d}:{end % 60:02d}",
                    shift=f"s{number}",
                    pay_class=random.choice(classes),
                )
            )
    return rows


SICK = absence("ulla", "2026-12-07 00:00", "2026-12-12 00:00", "sick")
LEAVE = absence("paula", "2026-12-14 00:00", "2026-12-15 12:00", "leave")


OFF = absence("ola", "2026-12-14 00:00", "2026-12-15 09:00", "comp")
VACATION = absence("nina", "2026-12-21 00:00", "2026-12-23 15:00")
TOLD: dict[str, object] = {
    "absences": (SICK, LEAVE, OFF, VACATION),
    "published_on": date(2026, 11, 29),
    "published_shifts": (shift_row("ulla", "2026-12-08 14:00", "2026-12-08 22:00"),),
}
"""Late changes until the 7th, and a lost evening."""


@pytest.mark.parametrize("day", [None, date(2025, 3, 31)])
@pytest.mark.parametrize("seed", range(4))
def test_lines_add_up_to_every_item_to_the_ore(day: date | None, seed: int) -> None:
    made = under(december(**TOLD), own=None, day=day)
    entries = plan_entries(PlanView(made, plan(*random_rows(Random(seed)))))
    told, paid = Counter[str](), Counter[str]()
    for line in price_lines(entries):
        told[line.item] += line.amount
    for cost in cost_lines(entries):
        paid[cost.item] += cost.amount
    assert told == paid
    items = {*Item} - ({Item.EXTRA} if day is None else set())
    assert set(told) == {item.value for item in items}


def test_each_line_is_its_count_times_its_quantity_times_its_rate() -> None:
    for line in lines_of(december(**TOLD), *random_rows(Random(1))):
        rate = line.rate / (100 if line.measure is Measure.KRONOR else 1)
        assert abs(line.count * line.quantity * rate - line.amount / 100) < 0.006, line


def test_rounding_is_what_single_duties_were_rounded_by() -> None:
    rows = [
        shift_row("tim", f"{day} 07:00", f"{day} 07:20", pay_class="hourly")
        for day in ("2026-12-01", "2026-12-02", "2026-12-03")
    ]
    line, rounding = lines_of(december(), *rows, item="hourly")
    twenty_minutes = Fraction(2_650_000, 165 * 3)
    assert line.amount == round(3 * twenty_minutes) == 16_061
    assert (rounding.kind, rounding.amount) == (ROUNDING, 1)


def test_nothing_is_said_of_rounding_where_nothing_was_rounded() -> None:
    found = lines_of(december(), *evenings(FRIDAY, "ulla"))
    assert ROUNDING not in {x.kind for x in found}


def test_unpaid_absence_and_sickness_are_lines_of_their_own() -> None:
    found = lines_of(december(absences=(SICK, LEAVE)))
    told = [
        (x.item, x.kind, x.month, x.count, x.quantity)
        for x in found
        if x.kind and x.kind != ROUNDING
    ]
    assert told == [
        ("base", "unpaid", "2026-12", 1, -1.5),
        ("sick", "deduction", "2026-12", 5, -1.0),
        ("sick", "karens", "", 1, 1.0),
        ("sick", "karens", "", 1, 1.0),
        ("sick", "sick_pay", "2026-12", 5, 1.0),
    ]


def test_on_costs_are_a_share_of_everything_that_was_paid() -> None:
    found = lines_of(december(), *evenings(FRIDAY, "ulla"))
    paid = sum(x.amount for x in found if x.item != "po")
    [line] = [x for x in found if x.item == "po" and x.kind != ROUNDING]
    assert (line.count, line.quantity, line.rate) == (1, paid / 100, 44.53)


def test_only_lines_whose_rate_nobody_confirmed_are_marked() -> None:
    night = shift_row("ulla", "2026-12-05 20:00", "2026-12-06 01:00")
    found = lines_of(december(), night)
    marked = {x.item: x.assumed.key for x in found if x.assumed is not None}
    assert marked == {
        "ob_b_night": "pay.assumed.ob_2026",
        "po": "pay.assumed.on_cost",
    }
    assert {x.item for x in found} == {"base", "ob_b", "ob_b_night", "po"}


BORROWED = "pay.assumed.pan"
OWN_OB = """
[[ob]]
since = 2026-10-01
b_night = 101.80
source = "the council"
certainty = "stated"
"""


def marks(made: Problem) -> dict[str, str | None]:
    """Return what each item of a Saturday evening rests on."""
    night = shift_row("ulla", "2026-12-05 20:00", "2026-12-06 01:00")
    found = (x for x in lines_of(made, night) if x.kind != ROUNDING)
    return {x.item: None if x.assumed is None else x.assumed.key for x in found}


def test_each_line_says_that_its_figure_is_another_agreements() -> None:
    assert marks(december(agreement="PAN", employees=(ULLA,))) == {
        "base": BORROWED,
        "ob_b": BORROWED,
        "ob_b_night": "pay.assumed.ob_2026",
        "po": "pay.assumed.on_cost",
    }


@pytest.mark.parametrize("name", ["PAN+own", "pilot"])
def test_figures_of_ones_own_are_not_another_agreements(name: str) -> None:
    own = {"own": OWN_OB, "pilot": 'extends = "PAN"' + OWN_OB}
    found = marks(december(agreement=name, own_agreements=own, employees=(ULLA,)))
    assert (found["ob_b"], found["ob_b_night"]) == (None, None)
    assert found["base"] == BORROWED


def test_people_of_two_agreements_have_lines_of_their_own() -> None:
    pan = PAULA.model_copy(update={"agreement": "PAN"})
    made = december(employees=(ULLA, pan))
    found = lines_of(made, *evenings(FRIDAY, "ulla", "paula"), item="ob_b")
    told = {(x.hours, x.count, x.assumed and x.assumed.key) for x in found}
    assert told == {
        (hours, 1, key) for hours in ((17, 19), (19, 22)) for key in (None, BORROWED)
    }


def test_under_another_agreement_only_what_changed_has_other_lines() -> None:
    made = december()
    rows = evenings(FRIDAY, "ulla")
    then = under(made, own=None, day=date(2025, 3, 31))
    before = said(lines_of(then, *rows, item="ob_b"))
    assert before == [(5, (19, 22), 1, 2.5, 63.9, 159.75)]
    assert lines_of(then, *rows, item="base") == lines_of(made, *rows, item="base")
