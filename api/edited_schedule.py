"""What somebody changed in a wall schedule, as commands and calls tell it."""

from typing import TYPE_CHECKING, Self

from pydantic import Field

from data.both_languages import Both, both, day_name
from scheduler.domain.described import Described
from scheduler.domain.problem import Problem
from scheduler.domain.values import Frozen

if TYPE_CHECKING:
    from data.reading.wall.edited_wall import WallChange


class WallChangeView(Described, Frozen):
    """A cell of the wall that says something else than the plan did."""

    employee_id: str
    """Whose day it is."""
    date: str = Field(examples=["2026-12-01"])
    """Which day."""
    before: str
    """What stood there; empty where the day was free."""
    after: str
    """What stands there now."""
    kept: tuple[str, ...]
    """Ids of the visits that stay with the person."""
    opened: tuple[str, ...]
    """Ids of the visits that the person does not make any more."""
    message_sv: str
    """The same as a sentence, in Swedish."""
    message_en: str
    """The same in English."""

    @classmethod
    def of(cls, change: "WallChange", problem: Problem) -> Self:
        """Return a change with its sentence."""
        message = _message(change, problem)
        return cls(
            employee_id=change.employee,
            date=change.date.isoformat(),
            before=change.before,
            after=change.after,
            kept=change.kept,
            opened=change.opened,
            message_sv=message.sv,
            message_en=message.en,
        )

    def message(self, language: str) -> str:
        """Return the sentence in one language."""
        return self.message_sv if language == "sv" else self.message_en


def _message(change: "WallChange", problem: Problem) -> Both:
    person = problem.employee.get(change.employee)
    free = both("edited.free")
    facts = {
        "who": (person and person.name) or change.employee,
        "day": day_name(change.date),
        "before": change.before or free,
        "after": change.after or free,
        "kept": len(change.kept),
        "opened": len(change.opened),
    }
    told = both("edited.change", **facts)
    return both("edited.away", told=told) if change.away else told
