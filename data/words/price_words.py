"""A line of the price as one reads it: ``fre 17–19: 12 × 2,0 h × 68,10 kr``."""

import datetime as dt

from data.both_languages import Both, both, number, same, weekday
from data.written_values import Cells
from scheduler.means.price_lines import ROUNDING, PriceLine
from scheduler.pay.items import Measure

_DECIMALS = 6
_SOME_MONDAY = dt.date(2024, 1, 1)


def price_cells(line: PriceLine) -> Cells:
    """Return one row of ``price_lines.csv``; the amount is still öre."""
    words, assumed = line_words(line), line.assumed
    first, last = line.hours or (None, None)
    return {
        "item": line.item,
        "unit_id": line.unit or None,
        "kind": line.kind or None,
        "month": line.month or None,
        "weekday": line.weekday,
        "from_hour": first,
        "to_hour": last,
        "count": line.count,
        "unit": line.measure.value,
        "quantity": round(line.quantity, _DECIMALS),
        "rate": round(line.rate, _DECIMALS),
        "amount": line.amount,
        "line_sv": words.sv,
        "line_en": words.en,
        "assumed_sv": None if assumed is None else assumed.text("sv"),
        "assumed_en": None if assumed is None else assumed.text("en"),
    }


def line_words(line: PriceLine) -> Both:
    """Return what is counted, how many of it and at which rate."""
    if line.kind == ROUNDING:
        return both(f"pay.kind.{ROUNDING}")
    told = both(
        f"pay.line.{line.measure}",
        count=line.count,
        quantity=_quantity(line),
        rate=_rate(line.rate),
        days=line.quantity,
    )
    unit = [same(line.unit)] if line.unit else []
    what = [*unit, *_kind(line), *_when(line)]
    if not what:
        return told
    return Both(
        f"{' '.join(w.sv for w in what)}: {told.sv}",
        f"{' '.join(w.en for w in what)}: {told.en}",
    )


def _kind(line: PriceLine) -> list[Both]:
    return [both(f"pay.kind.{line.kind}")] if line.kind else []


def _when(line: PriceLine) -> list[Both]:
    if line.weekday is not None and line.hours is not None:
        first, last = (f"{hour:02d}" for hour in line.hours)
        day = weekday(_SOME_MONDAY + dt.timedelta(days=line.weekday - 1))
        return [Both(f"{day.sv} {first}–{last}", f"{day.en} {first}–{last}")]
    return [same(line.month)] if line.month else []


def _quantity(line: PriceLine) -> Both:
    """Write hours to the minute, and kronor to the öre."""
    if line.measure is Measure.KRONOR:
        return number(line.quantity, 2)
    if line.measure is Measure.KILOMETRES:
        return number(line.quantity, 3)
    if line.measure is Measure.DAYS:
        return number(line.quantity, _decimals(line.quantity, 0, 4))
    minutes = round(line.quantity * 60)
    if minutes % 3:
        return same(f"{minutes // 60}:{minutes % 60:02d}")
    return number(line.quantity, _decimals(line.quantity, 1, 2))


def _rate(rate: float) -> Both:
    return number(rate, _decimals(rate, 2, 4))


def _decimals(value: float, fewest: int, most: int) -> int:
    """Return with how few decimals a number is what it is, within limits."""
    exact = (n for n in range(fewest, most) if abs(round(value, n) - value) < 1e-9)
    return next(exact, most)
