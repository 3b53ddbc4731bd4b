"""Duties are done without: whose, what stays, and that all engines' finds are kept."""

from collections.abc import Sequence
from datetime import date

import pytest

from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Problem, Visit
from scheduler.planning.run import Run
from scheduler.relaying import date_search, sparing
from scheduler.relaying.day_offers import Width
from scheduler.tours.draft import Draft, NamedEngine
from tests.build import day, employee, hourly, shift_row, visit
from tests.scheduler.planning.runs import run_of
from tests.scheduler.relaying.mornings import (
    HAL,
    driving,
    morning,
    option,
    shifts,
)

HIP = hourly("hip", day_break=16 * 60)
TWO = (HAL, HIP)


@pytest.fixture(autouse=True)
def everybody_is_offered_what_they_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offer nothing beside it: what is found is found by doing without."""
    monkeypatch.setattr(date_search, "MANY", Width(0, 0.0))


def spared(run: Run, draft: Draft, seeds: Sequence[int] = (1,), days: int = 1) -> Draft:
    dates = run.context.problem.dates[:days]
    return run.dates.spared(draft, dates, Budget(steps=30_000), seeds, run.should_stop)


def visits_by_date(draft: Draft) -> list[tuple[date, int]]:
    """Return the date of each duty, and how many visits it has."""
    return sorted(
        (option.date, len(draft.stops.get((who, option.date, 0), ())))
        for who, option in draft.works
    )


def of_each(*visits: Visit, **given: object) -> Problem:
    """Return two who are paid by the hour, and a visit for each."""
    return morning(employees=TWO, visits=visits, **given)


def test_one_of_two_duties_is_done_without() -> None:
    run = run_of(of_each(visit(), visit("v2", "2026-12-21 09:00")))
    both = driving(run, {("hal", "short"): (0,), ("hip", "short"): (1,)})
    assert [*shifts(spared(run, both)).values()] == [2]


def test_who_is_needed_at_the_same_moment_stays() -> None:
    at_eight = "2026-12-21 08:00"
    run = run_of(
        of_each(visit(latest=at_eight), visit("v2", latest=at_eight, client="bea"))
    )
    both = driving(run, {("hal", "short"): (0,), ("hip", "short"): (1,)})
    after = spared(run, both)
    assert (after.works, after.stops) == (both.works, both.stops)


def test_a_duty_that_is_locked_is_not_done_without() -> None:
    visits = visit(), visit("v2", "2026-12-21 09:00")
    locked = shift_row("hip", shift="short", end="2026-12-21 11:00")
    run = run_of(of_each(*visits, locked_shifts=(locked,)))
    both = driving(run, {("hal", "short"): (0,), ("hip", "short"): (1,)})
    assert shifts(spared(run, both)) == {("hip", "short"): 2}


def test_who_is_paid_by_the_month_does_instead_of_who_is_paid_by_the_hour() -> None:
    amy = employee(day_break=16 * 60)
    visits = visit(), visit("v2", "2026-12-21 09:00")
    run = run_of(morning(employees=(amy, HAL), visits=visits))
    both = driving(run, {("amy", "short"): (0,), ("hal", "short"): (1,)})
    assert shifts(spared(run, both)) == {("amy", "short"): 2}


def on_two_days() -> tuple[Run, Draft]:
    """Return that two are on duty on two days, each for a visit that one could make."""
    visits = [
        visit(f"v{n}{hour}", f"{day(n)} {hour}:00")
        for n in (0, 1)
        for hour in ("08", "09")
    ]
    run = run_of(of_each(*visits, days=2))
    duties = [(who, n) for n in (0, 1) for who in ("hal", "hip")]
    works = {(who, option(run, who, "short", n)): False for who, n in duties}
    stops = {(who, day(n), 0): (i,) for i, (who, n) in enumerate(duties)}
    return run, Draft(works, stops)


@pytest.mark.parametrize("seeds", [(1,), (1, 2)])
def test_what_each_engine_finds_on_its_dates_is_kept(seeds: tuple[int, ...]) -> None:
    run, both = on_two_days()
    after = spared(run, both, seeds, days=2)
    assert visits_by_date(after) == [(day(0), 2), (day(1), 2)]


def test_a_date_that_is_not_asked_for_stays() -> None:
    run, both = on_two_days()
    after = spared(run, both)
    assert visits_by_date(after) == [(day(0), 2), (day(1), 1), (day(1), 1)]


def test_what_a_shunned_duty_costs_is_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[NamedEngine] = []
    kept = date_search._after  # noqa: SLF001

    def noted(draft: Draft, named: NamedEngine, *rest: object) -> Draft:
        found.append(named)
        return kept(draft, named, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(date_search, "_after", noted)
    monkeypatch.setattr(sparing, "SHUNNED", 1.0)
    run, both = on_two_days()
    spared(run, both, days=2)
    [named] = found
    assert max(named.engine.model.routes["open_cost"]) < sparing.NEVER
    price = named.engine.total
    assert named.engine.count()
    assert named.engine.total == price
