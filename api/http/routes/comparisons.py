"""Set plans side by side."""

from typing import Annotated

from pydantic import ConfigDict, Field

from api.http.json_bodies import BoundedRoute
from api.http.order import LONGEST_AGREEMENT
from api.http.problems import Refusal
from api.http.routes.access import (
    ApiService,
    JudgedSchedule,
    ServiceDep,
    refusals,
    schedule_named,
    told_dataset,
)
from api.http.routes.versioned import versioned
from api.http.views import ComparisonView
from api.inputs import Inputs
from api.other_agreement import OtherAgreement
from api.side_by_side import ComparedPlan, SideBySide, side_by_side
from data.result_document import written_rules
from scheduler.domain.described import Described
from scheduler.domain.iso_day import IsoDay
from scheduler.domain.plan import Plan

router = versioned("/comparisons", "comparisons", BoundedRoute)


class Side(Described):
    """Which plans to compare; the first is what the others are compared with."""

    model_config = ConfigDict(extra="forbid")

    schedules: Annotated[list[str], Field(min_length=1, max_length=20)]
    """Ids of schedules; one by itself is compared under two agreements."""
    as_of: IsoDay | None = None
    """Price by the agreement as it stood on this day."""
    agreement: Annotated[str, Field(max_length=LONGEST_AGREEMENT)] | None = None
    """TOML to lay over the dataset's agreement, or a whole agreement instead of it."""


@router.post("", responses=refusals(400, 409, 413, 422))
def compare_schedules(side: Side, service: ServiceDep) -> ComparisonView:
    """Compare plans, and say what differs in their inputs.

    Plans of one dataset are judged under the rules of the first one's, and against the
    schedule of it that was published last, as told today; a plan of another dataset
    under its own. A plan that was ordered under other rules is judged
    anew and named; one that is given twice gets a number. A plan by itself is priced
    under its dataset's agreement and under the one that is given.
    """
    return ComparisonView.of(found_side_by_side(side, service))


def found_side_by_side(side: Side, service: ApiService) -> SideBySide:
    """Return plans beside each other, each judged by what it was ordered under.

    Raises
    ------
    Refusal
        There is no such schedule, or nothing to compare it with.
    """
    other = OtherAgreement.ordered(side.as_of, side.agreement)
    if len(side.schedules) < 2 and other is None:
        raise Refusal(422, "one_plan", pointer="/schedules")
    plans = [
        schedule_named(id_, f"/schedules/{n}", service)
        for n, id_ in enumerate(side.schedules)
    ]
    own = told_dataset(plans[0].dataset_id, service)
    compared = [
        ComparedPlan(
            id_,
            plan.result.plan or Plan(),
            written_rules(plan.inputs.rules),
            (plan.inputs, plan.audit),
            _of_another(own, plan, service),
        )
        for id_, plan in zip(side.schedules, plans, strict=True)
    ]
    return side_by_side(own, other, compared)


def _of_another(
    own: Inputs, plan: JudgedSchedule, service: ApiService
) -> Inputs | None:
    """Return the inputs of a plan's dataset, if it is another than the first one's."""
    if plan.inputs.problem.sha256 == own.problem.sha256:
        return None
    return told_dataset(plan.dataset_id, service)
