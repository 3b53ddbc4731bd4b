"""What is asked for again and again, laid out on other days by the clock."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import Problem, StaffingNeed, Visit
from scheduler.domain.values import Instant

_WEEK = 7


def weekly_needs(
    needs: Sequence[StaffingNeed],
    problem: Problem,
    clock: WallClock,
    days: Sequence[date],
) -> Iterator[StaffingNeed]:
    """Yield the demand that recurs every week, on the days that are asked for.

    A plan of less than a week knows only the weekdays that it has.
    """
    week = problem.dates[:_WEEK]
    for need in needs:
        if need.weekly and need.date in week:
            for day in days:
                if day.weekday() == need.date.weekday():
                    yield need_on(need, clock, day)


def need_on(need: StaffingNeed, clock: WallClock, day: date) -> StaffingNeed:
    """Return the same need by the clock of another day."""
    start, end = (
        _by_clock(clock, moment, need.date, day) for moment in (need.start, need.end)
    )
    return need.model_copy(update={"date": day, "start": start, "end": end})


def repeated_needs(
    needs: Sequence[StaffingNeed],
    problem: Problem,
    clock: WallClock,
    days: Sequence[date],
) -> Iterator[StaffingNeed]:
    """Yield demand of single dates again, that of the plan's last whole weeks."""
    for day in days:
        model = _model_of(day, problem)
        for need in needs:
            if not need.weekly and need.date == model:
                yield need_on(need, clock, day)


def repeated_visits(
    problem: Problem,
    clock: WallClock,
    days: Sequence[date],
    other: Collection[str] = (),
) -> Iterator[Visit]:
    """Yield the visits of the plan's last whole weeks again, but for ``other`` ids.

    Ids end in the new date, so that they stay the same from one run to the next.
    """
    for day in days:
        model = _model_of(day, problem)
        for visit in problem.visits:
            if visit.date == model and visit.id not in other:
                yield _visit_on(visit, problem, clock, day)


def _model_of(day: date, problem: Problem) -> date | None:
    """Return the day of the plan that a later day repeats."""
    weeks = problem.days // _WEEK
    if not weeks:
        return None
    cycle = timedelta(days=_WEEK * weeks)
    while day > problem.end:
        day -= cycle
    return day


def _visit_on(visit: Visit, problem: Problem, clock: WallClock, day: date) -> Visit:
    earliest, latest = (
        _by_clock(clock, moment, visit.date, day)
        for moment in (visit.earliest, visit.latest)
    )
    moved = {
        "id": _id_on(visit, day),
        "date": day,
        "earliest": earliest,
        "latest": max(earliest, latest),
    }
    return visit.model_copy(update=moved | _order_on(visit, problem, day))


def _order_on(visit: Visit, problem: Problem, day: date) -> dict[str, object]:
    """Return what a visit follows: nothing where that would be in the old plan."""
    before = problem.visit.get(visit.after or "")
    if before is not None:
        earlier = day - (visit.date - before.date)
        if earlier > problem.end and _model_of(earlier, problem) == before.date:
            return {"after": _id_on(before, earlier)}
    return {"after": None, "gap_min": None, "gap_max": None}


def _id_on(visit: Visit, day: date) -> str:
    return f"{visit.id.removesuffix(f'-{visit.date:%Y%m%d}')}-{day:%Y%m%d}"


def _by_clock(clock: WallClock, moment: Instant, from_day: date, day: date) -> Instant:
    """Return when the clock shows the same, so many days from another day."""
    local = clock.local(moment)
    later = (local.date() - from_day).days * 1440
    return clock.at(day, later + local.hour * 60 + local.minute)
