"""A day's tours on a time line, and the visits that nobody makes beside it."""

import datetime as dt

from api.http.problems import Refusal
from data.report.day_tours import TourBook
from data.wall import days_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import VisitKind


def board_of(view: PlanView, day: dt.date) -> dict[str, object]:
    """Return what the templates of a day are given.

    Raises
    ------
    Refusal
        It is no day of the plan.
    """
    problem = view.problem
    if day not in problem.dates:
        raise Refusal(404, "not_found")
    at = problem.dates.index(day)
    locked = {(row.visit, row.staff_no) for row in problem.locked_visits}
    return {
        "problem": problem,
        "day": day,
        "holiday": days_of(problem)[at].holiday,
        "before": problem.dates[at - 1] if at else None,
        "after": problem.dates[at + 1] if at + 1 < problem.days else None,
        "board": TourBook(view).day(day),
        "locked_visits": locked,
        "visit_kinds": VisitKind,
    }
