"""Contradictions planted in a dataset at random, one at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from scheduler.context.candidate_shifts import units_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import (
    AbsenceRow,
    Employee,
    Problem,
    StaffingNeed,
    Visit,
    WeekendPattern,
)
from scheduler.domain.values import AbsenceKind, Instant, ShiftKind

NIGHT, MORNING, NOON, EVENING = 3 * 60, 8 * 60 + 30, 10 * 60, 20 * 60 + 30
"""Minutes after midnight."""

SHORT = 60
"""Minutes of a planted need."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_WORKING = frozenset({ShiftKind.DAY, ShiftKind.EVENING})
_SPECIAL = frozenset({"specialist"})


class PlantedClash(NamedTuple):
    """A dataset that clashes, of which kind, and the visit that it is about."""

    kind: str
    problem: Problem
    visit: str | None


def planted_clashes(
    problem: Problem, draw: Random, rounds: int
) -> Iterator[PlantedClash]:
    """Yield so many datasets of each kind."""
    must = [v for v in problem.visits if v.is_must and v.after is None]
    last = max(problem.dates) - 8 * _DAY
    settled = max((row.date for row in problem.locked_shifts), default=problem.start)
    must = [v for v in must if settled + 2 * _DAY < v.date < last]
    for _ in range(rounds):
        for kind, plant in _PLANTS.items():
            visit = draw.choice(must)
            planted = plant(problem, visit)
            yield PlantedClash(kind, planted, _about(problem, planted, visit))


def _about(problem: Problem, planted: Problem, visit: Visit) -> str | None:
    """Return the visit that is in question; nothing where needs are, or several."""
    more = [v.id for v in planted.visits if v.id not in problem.visit]
    if planted.staffing != problem.staffing or len(more) > 1:
        return None
    return more[0] if more else visit.id


def _with_visit(problem: Problem, visit: Visit, **changes: object) -> Problem:
    return _with_visits(problem, visit.model_copy(update=changes))


def _with_visits(problem: Problem, *changed: Visit) -> Problem:
    by_id = {v.id: v for v in changed}
    visits = tuple(by_id.pop(v.id, v) for v in problem.visits)
    return problem.model_copy(update={"visits": (*visits, *by_id.values())})


def _with_needs(problem: Problem, *needs: StaffingNeed) -> Problem:
    return problem.model_copy(update={"staffing": (*problem.staffing, *needs)})


def _staff(problem: Problem, visit: Visit) -> Sequence[Employee]:
    return [e for e in problem.employees if visit.unit in units_of(problem, e)]


def _unknown_skill(problem: Problem, visit: Visit) -> Problem:
    return _with_visit(problem, visit, skills=frozenset({"unheard of"}))


def _at_night(problem: Problem, visit: Visit) -> Problem:
    start = wall_clock(problem.timezone).at(visit.date, NIGHT)
    people = [
        e.model_copy(update={"shift_kinds": (e.shift_kinds & _WORKING) or _WORKING})
        for e in problem.employees
    ]
    awake = problem.model_copy(update={"employees": tuple(people)})
    return _with_visit(awake, visit, earliest=start, latest=start + 15)


def _all_away(problem: Problem, visit: Visit) -> Problem:
    clock = wall_clock(problem.timezone)
    start, end = clock.at(visit.date, -720), clock.at(visit.date, 2160)
    away = [
        AbsenceRow(employee=e.id, start=start, end=end, kind=AbsenceKind.VACATION)
        for e in _staff(problem, visit)
        if visit.skills <= e.skills
    ]
    return problem.model_copy(update={"absences": (*problem.absences, *away)})


def _all_declined(problem: Problem, visit: Visit) -> Problem:
    everybody = frozenset(problem.employee)
    clients = [
        c.model_copy(update={"avoid": everybody}) if c.id == visit.client else c
        for c in problem.clients
    ]
    return problem.model_copy(update={"clients": tuple(clients)})


def _gap(problem: Problem, visit: Visit) -> Problem:
    """Ask for a visit soon after another, and not before long after it."""
    start = visit.latest + visit.minutes + 180
    then = {"id": f"{visit.id}-then", "earliest": start, "latest": start + 15}
    then |= {"after": visit.id, "gap_min": 0, "gap_max": 60}
    return _with_visits(problem, visit, visit.model_copy(update=then))


def _two_at_once(problem: Problem, visit: Visit) -> Problem:
    """Let one person have what two visits at the same time take."""
    times = {"earliest": visit.earliest, "latest": visit.earliest}
    special = times | {"skills": visit.skills | _SPECIAL, "staff": 1}
    first = visit.model_copy(update=special)
    second = first.model_copy(update={"id": f"{visit.id}-too"})
    return _with_visits(_with_one_able(problem, visit), first, second)


def _with_one_able(problem: Problem, visit: Visit, **given: object) -> Problem:
    """Let one person have what nobody else has, and be otherwise as given."""
    one = next(e for e in _staff(problem, visit) if visit.skills <= e.skills)
    able = one.model_copy(update={"skills": one.skills | _SPECIAL, **given})
    people = tuple(able if e.id == one.id else e for e in problem.employees)
    return problem.model_copy(update={"employees": people})


def _days_in_a_row(problem: Problem, visit: Visit) -> Problem:
    """Ask for one person on eight days in a row."""
    days = [visit.date + n * _DAY for n in range(8)]
    return _on_mornings(_with_one_able(problem, visit), visit, days)


def _two_weekends(problem: Problem, visit: Visit) -> Problem:
    """Ask for one person, who works every second weekend, on two Saturdays."""
    saturday = visit.date + (_SATURDAY - visit.date.weekday()) % 7 * _DAY
    step = 7 * _DAY if saturday + 7 * _DAY <= max(problem.dates) else -7 * _DAY
    every_second = {"weekends": WeekendPattern(worked=1, of=2)}
    one = _with_one_able(problem, visit, **every_second)
    return _on_mornings(one, visit, (saturday, saturday + step))


def _on_mornings(problem: Problem, visit: Visit, days: Sequence[date]) -> Problem:
    """Ask for short visits that only one may make."""
    at = wall_clock(problem.timezone).at
    special = {"skills": visit.skills | _SPECIAL, "staff": 1, "minutes": 30}
    return _with_visits(
        problem,
        *(
            visit.model_copy(
                update={
                    **special,
                    "id": f"{visit.id}-{number}",
                    "date": day,
                    "earliest": at(day, MORNING),
                    "latest": at(day, NOON),
                }
            )
            for number, day in enumerate(days)
        ),
    )


def _too_long(problem: Problem, visit: Visit) -> Problem:
    """Ask for somebody at a client's from eight in the morning to eight at night."""
    start = wall_clock(problem.timezone).at(visit.date, 8 * 60)
    return _with_visit(
        problem, visit, earliest=start, latest=start, minutes=720, staff=1
    )


def _too_few_to_staff(problem: Problem, visit: Visit) -> Problem:
    more = len(_staff(problem, visit)) + 1
    return _with_needs(problem, _need(problem, visit, visit.date, NOON, more))


def _too_few_skilled(problem: Problem, visit: Visit) -> Problem:
    """Ask for one more than have the rarest skill of those who work there."""
    staff = _staff(problem, visit)
    having = {s: sum(s in e.skills for e in staff) for e in staff for s in e.skills}
    rarest = min(sorted(having), key=having.__getitem__)
    need = _need(problem, visit, visit.date, NOON, having[rarest] + 1)
    need = need.model_copy(update={"skills": frozenset({rarest})})
    return _with_needs(problem, need)


def _every_weekend(problem: Problem, visit: Visit) -> Problem:
    """Ask on two Saturdays for more than weekend patterns leave together."""
    saturday = visit.date + (_SATURDAY - visit.date.weekday()) % 7 * _DAY
    days = (saturday, saturday + 7 * _DAY)
    there = [_there(problem, visit, day, NOON) for day in days]
    room = sum(1 if _is_one_of_two(e) else 2 for e in _staff(problem, visit))
    first = min(len(there[0]), room // 2 + 1)
    asked = (first, min(len(there[1]), room + 1 - first))
    return _with_needs(
        problem,
        *(_need(problem, visit, d, NOON, n) for d, n in zip(days, asked, strict=True)),
    )


def _is_one_of_two(employee: Employee) -> bool:
    return employee.weekends is not None and employee.weekends.worked == 1


def _evening_and_morning(problem: Problem, visit: Visit) -> Problem:
    """Ask so many in an evening and the morning after that some do both."""
    evening = _there(problem, visit, visit.date, EVENING)
    rest = len(_staff(problem, visit)) - len(evening) + 1
    return _with_needs(
        problem,
        _need(problem, visit, visit.date, EVENING, len(evening)),
        _need(problem, visit, visit.date + _DAY, MORNING, rest),
    )


def _need(
    problem: Problem, visit: Visit, day: date, minute: int, least: int
) -> StaffingNeed:
    at = wall_clock(problem.timezone).at
    return StaffingNeed(
        unit=visit.unit,
        date=day,
        start=at(day, minute),
        end=at(day, minute + SHORT),
        min=least,
        want=least,
    )


def _there(problem: Problem, visit: Visit, day: date, minute: int) -> frozenset[str]:
    """Return who could be there at a moment, as far as shifts and absences tell."""
    moment = wall_clock(problem.timezone).at(day, minute)
    kinds = {
        t.kind
        for t in problem.shift_types
        if t.unit in (None, visit.unit)
        and t.days[day.weekday()]
        and any(s <= minute and minute + SHORT <= e for s, e in t.spans)
    }
    away = {a.employee for a in problem.absences if _is_near(a, moment)}
    return frozenset(
        e.id
        for e in _staff(problem, visit)
        if e.id not in away
        and e.employed_on(day)
        and any(e.works_kind(kind) for kind in kinds)
    )


def _is_near(away: AbsenceRow, moment: Instant) -> bool:
    return away.start - 600 < moment < away.end + 600


_PLANTS: Mapping[str, Callable[[Problem, Visit], Problem]] = {
    "a skill that nobody has": _unknown_skill,
    "at night, when nobody works": _at_night,
    "all able people away": _all_away,
    "everybody declined": _all_declined,
    "sooner after another than it may be": _gap,
    "two at once for one person": _two_at_once,
    "too few to staff": _too_few_to_staff,
    "too few with a skill": _too_few_skilled,
    "every weekend": _every_weekend,
    "evening and morning": _evening_and_morning,
    "eight days in a row of one person": _days_in_a_row,
    "two weekends in a row of one person": _two_weekends,
    "too long for one": _too_long,
}
