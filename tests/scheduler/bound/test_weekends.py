import pytest

from constraints import default_rules
from constraints.shifts.weekend_duty import WeekendDuty
from scheduler.bound.program import Program
from scheduler.bound.weekends import Weekends
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import WorkedShift
from scheduler.rules.rule import Rule
from scheduler.rules.stated import bound_terms_of
from tests.build import day, employee, problem, worked

SATURDAYS = [day(5 + 7 * n) for n in range(4)]


def most_weekends(
    pattern: dict[str, int] | None,
    *history: WorkedShift,
    rules: tuple[Rule, ...] | None = None,
) -> float:
    """Return on how many weekends of four weeks one person can work."""
    amy = employee(weekends=pattern)
    made = problem(days=28, employees=(amy,), worked_shifts=history)
    program = Program()
    terms = bound_terms_of(default_rules() if rules is None else rules)
    weekends = Weekends(program, PlanView(made, Plan()), terms)
    for saturday in SATURDAYS:
        sure, perhaps = weekends.room([amy], saturday)
        working = program.column(-1, 1)
        program.row([(working, 1), *((c, -1) for c in perhaps)], upper=sure)
    assert program.solve(10)
    return -program.proven()


def saturday(weeks_ago: int) -> WorkedShift:
    """Build a shift on a Saturday before the plan."""
    when = day(5 - 7 * weeks_ago)
    return worked("amy", f"{when} 07:00", f"{when} 13:00")


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        (None, 4),
        ({"worked": 1, "of": 2}, 2),
        ({"worked": 1, "of": 3}, 2),
        ({"worked": 2, "of": 5}, 2),
        ({"worked": 1, "of": 4}, 1),
        ({"worked": 2, "of": 2}, 4),
    ],
)
def test_a_pattern_leaves_so_many_weekends(
    pattern: dict[str, int] | None, most: int
) -> None:
    assert most_weekends(pattern) == pytest.approx(most)


def test_a_weekend_of_history_fills_the_pattern() -> None:
    every_third = {"worked": 1, "of": 3}
    assert most_weekends(every_third, saturday(1)) == pytest.approx(1)
    assert most_weekends(every_third, saturday(2)) == pytest.approx(1)
    assert most_weekends(every_third, saturday(3)) == pytest.approx(2)


def test_a_weekend_that_history_began_may_be_finished() -> None:
    sunday = day(6)
    began = worked("amy", f"{day(5)} 07:00", f"{day(5)} 13:00")
    made = problem(
        start=sunday,
        days=8,
        employees=(employee(weekends={"worked": 1, "of": 2}),),
        worked_shifts=(began,),
    )
    program = Program()
    weekends = Weekends(
        program, PlanView(made, Plan()), bound_terms_of(default_rules())
    )
    assert weekends.room(made.employees, sunday) == (1, [])
    _, perhaps = weekends.room(made.employees, day(12))
    assert len(perhaps) == 1  # the next one is not for this person


def test_a_soft_pattern_forbids_nothing() -> None:
    soft = tuple(r for r in default_rules() if r.kind != "weekend_duty")
    every_second = {"worked": 1, "of": 2}
    priced = (*soft, WeekendDuty(hard=False, price_kr=100))
    assert most_weekends(every_second, rules=priced) == pytest.approx(4)
    assert most_weekends(every_second, rules=soft) == pytest.approx(4)


def test_weekdays_are_for_everybody() -> None:
    amy = employee(weekends={"worked": 1, "of": 2})
    made = problem(days=14, employees=(amy,))
    weekends = Weekends(
        Program(), PlanView(made, Plan()), bound_terms_of(default_rules())
    )
    assert weekends.room([amy], day(4)) == (1, [])
    sure, perhaps = weekends.room([amy], day(6))
    assert (sure, len(perhaps)) == (0, 1)
    assert weekends.room([amy], day(5)) == (sure, perhaps)
