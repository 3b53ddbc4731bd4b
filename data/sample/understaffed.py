"""The sample ``understaffed``: ``small`` over four weeks with too few people.

Its weeks lie on both sides of 1 April 2025, when Friday evenings and part-timers' extra
hours began to cost more, and end in Easter: every item that a plan can cost is there.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from data.sample.assemble import TIMEZONE, build
from data.sample.changed import changed
from data.sample.small import village
from data.sample.staff import Away, Post
from data.sample.turns import hm
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import (
    BreakRule,
    Problem,
    ShiftType,
    StaffingNeed,
    UnitBudget,
    Vehicles,
    Visit,
)
from scheduler.domain.values import (
    AbsenceKind,
    OnCall,
    OnHolidays,
    PayClass,
    ShiftKind,
    VisitKind,
)

_DAY = 24 * 60
START = date(2025, 3, 24)
DAYS = 28
_ALL = "day evening long"
_POSTS = (
    Post("hemma", "usk", 100, _ALL + " resource"),
    Post("hemma", "usk", 100, _ALL + " resource"),
    Post("hemma", "usk", 75, _ALL + " split"),
    Post("hemma", "usk", 75, _ALL, gender="m"),
    Post("hemma", "usk", 80, _ALL, transport="bike"),
    Post("hemma", "vb", 100, _ALL, skills="lift"),
    Post("hemma", "vb", 80, _ALL, skills="delegation lift"),
    Post("natt", "usk", 80, "night"),
    Post("natt", "usk", 75, "night"),
    Post("hemma", "vb", 0, _ALL, "", skills="delegation lift"),
    Post("hemma", "vb", 0, _ALL, "", skills="delegation lift"),
    Post("hemma", "usk", 0, _ALL, "", skills="delegation lift", gender="m"),
    Post("natt", "usk", 0, "night", ""),
    Post("natt", "usk", 0, "night", "", gender="m"),
)
"""Three of the twelve monthly posts of ``small`` are vacant."""
_AWAY = (
    Away(6, AbsenceKind.SICK, 1, 18),
    Away(2, AbsenceKind.SICK, 14, 15),
    Away(7, AbsenceKind.LEAVE, 21, 23),
    Away(4, AbsenceKind.VACATION, 2, 4),
    Away(2, AbsenceKind.COMP, 22, 22),
)
_SAVES = "e002"
"""Who saves overtime as time off; brings ten hours along, and takes a day."""
_BREAK = (hm("11:30"), hm("12:00"))
_PROMISED = (
    ("e003", 2, PayClass.EXTRA),
    ("e001", 9, PayClass.OVERTIME),
    (_SAVES, 11, PayClass.OVERTIME),
)
"""Who has promised to come above the contract, and on which day."""
_TOLD = START - timedelta(days=8)
"""The day on which people are told of what is otherwise than published."""
_PUBLISHED = {
    "e001": ("H-D2", "H-D2", "H-E1", "H-E1", "", "H-L"),
    "e002": ("H-E1", "H-E1", "", "H-D2", "H-D2", ""),
    "e003": ("H-D2", "", "", "", "H-D2", ""),
    "e004": ("H-D2", "H-D2", "", "", "", ""),
    "e005": ("", "", "H-D2", "H-D2", "H-E1", "H-L"),
    "e006": ("H-D2", "", "", "", "", ""),
    "e007": ("H-E1", "H-D2", "H-D2", "", "H-D2", ""),
    "e008": ("", "", "N-N", "N-N", "", ""),
    "e009": ("N-N", "N-N", "", "", "N-N", "N-N"),
}
"""What was published of the first days, which alone are near enough to matter."""
_MOVED = ("e007", 0, PayClass.ORDINARY)
"""Who comes by day although the evening was published."""
_STAYING_ON = ((_SAVES, 10), ("e001", 16))
"""Who has promised to stay an hour, and on which day: saved as time off, and paid."""
_LOST = 14
"""The day of an evening shift that somebody was too ill for."""
_LATE = 15
"""The day of a visit that goes on after the evening shifts: somebody stays on."""
_JOUR = BreakRule(
    minutes=300, earliest=hm("24:00"), latest=hm("29:00"), on_call=OnCall.JOUR
)
_BEREDSKAP = BreakRule(
    minutes=300, earliest=hm("17:00"), latest=hm("22:00"), on_call=OnCall.BEREDSKAP
)
_ON_CALL = (
    ShiftType(
        id="N-J",
        unit="natt",
        kind=ShiftKind.NIGHT,
        start=hm("21:15"),
        end=hm("31:15"),
        breaks=(_JOUR,),
        paid_meal=True,
    ),
    ShiftType(
        id="H-B",
        unit="hemma",
        kind=ShiftKind.EVENING,
        start=hm("12:00"),
        end=hm("22:00"),
        breaks=(_BEREDSKAP,),
    ),
)
"""A night with *jour*, and an afternoon with *beredskap* after it."""
_CALLED_ON = (("e009", 19, _ON_CALL[0]), ("e005", 6, _ON_CALL[1]))
"""Who has promised to be on call, from which day on, and on which shift."""


def understaffed(rng: Random) -> Problem:
    """Return the sample with every item of the price in it."""
    sketch = village("understaffed", START, DAYS, _POSTS, _AWAY)
    sketch = replace(sketch, service_on_holidays=OnHolidays.AS_IS)
    problem = build(sketch, rng)
    months = sorted({day.replace(day=1) for day in problem.dates})
    return changed(
        problem,
        visits=(*problem.visits, _late_visit(problem)),
        shift_types=(*problem.shift_types, *_ON_CALL),
        on_call_needs=tuple(_on_call_needs(problem)),
        employees=tuple(
            e.model_copy(update={"comp_time": e.id == _SAVES})
            for e in problem.employees
        ),
        balances=tuple(
            b.model_copy(update={"comp_minutes": 600 if b.employee == _SAVES else 0})
            for b in problem.balances
        ),
        locked_shifts=(
            *(_row(problem, *promise) for promise in (*_PROMISED, _MOVED)),
            *(r for who, day in _STAYING_ON for r in _staying_on(problem, who, day)),
            *(_on_call_row(problem, *promise) for promise in _CALLED_ON),
        ),
        published_on=_TOLD,
        published_shifts=tuple(_published(problem)),
        vehicles=(
            Vehicles(unit="hemma", km_price=250, day_price=12_000, cars=6),
            Vehicles(unit="natt", km_price=250, day_price=12_000, cars=2),
        ),
        budgets=tuple(
            UnitBudget(unit=unit, month=month, amount=amount * 100)
            for month in months
            for unit, amount in (("hemma", 420_000), ("natt", 160_000))
        ),
    )


def _on_call_row(problem: Problem, who: str, offset: int, shift: ShiftType) -> ShiftRow:
    """Return a shift with its time on call, where breaks stand."""
    row = _told(problem, who, shift, offset)
    at = wall_clock(TIMEZONE).at
    on_call = tuple(
        (at(row.date, rule.earliest), at(row.date, rule.latest))
        for rule in shift.breaks
    )
    return row.model_copy(update={"breaks": on_call})


def _on_call_needs(problem: Problem) -> Iterator[StaffingNeed]:
    """Yield one person on call early and late on each Sunday."""
    at = wall_clock(TIMEZONE).at
    for day in problem.dates:
        if day.isoweekday() == 7:
            for unit, rule in (("natt", _JOUR), ("hemma", _BEREDSKAP)):
                yield StaffingNeed(
                    unit=unit,
                    date=day,
                    start=at(day, rule.earliest % _DAY),
                    end=at(day, rule.latest % _DAY),
                    want=1,
                    on_call=rule.on_call,
                )


def _late_visit(problem: Problem) -> Visit:
    day, client = problem.dates[_LATE], problem.clients[0]
    at = wall_clock(TIMEZONE).at
    return Visit(
        id=f"{client.id}-late",
        client=client.id,
        date=day,
        earliest=at(day, hm("21:35")),
        latest=at(day, hm("21:45")),
        minutes=40,
        kind=VisitKind.CARE,
        unit=client.unit,
    )


def _staying_on(problem: Problem, who: str, offset: int) -> tuple[ShiftRow, ShiftRow]:
    """Return a day shift, and an hour of overtime after it."""
    shift = _row(problem, who, offset, PayClass.ORDINARY)
    more = {
        "part": 2,
        "start": shift.end,
        "end": shift.end + 60,
        "breaks": (),
        "paid_minutes": 60,
        "pay_class": PayClass.OVERTIME,
    }
    return shift, shift.model_copy(update=more)


def _published(problem: Problem) -> Iterator[ShiftRow]:
    """Yield what was published, also an evening of somebody who is ill by now."""
    for who, turns in _PUBLISHED.items():
        for offset, turn in enumerate(turns):
            if turn:
                yield _told(problem, who, problem.shift_type[turn], offset)
    yield _told(problem, _SAVES, problem.shift_type["H-E1"], _LOST)


def _told(problem: Problem, who: str, turn: ShiftType, offset: int) -> ShiftRow:
    day = problem.dates[offset]
    at = wall_clock(TIMEZONE).at
    return ShiftRow(
        employee=who,
        date=day,
        shift=turn.id,
        unit=turn.unit or "",
        start=at(day, turn.start),
        end=at(day, turn.end),
        paid_minutes=turn.paid_minutes,
        pay_class=PayClass.ORDINARY,
    )


def _row(problem: Problem, who: str, offset: int, pay_class: PayClass) -> ShiftRow:
    """Return the row of a day shift."""
    turn, day = problem.shift_type["H-D2"], problem.dates[offset]
    at = wall_clock(TIMEZONE).at
    return ShiftRow(
        employee=who,
        date=day,
        shift=turn.id,
        unit="hemma",
        start=at(day, turn.start),
        end=at(day, turn.end),
        breaks=((at(day, _BREAK[0]), at(day, _BREAK[1])),),
        paid_minutes=turn.paid_minutes,
        pay_class=pay_class,
    )
