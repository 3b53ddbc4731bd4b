"""Shifts as the short codes of a wall schedule, and the key to them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from data.both_languages import Both, both
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import ShiftType
from scheduler.domain.values import AbsenceKind, Clock, PayClass, ShiftKind
from scheduler.messages import say

_ABOVE = {PayClass.EXTRA: "extra", PayClass.OVERTIME: "overtime"}
_NO_SIGNS: Mapping[str, str] = MappingProxyType({})


MARKS = ("lent", "extra", "overtime", "resource")
"""What may stand behind a code: ``report.mark.<name>``."""


def code_of(view: PlanView, duty: Duty, signs: Mapping[str, str] = _NO_SIGNS) -> str:
    """Return the shift's id, or the sign for it if it has one, with its marks."""
    employee = view.problem.employee.get(duty.employee)
    lent = employee is not None and duty.unit != employee.unit
    marks = ["lent"] if lent else []
    if duty.pay_class in _ABOVE:
        marks.append(_ABOVE[duty.pay_class])
    if view.is_resource(duty):
        marks.append("resource")
    code = signs.get(duty.shift, duty.shift)
    return code + "".join(say(f"report.mark.{mark}") for mark in marks)


def wall_text(
    view: PlanView, duties: Sequence[Duty], absence: AbsenceKind | None
) -> str:
    """Return what the wall shows of one person's day."""
    texts = [code_of(view, duty) for duty in duties]
    if absence:
        texts.append(say(f"report.absence_code.{absence}"))
    return " ".join(texts)


def codes_of_days(
    view: PlanView, signs: Mapping[str, str] = _NO_SIGNS
) -> frozenset[str]:
    """Return whatever a day of somebody says of its shifts."""
    days: dict[tuple[str, date], list[str]] = defaultdict(list)
    for duty in view.duties:
        days[duty.employee, duty.date].append(code_of(view, duty, signs))
    return frozenset(map(" ".join, days.values()))


def longest_code(view: PlanView) -> int:
    """Return how many characters the fullest day of anybody says of its shifts."""
    return max(map(len, codes_of_days(view)), default=0)


def kind_of(view: PlanView, duty: Duty) -> ShiftKind:
    """Return the kind that a duty is shown as: what is resource time as that."""
    return ShiftKind.RESOURCE if view.is_resource(duty) else duty.kind


def key_of_codes(view: PlanView) -> Iterator[tuple[str, ShiftKind, Both]]:
    """Yield code, kind and words of every shift type that the plan uses."""
    used = {duty.shift for duty in view.duties}
    for type_ in view.problem.shift_types:
        if type_.id in used:
            yield type_.id, type_.kind, _words(type_)


def _words(type_: ShiftType) -> Both:
    spans = " + ".join(f"{_clock(start)}–{_clock(end)}" for start, end in type_.spans)
    kind = both(f"report.shift_kind.{type_.kind}")
    return both("report.shift_words", kind=kind, spans=spans, breaks=_breaks(type_))


def _breaks(type_: ShiftType) -> Both:
    if type_.breaks:
        minutes = "+".join(str(rest.minutes) for rest in type_.breaks)
        return both("report.breaks", minutes=minutes)
    return both("report.paid_meal" if type_.paid_meal else "report.no_break")


def _clock(clock: Clock) -> str:
    hour, minute = divmod(clock, 60)
    return f"{hour % 24 if hour != 24 else 24:02}:{minute:02}"


def span_of(view: PlanView, duty: Duty) -> str:
    """Return the local times of a duty's parts."""
    local = view.clock.local
    return " + ".join(f"{local(s):%H:%M}–{local(e):%H:%M}" for s, e in duty.parts)
