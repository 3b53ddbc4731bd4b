"""Single visits that nobody can make, whoever else does what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from scheduler.context.staying_on import MOST
from scheduler.domain.problem import Visit
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.hindrances import hindered_words
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.wording import (
    clock_time,
    clock_time_beside,
    skill_words,
    window_of,
)
from scheduler.messages import LANGUAGES, catalogue, say


def impossible_visits(prospects: Prospects) -> Iterator[Finding]:
    """Find visits with nobody to make them, once for all alike of one client."""
    alike: dict[tuple[str, ...], list[Visit]] = defaultdict(list)
    for visit in prospects.problem.visits:
        problem = _stopped_by(prospects, visit)
        if problem is not None:
            what = (problem, visit.client, *sorted(visit.skills), visit.kind.value)
            alike[what].append(visit)
    deserted = alike.items()
    for (check, *_), visits in deserted:
        if check != "nobody_on_duty":
            yield _finding(prospects, check, visits)
    left = [v for (check, *_), vs in deserted if check == "nobody_on_duty" for v in vs]
    yield from _deserted(prospects, left)


def _stopped_by(prospects: Prospects, visit: Visit) -> str | None:
    """Return the name of the check that the visit fails, if any."""
    permitted = prospects.permitted(visit)
    if len(permitted) < visit.staff:
        return "visit_too_few_permitted" if permitted else "visit_nobody"
    there = prospects.on_duty(visit)
    if not there:
        modes = {prospects.problem.employee[who].transport for who in permitted}
        is_held = any(
            prospects.holds(option, visit, mode)
            for option in prospects.turns_near(visit)
            for mode in modes
        )
        return "nobody_on_duty" if is_held else "visit_no_shift"
    able = there & permitted
    if len(able) < visit.staff:
        return "visit_too_few_there" if able else "visit_nobody_there"
    return None


def _finding(prospects: Prospects, check: str, visits: list[Visit]) -> Finding:
    first = visits[0]
    permitted = prospects.permitted(first)
    there = prospects.on_duty(first) & permitted
    counts: dict[str, str | int] = {
        "count": len(visits),
        "window": window_of(prospects, first),
        "minutes": first.minutes,
        "staff": first.staff,
        "people": len(prospects.staff[first.unit]),
        "permitted": len(permitted),
        "there": len(there),
    }
    return Finding(
        check=check,
        severity="error" if any(v.is_must for v in visits) else "warning",
        facts=counts
        | skill_words(first.skills)
        | _why(prospects.refusals(first))
        | _hindered(prospects, first)
        | _overtime(prospects, first),
        client=first.client,
        visit=first.id,
        unit=first.unit,
        date=first.date,
    )


def _hindered(prospects: Prospects, visit: Visit) -> dict[str, str]:
    """Return what keeps those who may make the visit from the shifts that hold it."""
    permitted = [prospects.problem.employee[id_] for id_ in prospects.permitted(visit)]
    modes = {employee.transport for employee in permitted}
    shifts = [
        option
        for option in prospects.turns_near(visit)
        if any(prospects.holds(option, visit, mode) for mode in modes)
    ]
    return hindered_words(prospects, permitted, shifts)


def _overtime(prospects: Prospects, visit: Visit) -> dict[str, str]:
    """Return what overtime was counted with, and whether more of it would do."""
    able = len(prospects.longer_days(visit).able())
    key = "enough" if able >= visit.staff else "useless"
    facts = {"count": able, "hours": MOST // 60}
    return {
        f"overtime_{lang}": " " + say(f"feasibility.overtime.{key}", lang, **facts)
        for lang in LANGUAGES
    }


def _why(refusals: Counter[str]) -> dict[str, str]:
    """Return what keeps how many people from a visit, in both languages."""
    told = {}
    for language in LANGUAGES:
        parts = [
            say(_key(kind), language, count=count, kind=kind)
            for kind, count in refusals.most_common()
        ]
        told[f"why_{language}"] = ", ".join(parts)
    return told


def _key(kind: str) -> str:
    key = f"feasibility.refused.{kind}"
    return key if key in catalogue() else "feasibility.refused.other"


def _deserted(prospects: Prospects, visits: Iterable[Visit]) -> Iterator[Finding]:
    """Find hours when visits are due in a unit and nobody can be there, told once."""
    by_day: dict[tuple[str, date], list[Visit]] = defaultdict(list)
    for visit in visits:
        by_day[visit.unit, visit.date].append(visit)
    alike: dict[tuple[object, ...], list[list[Visit]]] = defaultdict(list)
    for (unit, _), due in by_day.items():
        hours = _first_and_last(prospects, due)
        hindered = tuple(_hindered(prospects, _soonest(due)).items())
        alike[unit, hours, len(due), any(v.is_must for v in due), hindered].append(due)
    for days in alike.values():
        yield _nobody_there(prospects, days[0], len(days))


def _soonest(visits: list[Visit]) -> Visit:
    return min(visits, key=lambda v: v.earliest)


def _first_and_last(prospects: Prospects, visits: list[Visit]) -> tuple[str, str]:
    start = _soonest(visits).earliest
    last = max(visits, key=lambda v: v.latest)
    end = last.latest + last.minutes
    return clock_time(prospects, start), clock_time(prospects, end)


def _nobody_there(prospects: Prospects, visits: list[Visit], days: int) -> Finding:
    first = _soonest(visits)
    start, end = _first_and_last(prospects, visits)
    return Finding(
        check="nobody_on_duty",
        severity="error" if any(v.is_must for v in visits) else "warning",
        facts={
            "count": len(visits),
            "days": days,
            "start": start,
            "end": end,
            **_hindered(prospects, first),
            **_overtime(prospects, first),
        },
        unit=first.unit,
        visit=first.id,
        date=first.date,
    )


def impossible_orders(prospects: Prospects) -> Iterator[Finding]:
    """Find visits whose window does not meet that of the visit they follow."""
    for visit in prospects.problem.visits:
        before = prospects.problem.visit.get(visit.after or "")
        bound = before and _missed_bound(prospects, before, visit)
        if before and bound:
            yield Finding(
                check="visit_order",
                severity="error" if visit.is_must and before.is_must else "warning",
                facts={
                    "before": before.id,
                    "before_window": _beside(prospects, before, visit),
                    "window": window_of(prospects, visit),
                    **bound,
                },
                client=visit.client,
                visit=visit.id,
                unit=visit.unit,
                date=visit.date,
            )


def _beside(prospects: Prospects, before: Visit, visit: Visit) -> str:
    """Return the window of the visit before, with its date where that is another."""
    window = window_of(prospects, before)
    return window if before.date == visit.date else f"{before.date} {window}"


def _missed_bound(
    prospects: Prospects, before: Visit, visit: Visit
) -> dict[str, str] | None:
    """Return the soonest or latest start that the order leaves, where it is missed."""
    opens, closes = prospects.window(before)
    first, last = prospects.window(visit)
    soonest = opens + before.minutes + (visit.gap_min or 0)
    if soonest > last:
        at = clock_time_beside(prospects, soonest, visit.date)
        return {"bound_sv": f"tidigast {at}", "bound_en": f"at {at} or later"}
    if visit.gap_max is not None and closes + before.minutes + visit.gap_max < first:
        due = closes + before.minutes + visit.gap_max
        at = clock_time_beside(prospects, due, visit.date)
        return {"bound_sv": f"senast {at}", "bound_en": f"at {at} or earlier"}
    return None
