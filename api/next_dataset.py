"""The dataset of the period after a plan, and how long that period is."""

from datetime import date, timedelta

from api.inputs import Inputs
from api.wish_ledger import with_costs
from data.granted_visits import granted_in
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.messages import LANGUAGES
from scheduler.messages.written import month_names
from scheduler.next_period.next_problem import next_problem

MOST_DAYS = 366


def next_dataset(
    inputs: Inputs, plan: Plan, last: date, *, repeats: bool = False
) -> Problem:
    """Return the days after a plan through ``last``, with the plan as their history.

    Needs grant the new days' visits. ``repeats``: other visits, and demand that has
    dates, come again, week after week.
    """
    view = PlanView(inputs.problem, plan)
    days = (last - inputs.problem.end).days
    before = granted_in(inputs.problem)
    made = next_problem(view, days, repeats=repeats, granted=before)
    visits = (*granted_in(made).values(), *made.visits)
    wishes = with_costs(inputs, plan, made.wishes)
    return made.model_copy(update={"visits": visits, "wishes": wishes})


def last_day(text: str, after: date) -> date | None:
    """Return the last day that somebody means, ``None`` where it cannot be told.

    A date, a month (``2027-02``), or a month's name in either language: the next one
    that ends after ``after``. At most a year later.
    """
    found = _date(text) or _end_of_month(text) or _end_of_named(text, after)
    if found is None or not 0 < (found - after).days <= MOST_DAYS:
        return None
    return found


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2027-02-28") else None
    except ValueError:
        return None


def _end_of_month(text: str) -> date | None:
    first = _date(f"{text}-01")
    return None if first is None else _month_end(first.year, first.month)


def _end_of_named(text: str, after: date) -> date | None:
    for language in LANGUAGES:
        number = month_names(language).get(text.casefold())
        if number is not None:
            this_year = _month_end(after.year, number)
            is_over = this_year <= after
            return _month_end(after.year + 1, number) if is_over else this_year
    return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
