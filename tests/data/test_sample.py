"""The made-up municipalities: their size, their legal past, their legal promises."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

import pytest

from constraints.rest.daily_rest_window import DailyRestWindow
from data.reading.dataset import read_dataset
from data.sample import SAMPLES, make_sample
from data.sample.packages import mix
from data.writing.dataset_files import write_dataset
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, ShiftType, WorkedShift
from scheduler.domain.shift_option import option_of
from scheduler.domain.values import AbsenceKind, ShiftKind, VisitKind

LONGEST_BLOCK = 300
REST = 11 * 60
WEEKLY_REST = 36 * 60


@pytest.fixture(scope="module")
def lekeberg() -> Problem:
    return make_sample("lekeberg")


@pytest.fixture(scope="module", params=["lekeberg", "small"])
def sample(request: pytest.FixtureRequest) -> Problem:
    return make_sample(request.param)


@pytest.fixture(scope="module")
def shifts_of(sample: Problem) -> dict[str, list[WorkedShift]]:
    """Give each person's history, earliest first."""
    found: dict[str, list[WorkedShift]] = defaultdict(list)
    for shift in sorted(sample.worked_shifts, key=lambda w: w.start):
        found[shift.employee].append(shift)
    return found


def test_the_samples_are_the_four_that_are_promised() -> None:
    assert set(SAMPLES) == {"lekeberg", "small", "impossible", "understaffed"}


def test_an_unknown_sample_is_refused() -> None:
    with pytest.raises(KeyError):
        make_sample("stockholm")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_seed_gives_the_same_sample(name: str) -> None:
    assert make_sample(name, 7) == make_sample(name, 7)


def test_another_seed_gives_other_homes_and_visits() -> None:
    one, other = make_sample("small", 1), make_sample("small", 2)
    assert one.clients != other.clients
    assert one.visits != other.visits


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_sample_comes_back_whole_from_its_folder(
    name: str, seed: int, tmp_path: Path
) -> None:
    problem = make_sample(name, seed)
    write_dataset(problem, tmp_path / name)
    back = read_dataset(tmp_path / name)
    differs = [
        f for f in Problem.model_fields if getattr(problem, f) != getattr(back, f)
    ]
    assert differs == ["sha256"]


def test_nobody_has_more_of_a_name_than_a_first_name_and_an_initial(
    sample: Problem,
) -> None:
    assert all(re.fullmatch(r"\w+ [A-ZÅÄÖ]", e.name) for e in sample.employees)
    assert all(re.fullmatch(r"e\d{3}", e.id) for e in sample.employees)
    assert all(re.fullmatch(r"c\d{3}", c.id) for c in sample.clients)


def test_lekeberg_has_the_size_of_the_municipality(lekeberg: Problem) -> None:
    assert (lekeberg.start, lekeberg.days) == (date(2026, 12, 14), 28)
    assert 132 <= len(lekeberg.clients) <= 145
    hours = sum(v.minutes * v.staff for v in lekeberg.visits) / 60
    assert 1900 <= hours <= 2150
    monthly = sum(e.is_monthly for e in lekeberg.employees)
    assert 44 <= monthly <= 52
    assert 10 <= len(lekeberg.employees) - monthly <= 14


def test_lekeberg_has_visits_like_those_of_a_real_day(lekeberg: Problem) -> None:
    visits = lekeberg.visits
    assert 25 <= median(v.minutes for v in visits) <= 30
    assert 0.03 <= mean(v.staff == 2 for v in visits) <= 0.07
    per_day = Counter((v.client, v.date) for v in visits)
    assert Counter(per_day.values())[1] > Counter(per_day.values())[4]
    assert max(per_day.values()) >= 8
    assert {v.priority for v in visits} == {1, 2, 3}
    assert set(VisitKind) - {VisitKind.ALARM} == {v.kind for v in visits}


def test_timed_doses_have_half_an_hour_to_either_side(sample: Problem) -> None:
    doses = [v for v in sample.visits if v.kind is VisitKind.MEDICATION]
    assert doses
    assert all(v.latest - v.earliest == 60 for v in doses)
    assert all(v.priority == 1 and "delegation" in v.skills for v in doses)


def test_meals_follow_the_insulin_with_room_for_the_gap(sample: Problem) -> None:
    meals = [v for v in sample.visits if v.after is not None]
    assert meals
    for meal in meals:
        dose = sample.visit[str(meal.after)]
        assert dose.kind is VisitKind.MEDICATION
        assert meal.earliest == dose.earliest + dose.minutes + (meal.gap_min or 0)


def test_no_service_is_granted_on_christmas_day(lekeberg: Problem) -> None:
    service = {v.date for v in lekeberg.visits if v.kind is VisitKind.SERVICE}
    assert date(2026, 12, 23) in service
    assert date(2026, 12, 25) not in service


def test_the_night_unit_makes_the_night_visits(sample: Problem) -> None:
    clock = wall_clock(sample.timezone)
    at_night = [
        v for v in sample.visits if clock.local(v.earliest).hour in (23, *range(6))
    ]
    assert at_night
    assert {v.unit for v in at_night} == {"natt"}
    assert {sample.client[v.client].unit for v in at_night} - {"natt"}


def test_most_clients_with_more_than_service_have_a_contact_who_is_usk(
    sample: Problem,
) -> None:
    cared = {v.client for v in sample.visits if v.kind is not VisitKind.SERVICE}
    contacts = [sample.client[id_].contact for id_ in sorted(cared)]
    assert all(contacts)
    assert {sample.employee[str(who)].role for who in contacts} == {"usk"}
    assert all(len(sample.client[id_].backups) == 2 for id_ in cared)


def test_contacts_are_there_and_welcome(sample: Problem) -> None:
    long_away = {a.employee for a in sample.absences if a.kind is AbsenceKind.PARENTAL}
    for client in sample.clients:
        people = {client.contact, *client.backups} - {None}
        assert not people & client.avoid
        assert not people & long_away
        genders = {sample.employee[str(who)].gender for who in people}
        assert not genders & client.avoid_gender


def _blocks(turn: ShiftType) -> Iterator[int]:
    """Yield the longest work blocks that the break intervals could leave."""
    for start, end in turn.spans:
        inside = [b for b in turn.breaks if start <= b.earliest and b.latest <= end]
        last_before = [*(b.latest - b.minutes for b in inside), end]
        first_after = [start, *(b.earliest + b.minutes for b in inside)]
        if len(inside) < 2:
            yield from (b - a for a, b in zip(first_after, last_before, strict=True))
        else:
            yield last_before[0] - start
            yield end - first_after[-1]


def test_breaks_are_legal_wherever_in_their_intervals_they_fall(
    sample: Problem,
) -> None:
    for turn in sample.shift_types:
        if not turn.paid_meal:
            assert max(_blocks(turn)) <= LONGEST_BLOCK, turn.id


def test_no_shift_spans_more_than_thirteen_hours(sample: Problem) -> None:
    assert max(t.spans[-1][1] - t.start for t in sample.shift_types) <= 780


def _own_turns(problem: Problem, employee: Employee) -> list[ShiftType]:
    return [
        t
        for t in problem.shift_types
        if t.unit == employee.unit and employee.works_kind(t.kind)
    ]


def test_every_dygnsbryt_suits_all_that_the_person_works(sample: Problem) -> None:
    view, rule = PlanView(sample, Plan()), DailyRestWindow()
    day = sample.start + timedelta(days=3)
    for employee in sample.employees:
        turns = _own_turns(sample, employee)
        assert turns, employee.id
        for turn in turns:
            option = option_of(view.clock, turn, day, employee.unit)
            assert rule.allows_shift(view, employee, option), (employee.id, turn.id)


def test_the_past_has_eleven_hours_between_shifts(
    shifts_of: dict[str, list[WorkedShift]],
) -> None:
    for mine in shifts_of.values():
        assert all(b.start - a.end >= REST for a, b in pairwise(mine))


def test_the_past_has_one_shift_a_day(
    sample: Problem, shifts_of: dict[str, list[WorkedShift]]
) -> None:
    clock = wall_clock(sample.timezone)
    for mine in shifts_of.values():
        days = [clock.day(w.start) for w in mine]
        assert len(days) == len(set(days))
        assert max(days) < sample.start <= min(days) + timedelta(days=28)


def test_the_past_has_a_weekly_rest_in_every_week(
    sample: Problem, shifts_of: dict[str, list[WorkedShift]]
) -> None:
    clock = wall_clock(sample.timezone)
    for mine in shifts_of.values():
        for week in range(1, 5):
            monday = clock.at(sample.start - timedelta(weeks=week), 0)
            sunday = clock.at(sample.start - timedelta(weeks=week - 1), 0)
            inside = [w for w in mine if w.end > monday and w.start < sunday]
            free_from = [monday, *(w.end for w in inside)]
            free_to = [*(w.start for w in inside), sunday]
            rests = [b - a for a, b in zip(free_from, free_to, strict=True)]
            assert max(rests) >= WEEKLY_REST


def test_the_past_keeps_everybodys_weekend_pattern(
    sample: Problem, shifts_of: dict[str, list[WorkedShift]]
) -> None:
    clock = wall_clock(sample.timezone)
    for who, mine in shifts_of.items():
        pattern = sample.employee[who].weekends
        weeks = {
            (sample.start - clock.day(w.start)).days // 7
            for w in mine
            if clock.day(w.start).weekday() >= 5
        }
        for first in range(5):
            if pattern is not None:
                window = set(range(first, first + pattern.of))
                assert len(weeks & window) <= pattern.worked, who


def test_the_past_has_at_most_three_nights_in_a_row(
    sample: Problem, shifts_of: dict[str, list[WorkedShift]]
) -> None:
    clock = wall_clock(sample.timezone)
    for mine in shifts_of.values():
        nights = {
            clock.day(w.start)
            for w in mine
            if sample.shift_type[w.shift].kind is ShiftKind.NIGHT
        }
        for day in nights:
            row = [day + timedelta(days=n) in nights for n in range(4)]
            assert not all(row)


def test_the_past_has_about_the_contracted_hours(
    sample: Problem, shifts_of: dict[str, list[WorkedShift]]
) -> None:
    away = {a.employee for a in sample.absences}
    for employee in sample.employees:
        if employee.is_monthly and employee.id not in away:
            mine = shifts_of[employee.id]
            worked = sum(w.end - w.start - w.break_minutes for w in mine)
            assert abs(worked - 4 * employee.week_target) <= 20 * 60, employee.id


def test_nobody_works_while_away(
    sample: Problem, shifts_of: dict[str, list[WorkedShift]]
) -> None:
    for absence in sample.absences:
        for shift in shifts_of[absence.employee]:
            assert shift.end <= absence.start or absence.end <= shift.start


def test_clients_met_people_who_were_on_duty_and_welcome(sample: Problem) -> None:
    clock = wall_clock(sample.timezone)
    duty = {(w.employee, clock.day(w.start)) for w in sample.worked_shifts}
    for done in sample.done_visits:
        assert (done.employee, done.date) in duty
        assert done.employee not in sample.client[done.client].avoid


def test_clients_met_a_handful_of_people_before_the_plan(sample: Problem) -> None:
    fortnight = sample.start - timedelta(days=14)
    met: dict[str, set[str]] = defaultdict(set)
    for done in sample.done_visits:
        if done.date >= fortnight:
            met[done.client].add(done.employee)
    counted = [len(met[c.id]) for c in sample.clients if c.counts_continuity]
    assert 3 <= mean(counted) <= 10


def test_locked_visits_lie_on_locked_shifts_clear_of_the_break(sample: Problem) -> None:
    assert sample.locked_visits
    shifts = {row.employee: row for row in sample.locked_shifts}
    for row in sample.locked_visits:
        shift = shifts[row.employee]
        assert shift.start + row.travel_minutes + row.wait_minutes == row.start
        assert row.end <= shift.breaks[0][0]
        visit = sample.visit[row.visit]
        assert visit.earliest <= row.start <= visit.latest


def test_lindens_demand_is_whole_around_the_clock(lekeberg: Problem) -> None:
    clock = wall_clock(lekeberg.timezone)
    midnight = clock.at(date(2026, 12, 25), 0)
    needs = [n for n in lekeberg.staffing if n.unit == "linden" and not n.skills]
    for moment in range(midnight, midnight + 1440, 15):
        there = [n for n in needs if n.start <= moment < n.end]
        assert len(there) == 1
        assert 1 <= there[0].min <= there[0].want <= (there[0].max or 99)


def test_packages_of_a_route_are_mixed_evenly() -> None:
    assert mix("service 2 one 1") == ("service", "one", "service")
    assert Counter(mix("service 5 lift 1 four 2")) == {
        "service": 5,
        "lift": 1,
        "four": 2,
    }
