"""Why a place at a visit stays open: the first thing that stops everybody."""

from scheduler.domain import Visit
from scheduler.draft import Draft
from scheduler.messages import say
from scheduler.rule import Rule
from scheduler.tours.build import Ground

REASONS = (
    "no_skill",
    "avoided",
    "not_permitted",
    "too_few",
    "no_shift",
    "no_capacity",
    "dropped",
)
"""Codes of ``unassigned.csv``; ``reason.<code>`` in the catalogue explains them."""

Facts = dict[str, str | int]

OF_RULE = {"R26": "no_skill", "R30": "avoided"}
"""The code where one rule alone leaves nobody; ``not_permitted`` for any other."""


def reason_for(ground: Ground, draft: Draft, task: int) -> tuple[str, str]:
    """Return the code and a sentence for an open task of a draft."""
    visit = ground.tasks[task].visit
    code, facts = _reason(ground, draft, visit)
    return code, say(f"reason.{code}", "sv", **facts)


def _reason(ground: Ground, draft: Draft, visit: Visit) -> tuple[str, Facts]:
    people = ground.problem.employees
    permitted = ground.permitted[ground.visit_index[visit.id]]
    may = [e.id for e, ok in zip(people, permitted, strict=True) if ok]
    skills = ", ".join(sorted(visit.skills)) or "–"
    if not may:
        return _who_stops(ground, visit), {"skills": skills}
    if len(may) < visit.staff:
        return "too_few", {"found": len(may), "staff": visit.staff}
    near = _on_duty(draft, visit)
    if not near:
        return "no_shift", {"unit": visit.unit}
    if not visit.is_must:
        return "dropped", {"minutes": visit.minutes}
    able = sum(who in set(may) for who in near)
    return "no_capacity", {"found": able, "present": len(near)}


def _who_stops(ground: Ground, visit: Visit) -> str:
    """Return the code of the first rule that by itself permits nobody."""
    for rule in ground.rules:
        if type(rule).permits is Rule.permits:
            continue
        if not any(
            rule.permits(ground.book, e, visit) for e in ground.problem.employees
        ):
            return OF_RULE.get(rule.id, "not_permitted")
    return "not_permitted"


def _on_duty(draft: Draft, visit: Visit) -> list[str]:
    """Return who is on a shift of the unit at some time of the visit's window."""
    return [
        who
        for who, option in draft.works
        if option.unit == visit.unit
        and any(
            start <= visit.latest and visit.earliest + visit.minutes <= end
            for start, end in option.parts
        )
    ]
