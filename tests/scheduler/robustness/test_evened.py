"""What is known of chance is taken out of drawn figures, and nothing else."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, combinations
from statistics import fmean, stdev

import numpy as np
import pytest

from constraints import default_rules
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.bad_days import BadDay, bad_rounds, told
from scheduler.robustness.evened import Companion, evened
from scheduler.robustness.ill_people import Draw, Sickness, ill_days, ill_shares
from scheduler.robustness.lost_alone import LostAlone
from scheduler.robustness.repair import Repairer
from scheduler.robustness.spread import FIGURES, spreads
from tests.build import MONDAY, employee, hourly, plan, problem, team, visit, visit_row
from tests.scheduler.robustness.ward import REST, on_duty, ward

pytestmark = pytest.mark.usefixtures("plain_weeks")


def test_what_goes_wholly_with_its_companion_is_known() -> None:
    drawn = [0.0, 1, 0, 2, 1]
    found = evened([3 * x + 1 for x in drawn], [Companion(drawn, 0.5)])
    assert [*found] == pytest.approx([2.5] * 5)


def test_what_goes_with_nothing_stays_as_it_was_drawn() -> None:
    values = [1.0, 0, 0, 1]
    found = evened(values, [Companion([1.0, 0, 1, 0], 9.0), Companion([0.0] * 4, 0.0)])
    assert [*found] == pytest.approx(values)


@pytest.mark.parametrize("given", [{}, {"outbreak_pct": 60}, {"length": 9}])
def test_how_likely_somebody_is_ill_is_how_often_they_are(
    given: dict[str, float],
) -> None:
    month = problem(days=28, employees=team(*(f"p{n}" for n in range(40))))
    sickness = Sickness.model_validate({"share_pct": 10.0} | given)
    often = dict.fromkeys(month.dates, 0)
    for seed in range(10):
        draw = Draw(days=280, seed=seed, sickness=sickness)
        for ill_day, people in ill_days(month, draw).items():
            often[ill_day.day] += len(people)
    shares = ill_shares(month, Draw(days=280, sickness=sickness))
    found = [often[day] / 4000 for day in month.dates]
    assert [*shares.values()] == pytest.approx(found, abs=0.03)
    assert fmean(shares.values()) == pytest.approx(fmean(found), rel=0.02)


# Enumerated


@cache
def small() -> Repairer:
    """Build a Monday with a tour each for three, and four who may be called in."""
    visits = [
        visit(f"v{n}{hour}", f"2026-12-21 {hour}:00", f"2026-12-21 {hour}:00")
        for n in range(3)
        for hour in ("08", "10")
    ]
    crew = tuple(employee(f"m{n}", **REST) for n in range(3))
    spare = (employee("p1", degree_pct=60, **REST), employee("p2", **REST))
    hourly_ = tuple(hourly(f"h{n}", **REST) for n in range(2))
    case = ward(employees=(*crew, *spare, *hourly_), visits=tuple(visits))
    made = plan(
        *(on_duty(who.id) for who in crew),
        *(visit_row(v.id, f"m{v.id[1]}", f"2026-12-21 {v.id[2:]}:00") for v in visits),
    )
    return Repairer(PlanView(case, made), default_rules())


def subsets(people: Sequence[str]) -> Iterator[tuple[str, ...]]:
    sizes = range(len(people) + 1)
    return chain.from_iterable(combinations(people, size) for size in sizes)


def enumerated(share: float) -> dict[str, float]:
    """Return each figure of a day from every set of people who may be ill."""
    people = [e.id for e in small().problem.employees]
    whole: dict[str, float] = dict.fromkeys(FIGURES, 0.0)
    for ill in subsets(people):
        day = told(0, small().repaired(MONDAY, frozenset(ill), {}))
        likely = share ** len(ill) * (1 - share) ** (len(people) - len(ill))
        for figure, (_, read) in FIGURES.items():
            whole[figure] += likely * read(day) / small().problem.days
    return whole


def drawn(seed: int) -> tuple[dict[str, float], dict[str, float]]:
    """Return the mean of each figure, evened and as it was drawn."""
    draw = Draw(days=350, seed=seed, sickness=Sickness(share_pct=30, length=1))
    days = [day for lived in bad_rounds(small(), draw) for day in lived]
    found = spreads({"a": days}, {"a": LostAlone(small(), draw)})
    plain = {figure: fmean(map(read, days)) for figure, (_, read) in FIGURES.items()}
    return {spread.figure: spread.mean for spread in found}, plain


def test_means_are_those_of_every_set_of_ill_people() -> None:
    known, found = enumerated(0.3), [drawn(seed) for seed in range(40)]
    for figure, mean in known.items():
        each, plain = ([run[how][figure] for run in found] for how in (0, 1))
        error = stdev(each) / len(found) ** 0.5
        assert fmean(each) == pytest.approx(mean, abs=3 * error + 1e-9), figure
        assert stdev(each) <= 1.1 * stdev(plain) + 1e-9
    assert known["open_must"] > 0
    assert known["overtime_hours"] > 0


def test_means_of_one_run_are_as_sure_as_they_say() -> None:
    known, inside = enumerated(0.3), []
    for seed in range(40):
        draw = Draw(days=350, seed=seed, sickness=Sickness(share_pct=30, length=1))
        days = [day for lived in bad_rounds(small(), draw) for day in lived]
        for spread in spreads({"a": days}, {"a": LostAlone(small(), draw)}):
            if spread.half_width:
                off = abs(spread.mean - known[spread.figure])
                inside.append(off <= spread.half_width)
    assert np.mean(inside) > 0.9


def test_nobody_is_lost_alone_who_is_not_on_duty() -> None:
    alone = LostAlone(small(), Draw(days=70, sickness=Sickness(share_pct=50)))
    read = FIGURES["ill"][1]
    assert alone.expected(read) == pytest.approx(3 * 0.5 / 7)
    lived = [BadDay(round=n, day=day, ill=0) for n in range(10) for day in dates()]
    assert {len(alone.on(day)) for day in lived if day.day != MONDAY} == {0}
    assert {1, 2} <= {len(alone.on(day)) for day in lived if day.day == MONDAY}


def dates() -> Sequence[date]:
    return small().problem.dates
