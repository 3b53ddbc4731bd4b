"""A problem of some of its people only."""

from collections.abc import Collection

from scheduler.domain.problem import DoneVisit, Problem

_ROWS_OF_PEOPLE = (
    "absences",
    "wishes",
    "worked_shifts",
    "locked_shifts",
    "locked_visits",
    "published_shifts",
    "balances",
)


def narrow(
    problem: Problem,
    people: frozenset[str],
    units: Collection[str],
    settled: tuple[DoneVisit, ...] = (),
) -> Problem:
    """Return the problem of some people and some units' staffing demand.

    ``settled`` meetings are added to those of history.
    """
    fields = {name: getattr(problem, name) for name in Problem.model_fields}
    fields["employees"] = tuple(e for e in problem.employees if e.id in people)
    for name in ("staffing", "on_call_needs"):
        fields[name] = tuple(n for n in fields[name] if n.unit in units)
    for name in _ROWS_OF_PEOPLE:
        fields[name] = tuple(r for r in fields[name] if r.employee in people)
    fields["done_visits"] = (*problem.done_visits, *settled)
    return Problem.model_construct(**fields)
