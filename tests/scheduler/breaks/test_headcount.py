from collections.abc import Sequence
from itertools import pairwise

import pytest

from scheduler.breaks.headcount import place_headcount_breaks
from scheduler.breaks.patterns import Pattern
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.staffing_terms import StaffingTerms
from tests.build import UNIT, ZONE, day, employee, need, problem, shift_type, team
from tests.judge import Chosen, offer, stint

TERMS = StaffingTerms(below_min=10_000, missing=500, surplus=100, induction_days=3)
TYPES = (
    shift_type("A", "07:00-16:00", "30@10:30-12:30"),
    shift_type("L", "07:00-19:00", "30@10:30-12:30|30@14:30-17:00", kind="long"),
    shift_type("N", "21:00-07:00", "30@01:30-02:30", kind="night"),
)


def ward(*needs: object, **given: object) -> Problem:
    usual: dict[str, object] = {
        "shift_types": TYPES,
        "staffing": needs,
        "employees": team("amy", "bob", "cat"),
    }
    return problem(**(usual | given))


def on(case: Problem, *shifts: str, number: int = 0) -> list[Chosen]:
    names = ("amy", "bob", "cat")
    return [
        (who, offer(case, shift, day(number)))
        for who, shift in zip(names, shifts, strict=False)
    ]


def laid(
    case: Problem, duties: Sequence[Chosen], terms: StaffingTerms = TERMS
) -> list[Pattern]:
    return place_headcount_breaks(case, duties, terms, BreakTerms(work_max=300))


def clocks(found: Sequence[Pattern]) -> list[str]:
    local = wall_clock(ZONE).local
    return [f"{local(start):%H:%M}" for breaks in found for start, _ in breaks]


def apart(found: Sequence[Pattern]) -> bool:
    spans = sorted(span for breaks in found for span in breaks)
    return all(a[1] <= b[0] for a, b in pairwise(spans))


def test_people_take_turns_where_somebody_must_stay() -> None:
    case = ward(need("2026-12-21 07:00", "2026-12-21 16:00", want=2))
    assert apart(laid(case, on(case, "A", "A", "A")))


def test_breaks_keep_clear_of_the_busy_hour() -> None:
    busy = need("2026-12-21 11:00", "2026-12-21 12:30", min=0)
    case = ward(busy)
    assert clocks(laid(case, on(case, "A"))) == ["10:30"]


def test_another_units_busy_hour_is_its_own() -> None:
    busy = need("2026-12-21 07:00", "2026-12-21 11:45")
    there = need("2026-12-21 11:45", "2026-12-21 16:00", want=9, unit="west")
    case = ward(busy, there)
    assert clocks(laid(case, on(case, "A"))) >= ["11:45"]


def test_who_has_a_choice_gives_way_to_who_has_none() -> None:
    bound = shift_type("B", "07:00-16:00", "30@11:30-12:00")
    case = ward(shift_types=(*TYPES, bound))
    assert apart(laid(case, on(case, "A", "B")))


def test_minimum_weighs_more_than_what_is_wanted() -> None:
    least = need("2026-12-21 10:30", "2026-12-21 11:30", min=1, want=0)
    wanted = need("2026-12-21 11:30", "2026-12-21 12:30", min=0, want=1)
    case = ward(least, wanted)
    assert clocks(laid(case, on(case, "A"))) >= ["11:30"]


def test_a_surplus_is_the_time_for_a_break() -> None:
    early = need("2026-12-21 07:00", "2026-12-21 12:00", min=0, want=0, max=1)
    late = need("2026-12-21 12:00", "2026-12-21 16:00", min=0, want=0, max=0)
    case = ward(early, late)
    assert clocks(laid(case, on(case, "A"))) == ["12:00"]


def test_who_lacks_the_skill_goes_when_the_skilled_are_needed() -> None:
    skilled = need("2026-12-21 10:30", "2026-12-21 12:00", skills=["ssk"])
    everybody = need("2026-12-21 07:00", "2026-12-21 16:00")
    people = (employee("amy", role="ssk", skills=["ssk"]), employee("bob"))
    case = ward(skilled, everybody, employees=people)
    nurse, other = laid(case, on(case, "A", "A"))
    assert clocks([nurse]) == ["12:00"]
    assert apart([nurse, other])


def test_newcomers_leave_no_hole() -> None:
    row = need("2026-12-22 10:30", "2026-12-22 12:00")
    people = (employee("amy", first=day(1)), employee("bob"))
    case = ward(row, employees=people)
    both = on(case, "A", "A", number=1)
    assert clocks(laid(case, both))[1] == "12:00"
    counted = TERMS.model_copy(update={"induction_days": 0})
    placed = laid(case, both, counted)
    assert apart(placed)
    assert sorted(clocks(placed))[0] < "12:00"


def test_without_any_demand_people_do_not_all_leave_at_once() -> None:
    case = ward()
    assert apart(laid(case, on(case, "A", "A", "A")))


def test_units_have_their_own_people() -> None:
    case = ward()
    both = [
        ("amy", offer(case, "A", day(0))),
        ("bob", offer(case, "A", day(0), "west")),
    ]
    first, second = laid(case, both)
    assert first == second


def test_every_duty_gets_its_breaks_in_the_order_given() -> None:
    case = ward()
    duties = [*on(case, "N", "L", "A", number=1), ("amy", offer(case, "A", day(0)))]
    found = laid(case, duties)
    assert [len(breaks) for breaks in found] == [1, 2, 1, 1]
    for (_, option), breaks in zip(duties, found, strict=True):
        assert all(option.start < s < e < option.end for s, e in breaks)


def test_a_shift_of_unknown_type_has_no_breaks() -> None:
    duty = ("amy", stint("2026-12-21 07:00", "2026-12-21 12:00"))
    assert laid(ward(), [duty]) == [()]


@pytest.mark.parametrize("turned", [False, True])
def test_the_same_input_gives_the_same_breaks(*, turned: bool) -> None:
    case = ward(need("2026-12-21 07:00", "2026-12-21 19:00", want=2))
    duties = on(case, "A", "L", "A")
    if turned:
        duties.reverse()
    first = laid(case, duties)
    assert first == laid(case, duties)


def test_nobody_on_duty_needs_no_breaks() -> None:
    assert laid(ward(), []) == []


def test_a_split_shift_stands_beside_one_with_a_break() -> None:
    split = shift_type("S", "07:00-11:00|15:00-19:00", unit=UNIT)
    case = ward(
        need("2026-12-21 07:00", "2026-12-21 19:00"), shift_types=(*TYPES, split)
    )
    found = laid(case, on(case, "S", "A"))
    assert found[0] == ()
