"""Visits that come again exactly are needs; all others stay single visits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from data.importing.exported.care_rows import CareWork, ExportedVisit

_LONGEST_RHYTHM = 4
"""Weeks between two visits of one need, at most."""
_SPREAD = 60
"""Minutes by which the times of one need vary at most."""
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class ExportedNeed:
    """Work that is done every so many weeks on the same weekdays."""

    work: CareWork
    days: str
    every_weeks: int
    first: date | None
    last: date | None
    weeks: str = ""


@dataclass(frozen=True)
class _Rhythm:
    """How the visits of one weekday come again."""

    every: int
    first: date | None
    last: date | None


def merged(visits: Iterable[ExportedVisit]) -> tuple[list[ExportedVisit], list[int]]:
    """Return each visit once, and the positions of rows that say nothing new.

    Two rows of one visit with different people are a visit of two people. A visit
    that was called off is one only where no other row has it.
    """
    found: dict[tuple[object, ...], ExportedVisit] = {}
    again: list[int] = []
    for number, visit in sorted(enumerate(visits), key=lambda each: each[1].cancelled):
        key = (replace(visit.work, staff=0), visit.day, visit.id)
        first = found.get(key)
        if first is None:
            found[key] = visit
        elif visit.cancelled == first.cancelled and set(visit.by) - set(first.by):
            by = tuple(dict.fromkeys((*first.by, *visit.by)))
            work = replace(first.work, staff=2)
            found[key] = replace(first, work=work, by=by)
        else:
            again.append(number)
    return list(found.values()), again


def recurring(
    visits: Sequence[ExportedVisit],
) -> tuple[list[ExportedNeed], list[ExportedNeed], list[ExportedVisit]]:
    """Return needs that grant exactly what recurs, needs of what varies, and the rest.

    A weekday recurs when its visits come on every one, or every second to fourth, of
    its days from the first to the last, at least twice. A rhythm that is unbroken to
    the end of the export goes on after it. What is planned anew each day has other
    times each day: such visits are one need whose window holds them all.
    """
    if not visits:
        return [], [], []
    span = min(v.day for v in visits), max(v.day for v in visits)
    weekly, others = _needs(_exactly_alike(visits), span, weekly=True)
    near, others = _needs(_nearly_alike(others), span)
    broken, single = _needs(_exactly_alike(others), span)
    told = {visit.work for visit in visits}
    exact = [*weekly, *(need for need in near if need.work in told), *broken]
    varying = [need for need in near if need.work not in told]
    return exact, varying, sorted(single, key=_order)


def _order(visit: ExportedVisit) -> tuple[date, int, str]:
    return visit.day, visit.work.opens, visit.work.client


def _needs(
    works: Iterable[tuple[CareWork, list[ExportedVisit]]],
    span: tuple[date, date],
    *,
    weekly: bool = False,
) -> tuple[list[ExportedNeed], list[ExportedVisit]]:
    """Return the needs that grant what recurs of each work, and what does not.

    Where that is asked for, only what comes every week of the export: twice or every
    third week at the same time may be chance.
    """
    needs: list[ExportedNeed] = []
    single: list[ExportedVisit] = []
    for work, mine in works:
        rhythms: dict[_Rhythm, set[int]] = defaultdict(set)
        for weekday, group in _by_weekday(mine):
            rhythm = _rhythm([v.day for v in group], span)
            if rhythm is None or (weekly and not _is_weekly(group, span)):
                single += group
            else:
                rhythms[rhythm].add(weekday)
        needs += [_need(work, r, days) for r, days in rhythms.items()]
    return needs, single


def _is_weekly(group: Sequence[ExportedVisit], span: tuple[date, date]) -> bool:
    """Whether visits that recur come every week of the export."""
    days = sorted(visit.day for visit in group)
    whole = days[0] - _WEEK < span[0] and days[-1] + _WEEK > span[1]
    return whole and days[1] - days[0] == _WEEK


def _exactly_alike(
    visits: Iterable[ExportedVisit],
) -> Iterable[tuple[CareWork, list[ExportedVisit]]]:
    found: dict[CareWork, list[ExportedVisit]] = defaultdict(list)
    for visit in visits:
        found[visit.work].append(visit)
    return found.items()


def _nearly_alike(
    visits: Iterable[ExportedVisit],
) -> Iterator[tuple[CareWork, list[ExportedVisit]]]:
    """Yield visits that differ in their times alone, and little, with one window."""
    alike: dict[CareWork, list[ExportedVisit]] = defaultdict(list)
    for visit in visits:
        alike[replace(visit.work, opens=0, closes=0)].append(visit)
    for found in alike.values():
        groups: list[list[ExportedVisit]] = []
        for visit in sorted(found, key=lambda v: (v.work.opens, v.day)):
            fitting = (g for g in groups if _belongs(visit, g))
            group = next(fitting, None)
            if group is None:
                groups.append([visit])
            else:
                group.append(visit)
        for group in groups:
            closes = max(visit.work.closes for visit in group)
            yield replace(group[0].work, closes=closes), group


def _belongs(visit: ExportedVisit, group: Sequence[ExportedVisit]) -> bool:
    """Whether a visit is near in time to others, and the only one of its day."""
    near = visit.work.opens - group[0].work.opens <= _SPREAD
    return near and all(visit.day != other.day for other in group)


def _by_weekday(
    visits: Iterable[ExportedVisit],
) -> Iterator[tuple[int, list[ExportedVisit]]]:
    found: dict[int, list[ExportedVisit]] = defaultdict(list)
    for visit in visits:
        found[visit.day.weekday()].append(visit)
    yield from sorted(found.items())


def _rhythm(days: list[date], span: tuple[date, date]) -> _Rhythm | None:
    """Return the rhythm of one weekday's dates, if they have one.

    It begins and ends with whole weeks, so that the days of a week go together.
    """
    days = sorted(days)
    steps = {(late - early) // _WEEK for early, late in pairwise(days)}
    if len(steps) != 1 or not 1 <= (every := steps.pop()) <= _LONGEST_RHYTHM:
        return None
    opens, closes = span
    goes_back = days[0] - every * _WEEK < opens
    goes_on = days[-1] + every * _WEEK > closes
    monday = days[0] - timedelta(days=days[0].weekday())
    sunday = days[-1] + timedelta(days=6 - days[-1].weekday())
    return _Rhythm(
        every=every,
        first=None if goes_back and every == 1 else monday,
        last=None if goes_on else sunday,
    )


def _need(work: CareWork, rhythm: _Rhythm, weekdays: set[int]) -> ExportedNeed:
    days = "".join("01"[n in weekdays] for n in range(7))
    return ExportedNeed(work, days, rhythm.every, rhythm.first, rhythm.last)
