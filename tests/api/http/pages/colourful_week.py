"""A week with something of everything that pages have a colour or a word for."""

from collections.abc import Iterator

from scheduler.domain.plan import Plan, ShiftRow, Unassigned
from scheduler.domain.values import VisitKind
from tests.api.village import amy, document
from tests.build import (
    absence,
    clock,
    day,
    employee,
    hourly,
    need,
    plan,
    shift_row,
    shift_type,
    visit,
    visit_row,
    wish,
)

SHIFTS = {
    "day": ("07:00-15:30", "11:30-12:00"),
    "evening": ("14:00-22:00", "18:00-18:30"),
    "night": ("21:00-07:00", "02:00-02:30"),
    "long": ("07:00-17:30", "12:00-12:30"),
    "resource": ("08:00-16:30", "12:00-12:30"),
    "split": ("07:00-11:00|16:00-20:00", ""),
}
WORKERS = dict(zip(SHIFTS, ("amy", "eva", "nils", "lo", "rut", "sam"), strict=True))
_DAY = "2026-12-21"


def colourful_week() -> dict[str, object]:
    """Return the dataset: a shift and a visit of each kind, absence and wishes."""
    made = [employee(id_, degree_pct=50) for id_ in list(WORKERS.values())[1:]]
    off = employee("cia", name="Cia Ceder", degree_pct=20, day_break=clock("16:00"))
    return document(
        employees=(amy(), *made, off, hourly()),
        shift_types=tuple(
            shift_type(kind, span, f"30@{rest}" if rest else "", kind=kind)
            for kind, (span, rest) in SHIFTS.items()
        ),
        visits=tuple(
            visit(kind, f"{_DAY} {8 + hour:02}:00", kind=kind, priority=1)
            for hour, kind in enumerate(VisitKind)
        ),
        absences=(absence("cia", f"{_DAY} 00:00", "2026-12-23 00:00"),),
        wishes=(wish("amy", day(0), want=False), wish("amy", day(1), want=False)),
        staffing=(need(f"{_DAY} 07:00", f"{_DAY} 15:00", min=1, want=3),),
    )


def colourful_plan() -> Plan:
    """Return a plan that leaves the last visit open and breaks some rules."""
    return plan(
        *(row for kind, who in WORKERS.items() for row in _rows(kind, who)),
        *(
            visit_row(kind, "amy", f"{_DAY} {8 + hour:02}:00")
            for hour, kind in enumerate(list(VisitKind)[:-1])
        ),
        Unassigned(visit=list(VisitKind)[-1], reason="no_capacity"),
    )


def _rows(kind: str, who: str) -> Iterator[ShiftRow]:
    span, rest = SHIFTS[kind]
    for number, part in enumerate(span.split("|"), 1):
        start, end = part.split("-")
        last = "2026-12-22" if kind == "night" else _DAY
        times = f"{_DAY} {start}", f"{last} {end}", rest
        yield shift_row(who, *times, shift=kind, part=number)
