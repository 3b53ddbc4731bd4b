"""Every window with OB, and what others have reckoned by hand, to the öre."""

import csv
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from scheduler.domain.plan_view import PlanView
from scheduler.pay.agreement import find_agreement
from scheduler.pay.agreement_rows import on
from scheduler.pay.price import DutyPrices
from scheduler.pay.wage import hour_at, on_cost
from tests.build import at, employee, plan, problem, shift_row

AB = find_agreement("AB")
ULLA = employee("ulla", monthly_pay=3_090_700)
WEEK = problem(employees=(ULLA,))
PRICES = DutyPrices(WEEK)

RATES = {
    date(2023, 4, 1): (118.80, 142.60, 61.90, 71.10, 53.00, 24.00),
    date(2024, 4, 1): (122.70, 147.30, 63.90, 73.40, 54.80, 24.80),
    date(2025, 4, 1): (126.90, 152.30, 66.10, 76.00, 56.70, 25.60),
    date(2026, 4, 1): (130.70, 156.90, 68.10, 78.30, 58.40, 26.40),
}
"""Kronor an hour since a day: A, A by night, B, B by night, C, D."""
BANDS = ("A", "An", "B", "Bn", "C", "D")
ITEMS = {"A": "ob_a", "An": "ob_a_night", "B": "ob_b", "Bn": "ob_b_night"}


class ObWindow(NamedTuple):
    """A row of the file: when a band is paid without a pause."""

    band: str
    start: str
    end: str
    hours: float
    """By the clock on the wall."""

    @property
    def minutes(self) -> int:
        """What is worked in it as ordinary time.

        An hour less in the spring night; the hour more of the autumn night is overtime.
        """
        elapsed = at(self.end) - at(self.start)
        return min(elapsed, round(60 * self.hours))

    @property
    def ore(self) -> int:
        """What its OB comes to."""
        begins = datetime.fromisoformat(self.start).date()
        rates = RATES[max(since for since in RATES if since <= begins)]
        return round(self.minutes * rates[BANDS.index(self.band)] * 100 / 60)


def windows() -> list[ObWindow]:
    with Path(__file__).with_name("ob_windows.csv").open(encoding="utf-8") as file:
        return [
            ObWindow(row["band"], row["start"], row["end"], float(row["hours"]))
            for row in csv.DictReader(file)
        ]


def paid(start: str, end: str) -> dict[str, int]:
    """Return öre by item for ordinary time."""
    made = plan(shift_row("ulla", start, end, breaks=""))
    duty = PlanView(WEEK, made).planned_of(ULLA)[0]
    return {line.item: line.amount for line in PRICES.duty_lines(ULLA, duty)}


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_window_of_two_years_is_paid_to_the_ore(year: int) -> None:
    chosen = [window for window in windows() if window.start.startswith(str(year))]
    assert len(chosen) > 250
    for window in chosen:
        found = paid(window.start, window.end)
        found.pop("overtime_simple", None)
        expected = {ITEMS[window.band]: window.ore}
        assert {k: v for k, v in found.items() if k != "po"} == expected, window


def test_nothing_of_the_great_bands_is_paid_between_the_windows() -> None:
    """Evenings and nights of weekdays lie between; they have bands of their own."""
    rows = windows()
    for before, after in pairwise(rows):
        if at(before.end) < at(after.start):
            found = {*paid(before.end, after.start)}
            assert found <= {"ob_c", "ob_d", "po"}, (before, after)


def test_a_window_that_clocks_are_changed_in_has_the_hours_that_pass() -> None:
    nights = {w.start[:10]: w for w in windows() if w.band == "Bn"}
    assert nights["2026-03-28"].minutes == 7 * 60
    assert nights["2026-10-24"].minutes == 8 * 60
    found = paid(nights["2026-10-24"].start, nights["2026-10-24"].end)
    assert found["overtime_simple"] == 33_717


@pytest.mark.parametrize("since", RATES)
def test_every_rate_since_2023_is_the_published_one(since: date) -> None:
    row = on(AB.ob, since)
    found = (row.a, row.a_night, row.b, row.b_night, row.c, row.d)
    assert found == tuple(round(100 * rate) for rate in RATES[since])


def test_the_rates_of_2022_are_the_published_ones_where_any_are() -> None:
    row = on(AB.ob, date(2022, 6, 1))
    assert (row.a, row.a_night, row.b, row.b_night) == (11_410, 13_700, 5_950, 6_830)


@pytest.mark.parametrize(
    ("percent", "ore", "with_po"),
    [
        (100, 18_732, 27_073),
        (120, 22_478, 32_487),
        (180, 33_717, 48_731),
        (240, 44_956, 64_975),
    ],
)
def test_an_hour_of_the_average_wage_costs_the_known_amount(
    percent: int, ore: int, with_po: int
) -> None:
    hour = round(hour_at(AB, ULLA, percent))
    assert hour == ore
    assert hour + on_cost(AB, date(2026, 11, 10), hour).amount == with_po


@pytest.mark.parametrize(("year", "share"), [(2022, 39.25), (2023, 44.53)])
def test_on_costs_are_the_published_ones(year: int, share: float) -> None:
    assert on(AB.on_cost, date(year, 7, 1)).pct == round(100 * share)


def test_the_holiday_weekend_of_epiphany_2024_is_paid_as_weekend() -> None:
    """From Friday at 16, the eve, until Monday at 7."""
    found = paid("2024-01-05 16:00", "2024-01-08 07:00")
    found.pop("po")
    assert found == {"ob_b": (63 - 16) * 6_190, "ob_b_night": 16 * 7_110}
    assert set(paid("2024-01-05 15:00", "2024-01-05 16:00")) == set()
