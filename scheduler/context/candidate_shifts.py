"""Which shifts each person could work, by its type and by every rule's word."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from scheduler.context.planning_context import PlanningContext
from scheduler.context.staying_on import as_locked, with_overtime
from scheduler.domain.problem import Employee, Problem, ShiftType
from scheduler.domain.shift_option import ShiftOption, option_of

Options = dict[str, tuple[ShiftOption, ...]]
"""By employee id."""


def possible_options(context: PlanningContext) -> Options:
    """Return for each person the options that no rule forbids by itself."""
    offered = list(_offered(context))
    found = {
        employee.id: tuple(
            option
            for option in _own(context.problem, employee, offered)
            if context.allows(employee, option)
        )
        for employee in context.problem.employees
    }
    return with_overtime(context.view, found, context.permitted_to, context.allows)


def offered_to(
    context: PlanningContext,
    employee: Employee,
    every: Iterable[ShiftOption] | None = None,
) -> list[ShiftOption]:
    """Return what a person could work if no rule said anything of it.

    A locked shift has the overtime that is locked after it. ``every``: the shifts of
    all units that are looked at; those of the whole period while not given.
    """
    offered = _offered(context) if every is None else every
    mine = {employee.id: tuple(_own(context.problem, employee, offered))}
    return list(as_locked(context.view, mine, lambda *_: True)[employee.id])


def _own(
    problem: Problem, employee: Employee, offered: Iterable[ShiftOption]
) -> Iterator[ShiftOption]:
    units = units_of(problem, employee)
    for option in offered:
        if (
            option.unit in units
            and employee.works_kind(option.kind)
            and employee.employed_on(option.date)
        ):
            yield option


def units_of(problem: Problem, employee: Employee) -> tuple[str, ...]:
    """Return the person's own unit and those that it lends to."""
    home = problem.unit.get(employee.unit)
    return (employee.unit, *(home.lends_to if home else ()))


def offered_on(context: PlanningContext, dates: Collection[date]) -> list[ShiftOption]:
    """Return the shifts of all units on some dates of the period."""
    return list(_offered(context, dates))


def _offered(
    context: PlanningContext, dates: Collection[date] | None = None
) -> Iterator[ShiftOption]:
    problem = context.problem
    for day in problem.dates:
        if dates is not None and day not in dates:
            continue
        for type_ in problem.shift_types:
            if type_.days[day.weekday()]:
                for unit in _places(problem, type_):
                    yield option_of(context.view.clock, type_, day, unit)


def _places(problem: Problem, type_: ShiftType) -> list[str]:
    return [type_.unit] if type_.unit is not None else [u.id for u in problem.units]
