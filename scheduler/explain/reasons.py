"""Why a place at a visit stays open: the first thing that stops everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Employee, Visit
from scheduler.messages import say
from scheduler.rules.rule import Rule
from scheduler.tours.draft import Draft

REASONS = (
    "no_skill",
    "avoided",
    "not_permitted",
    "too_few",
    "no_shift",
    "no_distance",
    "no_window",
    "no_capacity",
    "dropped",
    "room_left",
    "edited",
)
"""Codes of ``unassigned.csv``; ``reason.<code>`` in the catalogue explains them."""

OF_LACK = {"skill": "no_skill", "wish": "avoided", None: "not_permitted"}
"""The code where one rule alone leaves nobody, by what they lack."""


@dataclass(frozen=True)
class Reason:
    """What stopped a visit, as a code and as facts."""

    code: str
    facts: Mapping[str, str | int]
    said: str = ""
    """Which sentence says it; that of the code when empty."""

    def sentence(self, language: str) -> str:
        """Return the sentence that a planner reads."""
        return say(f"reason.{self.said or self.code}", language, **self.facts)


def reason_of(context: PlanningContext, draft: Draft, visit: Visit) -> Reason:
    """Return the first simple thing that stops everybody from an open visit."""
    people = context.problem.employees
    permitted = context.permitted[context.visit_index[visit.id]]
    may = {e.id for e, ok in zip(people, permitted, strict=True) if ok}
    if len(may) < visit.staff:
        return _too_few(context, visit, people, len(may))
    near = _on_duty(draft, visit)
    if not near:
        return Reason("no_shift", {"unit": visit.unit})
    able = len(near & may)
    if able < visit.staff:
        present = [e for e in people if e.id in near]
        return _too_few(context, visit, present, able, on_duty=True)
    if not visit.is_must:
        return Reason("dropped", {"minutes": visit.minutes})
    return Reason("no_capacity", {"found": able, "present": len(near)})


def _too_few(
    context: PlanningContext,
    visit: Visit,
    people: Sequence[Employee],
    found: int,
    *,
    on_duty: bool = False,
) -> Reason:
    """Say why fewer of these people than are needed may make a visit."""
    code = "too_few" if found else _who_stops(context, visit, people)
    facts: dict[str, str | int] = {
        "skills": ", ".join(sorted(visit.skills)) or "–",
        "staff": visit.staff,
        "found": found,
        "present": len(people),
    }
    return Reason(code, facts, f"on_duty.{code}" if on_duty else "")


def _who_stops(
    context: PlanningContext, visit: Visit, people: Sequence[Employee]
) -> str:
    """Return the code of the first rule that by itself permits none of them."""
    for rule in context.rules:
        if type(rule).allows_visit is Rule.allows_visit:
            continue
        if not any(rule.allows_visit(context.view, e, visit) for e in people):
            return OF_LACK[rule.lacks]
    return "not_permitted"


def _on_duty(draft: Draft, visit: Visit) -> set[str]:
    """Return who is on a shift of the unit at some time of the visit's window."""
    return {
        who
        for who, option in draft.works
        if option.unit == visit.unit
        and any(
            start <= visit.latest and visit.earliest + visit.minutes <= end
            for start, end in option.parts
        )
    }
