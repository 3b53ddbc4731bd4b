"""The period after a plan: what is known of it once the plan is worked."""

from datetime import timedelta

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.next_period.balances import next_balances
from scheduler.next_period.plan_as_history import done_visits, worked_shifts

_OF_THE_PERIOD = (
    "visits",
    "staffing",
    "on_call_needs",
    "locked_shifts",
    "locked_visits",
)


def next_problem(view: PlanView, days: int) -> Problem:
    """Return the dataset of the days after a plan, with the plan as its history.

    People, places, shift types and absences go on, and the wishes for the new days.
    What is to be done then is not in it: the old dataset cannot know.
    """
    problem = view.problem
    start = problem.end + timedelta(days=1)
    told = [row for row in problem.published_shifts if row.date >= start]
    return Problem.model_validate(
        {
            **dict(problem),
            "start": start,
            "days": days,
            **dict.fromkeys(_OF_THE_PERIOD, ()),
            "wishes": tuple(w for w in problem.wishes if w.date >= start),
            "worked_shifts": worked_shifts(view),
            "done_visits": done_visits(view),
            "published_on": None,
            "published_shifts": tuple(told),
            "balances": next_balances(view),
            "sha256": "",
        }
    )
