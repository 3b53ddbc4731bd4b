"""Made-up rosters in which shifts fall anywhere, for model and checker to agree on."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem, WorkedShift
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind
from tests.build import UNIT, ZONE, employee, problem
from tests.judge import Pick

ORDINARY, SPRING, AUTUMN = date(2026, 12, 21), date(2026, 3, 23), date(2026, 10, 19)
"""Mondays; the clocks are moved on the Sundays after the last two."""

Case = tuple[Problem, Pick]


def moved(first: date, day: int, minute: int) -> int:
    """Return the instant of a clock time so many days after the first."""
    return wall_clock(ZONE).at(first + timedelta(days=day), minute)


@st.composite
def spans(draw: st.DrawFn, first: date, days: tuple[int, int]) -> list[tuple[int, int]]:
    """Draw the parts of one shift: half an hour to 15 h, now and then split."""
    start = moved(
        first,
        draw(st.integers(*days)),
        30 * draw(st.integers(min_value=0, max_value=47)),
    )
    end = start + 30 * draw(st.integers(1, 30))
    if draw(st.integers(0, 4)):
        return [(start, end)]
    again = end + 30 * draw(st.integers(1, 26))
    return [(start, end), (again, again + 30 * draw(st.integers(1, 10)))]


@st.composite
def options(draw: st.DrawFn, first: date, days: tuple[int, int]) -> list[ShiftOption]:
    """Draw shifts of types that no problem knows."""
    drawn = draw(st.lists(spans(first, days), min_size=1, max_size=7))
    return [
        ShiftOption(
            date=wall_clock(ZONE).day(parts[0][0]),
            shift=f"s{n}",
            unit=UNIT,
            kind=ShiftKind.DAY,
            parts=tuple(parts),
            paid_minutes=sum(e - s for s, e in parts),
        )
        for n, parts in enumerate(drawn)
    ]


@st.composite
def history(draw: st.DrawFn, who: Sequence[str], first: date) -> list[WorkedShift]:
    """Draw shifts of the days before the first."""
    drawn = draw(st.lists(spans(first, (-3, -1)), max_size=3))
    return [
        WorkedShift(
            employee=draw(st.sampled_from(who)),
            shift=f"h{n}",
            unit=UNIT,
            start=start,
            end=end,
        )
        for n, parts in enumerate(drawn)
        for start, end in parts[:1]
    ]


@st.composite
def cases(draw: st.DrawFn, days: tuple[int, int] = (0, 6)) -> Case:
    """Draw a week of Amy and Bob, with history, and what they work of what there is."""
    first = draw(st.sampled_from([ORDINARY, SPRING, AUTUMN]))
    who = ["amy", "bob"]
    breaks = [60 * draw(st.integers(0, 23)) for _ in who]
    offered = [(name, o) for name in who for o in draw(options(first, days))]
    worked = draw(st.sets(st.sampled_from(offered)))
    case = problem(
        start=first,
        employees=tuple(
            employee(name, day_break=b) for name, b in zip(who, breaks, strict=True)
        ),
        worked_shifts=tuple(draw(history(who, first))),
    )
    idle = tuple(chosen for chosen in offered if chosen not in worked)
    return case, Pick(tuple(sorted(worked, key=str)), idle=idle)
