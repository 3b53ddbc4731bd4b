"""What state a plan is in, and what a digest of it says."""

from datetime import date

import pytest

from data.life.plan_life import (
    LifeEvent,
    PlanLife,
    PlanState,
    made,
    plan_digest,
)
from tests.api.village import good_plan
from tests.data.life.told import LAST, TOLD


def test_what_is_said_holds_nothing_that_nobody_sees() -> None:
    said = TOLD.model_copy(update={"by": "\u202eavE", "text": "one\r\ntwo\x1b[31m"})
    read = LifeEvent.model_validate_json(said.model_dump_json())
    assert (read.by, read.text) == ("\ufffdavE", "one\r\ntwo\ufffd[31m")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        pytest.param(LAST, PlanState.PUBLISHED, id="its last day"),
        pytest.param(date(2026, 12, 28), PlanState.WORKED, id="the day after"),
    ],
)
def test_a_published_plan_is_worked_when_its_last_day_is_over(
    today: date, state: PlanState
) -> None:
    assert PlanLife(events=(TOLD,)).state(today) is state


def test_a_plan_of_which_nothing_is_known_is_a_draft() -> None:
    assert PlanLife().state(LAST) is PlanState.DRAFT
    assert PlanLife(events=(made(good_plan(), "Eva"),)).is_only_made


def test_the_digest_is_of_who_does_what_in_whatever_order() -> None:
    plan = good_plan()
    turned = plan.model_copy(update={"visits": plan.visits[::-1]})
    assert plan_digest(turned) == plan_digest(plan)
    fewer = plan.model_copy(update={"visits": plan.visits[1:]})
    assert plan_digest(fewer) != plan_digest(plan)
    [row] = plan.shifts
    moved = row.model_copy(update={"breaks": ((row.start, row.start + 30),)})
    assert plan_digest(plan.model_copy(update={"shifts": (moved,)})) != plan_digest(
        plan
    )
