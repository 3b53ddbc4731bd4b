"""The rule of night work as the roster model hears it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from constraints.posting.night_hours import around, minutes_at_night, work_within
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExprT

    from scheduler.domain.plan_view import Duty, PlanView
    from scheduler.roster.variables import Roster


class NightTerms(NamedTuple):
    """What the rule says, as far as the model hears it; minutes."""

    kind: str
    night_minutes: int
    one_in: int
    daily_minutes: int
    reference: Callable[["PlanView", Employee], tuple[date, int]]
    """Returns the first day of the average, and what it has room for."""


def night_options(terms: NightTerms, roster: "Roster") -> set[ShiftOption]:
    """Return the shifts that make a night's work."""
    clock = roster.view.clock
    every = {o for e in roster.employees for o in roster.options(e)}
    return {
        o for o in every if minutes_at_night(clock, o.worked) >= terms.night_minutes
    }


def post_average(
    terms: NightTerms,
    roster: "Roster",
    employee: Employee,
    nights: Collection[ShiftOption],
) -> None:
    """Bound the person's hours, if so many of the shifts are nights."""
    first, limit = terms.reference(roster.view, employee)
    past = [d for d in roster.past(employee) if d.date >= first]
    past_nights = sum(1 for _ in _nights_of(terms, roster, past))
    options = roster.options(employee)
    at_night = [o for o in options if o in nights]
    room = max(0, limit - sum(d.paid_minutes for d in past))
    if not (at_night or past_nights) or _most(options) <= room:
        return
    works = [roster.works(employee, o) for o in options]
    is_night_worker = roster.model.new_bool_var(f"{employee.id} is a night worker")
    switch = roster.switch(terms.kind)
    minutes = _weighed(works, [o.paid_minutes for o in options])
    roster.model.add(minutes <= room).only_enforce_if(is_night_worker, *switch)
    shares = [terms.one_in * (o in nights) - 1 for o in options]
    surplus = _weighed(works, shares)
    few = len(past) - terms.one_in * past_nights - 1
    roster.model.add(surplus <= few).only_enforce_if(~is_night_worker)


def _weighed(
    literals: Sequence["IntVar"], coefficients: Sequence[int]
) -> "LinearExprT":
    """Return the weighted sum; the solver is only loaded by those who post."""
    from ortools.sat.python.cp_model import LinearExpr

    return LinearExpr.weighted_sum(literals, coefficients)


def _most(options: Collection[ShiftOption]) -> int:
    """Return more minutes than anybody could work of these."""
    return sum(o.paid_minutes for o in options)


def _nights_of(
    terms: NightTerms, roster: "Roster", duties: Collection["Duty"]
) -> Iterator["Duty"]:
    clock = roster.view.clock
    for duty in duties:
        if minutes_at_night(clock, duty.worked) >= terms.night_minutes:
            yield duty


def post_hazardous(
    terms: NightTerms,
    roster: "Roster",
    employee: Employee,
    nights: Collection[ShiftOption],
) -> None:
    """Bound the work in the 24 hours around each night's work."""
    past = roster.past(employee)
    for duty in _nights_of(terms, roster, past):
        _bound(terms, roster, employee, duty, [])
    for option in roster.options(employee):
        if option in nights:
            _bound(terms, roster, employee, option, [roster.works(employee, option)])


def _bound(
    terms: NightTerms,
    roster: "Roster",
    employee: Employee,
    night: "ShiftOption | Duty",
    when: list["IntVar"],
) -> None:
    for span in around(night):
        done = sum(work_within(d, span) for d in roster.past(employee))
        near = {o: work_within(o, span) for o in roster.options(employee)}
        near = {o: minutes for o, minutes in near.items() if minutes}
        if not near:
            continue
        literals = [roster.works(employee, o) for o in near]
        work = _weighed(literals, list(near.values()))
        roster.model.add(work <= max(0, terms.daily_minutes - done)).only_enforce_if(
            *when, *roster.switch(terms.kind)
        )
