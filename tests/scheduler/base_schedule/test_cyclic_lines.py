"""What the line search thinks of a line that begins again, and what the audit says."""

import pytest

from scheduler.base_schedule.base_weeks import BaseSchedule
from scheduler.base_schedule.cyclic_lines import Uneven, cells_of, cyclic_table, evened
from scheduler.base_schedule.fair_shares import FairShare
from scheduler.base_schedule.judged import judged_base
from scheduler.base_schedule.neutral import neutral_problem
from scheduler.base_schedule.slots import week_slots
from scheduler.base_schedule.week_bound import CycleTerms
from scheduler.lines.build import LineTable
from scheduler.lines.kernels.arrays import Longs
from scheduler.lines.kernels.line_search import anneal, start
from scheduler.lines.kernels.manning import OFF, nobody
from scheduler.planning.preparation import prepare
from tests.build import UNIT
from tests.scheduler.base_schedule.cycles import NIGHT, RULES, needed, row, staffed

A_MINUTE = 1000
"""Öre for a minute beyond the tolerance, twice what a missing one costs."""
ROWS = (
    row("amy", degree_pct=50, weekends={"worked": 1, "of": 2}),
    row("bob", degree_pct=75, weekends={"worked": 1, "of": 3}),
    row("nan", degree_pct=60, day_break=NIGHT),
    row("ned", day_break=NIGHT, shift_kinds={"night"}),
)
CARRY = 660


def table_of(weeks: int) -> LineTable:
    case = staffed()
    solver = prepare(neutral_problem(case, ROWS, weeks), RULES)
    slots = week_slots(needed(range(7), "07:00-21:00", 1), case.shift_types, [UNIT])
    return cyclic_table(solver, slots, CycleTerms(weeks, 500, 100, CARRY))


def line_price(table: LineTable, works: Longs) -> int:
    """Price the lines alone."""
    manning = nobody(table.arrays, 1)
    manning.works[:] = works
    start(table.arrays, manning)
    return int(manning.cost.sum())


@pytest.mark.parametrize("weeks", [1, 2, 3])
def test_lines_that_begin_again_are_priced_as_in_the_audit(weeks: int) -> None:
    """The turn backward with a day off between is no pair of days: it is left out."""
    table = table_of(weeks)
    seen = set()
    for seed in range(1, 26):
        manning = nobody(table.arrays, seed)
        start(table.arrays, manning)
        for heat in (2e6, 1e6, 3e5, 1e5, 5e4):
            anneal(table.arrays, manning, 200 + 30 * seed, heat)
        base = BaseSchedule(
            weeks=weeks,
            rows=ROWS,
            needs=needed(range(7), "00:00-24:00", 1),
            cells=cells_of(table, manning.works),
        )
        judged = judged_base(staffed(), base, RULES, CARRY)
        breaches = [b for b in judged.breaches if b.message != "night_day"]
        breaches = [b for b in breaches if b.rule != "R13"]
        seen |= {b.rule for b in breaches}
        price = int(manning.cost.sum())
        unlawful = [b for b in breaches if b.hard and b.rule != "R07"]
        assert (price >= 10_000_000) == bool(unlawful), (seed, breaches)
        if not unlawful and not any(b.hard for b in breaches):
            soft = sum(b.cost for b in breaches)
            turned = sum(b.cost for b in judged.breaches if b.message == "night_day")
            assert judged.duties + soft <= price <= judged.duties + soft + turned
    assert seen >= {"R07", "R23"} | ({"R21"} if weeks > 1 else set())


@pytest.mark.parametrize(
    ("line", "days_too_many"),
    [
        ("DDD....|....DDD", 0),
        ("DDDD...|....DDD", 1),
        ("DDD....|...DDDD", 1),
        ("...DDDD|DD.....", 0),
    ],
)
def test_a_row_of_days_goes_on_from_the_last_week_to_the_first(
    line: str, days_too_many: int
) -> None:
    """Six days in a row may be, seven not."""
    table = table_of(2)
    day = table.kinds.names.index(("day", UNIT))
    works = nobody(table.arrays, 1).works.copy()
    free = line_price(table, works)
    for d, letter in enumerate(line.replace("|", "")):
        if letter == "D":
            works[0, d] = day
    is_forbidden = line_price(table, works) - free >= 50_000_000
    assert is_forbidden == bool(days_too_many)


def test_the_last_evening_leaves_rest_before_the_first_morning() -> None:
    table = table_of(1)
    names = table.kinds.names
    works = nobody(table.arrays, 1).works.copy()
    works[1, 6] = names.index(("late", UNIT))
    free = line_price(table, works)
    works[1, 1] = names.index(("day", UNIT))
    tuesday = line_price(table, works)
    works[1, 1], works[1, 0] = OFF, names.index(("day", UNIT))
    monday = line_price(table, works)
    assert monday - free >= 500_000_000
    assert tuesday - free < 500_000_000


def test_what_is_above_or_below_the_fair_share_has_its_price() -> None:
    table = table_of(2)
    works = nobody(table.arrays, 1).works.copy()
    works[0, 5] = table.kinds.names.index(("late", UNIT))
    plain = line_price(table, works)

    def more(**share: int) -> int:
        none = {r.id: FairShare(0, 0, 0, 0) for r in ROWS}
        mine = FairShare(1, 1, 1, 0)._replace(**share)
        uneven = Uneven(duty=7, weekend=11, evening=13, night=17)
        arrays = evened(table, none | {"amy": mine}, uneven)
        fair = LineTable(table.context, table.kinds, table.sorts, arrays)
        return line_price(fair, works) - plain

    assert more() == 0
    assert more(passes=3) == 14
    assert more(weekends=0) == 11
    assert more(evenings=2) == 13
    assert more(nights=1) == 17
