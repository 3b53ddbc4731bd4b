"""What a drawn municipality is to be like."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scale:
    """Size and how short of people."""

    name: str
    clients: int
    """In each district."""
    days: int
    districts: int = 1
    """Each has a unit in the town, one around it and a night patrol."""
    start: date = date(2026, 11, 30)
    paid_per_care: float = 2.2
    """Contracted hours of day staff for each hour at clients: the rest is on the road,
    in meetings, waiting, or away. 2.2 is usual; 2.0 is short."""
    away: float = 0.12
    """Share of the monthly staff who are away for a part of the period."""


def tight_week(number: int) -> Scale:
    """Return a week of 30 clients with just about enough people."""
    return Scale(f"week{number}", clients=30, days=7, paid_per_care=1.4, away=0.3)


def month(number: int, paid_per_care: float) -> Scale:
    """Return a month of 140 clients with so many paid hours for each of care."""
    return Scale(f"mon{number}", clients=140, days=28, paid_per_care=paid_per_care)


def four_districts(times: float = 1.0, days: int = 28) -> Scale:
    """Return a municipality of ``times`` 560 clients and some 200 people."""
    return Scale(f"four-{times:g}", clients=round(140 * times), days=days, districts=4)


def districts(count: int) -> Scale:
    """Return a month of so many districts of 140 clients each."""
    return Scale(f"districts-{count}", clients=140, days=28, districts=count)
