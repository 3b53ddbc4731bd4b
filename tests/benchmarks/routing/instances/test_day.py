from collections import Counter
from datetime import date

import numpy as np
import pytest

from benchmarks.routing.instances.day import VisitDay, make_day, weekdays
from benchmarks.routing.rivals.judge import MUST_PRICE, is_must
from constraints import default_rules
from data.sample import make_sample
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import AbsenceRow, Problem
from scheduler.domain.values import AbsenceKind, Transport

MONDAY = date(2026, 12, 14)


@pytest.fixture(scope="module")
def problem() -> Problem:
    return make_sample("lekeberg")


@pytest.fixture(scope="module")
def day(problem: Problem) -> VisitDay:
    return make_day(problem, default_rules(), MONDAY)


def test_days_run_from_monday_to_friday(problem: Problem) -> None:
    first = weekdays(problem, 6)
    assert [d.isoformat() for d in first[:2]] == ["2026-12-14", "2026-12-15"]
    assert [d.weekday() for d in first] == [0, 1, 2, 3, 4, 0]


def test_only_visits_by_one_person_and_tied_to_none_are_taken(
    problem: Problem, day: VisitDay
) -> None:
    that_day = {v.id for v in problem.visits if v.date == MONDAY}
    awaited = {v.after for v in problem.visits}
    left = that_day - set(day.visits)
    assert set(day.visits) <= that_day
    assert day.left_out == len(left) > 0
    for id_ in that_day:
        visit = problem.visit[id_]
        tied = visit.after is not None or id_ in awaited
        assert (id_ in left) == (visit.staff > 1 or tied)


def test_jobs_say_what_the_visits_do(problem: Problem, day: VisitDay) -> None:
    zero = wall_clock(problem.timezone).at(MONDAY, 0)
    for id_, job in zip(day.visits, day.instance.jobs, strict=True):
        visit = problem.visit[id_]
        assert (job.low, job.high) == (visit.earliest - zero, visit.latest - zero)
        assert job.length == visit.minutes
        assert is_must(job) == visit.is_must


def test_a_must_visit_is_worth_more_than_all_others(day: VisitDay) -> None:
    prices = [job.open_price or 0 for job in day.instance.jobs if not is_must(job)]
    assert len(set(prices)) == 1
    assert 0 < sum(prices) < MUST_PRICE


def test_who_may_not_visit_is_not_able(problem: Problem, day: VisitDay) -> None:
    view, rules = PlanView(problem, Plan()), default_rules()
    refused = 0
    for id_, job in zip(day.visits, day.instance.jobs, strict=True):
        visit = problem.visit[id_]
        assert job.able
        for n, work in enumerate(day.work):
            person = problem.employee[work.employee]
            may = all(rule.allows_visit(view, person, visit) for rule in rules)
            assert (n in job.able) == (may and work.unit == visit.unit)
            refused += work.unit == visit.unit and not may
    assert refused > 0


def test_everybody_goes_by_car_from_the_unit_and_back(
    problem: Problem, day: VisitDay
) -> None:
    minutes, instance = PlanView(problem, Plan()).travel.minutes, day.instance
    work, vehicle = day.work[0], instance.vehicles[0]
    job, visit = instance.jobs[0], problem.visit[day.visits[0]]
    there = minutes(work.unit, visit.client, Transport.CAR)
    assert vehicle.start_place == vehicle.end_place
    assert work.unit == visit.unit
    assert instance.travel[vehicle.start_place, job.place] == there > 0


def test_vehicles_have_the_hours_of_shifts_that_run_that_day(
    problem: Problem, day: VisitDay
) -> None:
    hours = {(s.unit, s.start, s.end) for s in problem.shift_types if s.days[0]}
    for work, vehicle in zip(day.work, day.instance.vehicles, strict=True):
        assert (work.unit, vehicle.start, vehicle.end) in hours


def test_nobody_works_twice_or_while_away(problem: Problem, day: VisitDay) -> None:
    assert max(Counter(w.employee for w in day.work).values()) == 1
    work = day.work[0]
    for start, end, there in (
        (work.start - 60, work.start, True),
        (work.start - 60, work.start + 1, False),
        (work.end - 1, work.end + 60, False),
        (work.end, work.end + 60, True),
    ):
        away = AbsenceRow(
            employee=work.employee, start=start, end=end, kind=AbsenceKind.SICK
        )
        sick = problem.model_copy(update={"absences": (*problem.absences, away)})
        again = make_day(sick, default_rules(), MONDAY)
        assert (work in again.work) == there


def test_a_short_day_has_the_same_visits_and_fewer_hours(
    problem: Problem, day: VisitDay
) -> None:
    short = make_day(problem, default_rules(), MONDAY, short=True)
    assert short.visits == day.visits
    assert at_work(short) < 0.8 * at_work(day)
    assert {w.unit for w in short.work} == {w.unit for w in day.work}


def test_hours_are_about_what_plans_of_the_sample_use(day: VisitDay) -> None:
    visited = sum(job.length for job in day.instance.jobs)
    assert 1.6 < at_work(day) / visited < 2.4


def test_a_day_is_made_the_same_every_time(problem: Problem, day: VisitDay) -> None:
    again = make_day(problem, default_rules(), MONDAY)
    assert (again.work, again.visits) == (day.work, day.visits)
    assert again.instance.jobs == day.instance.jobs
    assert again.instance.vehicles == day.instance.vehicles
    assert np.array_equal(again.instance.travel, day.instance.travel)


def at_work(day: VisitDay) -> int:
    return sum(w.end - w.start for w in day.work)
