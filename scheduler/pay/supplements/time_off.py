"""What days off cost besides monthly pay, or give back: vacation and *kompledighet*."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction

from scheduler.domain.problem import Employee
from scheduler.pay.agreement import Agreement
from scheduler.pay.agreement_rows import on
from scheduler.pay.items import Entry, Item, Measure, RatedQuantity
from scheduler.pay.money import rounded_fraction
from scheduler.pay.wage import hour_at

_WHOLE = 100 * 1000
"""Thousandths of a percent."""

Shares = Mapping[date, Fraction]
"""Of some days, by day."""


def vacation_supplement(
    agreement: Agreement,
    monthly: Fraction,
    days: Sequence[date],
    vacation: Shares,
    working: Collection[date],
) -> Entry:
    """Return the *semesterdagstillägg* of a month's vacation (öre), no PO.

    ``monthly`` is what the contract pays a month; vacation takes working days alone.
    """
    quantities = [
        RatedQuantity(
            day,
            Measure.DAYS,
            vacation[day],
            monthly * on(agreement.vacation, day).day_pct / _WHOLE,
            on(agreement.vacation, day),
        )
        for day in days
        if day in working and vacation.get(day) and agreement.vacation
    ]
    return Entry.of(Item.VACATION_SUPPLEMENT, 0, quantities)


def comp_taken(
    agreement: Agreement,
    employee: Employee,
    days: Sequence[date],
    due: Shares,
    away: Shares,
) -> Entry:
    """Return what a month's time off takes of what was saved (öre), negative, no PO.

    An hour is worth an hour's pay, as when it was saved.
    """
    rate = hour_at(agreement, employee, 100)
    taken = [day for day in days if away.get(day) and due[day]]
    quantities = [
        RatedQuantity(
            day,
            Measure.HOURS,
            -due[day] * away[day],
            rate,
            agreement.reckoning,
        )
        for day in taken
    ]
    minutes = sum((due[day] * away[day] for day in taken), Fraction(0))
    return Entry.of(Item.COMP_TAKEN, rounded_fraction(minutes), quantities)
