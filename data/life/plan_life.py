"""What happened to a plan, from which follows the state that it is in."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from data.control_characters import harmless
from scheduler.domain.described import Described
from scheduler.domain.plan import Plan
from scheduler.domain.values import Frozen

Said = Annotated[str, AfterValidator(harmless)]
"""What somebody wrote, for others to read."""


class PlanState(StrEnum):
    """Where a plan is in its life."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    """People see it and can comment."""
    PUBLISHED = "published"
    """People were told to work it."""
    WORKED = "worked"
    """It was published, and its last day is over."""


class LifeStep(StrEnum):
    """What can happen to a plan."""

    MADE = "made"
    PROPOSED = "proposed"
    COMMENTED = "commented"
    PUBLISHED = "published"


class LifeEvent(Described, Frozen):
    """One thing that happened to a plan."""

    step: LifeStep
    """What."""
    by: Said
    """Who did it."""
    at: datetime
    """When, in UTC."""
    plan: str
    """Digest of the plan as it was then."""
    parent: str | None = None
    """Digest of the plan that it came from, of a plan that was made from another."""
    about: Said | None = Field(default=None, examples=["e002@2026-12-01"])
    """What a comment is about."""
    text: Said | None = None
    """A comment's words."""
    told_on: date | None = None
    """The day on which people were told."""
    last_day: date | None = None
    """The last day of what they were told."""
    number: int | None = None
    """Which publication of its dataset it is."""

    @property
    def day(self) -> date:
        """The day on which people were told; of all else, the day it was done."""
        return self.told_on or self.at.date()


def last_told(publications: Sequence[LifeEvent]) -> date | None:
    """Return when people were last told, of publications in their order."""
    return publications[-1].day if publications else None


class WrongStateError(Exception):
    """A plan is in no state for what is asked; ``code`` says why.

    The words are in the catalogue under ``life.refused.<code>``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class PlanLife(Frozen):
    """All that happened to one plan, in order."""

    events: tuple[LifeEvent, ...] = ()

    def state(self, today: date) -> PlanState:
        """Return the state of the plan on a day; a plan of no known life is a draft."""
        told = self.publication
        if told is not None:
            is_over = told.last_day is not None and told.last_day < today
            return PlanState.WORKED if is_over else PlanState.PUBLISHED
        if any(event.step is LifeStep.PROPOSED for event in self.events):
            return PlanState.PROPOSED
        return PlanState.DRAFT

    @property
    def publication(self) -> LifeEvent | None:
        """The last time that people were told, if they were."""
        told = [e for e in self.events if e.step is LifeStep.PUBLISHED]
        return told[-1] if told else None

    @property
    def reached(self) -> LifeEvent | None:
        """What brought it to where it stands; no comment does."""
        last = {event.step: event for event in self.events}
        steps = LifeStep.PUBLISHED, LifeStep.PROPOSED, LifeStep.MADE
        return next((last[step] for step in steps if step in last), None)

    @property
    def made(self) -> LifeEvent | None:
        """How it began, if that is known."""
        return next((e for e in self.events if e.step is LifeStep.MADE), None)

    @property
    def comments(self) -> tuple[LifeEvent, ...]:
        """What was said of it."""
        return tuple(e for e in self.events if e.step is LifeStep.COMMENTED)

    @property
    def steps(self) -> int:
        """How much happened to it since it was made."""
        return sum(event.step is not LifeStep.MADE for event in self.events)

    @property
    def is_only_made(self) -> bool:
        """Whether nothing happened to it since it was made."""
        return all(event.step is LifeStep.MADE for event in self.events)

    def with_event(self, event: LifeEvent) -> "PlanLife":
        """Return the life with one event more."""
        return PlanLife(events=(*self.events, event))


def now() -> datetime:
    """Return the present second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def plan_digest(plan: Plan) -> str:
    """Return a digest of who works when and who visits whom, however it is written."""
    shifts = sorted(
        (
            *(r.employee, str(r.date), r.shift, r.part, r.unit, r.start, r.end),
            *(r.breaks, r.pay_class.value),
        )
        for r in plan.shifts
    )
    visits = sorted(
        (r.visit, r.staff_no, r.employee, r.start, r.end) for r in plan.visits
    )
    text = json.dumps([shifts, visits], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def made(plan: Plan, by: str, parent: str | None = None) -> LifeEvent:
    """Return how a plan begins; ``parent`` is the digest of what it was made from."""
    return LifeEvent(
        step=LifeStep.MADE, by=by, at=now(), plan=plan_digest(plan), parent=parent
    )


def proposed(life: PlanLife, plan: Plan, by: str) -> LifeEvent:
    """Return that a plan is shown to people.

    Raises
    ------
    WrongStateError
        It was proposed or published already.
    """
    if life.publication is not None:
        raise WrongStateError("published")
    if any(event.step is LifeStep.PROPOSED for event in life.events):
        raise WrongStateError("proposed")
    return LifeEvent(step=LifeStep.PROPOSED, by=by, at=now(), plan=plan_digest(plan))


def commented(
    life: PlanLife, plan: Plan, by: str, text: str, about: str | None = None
) -> LifeEvent:
    """Return that somebody said something of a plan.

    Raises
    ------
    WrongStateError
        It is a draft that nobody was shown.
    """
    if life.is_only_made:
        raise WrongStateError("draft")
    return LifeEvent(
        step=LifeStep.COMMENTED,
        by=by,
        at=now(),
        plan=plan_digest(plan),
        about=about,
        text=text,
    )
