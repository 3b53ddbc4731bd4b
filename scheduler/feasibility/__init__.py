"""Cheap checks of a problem before anybody plans it: what can never work, and why.

A check says only what holds for every plan (an error) or what every planner should
know (a warning). Plans are such as planning makes: of the shift types, and of overtime
of two hours at most; where longer overtime would help, that is said. Silence is no
promise that a plan exists.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from scheduler.domain.problem import Problem
from scheduler.feasibility.capacity import short_weekends, short_weeks
from scheduler.feasibility.far_places import far_places
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.locks.forbidden_locks import forbidden_locks
from scheduler.feasibility.missing_skills import missing_skills
from scheduler.feasibility.peaks import overfull_hours
from scheduler.feasibility.people.contracts import impossible_contracts
from scheduler.feasibility.people.gone_contacts import gone_contacts
from scheduler.feasibility.people.without_shifts import people_without_shifts
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.refused_shifts import refused_shifts
from scheduler.feasibility.single_visits import impossible_orders, impossible_visits
from scheduler.feasibility.staffing import unmet_staffing
from scheduler.feasibility.together import simultaneous_visits
from scheduler.feasibility.turns.part_turns import scarce_parts
from scheduler.feasibility.turns.weekend_turns import scarce_weekends
from scheduler.feasibility.unplaced import estimated_places
from scheduler.feasibility.without_work import broken_without_work
from scheduler.rules.rule import Rule

__all__ = ["Finding", "feasibility", "findings_until", "unused"]

_CHECKS: tuple[Callable[[Prospects], Iterable[Finding]], ...] = (
    impossible_visits,
    impossible_orders,
    simultaneous_visits,
    overfull_hours,
    unmet_staffing,
    missing_skills,
    refused_shifts,
    impossible_contracts,
    people_without_shifts,
    forbidden_locks,
    broken_without_work,
    short_weeks,
    short_weekends,
    scarce_weekends,
    scarce_parts,
    gone_contacts,
    estimated_places,
    far_places,
)


def feasibility(problem: Problem, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """Return what stands in the way of a plan, errors first."""
    found = findings_until(problem, rules, lambda: False)
    return tuple(sorted(found, key=lambda f: f.severity != "error"))


def findings_until(
    problem: Problem, rules: Sequence[Rule], over: Callable[[], bool]
) -> Iterator[Finding]:
    """Yield what stands in the way of a plan as it is found, until time is up."""
    prospects = Prospects(problem, rules)
    for check in _CHECKS:
        for finding in check(prospects):
            if over():
                return
            yield _named(problem, finding)
        if over():
            return


def unused(problem: Problem, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """Return what a planner would pass over in silence: skills and shift types."""
    prospects = Prospects(problem, rules)
    return (*missing_skills(prospects), *refused_shifts(prospects))


def _named(problem: Problem, finding: Finding) -> Finding:
    """Let the sentence call the unit by its name."""
    unit = problem.unit.get(finding.unit or "")
    if unit is None:
        return finding
    return finding.model_copy(update={"facts": {**finding.facts, "unit": unit.name}})
