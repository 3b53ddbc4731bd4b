"""The shift catalogue of the samples, every type legal wherever its breaks fall.

A break interval is chosen so that no placement inside it leaves a work block above
five hours.
"""

from scheduler.domain.problem import BreakRule, ShiftType
from scheduler.domain.values import ShiftKind

WEEKDAYS = (True,) * 5 + (False,) * 2
WEEKENDS = (False,) * 5 + (True,) * 2


def hm(text: str) -> int:
    """Return ``07:15`` as minutes after midnight (``26:00`` = 2 in the night)."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def breaks(text: str) -> tuple[BreakRule, ...]:
    """Return break rules from ``30@10:30-12:30|30@14:30-17:00``."""
    made = []
    for part in text.split("|"):
        minutes, _, interval = part.partition("@")
        opens, _, closes = interval.partition("-")
        made.append(
            BreakRule(minutes=int(minutes), earliest=hm(opens), latest=hm(closes))
        )
    return tuple(made)


def _turn(
    shift_id: str, unit: str, kind: ShiftKind, clock: str, rest: str
) -> ShiftType:
    start, _, end = clock.partition("-")
    return ShiftType(
        id=shift_id,
        unit=unit,
        kind=kind,
        start=hm(start),
        end=hm(end),
        breaks=breaks(rest) if rest else (),
    )


def day_turns(unit: str, code: str) -> tuple[ShiftType, ...]:
    """Return the day shifts of a unit; ``code`` begins every shift id."""
    day, resource = ShiftKind.DAY, ShiftKind.RESOURCE
    whole = _turn(f"{code}-D1", unit, day, "07:00-16:00", "30@10:30-12:30")
    usual = _turn(f"{code}-D2", unit, day, "07:00-15:30", "30@10:15-12:30")
    late = _turn(f"{code}-D3", unit, day, "07:30-14:30", "30@10:30-12:30")
    short = _turn(f"{code}-DK", unit, day, "07:00-13:00", "30@09:30-12:00")
    spare = _turn(f"{code}-R", unit, resource, "08:00-16:30", "30@11:00-13:00")
    weekdays = {"days": WEEKDAYS}
    return (
        whole,
        usual,
        late,
        short,
        spare.model_copy(update=weekdays | {"max_per_day": 4}),
    )


def evening_turns(unit: str, code: str) -> tuple[ShiftType, ...]:
    """Return the evening shifts of a unit."""
    evening = ShiftKind.EVENING
    return (
        _turn(f"{code}-E1", unit, evening, "14:00-22:00", "30@16:30-19:30"),
        _turn(f"{code}-E2", unit, evening, "15:00-22:00", "30@17:00-20:00"),
        _turn(f"{code}-EK", unit, evening, "16:00-21:30", "30@18:00-20:00"),
    )


def weekend_turns(unit: str, code: str) -> tuple[ShiftType, ...]:
    """Return the long weekend shift and the split shift of a unit."""
    rests = "30@11:00-12:30|30@14:30-17:00"
    long = _turn(f"{code}-L", unit, ShiftKind.LONG, "07:00-19:00", rests)
    split = _turn(f"{code}-S", unit, ShiftKind.SPLIT, "07:30-12:00", "")
    second = {"start2": hm("16:00"), "end2": hm("20:30"), "max_per_day": 1}
    return (
        long.model_copy(update={"days": WEEKENDS}),
        split.model_copy(update=second),
    )


def night_turns(unit: str, code: str) -> tuple[ShiftType, ...]:
    """Return the night shift of a unit: the meal is eaten on paid time."""
    night = _turn(f"{code}-N", unit, ShiftKind.NIGHT, "21:15-31:15", "")
    return (night.model_copy(update={"paid_meal": True}),)
