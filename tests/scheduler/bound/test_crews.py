from scheduler.bound.crews import crews_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption, option_of
from tests.build import UNIT, ZONE, day, employee, hourly, problem, shift_type, visit

TYPES = (shift_type("day"), shift_type("eve", "15:00-22:00", kind="evening"))


def option(type_: str, number: int = 0) -> ShiftOption:
    """Return a shift on a plan day."""
    known = {t.id: t for t in TYPES}
    return option_of(wall_clock(ZONE), known[type_], day(number), UNIT)


def groups(*people: Employee, **given: object) -> list[list[str]]:
    """Return who is put together, when everybody can work one day."""
    made = case(*people, **given)
    found = crews_of(made, {e.id: (option("day"),) for e in people})
    return [[e.id for e in crew.members] for crew in found]


def case(*people: Employee, **given: object) -> Problem:
    """Return a problem with a visit that asks for a skill."""
    visits = (visit(skills={"delegation"}),)
    usual: dict[str, object] = {"employees": people, "visits": visits}
    return problem(**usual | given)


def test_monthly_colleagues_are_alike_whatever_their_pay_and_degree() -> None:
    amy, bo = employee("amy"), employee("bo", monthly_pay=1, degree_pct=50)
    assert groups(amy, bo) == [["amy", "bo"]]


def test_hourly_people_are_alike_when_their_pay_is() -> None:
    people = hourly("hal"), hourly("hol"), hourly("hil", monthly_pay=1)
    assert groups(*people) == [["hal", "hol"], ["hil"]]


def test_only_skills_that_somebody_asks_for_tell_people_apart() -> None:
    able = employee("amy", skills={"usk", "delegation"})
    idle = employee("bo", skills={"usk", "lift"})
    assert groups(able, idle) == [["amy"], ["bo"]]
    assert groups(able, idle, visits=()) == [["amy", "bo"]]


def test_kinds_of_shift_tell_people_apart() -> None:
    assert len(groups(employee("amy"), employee("bo", shift_kinds={"day"}))) == 2


def test_who_can_work_nothing_is_in_no_crew() -> None:
    assert crews_of(case(employee()), {"amy": ()}) == []


def test_options_are_sorted_by_who_could_work_them() -> None:
    people = employee("amy"), employee("bo")
    (crew,) = crews_of(
        case(*people),
        {"amy": (option("day"), option("eve")), "bo": (option("day"),)},
    )
    nested = {
        frozenset(e.id for e in who): {o.shift for o in options}
        for who, options in crew.nested(day(0))
    }
    assert nested == {
        frozenset({"amy", "bo"}): {"day", "eve"},
        frozenset({"amy"}): {"eve"},
    }
