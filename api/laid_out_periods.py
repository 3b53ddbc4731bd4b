"""The dataset of a period in which people work by a base schedule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from api.inputs import Inputs, Rules
from data.base_schedule.base_reading import ReadBase
from data.granted_visits import granted_in
from scheduler.base_schedule.duty_plan import plan_of
from scheduler.base_schedule.lay_out import LaidOut, lay_out
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, StaffingNeed
from scheduler.domain.shift_option import option_of
from scheduler.next_period.recurring import need_on, repeated_needs, repeated_visits
from scheduler.pay.holidays import is_holiday
from scheduler.rules.rule import Breach
from scheduler.rules.stated import break_terms_of, staffing_terms_of

_WEEK, _SUNDAY = 7, 6


@dataclass(frozen=True)
class LaidOutPeriod:
    """A dataset whose shifts are locked as the base schedule has them."""

    problem: Problem
    laid: LaidOut
    deviations: tuple[Breach, ...]
    """From binding rules, of those who have rows and of the shifts alone, before
    visits are planned and others work."""


@dataclass(frozen=True)
class LaidOutWhen:
    """On which days a base schedule is laid out."""

    start: date
    weeks: int
    first_week: int = 1
    """Of the cycle: what the first calendar week is."""
    repeats: bool = False
    """Whether visits and demand that have dates come again, week after week."""


def laid_out_period(
    inputs: Inputs,
    read: ReadBase,
    when: LaidOutWhen,
) -> LaidOutPeriod:
    """Return the dataset of some weeks that are worked by a base schedule.

    Visits and demand are the dataset's on its own days, and on others what needs grant
    and what recurs every week, on holidays as on Sundays.
    """
    days = _WEEK * when.weeks
    problem = _period(inputs.problem, when.start, days, repeats=when.repeats)
    laid = lay_out(problem, read.base, read.holders, when.first_week)
    problem = problem.model_copy(update={"locked_shifts": laid.shifts})
    bare = problem.model_copy(update={"visits": ()})
    plan = _plan(bare, laid.shifts, inputs)
    return LaidOutPeriod(problem, laid, _deviations(bare, plan, read, inputs))


def laid_document(laid: LaidOutPeriod, rules: Rules) -> dict[str, object]:
    """Return what was laid out, what nobody works and what is broken."""
    by_id = {rule.id: rule for rule in rules}
    return {
        "first": laid.problem.start.isoformat(),
        "last": laid.problem.end.isoformat(),
        "shifts": sum(row.part == 1 for row in laid.laid.shifts),
        "vacant": [shift.model_dump(mode="json") for shift in laid.laid.vacant],
        "deviations": [
            {
                "rule": breach.rule,
                "employee": breach.employee,
                "date": breach.date and breach.date.isoformat(),
                "message_sv": by_id[breach.rule].explain(breach, "sv"),
                "message_en": by_id[breach.rule].explain(breach, "en"),
            }
            for breach in laid.deviations
        ],
    }


def _deviations(
    problem: Problem, plan: Plan, read: ReadBase, inputs: Inputs
) -> tuple[Breach, ...]:
    view = PlanView(problem, plan)
    concerned = {holder.employee for holder in read.holders}
    every = (breach for rule in inputs.rules for breach in rule.check(view))
    return tuple(b for b in every if b.hard and b.employee in concerned)


def _period(problem: Problem, start: date, days: int, *, repeats: bool) -> Problem:
    """Return the dataset on other days; history only where it leads up to them."""
    dates = tuple(start + timedelta(days=n) for n in range(days))
    inside = problem.start <= dates[0] and dates[-1] <= problem.end
    clock = wall_clock(problem.timezone)
    known = problem.model_copy(
        update={
            "start": start,
            "days": days,
            "locked_shifts": (),
            "locked_visits": (),
            "published_on": None,
            "published_shifts": (),
            "wishes": tuple(w for w in problem.wishes if w.date in dates),
            "balances": problem.balances if start == problem.start else (),
            "worked_shifts": problem.worked_shifts if start == problem.start else (),
            "sha256": "",
        }
    )
    if inside:
        return known.model_copy(
            update={
                "visits": tuple(v for v in problem.visits if v.date in dates),
                "staffing": tuple(n for n in problem.staffing if n.date in dates),
                "on_call_needs": tuple(
                    n for n in problem.on_call_needs if n.date in dates
                ),
            }
        )
    granted = granted_in(known)
    others = repeated_visits(problem, clock, dates, granted_in(problem))
    return known.model_copy(
        update={
            "visits": (*granted.values(), *(others if repeats else ())),
            "staffing": _demand(
                problem, problem.staffing, clock, dates, repeats=repeats
            ),
            "on_call_needs": _demand(
                problem, problem.on_call_needs, clock, dates, repeats=repeats
            ),
        }
    )


def _demand(
    problem: Problem,
    needs: Sequence[StaffingNeed],
    clock: WallClock,
    dates: Sequence[date],
    *,
    repeats: bool,
) -> tuple[StaffingNeed, ...]:
    """Return the demand of every week on other days, a Sunday's on holidays."""
    found = list(_weekly(problem, needs, clock, dates))
    if repeats:
        found += repeated_needs(needs, problem, clock, dates)
    return tuple(found)


def _weekly(
    problem: Problem,
    needs: Sequence[StaffingNeed],
    clock: WallClock,
    dates: Sequence[date],
) -> Iterator[StaffingNeed]:
    week = problem.dates[:_WEEK]
    recurring = [n for n in needs if n.weekly and n.date in week]
    for day in dates:
        weekday = _SUNDAY if is_holiday(day) else day.weekday()
        for need in recurring:
            if need.date.weekday() == weekday:
                yield need_on(need, clock, day)


def _plan(problem: Problem, rows: Sequence[ShiftRow], inputs: Inputs) -> Plan:
    """Lay breaks as for people without visits, so that the shifts can be judged."""
    clock, types = wall_clock(problem.timezone), problem.shift_type
    duties = [
        (row.employee, option_of(clock, types[row.shift], row.date, row.unit))
        for row in rows
        if row.part == 1
    ]
    terms = staffing_terms_of(inputs.rules), break_terms_of(inputs.rules)
    return plan_of(problem, duties, *terms)
