"""Charts are paths that say exactly what the hours say."""

import numpy as np
import pytest

from data.report.charts import day_steps, heat_of, peak, week_steps
from data.report.load import HOURS, Hourly, HourlyLoad


def load_of(days: int = 1, **given: Hourly) -> HourlyLoad:
    empty = np.zeros((days, HOURS))
    usual = dict.fromkeys(("visits", "heads", "least", "planned", "on_duty"), empty)
    return HourlyLoad(unit="centre", name="Centre", **(usual | given))


def hourly(*values: float, days: int = 1) -> Hourly:
    made = np.zeros((days, HOURS))
    made[0, : len(values)] = values
    return made


def test_people_on_duty_are_a_line_that_steps() -> None:
    load = load_of(on_duty=hourly(0, 2, 2, 1.5))
    path = day_steps(load, 0, (0, 24), top=2).on_duty
    assert path == "M0 2H1V0H3V0.5H4V2H24"


def test_demand_is_an_area_and_nothing_is_no_area() -> None:
    steps = day_steps(load_of(visits=hourly(1)), 0, (0, 2), top=1)
    assert steps.visits == steps.wanted == "M0 0H1V1H2V1H0Z"
    assert day_steps(load_of(), 0, (0, 2), top=1).wanted == ""


def test_headcount_demand_is_stacked_on_the_visits() -> None:
    load = load_of(visits=hourly(1), heads=hourly(2), least=hourly(1))
    steps = day_steps(load, 0, (0, 1), top=3)
    assert (steps.visits, steps.wanted) == ("M0 2H1V3H0Z", "M0 0H1V3H0Z")
    assert steps.least == "M0 2H1"


def test_a_day_may_run_past_midnight_and_past_the_plan() -> None:
    on_duty = hourly(days=2)
    on_duty[0, 21:], on_duty[1, :7] = 1, 1
    load = load_of(days=2, on_duty=on_duty)
    steps = day_steps(load, 0, (20, 12), top=1)
    assert steps.on_duty == "M0 1H1V0H11V1H12"
    assert list(steps.midnights) == [4]
    assert day_steps(load, 1, (20, 12), top=1).on_duty == "M0 1H12"


def test_weeks_are_drawn_to_one_scale() -> None:
    on_duty = hourly(3, days=10)
    weeks = list(week_steps(load_of(days=10, on_duty=on_duty)))
    assert [(w.first_day, w.hours, w.top) for w in weeks] == [(0, 168, 3), (7, 72, 3)]
    assert list(weeks[1].midnights) == [24, 48]


@pytest.mark.parametrize(("most", "top"), [(0, 1), (1, 1), (1.1, 2)])
def test_the_top_holds_the_most_people(most: float, top: int) -> None:
    assert peak(load_of(visits=hourly(most))) == top


@pytest.mark.parametrize(
    ("spare", "shade"),
    [
        (-2.01, 0),
        (-2, 1),
        (-1, 2),
        (-0.26, 2),
        (-0.25, 3),
        (0.74, 3),
        (0.75, 4),
        (4, 6),
    ],
)
def test_an_hour_is_coloured_by_the_people_to_spare(spare: float, shade: int) -> None:
    wanted, on_duty = (5.0, 5 + spare)
    load = load_of(visits=hourly(wanted), on_duty=hourly(on_duty))
    shades = heat_of(load).shades
    assert [n for n, path in enumerate(shades) if path] == [shade]


def test_hours_of_one_colour_are_one_shape() -> None:
    heat = heat_of(load_of(on_duty=hourly(1, 1, 0, 1)))
    assert heat.shades[4] == "M0 0H2v1H0zM3 0H4v1H3z"


def test_hours_of_nothing_are_bare() -> None:
    assert not any(heat_of(load_of()).shades)
