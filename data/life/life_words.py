"""Where a plan stands between a draft and what people were told, in words."""

from data.both_languages import Both, both, same
from data.life.plan_life import LifeEvent, LifeStep, PlanLife


def life_words(life: PlanLife) -> Both:
    """Say who made, proposed or published a plan, and on which day people are told."""
    told = life.publication
    if told is not None:
        day = told.day.isoformat()
        return both("life.stands.published", **_when(told), told=day)
    steps = {event.step: event for event in life.events}
    for step, key in ((LifeStep.PROPOSED, "proposed"), (LifeStep.MADE, "draft")):
        if step in steps:
            return both(f"life.stands.{key}", **_when(steps[step]))
    return both("life.stands.unknown")


def _when(event: LifeEvent) -> dict[str, object]:
    who = both("life.stands.by", by=event.by)
    by = Both(f" {who.sv}", f" {who.en}") if event.by else same("")
    return {"day": event.at.date().isoformat(), "by": by}
