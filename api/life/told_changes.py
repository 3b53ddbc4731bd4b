"""What differs from what people were told, for each of them: what, when and why."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from api.inputs import Inputs
from api.replanning.answers import AnswerPart, PlanChangeView, Teller
from data.life.plan_life import LifeEvent
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.replanning.plan_changes import plan_changes


class ChangedPlan(AnswerPart):
    """What differs between two plans of the same days."""

    changes: list[PlanChangeView]
    """Shifts first, the earliest first."""
    comments: dict[str, list[str]] = Field(
        examples=[{"e002@2026-12-01": ["på kurs då"]}]
    )
    """What was said of the days that are changed, by whose and which."""

    def of(self, employee: str) -> "ChangedPlan":
        """Return what concerns one person: theirs, or taken from them."""
        mine = [c for c in self.changes if employee in (c.employee_id, c.instead_of)]
        said = {k: v for k, v in self.comments.items() if k.startswith(f"{employee}@")}
        return ChangedPlan(changes=mine, comments=said)

    def reason(self, change: PlanChangeView, language: str) -> str:
        """Return why something is changed, with what was said of that day."""
        said = self.comments.get(f"{change.employee_id}@{change.date}", [])
        return "; ".join([str(getattr(change, f"reason_{language}")), *said])


def changed_plan(
    inputs: Inputs, old: Plan, new: Plan, said: Sequence[LifeEvent] = ()
) -> ChangedPlan:
    """Return what differs; ``said`` are the comments on either plan.

    A change of a shift has the price of all that changes for its person.
    """
    problem, rules = inputs
    teller = Teller(PlanView(problem, new), rules)
    found = [teller.change(each) for each in plan_changes(problem, rules, old, new)]
    comments: dict[str, list[str]] = {}
    for day in dict.fromkeys(_days(found)):
        texts = [event.text for event in said if event.about == day and event.text]
        if texts:
            comments[day] = list(dict.fromkeys(texts))
    return ChangedPlan(changes=found, comments=comments)


def _days(changes: Sequence[PlanChangeView]) -> Iterator[str]:
    for change in changes:
        for who in (change.employee_id, change.instead_of):
            if who is not None:
                yield f"{who}@{change.date}"
