"""Parts of days that need more people in all than contracts give: nights, evenings.

Each evening by itself may have people enough who work evenings; somebody who is
there on every one of them has no more shifts than the contract holds.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from scheduler.audit.open_times import DayPart, LackingVisit, least_at_once, part_of
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.people.contracts import MOST_DAYS_A_WEEK
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.wording import skill_words
from scheduler.messages import LANGUAGES, say
from scheduler.pay.hours import absence_credit, target_minutes
from scheduler.rules.stated import line_limits_of


class PartNeed(NamedTuple):
    """What a part of one day asks for."""

    span: Span
    """From the first start to the last end: whoever is there is there in it."""
    people: int
    """At once, at least: without any travel."""


def scarce_parts(prospects: Prospects) -> Iterator[Finding]:
    """Find parts of days that all shifts within contracts cannot staff together.

    Visits that nobody can make in any case are another check's.
    """
    groups: dict[tuple[str, DayPart], list[Visit]] = defaultdict(list)
    for visit in prospects.makeable:
        groups[visit.unit, part_of(prospects.view.clock, visit)].append(visit)
    for (unit, part), visits in groups.items():
        skills = {frozenset[str](), *(visit.skills for visit in visits)}
        found = [
            each
            for asked in sorted(skills, key=sorted)
            for each in _scarce(prospects, unit, part, asked, visits)
        ]
        if found:
            yield max(found, key=lambda finding: int(finding.facts["short"]))


def _scarce(
    prospects: Prospects,
    unit: str,
    part: DayPart,
    skills: frozenset[str],
    visits: Sequence[Visit],
) -> Iterator[Finding]:
    needs = _needs(prospects, [visit for visit in visits if skills <= visit.skills])
    able = [e for e in prospects.staff[unit] if skills <= e.skills]
    turns = {e: _turns(prospects, e, unit, needs) for e in able}
    given = _given(needs, {e: t for e, t in turns.items() if t.most and t.days})
    short = sum(need.people for need in needs.values()) - sum(given.values())
    if short <= 0:
        return
    worst = max(needs, key=lambda day: needs[day].people - given[day])
    yield Finding(
        check="part_turns",
        severity="warning",
        facts={
            "days": len(needs),
            "need": sum(need.people for need in needs.values()),
            "have": sum(given.values()),
            "most": max(need.people for need in needs.values()),
            "people": sum(bool(t.most and t.days) for t in turns.values()),
            "short": short,
            "worst": worst.isoformat(),
            **{f"part_{lang}": say(f"open_times.{part}", lang) for lang in LANGUAGES},
            **skill_words(skills),
        },
        unit=unit,
    )


def _needs(prospects: Prospects, visits: Sequence[Visit]) -> Mapping[date, PartNeed]:
    """Return what each day asks for."""
    by_day: dict[date, list[LackingVisit]] = defaultdict(list)
    for visit in visits:
        first, last = prospects.window(visit)
        widest = visit.model_copy(update={"earliest": first, "latest": last})
        by_day[visit.date].append(LackingVisit(widest, visit.staff))
    return {
        day: PartNeed(
            (
                min(each.visit.earliest for each in asked),
                max(each.visit.latest + each.visit.minutes for each in asked),
            ),
            least_at_once(asked),
        )
        for day, asked in sorted(by_day.items())
    }


class _Turns(NamedTuple):
    """On which days somebody could be there, and on how many at most."""

    days: tuple[date, ...]
    most: int


def _turns(
    prospects: Prospects, employee: Employee, unit: str, needs: Mapping[date, PartNeed]
) -> _Turns:
    mine = [
        option
        for option in prospects.options[employee.id]
        if option.unit == unit and option.date in needs
        if _reaches(option, needs[option.date].span)
    ]
    days = tuple(sorted({option.date for option in mine}))
    return _Turns(days, _most(prospects, employee, mine, days))


def _reaches(option: ShiftOption, span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in option.worked)


def _most(
    prospects: Prospects,
    employee: Employee,
    options: Sequence[ShiftOption],
    days: Sequence[date],
) -> int:
    """Return how many of the days somebody can work: by rest, and by contract."""
    weeks = {day.isocalendar()[:2] for day in days}
    rested = min(len(days), MOST_DAYS_A_WEEK * len(weeks))
    shortest = min((option.paid_minutes for option in options), default=0)
    if not employee.is_monthly or not shortest:
        return rested
    problem = prospects.problem
    carried = problem.balance[employee.id].hours_carried_minutes
    due = target_minutes(problem, employee) - absence_credit(problem, employee)
    due += (line_limits_of(prospects.rules).carry or 0) - carried
    return min(rested, max(0, int(due // shortest)))


def _given(
    needs: Mapping[date, PartNeed], turns: Mapping[Employee, _Turns]
) -> Mapping[date, int]:
    """Return how many of the people that days ask for are there at best: a flow."""
    from scipy.sparse import csr_array  # half a second to import
    from scipy.sparse.csgraph import maximum_flow

    place = {day: 1 + len(turns) + number for number, day in enumerate(needs)}
    sink = 1 + len(turns) + len(needs)
    arcs = [(place[day], sink, need.people) for day, need in needs.items()]
    for number, turn in enumerate(turns.values(), start=1):
        arcs.append((0, number, turn.most))
        arcs += [(number, place[day], 1) for day in turn.days]
    begins, ends, room = np.array(arcs, dtype=np.int32).T
    graph = csr_array((room, (begins, ends)), shape=(sink + 1, sink + 1))
    flow = maximum_flow(graph, 0, sink).flow.tocsr()
    return {day: int(flow[at, sink]) for day, at in place.items()}
