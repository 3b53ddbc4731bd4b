"""Quick days are what exact ones are, or made up for: means are those of all draws."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, combinations
from statistics import fmean, stdev

import numpy as np
import pytest

from api.what_if.lived_through import lived_through, spreads_of, tried_plan
from constraints import default_rules
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.robustness import quick_draws
from scheduler.robustness.bad_days import told
from scheduler.robustness.branches import DayTrees, Offer
from scheduler.robustness.call_ins import Rows
from scheduler.robustness.figures import FIGURES, figures_of
from scheduler.robustness.ill_people import Draw, IllDay, Sickness, ill_days, ill_shares
from scheduler.robustness.lived_days import bad_rounds
from scheduler.robustness.quick_draws import QuickDraws
from scheduler.robustness.quick_judge import QuickJudge
from scheduler.robustness.repair import Repairer
from scheduler.robustness.spread import Spread
from tests.build import (
    MONDAY,
    employee,
    hourly,
    need,
    plan,
    problem,
    team,
    unit,
    visit,
    visit_row,
)
from tests.scheduler.robustness.ward import (
    REST,
    on_duty,
    plainly,
    repairer_of,
    ward,
    week,
)

pytestmark = pytest.mark.usefixtures("plain_weeks")


def two_units() -> tuple[Problem, Plan]:
    """Build a week in which another unit, which lends, has to have two in the house."""
    case, made = week()
    house = [employee(who, unit="house", **REST) for who in ("a1", "a2", "a3")] + [
        hourly("b1", unit="house", **REST)
    ]
    asked = [
        need(f"{day} 07:00", f"{day} 16:00", unit="house", min=2) for day in case.dates
    ]
    rows = [
        row.model_copy(update={"employee": who, "unit": "house"})
        for row, who in zip(made.shifts, ["a1", "a2", "a3", "a1"] * 5, strict=True)
    ]
    kept = {(row.employee, row.date): row for row in rows}
    more = {
        "units": (*case.units, unit("house", lends_to=frozenset({case.units[0].id}))),
        "employees": (*case.employees, *house),
        "staffing": tuple(asked),
    }
    return case.model_copy(update=more), plan(
        *made.shifts, *kept.values(), *made.visits
    )


@pytest.mark.parametrize("case", [week, two_units])
@pytest.mark.parametrize(
    "given", [{"share_pct": 12}, {"outbreak_pct": 60, "length": 2}]
)
def test_quick_days_are_what_exact_ones_are(
    case: Callable[[], tuple[Problem, Plan]], given: dict[str, float]
) -> None:
    trees = DayTrees(repairer_of(*case()))
    draw = Draw(days=280, seed=4, sickness=Sickness.model_validate(given))
    exact = [day for lived in bad_rounds(trees, draw) for day in lived]
    quick = QuickDraws(trees, draw)
    quick.go_on(0)
    found = quick.found(280).here
    assert found == pytest.approx(np.array([figures_of(day) for day in exact]))
    assert found.sum(axis=0)[list(FIGURES).index("hourly_calls")] > 30


@pytest.mark.parametrize("case", [week, two_units])
def test_what_is_remembered_comes_out_as_if_nothing_were(
    case: Callable[[], tuple[Problem, Plan]],
) -> None:
    repairer = repairer_of(*case())
    draw = Draw(days=140, seed=5, sickness=Sickness(share_pct=15))
    ill, repeated = ill_days(repairer.problem, draw), 0
    for number, lived in enumerate(bad_rounds(DayTrees(repairer), draw)):
        called: dict[str, Rows] = {}
        for day in lived:
            away = ill.get(IllDay(number, day.day), frozenset())
            made = plainly(repairer, day.day, away, called)
            assert told(made).model_copy(update={"round": number}) == day
            for call in made.calls:
                who = call.employee.id
                repeated += who in called
                called[who] = called.get(who, ()) + call.rows
    assert repeated > 5


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
        day = told(plainly(small(), MONDAY, frozenset(ill), {}))
        likely = share ** len(ill) * (1 - share) ** (len(people) - len(ill))
        for figure, (_, read) in FIGURES.items():
            whole[figure] += likely * read(day) / small().problem.days
    return whole


def drawn(repairer: Repairer, draw: Draw) -> list[Spread]:
    """Return what days say that are lived through, and others quickly."""
    tried = {"": tried_plan(repairer.view, default_rules(), draw)}
    return spreads_of(lived_through(tried, draw), tried, draw)


def nobody(_self: QuickJudge, _offer: Offer, _earlier: Sequence[Offer]) -> bool:
    return False


@pytest.mark.parametrize("is_wrong", [False, True], ids=["quick", "wrong"])
def test_means_are_those_of_every_set_of_ill_people_however_wrong_the_quick_way_is(
    monkeypatch: pytest.MonkeyPatch, is_wrong: bool
) -> None:
    monkeypatch.setattr(quick_draws, "_DRAWS", 20)
    monkeypatch.setattr(quick_draws, "_BOTH_WAYS", 1)
    if is_wrong:
        monkeypatch.setattr(QuickJudge, "allows", nobody)
    known, found = enumerated(0.3), dict[str, list[Spread]]()
    for seed in range(40):
        draw = Draw(days=350, seed=seed, sickness=Sickness(share_pct=30, length=1))
        for spread in drawn(small(), draw):
            found.setdefault(spread.figure, []).append(spread)
    inside = []
    for figure, mean in known.items():
        means = [spread.mean for spread in found[figure]]
        error = stdev(means) / len(means) ** 0.5
        assert fmean(means) == pytest.approx(mean, abs=3 * error + 1e-9), figure
        widths = [(s, s.half_width) for s in found[figure] if s.half_width]
        inside += [abs(s.mean - mean) <= width for s, width in widths]
    assert np.mean(inside) > 0.9
    assert known["open_must"] > 0
    assert known["overtime_hours"] > 0


def test_a_rare_figure_is_as_sure_as_many_times_the_days_make_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sickness = Sickness(share_pct=30, length=1)

    def off(draws: int) -> float:
        monkeypatch.setattr(quick_draws, "_DRAWS", draws)
        monkeypatch.setattr(quick_draws, "_FEWEST", draws)
        runs = [
            drawn(small(), Draw(days=70, seed=seed, sickness=sickness))
            for seed in range(8)
        ]
        at = list(FIGURES).index("open_must")
        return stdev(run[at].mean for run in runs)

    assert off(160) < 0.6 * off(10)


def test_so_much_of_other_draws_is_done_as_of_the_draw() -> None:
    quick = QuickDraws(DayTrees(small()), Draw(days=700))
    done = []
    for share in (0, 0.1, 0.1, 0.2):
        quick.go_on(share)
        done.append(len(quick.found(7).means))
    assert done == [10, 50, 50, 100]


@pytest.mark.parametrize(("days", "draws"), [(70, 5), (2000, 2), (3507, 0)])
def test_a_few_draws_more_are_lived_through_both_ways(days: int, draws: int) -> None:
    """As much of them as of the draw; none where many days are asked for."""
    rounds = -(-days // 7)
    quick = QuickDraws(DayTrees(small()), Draw(days=days))
    for share in (0, 0.5, 0.5, 1):
        quick.go_on(share)
        assert len(quick.found(7).off) == round(share * draws * rounds)
    assert not quick.found(7).off.any()


def test_how_far_exact_days_lie_off_is_known_from_more_than_those_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QuickJudge, "allows", nobody)
    monkeypatch.setattr(quick_draws, "_DRAWS", 10)

    def width(both_ways: int) -> float:
        monkeypatch.setattr(quick_draws, "_BOTH_WAYS", both_ways)
        draw = Draw(days=350, sickness=Sickness(share_pct=30, length=1))
        tried = {"": tried_plan(small().view, default_rules(), draw)}
        lived = lived_through(tried, draw)
        off = tried[""].quick.found(350).off[:, list(FIGURES).index("hourly_calls")]
        assert len(off) == both_ways * 50
        assert (off >= 0).all()
        found = {s.figure: s for s in spreads_of(lived, tried, draw)}
        return found["hourly_calls"].half_width or 0

    assert width(15) < 0.5 * width(0)


def test_no_other_draw_is_the_one_that_is_lived_through() -> None:
    often = Sickness(share_pct=30)
    first, again, second = (
        QuickDraws(DayTrees(small()), Draw(days=70, seed=n, sickness=often))
        for n in (1, 1, 2)
    )
    for quick in (first, again, second):
        quick.go_on(0)
    means = [quick.found(70).means for quick in (first, again, second)]
    assert (means[0] == means[1]).all()
    assert not (means[0] == means[2]).all()
    assert len({tuple(row) for row in means[0]}) > 8


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


def test_how_many_shifts_are_lost_is_known() -> None:
    quick = QuickDraws(
        DayTrees(small()), Draw(days=70, sickness=Sickness(share_pct=50))
    )
    quick.go_on(0)
    assert quick.found(70).ill == pytest.approx(3 * 0.5 / 7)
