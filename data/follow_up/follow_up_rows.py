"""The tables of a follow-up's page, each cell written in both languages."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.both_languages import Both, both, day_name, money, named, number, same
from data.words.compared_words import shown
from scheduler.audit.figures import EVERYWHERE, Figure
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem
from scheduler.domain.values import PayClass, Span
from scheduler.follow_up.followed_up import FollowUp
from scheduler.follow_up.learnt_minutes import LearntMinutes
from scheduler.follow_up.visit_tallies import VisitTally
from scheduler.follow_up.worked_hours import HoursPaid, WeekHours

MOST_ROWS = 20
"""Rows of a list that a page shows; the workbook and the document have them all."""

_ABOVE = (PayClass.EXTRA, PayClass.OVERTIME)

_FEW = 5
"""Visits of which fewer say little."""


@dataclass(frozen=True)
class FollowedFigureRow:
    """A figure with its definition: planned and performed, and by unit."""

    id: str
    name: Both
    definition: Both
    planned: Both
    performed: Both
    units: tuple[Both, ...]


@dataclass(frozen=True)
class TallyRow:
    """Visits of one unit, week or kind added up."""

    name: Both
    hours: tuple[Both, ...]
    """Granted, planned, performed."""
    shares: tuple[float, ...]
    """The same as per cent of the most in the table."""
    of_planned: Both
    counts: tuple[int, ...]
    """Visits, performed, declined, missed, without a report."""


@dataclass(frozen=True)
class SpreadRow:
    """How long visits took, drawn: places are per cent of the width."""

    who: str
    kind: Both
    learnt: LearntMinutes
    low: float
    median: float
    high: float
    granted: float
    proposed: float | None
    times: tuple[Both, ...]
    """A quarter, half and three quarters took no longer."""


def figure_rows(found: FollowUp) -> tuple[FollowedFigureRow, ...]:
    """Return the figures in the order of their ids."""
    scopes = [scope for scope in found.performed if scope != EVERYWHERE]
    everywhere = found.performed[EVERYWHERE]
    return tuple(
        FollowedFigureRow(
            id=id_,
            name=named("figure", id_),
            definition=both(f"figure.{id_}.how"),
            planned=_shown(found.planned[EVERYWHERE].get(id_)),
            performed=_shown(figure),
            units=tuple(_shown(found.performed[scope].get(id_)) for scope in scopes),
        )
        for id_, figure in everywhere.items()
    )


def _shown(figure: Figure | None) -> Both:
    return same("–") if figure is None else shown(figure.value, figure.unit)


def tally_rows(
    tallies: Sequence[VisitTally], name_of: Callable[[VisitTally], Both]
) -> tuple[TallyRow, ...]:
    """Add tallies up by what they are called."""
    groups: dict[Both, list[VisitTally]] = defaultdict(list)
    for tally in tallies:
        groups[name_of(tally)].append(tally)
    sums = {name: _minutes(mine) for name, mine in groups.items()}
    most = max((max(minutes) for minutes in sums.values()), default=0) or 1
    return tuple(
        TallyRow(
            name=name,
            hours=tuple(number(m / 60, 1) for m in minutes),
            shares=tuple(round(100 * m / most, 2) for m in minutes),
            of_planned=_percent(minutes[2], minutes[1]),
            counts=_counts(groups[name]),
        )
        for name, minutes in sums.items()
    )


def _minutes(tallies: Sequence[VisitTally]) -> tuple[int, int, int]:
    return (
        sum(t.granted_minutes for t in tallies),
        sum(t.planned_minutes for t in tallies),
        sum(t.performed_minutes for t in tallies),
    )


def _counts(tallies: Sequence[VisitTally]) -> tuple[int, ...]:
    names = ("visits", "performed", "declined", "missed", "silent")
    return tuple(sum(getattr(t, name) for t in tallies) for name in names)


def _percent(part: float, whole: float) -> Both:
    return shown(100 * part / whole, "%") if whole else same("–")


def visit_tables(found: FollowUp, problem: Problem) -> dict[str, tuple[TallyRow, ...]]:
    """Return the tallies by unit, week and kind."""
    names = {unit.id: same(unit.name) for unit in problem.units}
    return {
        "unit": tally_rows(found.visits, lambda t: names[t.unit]),
        "week": tally_rows(
            sorted(found.visits, key=lambda t: t.week),
            lambda t: both("follow_up.week", number=t.week.isocalendar().week),
        ),
        "kind": tally_rows(
            found.visits, lambda t: named("report.visit_kind", t.kind.value)
        ),
    }


@dataclass(frozen=True)
class WeekRow:
    """Hours of a week, planned and worked."""

    name: Both
    pairs: tuple[tuple[Both, Both], ...]
    """Of each pay class."""
    costs: tuple[Both, Both]
    shares: tuple[tuple[float, float], ...]
    """Extra and overtime hours, planned and worked, per cent of the most."""


def week_rows(found: FollowUp) -> tuple[WeekRow, ...]:
    """Return the weeks of all units together."""
    weeks: dict[date, list[WeekHours]] = defaultdict(list)
    for row in found.weeks:
        weeks[row.week].append(row)
    sums = {
        week: (_added(r.planned for r in rows), _added(r.worked for r in rows))
        for week, rows in sorted(weeks.items())
    }
    sides = [side for pair in sums.values() for side in pair]
    above = [side.minutes.get(c, 0) for side in sides for c in _ABOVE]
    most = max(above, default=0) or 1
    return tuple(
        WeekRow(
            name=both("follow_up.week", number=week.isocalendar().week),
            pairs=tuple(
                (_hours(planned, pay_class), _hours(worked, pay_class))
                for pay_class in PayClass
            ),
            costs=(money(planned.above_cost), money(worked.above_cost)),
            shares=tuple(
                (
                    round(100 * planned.minutes.get(c, 0) / most, 1),
                    round(100 * worked.minutes.get(c, 0) / most, 1),
                )
                for c in _ABOVE
            ),
        )
        for week, (planned, worked) in sums.items()
    )


def _added(hours: Iterable[HoursPaid]) -> HoursPaid:
    minutes, cost = Counter[PayClass](), 0
    for one in hours:
        minutes.update(one.minutes)
        cost += one.above_cost
    return HoursPaid(minutes=minutes, above_cost=cost)


def _hours(paid: HoursPaid, pay_class: PayClass) -> Both:
    return number(paid.minutes.get(pay_class, 0) / 60, 1)


def spread_rows(learnt: Sequence[LearntMinutes]) -> tuple[SpreadRow, ...]:
    """Return durations: those with a proposal first, then those known best."""
    proposals = sum(row.proposed is not None for row in learnt)
    rows = sorted(learnt, key=_worth)[: max(MOST_ROWS, proposals)]
    edge = max((max(r.high, r.granted) for r in rows), default=1) * 1.05

    def place(minutes: float) -> float:
        return round(100 * minutes / edge, 2)

    return tuple(
        SpreadRow(
            who=row.need or row.client,
            kind=named("report.visit_kind", row.kind.value),
            learnt=row,
            low=place(row.low),
            median=place(row.median),
            high=place(row.high),
            granted=place(row.granted),
            proposed=None if row.proposed is None else place(row.proposed),
            times=tuple(number(m) for m in (row.low, row.median, row.high)),
        )
        for row in rows
    )


def _worth(row: LearntMinutes) -> tuple[bool, bool, bool, float, str]:
    far = -abs(row.median - row.granted)
    few = row.count < _FEW
    return row.proposed is None, row.least is None, few, far, row.client


def changed_rows(found: FollowUp, problem: Problem) -> Iterator[tuple[Both, ...]]:
    """Yield who, when, how and from what to what, of each changed shift."""
    clock = wall_clock(problem.timezone)

    def hours(span: Span | None) -> Both:
        if span is None:
            return same("–")
        start, end = (clock.local(moment) for moment in span)
        return same(f"{start:%H:%M}–{end:%H:%M}")

    for shift in found.changed[:MOST_ROWS]:
        person = problem.employee.get(shift.employee)
        name = person.name if person and person.name else shift.employee
        how = both(f"follow_up.change.{shift.change}")
        day = day_name(shift.date)
        yield same(name), day, how, hours(shift.before), hours(shift.after)


def late_rows(found: FollowUp, problem: Problem) -> Iterator[tuple[Both, ...]]:
    """Yield client, day, window, start and how far outside, of each late dose."""
    clock = wall_clock(problem.timezone)
    for dose in found.late[:MOST_ROWS]:
        moments = (dose.earliest, dose.latest, dose.start)
        opens, closes, start = (clock.local(moment) for moment in moments)
        key = "follow_up.late" if dose.minutes > 0 else "follow_up.early"
        yield (
            same(dose.client),
            day_name(start.date()),
            same(f"{opens:%H:%M}–{closes:%H:%M}"),
            same(f"{start:%H:%M}"),
            both(key, minutes=abs(dose.minutes)),
        )


def declined_rows(found: FollowUp) -> Iterator[tuple[Both, ...]]:
    """Yield client, day, kind, reason and the time given back, by visit."""
    for visit in found.declined[:MOST_ROWS]:
        yield (
            same(visit.client),
            day_name(visit.date),
            named("report.visit_kind", visit.kind.value),
            same(visit.reason or "–"),
            number(visit.minutes),
            number(visit.travel_minutes),
        )
