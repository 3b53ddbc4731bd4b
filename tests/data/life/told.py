"""A publication that people were told of."""

from datetime import UTC, date, datetime

from data.life.plan_life import LifeEvent, LifeStep

LAST = date(2026, 12, 27)
TOLD = LifeEvent(
    step=LifeStep.PUBLISHED,
    by="Eva",
    at=datetime(2026, 12, 1, tzinfo=UTC),
    plan="",
    told_on=date(2026, 12, 1),
    last_day=LAST,
)
