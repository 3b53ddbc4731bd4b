"""*Sjuk-OB*: sick pay on the OB of published shifts that somebody was too ill for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import AbsenceRow, Employee, Problem
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import AbsenceKind, Span
from scheduler.pay.agreement import Agreement
from scheduler.pay.duty_time import read_work
from scheduler.pay.items import Entry, Item, RatedQuantity
from scheduler.pay.ob import band_calendar
from scheduler.pay.wage import on_cost


def sick_ob(
    agreement: Agreement,
    problem: Problem,
    employee: Employee,
    percent: Mapping[date, int],
) -> Iterator[Entry]:
    """Yield what OB is lost by illness and paid all the same (öre), with its PO.

    Each shift is rounded once. ``percent`` is what the employer pays on a sick day; a
    day without is no sick day. The *karensavdrag* is taken from the pay alone.

    Raises
    ------
    NoRateError
        if the agreement has no OB rate for one of the days.
    """
    mine = [row for row in problem.published_shifts if row.employee == employee.id]
    away = [a for a in problem.absences if a.employee == employee.id]
    clock = wall_clock(problem.timezone)
    for row in mine:
        lost = (
            list(_lost(row, away)) if problem.start <= row.date <= problem.end else []
        )
        if not lost:
            continue
        rated = list(_quantities(agreement, clock, problem.timezone, lost, percent))
        entry = Entry.of(Item.SICK_OB, int(sum(q.quantity for q in rated)), rated)
        if entry.amount:
            yield entry
            yield on_cost(agreement, row.date, entry.amount)


def _lost(row: ShiftRow, away: Sequence[AbsenceRow]) -> Iterator[Span]:
    """Yield the working time of a shift that falls into illness."""
    ill = [a for a in away if a.kind is AbsenceKind.SICK]
    for start, end in worked_spans([(row.start, row.end)], row.breaks):
        well = worked_spans([(start, end)], [(a.start, a.end) for a in ill])
        yield from worked_spans([(start, end)], list(well))


def _quantities(
    agreement: Agreement,
    clock: WallClock,
    timezone: str,
    lost: Sequence[Span],
    percent: Mapping[date, int],
) -> Iterator[RatedQuantity]:
    calendar = band_calendar(agreement.hours, timezone)
    for entry in read_work(agreement, calendar, clock, lost, ()).ob:
        for rated in entry.quantities:
            share = percent.get(rated.day, 0)
            if share:
                yield rated._replace(rate=Fraction(rated.rate * share) / 100)
