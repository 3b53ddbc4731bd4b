import pytest

from constraints import default_rules
from scheduler.bound.crews import crews_of
from scheduler.bound.program import Program
from scheduler.bound.rest_rows import add_rests
from scheduler.bound.weekends import Weekends
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.shift_option import option_of
from scheduler.rules.stated import bound_terms_of
from tests.build import UNIT, ZONE, day, employee, problem, shift_type

TERMS = bound_terms_of(default_rules())
EARLY = shift_type("early", "07:00-13:00")
HALF = {"worked": 1, "of": 2}


def most(
    late: str,
    *,
    first: int = 5,
    pattern: dict[str, int] | None = None,
    people: int = 1,
) -> float:
    """Return how many shifts some people can work late on a date and early after it."""
    team = tuple(employee(f"p{n}", weekends=pattern) for n in range(people))
    made = problem(days=14, employees=team)
    clock, program = wall_clock(ZONE), Program()
    types = (shift_type("late", late), EARLY)
    options = tuple(
        option_of(clock, t, day(first + n), UNIT) for n, t in enumerate(types)
    )
    (crew,) = crews_of(made, {e.id: options for e in team})
    columns = {o: [program.column(-1, people)] for o in crew.able}
    weekends = Weekends(program, PlanView(made, Plan()), TERMS)
    for saturday in (day(5), day(12)):  # all have worked it where any could
        for column in weekends.room(team, saturday)[1]:
            program.row([(column, 1)], upper=0.5 if saturday == day(5) else 1)
    add_rests(program, crew, columns, weekends, TERMS.rest_between)
    assert program.solve(10)
    return -program.proven()


@pytest.mark.parametrize(
    ("late", "shifts"),
    [("13:00-20:00", 2), ("13:00-20:01", 1), ("21:00-07:00", 2), ("21:00-06:59", 1)],
)
def test_late_on_saturday_is_not_early_on_sunday(late: str, shifts: int) -> None:
    assert most(late) == pytest.approx(shifts)


def test_other_days_are_not_looked_at() -> None:
    assert most("13:00-22:00", first=4) == pytest.approx(2)


def test_each_of_a_crew_has_one_of_the_two() -> None:
    assert most("13:00-22:00", people=3) == pytest.approx(3)


def test_whoever_is_off_that_weekend_has_neither() -> None:
    assert most("13:00-22:00", pattern=HALF, people=3) == pytest.approx(1.5)
