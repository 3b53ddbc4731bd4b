"""Where a plan stands between a draft and what people were told, in words."""

from data.both_languages import Both, both, same
from data.life.plan_life import LifeEvent, LifeStep, PlanLife

_STANDS = {
    LifeStep.PUBLISHED: "published",
    LifeStep.PROPOSED: "proposed",
    LifeStep.MADE: "draft",
}


def life_words(life: PlanLife) -> Both:
    """Say who made, proposed or published a plan, and on which day people are told."""
    reached = life.reached
    if reached is None:
        return both("life.stands.unknown")
    facts = _when(reached)
    if reached.step is LifeStep.PUBLISHED:
        facts["told"] = reached.day.isoformat()
    return both(f"life.stands.{_STANDS[reached.step]}", **facts)


def _when(event: LifeEvent) -> dict[str, object]:
    who = both("life.stands.by", by=event.by)
    by = Both(f" {who.sv}", f" {who.en}") if event.by else same("")
    return {"day": event.at.date().isoformat(), "by": by}
