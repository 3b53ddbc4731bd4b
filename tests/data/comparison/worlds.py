"""Worlds of one village, with whatever plans a test gives them."""

from collections.abc import Sequence

from constraints import default_rules
from data.both_languages import same
from data.comparison.compared_world import (
    ComparedSide,
    ComparedWorld,
    JudgedRun,
    WholeComparison,
)
from scheduler.audit.audit import audit
from scheduler.audit.paired_quantities import paired_quantities
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import PayClass
from tests.api.village import good_plan, village


def overtime_plan() -> Plan:
    """Return the good plan, all of it worked as overtime."""
    over = {"pay_class": PayClass.OVERTIME}
    shifts = tuple(row.model_copy(update=over) for row in good_plan().shifts)
    return good_plan().model_copy(update={"shifts": shifts})


def side(
    name: str, plans: Sequence[Plan], problem: Problem | None = None
) -> ComparedSide:
    """Judge the plans of one world."""
    known = problem or village()
    runs = (
        JudgedRun(PlanView(known, plan), audit(known, plan, default_rules()))
        for plan in plans
    )
    return ComparedSide(name, known, tuple(runs), tuple(range(len(plans))))


def world(
    base: Sequence[Plan], other: Sequence[Plan], problem: Problem | None = None
) -> ComparedWorld:
    """Set plans beside those of the base."""
    before, after = side("now", base), side("then", other, problem)
    return ComparedWorld(
        name="then",
        why="A test.",
        differs=(same("nothing <b>"),),
        base=before,
        other=after,
        quantities=paired_quantities(
            [run.audit for run in before.runs], [run.audit for run in after.runs]
        ),
    )


def whole(*worlds: ComparedWorld, is_study: bool = True) -> WholeComparison:
    """Return all that a page tells."""
    return WholeComparison(
        title="village",
        worlds=worlds,
        is_study=is_study,
        assumptions=(same("an assumption"),),
        versions=(("bemanna", "1"),),
    )
