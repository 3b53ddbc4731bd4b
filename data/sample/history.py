"""The 28 days before the plan, as the rolling rosters would have had them.

Each person's weeks are drawn from week templates that are legal one after another:
a week with a worked weekend is followed by one that begins with a free Monday and ends
with a free weekend, and no evening is followed by a morning.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import (
    AbsenceRow,
    Balance,
    Employee,
    ShiftType,
    WorkedShift,
)
from scheduler.domain.values import ShiftKind

WEEKS = 4
"""Length of the history."""

NEAR = 150
"""Minutes by which a week may miss the hours due more than the best one."""

_MIXED = (
    [
        "DD-DDLL",
        "DD-DEEE",
        "DD--DLL",
        "D---DLL",
        "---D-LL",
        "DD--EEE",
        "D---EEE",
        "----EEE",
        "-D--DDD",
        "-DD-DDD",
        "-----LL",
    ],
    [
        "-DDEE--",
        "-DD-E--",
        "--DEE--",
        "-DDD---",
        "--DE---",
        "-DD----",
        "--EE---",
        "--D----",
        "---E---",
    ],
)
_DAYS = (
    ["DD-DDLL", "DD--DLL", "D---DLL", "DD-DDDD", "D--DDDD", "---DDDD", "-----DD"],
    ["-DDDD--", "-DD-D--", "--DDD--", "-DD----", "--D----"],
)
_NIGHTS = (
    ["NN---NN", "N----NN", "-----NN"],
    ["--NNN--", "--NN---", "---NN--", "--N----"],
)
_HOURLY = (
    ["-----DD", "-----EE", "----EEE", "----D--", "-----LL"],
    ["--D----", "-------", "---E---", "-------"],
)
_KINDS = {
    "D": ShiftKind.DAY,
    "E": ShiftKind.EVENING,
    "L": ShiftKind.LONG,
    "N": ShiftKind.NIGHT,
}
_CYCLES = {(1, 2): "WF", (1, 3): "WFF", (2, 5): "WFWFF"}


def weekend_weeks(employee: Employee, index: int, weeks: int) -> list[bool]:
    """Return for each week whether the person's row has its weekend worked.

    Neighbours in the staff list stand in different places of the cycle.
    """
    pattern = employee.weekends
    cycle = _CYCLES[(pattern.worked, pattern.of)] if pattern else "WF"
    return [cycle[(week + index // 2) % len(cycle)] == "W" for week in range(weeks)]


def worked_shifts(
    rng: Random,
    clock: WallClock,
    employees: Sequence[Employee],
    turns: Sequence[ShiftType],
    start: date,
) -> Iterator[WorkedShift]:
    """Yield what everybody worked in the weeks before ``start`` (a Monday)."""
    first = start - timedelta(weeks=WEEKS)
    for index, employee in enumerate(employees):
        mine = [t for t in turns if t.unit == employee.unit]
        for offset, turn in _row(rng, employee, index, mine):
            yield _worked(clock, employee, turn, first + timedelta(days=offset))


def _row(
    rng: Random, employee: Employee, index: int, turns: Sequence[ShiftType]
) -> Iterator[tuple[int, ShiftType]]:
    """Yield days and shifts whose hours keep close to the contract week by week."""
    working, free = _templates(employee)
    usual = _usual_minutes(turns)
    due = 0.0
    for week, weekend in enumerate(weekend_weeks(employee, index, WEEKS)):
        due += employee.week_target
        for day, letter in enumerate(
            _week(rng, working if weekend else free, usual, due)
        ):
            turn = _turn(rng, employee, turns, letter, day)
            if turn is not None:
                due -= turn.paid_minutes
                yield 7 * week + day, turn


def _templates(employee: Employee) -> tuple[list[str], list[str]]:
    if not employee.is_monthly:
        hourly = _NIGHTS if employee.works_kind(ShiftKind.NIGHT) else _HOURLY
        return [hourly[0][-1], "-------"], [hourly[1][-1], "-------"]
    if employee.works_kind(ShiftKind.NIGHT):
        return _NIGHTS
    return _MIXED if employee.works_kind(ShiftKind.EVENING) else _DAYS


def _usual_minutes(turns: Sequence[ShiftType]) -> Mapping[str, float]:
    lengths = defaultdict(list)
    for turn in turns:
        lengths[turn.kind].append(turn.paid_minutes)
    usual = {k: sum(v) / len(v) for k, v in lengths.items()}
    return {letter: usual.get(k, 480.0) for letter, k in _KINDS.items()} | {"-": 0.0}


def _week(
    rng: Random, templates: Sequence[str], minutes: Mapping[str, float], due: float
) -> str:
    """Return a template whose hours come as close to what is due as any, nearly."""

    def off(template: str) -> float:
        return abs(sum(minutes[letter] for letter in template) - due)

    best = min(map(off, templates))
    return rng.choice([t for t in templates if off(t) <= best + NEAR])


def _turn(
    rng: Random,
    employee: Employee,
    turns: Sequence[ShiftType],
    letter: str,
    weekday: int,
) -> ShiftType | None:
    if letter == "-":
        return None
    kind = _KINDS[letter]
    if not employee.works_kind(kind):
        kind = ShiftKind.DAY
    fits = [t for t in turns if t.kind is kind and t.days[weekday]]
    return rng.choice(fits) if fits else None


def _worked(
    clock: WallClock, employee: Employee, turn: ShiftType, day: date
) -> WorkedShift:
    return WorkedShift(
        employee=employee.id,
        shift=turn.id,
        unit=employee.unit,
        start=clock.at(day, turn.start),
        end=clock.at(day, turn.end),
        break_minutes=sum(b.minutes for b in turn.breaks),
    )


def without_absent(
    worked: Iterable[WorkedShift], absences: Sequence[AbsenceRow]
) -> tuple[WorkedShift, ...]:
    """Return the shifts that nobody was away from."""
    away = defaultdict(list)
    for absence in absences:
        away[absence.employee].append((absence.start, absence.end))
    return tuple(
        w
        for w in worked
        if not any(w.start < end and start < w.end for start, end in away[w.employee])
    )


def balances(
    rng: Random,
    clock: WallClock,
    employees: Sequence[Employee],
    worked: Sequence[WorkedShift],
    turns: Sequence[ShiftType],
) -> tuple[Balance, ...]:
    """Return what each person brings: some hours over or under, and past duty."""
    kind = {t.id: t.kind for t in turns}
    weekends, evenings, nights = Counter[str](), Counter[str](), Counter[str]()
    seen = {
        (w.employee, clock.day(w.start).isocalendar()[1])
        for w in worked
        if clock.day(w.start).weekday() >= 5
    }
    weekends.update(who for who, _ in seen)
    evenings.update(w.employee for w in worked if kind[w.shift] is ShiftKind.EVENING)
    nights.update(w.employee for w in worked if kind[w.shift] is ShiftKind.NIGHT)
    return tuple(
        Balance(
            employee=e.id,
            hours_carried_minutes=rng.randrange(-180, 181, 15) if e.is_monthly else 0,
            weekends_worked=weekends[e.id],
            evenings_worked=evenings[e.id],
            nights_worked=nights[e.id],
        )
        for e in employees
    )
