"""Sick calls on the ward, and the plan that is left."""

from constraints import default_rules
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.replanning.replan import Replanned, Replanner
from scheduler.replanning.sick_call import SickCall, Vacancy, after_call, ill_until
from scheduler.replanning.substitutes import Substitute, Substitutes
from tests.build import at
from tests.scheduler.robustness.ward import ward, ward_plan


def vacancy(
    start: str,
    end: str | None = None,
    made: Plan | None = None,
    case: Problem | None = None,
) -> Vacancy:
    """Return what is left when Amy calls; without an end, as long as is usual."""
    view = PlanView(case or ward(), made or ward_plan())
    begins = at(start)
    usual = ill_until(view, view.problem.employee["amy"], begins)
    ends = usual if end is None else at(end)
    return after_call(view, SickCall(employee="amy", start=begins, end=ends))


def ways(found: Vacancy, number: int = 0) -> list[Substitute]:
    """Return every way to fill one of the duties, the best first."""
    able = Substitutes(found, default_rules())
    lost = found.lost[number]
    every = [*able.ranked(lost), *able.without_anybody(lost)]
    return sorted(every, key=lambda way: way.rank)


def replanned(
    found: Vacancy,
    made: Plan | None = None,
    case: Problem | None = None,
    among: tuple[str, ...] | None = None,
) -> Replanned:
    """Return the ward's plan with what is lost filled."""
    view = PlanView(case or ward(), made or ward_plan())
    return Replanner(view, found, default_rules()).replanned(among)
