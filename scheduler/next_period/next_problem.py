"""The period after a plan: what is known of it once the plan is worked."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, StaffingNeed
from scheduler.next_period.balances import next_balances
from scheduler.next_period.plan_as_history import done_visits, worked_shifts
from scheduler.next_period.recurring import (
    repeated_needs,
    repeated_visits,
    weekly_needs,
)
from scheduler.next_period.wish_history import decided_wishes


def next_problem(
    view: PlanView, days: int, *, repeats: bool = False, granted: Collection[str] = ()
) -> Problem:
    """Return the dataset of the days after a plan, with the plan as its history.

    People, places, shift types, absences and what recurs go on, and the wishes, those
    of the last year with what became of them. ``repeats``: so do visits and demand that
    have dates, week after week; otherwise the old dataset cannot know of them. Visits
    that needs ``granted`` (ids) are not among them: needs grant them anew, or do not.
    """
    problem = view.problem
    dates = tuple(problem.end + timedelta(days=n + 1) for n in range(days))
    told = [row for row in problem.published_shifts if row.date >= dates[0]]
    return problem.model_copy(
        update={
            "start": dates[0],
            "days": days,
            "visits": tuple(repeated_visits(problem, view.clock, dates, granted))
            if repeats
            else (),
            "staffing": _demand(view, problem.staffing, dates, repeats=repeats),
            "on_call_needs": _demand(
                view, problem.on_call_needs, dates, repeats=repeats
            ),
            "wishes": (
                *decided_wishes(view),
                *(wish for wish in problem.wishes if wish.date >= dates[0]),
            ),
            "worked_shifts": worked_shifts(view),
            "done_visits": done_visits(view),
            "locked_shifts": (),
            "locked_visits": (),
            "published_on": None,
            "published_shifts": tuple(told),
            "balances": next_balances(view),
            "sha256": "",
        }
    )


def _demand(
    view: PlanView,
    needs: Sequence[StaffingNeed],
    dates: Sequence[date],
    *,
    repeats: bool,
) -> tuple[StaffingNeed, ...]:
    found = list(weekly_needs(needs, view.problem, view.clock, dates))
    if repeats:
        found += repeated_needs(needs, view.problem, view.clock, dates)
    return tuple(found)
