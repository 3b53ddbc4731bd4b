"""Headcount demand above the people who could be there."""

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.problem import StaffingNeed
from scheduler.domain.values import Instant
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.hindrances import hindered_words
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.wording import clock_time, skill_words


def unmet_staffing(prospects: Prospects) -> Iterator[Finding]:
    """Find needs whose least number cannot be there, the same hours told once."""
    alike: dict[tuple[object, ...], list[tuple[StaffingNeed, int, Instant]]]
    alike = defaultdict(list)
    for need in prospects.problem.staffing:
        there, moment = _fewest(prospects, need)
        if there < need.min:
            hours = (clock_time(prospects, need.start), clock_time(prospects, need.end))
            key = (need.unit, hours, need.skills, need.min, there)
            alike[key].append((need, there, moment))
    for group in alike.values():
        yield _finding(prospects, *group[0], len(group))


def _fewest(prospects: Prospects, need: StaffingNeed) -> tuple[int, Instant]:
    """Return the smallest number of people who could be there, and when that is."""
    spans = [
        parts
        for employee in prospects.staff[need.unit]
        if need.skills <= employee.skills
        and (parts := prospects.parts_near(employee.id, need.unit, need.date))
    ]
    ends = {end for parts in spans for _, end in parts}
    moments = {need.start, *(t for t in ends if need.start < t < need.end)}
    return min(
        (sum(any(s <= t < e for s, e in parts) for parts in spans), t)
        for t in sorted(moments)
    )


def _finding(
    prospects: Prospects, need: StaffingNeed, there: int, moment: Instant, days: int
) -> Finding:
    able = [e for e in prospects.staff[need.unit] if need.skills <= e.skills]
    shifts = prospects.turns_at(need.unit, need.date, moment)
    return Finding(
        check="staffing_short",
        severity="error",
        facts={
            "start": clock_time(prospects, need.start),
            "end": clock_time(prospects, need.end),
            "least": need.min,
            "there": there,
            "at": clock_time(prospects, moment),
            "days": days,
            **skill_words(need.skills),
            **hindered_words(prospects, able, shifts),
        },
        unit=need.unit,
        date=need.date,
    )
