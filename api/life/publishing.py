"""Publish a plan: what people are told is kept, and what they were told is known."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from api.inputs import Inputs
from api.judging import judged
from data.life.plan_life import (
    LifeEvent,
    LifeStep,
    WrongStateError,
    last_told,
    now,
    plan_digest,
)
from scheduler.domain.plan import Plan
from scheduler.planning.result import Result
from scheduler.rules.rule import Breach


class HardBreachesError(Exception):
    """A plan that breaks binding rules is not published."""

    def __init__(self, breaches: Sequence[Breach]) -> None:
        super().__init__(len(breaches))
        self.breaches = breaches


class ToldDay(NamedTuple):
    """Who tells people, and on which day they hear of it."""

    by: str
    told_on: date


def published(
    inputs: Inputs, plan: Plan, told: ToldDay, earlier: Sequence[LifeEvent] = ()
) -> tuple[LifeEvent, Result]:
    """Return that people are told of a plan, and the plan as it is judged then.

    Parameters
    ----------
    earlier
        What they were told before of the same dataset, in order.

    Raises
    ------
    WrongStateError
        They were told just this, or were told something on a later day.
    HardBreachesError
        It breaks binding rules.
    """
    digest = plan_digest(plan)
    if earlier and earlier[-1].plan == digest:
        raise WrongStateError("told")
    last = last_told(earlier)
    if last is not None and told.told_on < last:
        raise WrongStateError("told_later")
    result = judged(inputs, plan)
    broken = [b for b in result.audit.breaches if b.hard] if result.audit else []
    if broken:
        raise HardBreachesError(broken)
    return _event(inputs, digest, told, len(earlier) + 1), result


def _event(inputs: Inputs, digest: str, told: ToldDay, number: int) -> LifeEvent:
    return LifeEvent(
        step=LifeStep.PUBLISHED,
        by=told.by,
        at=now(),
        plan=digest,
        told_on=told.told_on,
        last_day=inputs.problem.end,
        number=number,
    )


def broken_in_words(
    inputs: Inputs, error: HardBreachesError, language: str
) -> list[str]:
    """Return which binding rules a plan breaks, a sentence for each time."""
    rules = {rule.id: rule for rule in inputs.rules}
    return [rules[b.rule].explain(b, language) for b in error.breaches]
