"""What the line search thinks of a line, and what the audit says of the same duties."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, ShiftType
from scheduler.domain.shift_option import ShiftOption
from scheduler.lines.build import LineTable
from scheduler.rules.rule import Breach, Rule, Source
from tests.build import at, day, shift_type
from tests.scheduler.lines.fortnight import (
    HISTORY,
    audited,
    made,
    of_one,
    rosters,
    rules,
    table_of,
)

pytestmark = pytest.mark.usefixtures("plain_weeks")

A_MINUTE = 100_000
"""Öre for a minute of work more than may be: the cheapest unlawful thing."""


@pytest.mark.parametrize("history", [(), HISTORY], ids=["new", "with history"])
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"days_in_a_row": {"hard": False, "most": 2, "preferred": 1, "price_kr": 70}},
        {"nights_in_a_row": {"most": 2, "preferred": 1, "free_days": 3}},
    ],
    ids=["usual rules", "few days in a row", "few nights in a row"],
)
def test_lines_are_priced_as_in_the_audit(
    history: tuple[object, ...], changed: dict[str, Mapping[str, object]]
) -> None:
    table = table_of(made(worked_shifts=history), rules(**changed))
    found = agreed(table, range(1, 31))
    assert not any(b.hard for b in found)
    assert {b.rule for b in found} >= {"R07", "R21", "R23", "R35", "R40"}
    shared = {b.message for b in found if b.rule == "R40"}
    assert shared >= {"weekends", "evenings", "nights"}


@pytest.mark.parametrize("saturday", [False, True], ids=["free", "worked"])
@pytest.mark.parametrize("hard", [False, True])
def test_weekends_of_which_the_plan_has_one_day_are_priced_as_in_the_audit(
    *, hard: bool, saturday: bool
) -> None:
    past = [work for work in HISTORY if work.start < at("2026-12-19 07:00")]
    past += [work for work in HISTORY if work.employee == "amy"] * saturday
    case = made(start=day(-1), worked_shifts=tuple(past), wishes=())
    pattern = {"weekend_duty": {"hard": hard, "price_kr": 70}}
    found = agreed(table_of(case, rules(**pattern)), range(1, 31))
    said = {(b.rule, b.message) for b in found}
    assert {("R21", "half"), ("R21", "pattern")} & said or (hard and saturday)


def test_a_hard_limit_on_nights_is_kept_by_lines() -> None:
    few = {"nights_in_a_row": {"hard": True, "most": 2, "preferred": 1}}
    table = table_of(made(), rules(**few))
    for price, s in rosters(table, range(1, 16), moves=3000):
        assert price < A_MINUTE * 60
        assert not any(b.hard for b in audited(table, s).breaches)


def test_a_weekend_above_a_soft_pattern_costs_its_price_and_no_more() -> None:
    soft = {"weekend_duty": {"hard": False, "price_kr": 1}}
    case = made(worked_shifts=HISTORY)
    found = agreed(table_of(case, rules(**soft)), range(1, 16))
    assert ("R21", "pattern") in {(b.rule, b.message) for b in found}


def agreed(table: LineTable, seeds: range) -> list[Breach]:
    """Return what the audit finds in rosters of the search, of what the search knows.

    Fails unless lawful ones are priced alike, but for what does not depend on lines,
    and unlawful ones dearer than their money's worth.
    """
    apart: dict[bool, set[int]] = {True: set(), False: set()}
    breaches = []
    for price, s in rosters(table, seeds):
        found = audited(table, s)
        ours = [b for b in found.breaches if of_one(b)]
        unlawful = any(b.hard for b in ours)
        apart[unlawful].add(price - found.personnel_cost - sum(b.cost for b in ours))
        breaches += ours
    assert len(apart[False]) <= 1, "they differ by more than what is the same for all"
    if apart[True] and apart[False]:
        assert min(apart[True]) - max(apart[False]) >= A_MINUTE
    return breaches


class LongDays(Rule):
    """A rule of nobody's: each shift above nine hours has a price."""

    id: ClassVar[str] = "X01"
    source: ClassVar[Source] = Source(cite="a test")
    kind: Literal["long_days"] = "long_days"
    hard: Literal[False] = False
    price_kr: float = 400

    def price_shift(
        self, _view: PlanView, _employee: Employee, option: ShiftOption
    ) -> int:
        return self.price * (option.paid_minutes > 540)

    def check(self, view: PlanView) -> Iterator[Breach]:
        for duty in view.duties:
            if duty.paid_minutes > 540:
                cost = self.price
                yield Breach(rule=self.id, hard=False, amount=1, unit="", cost=cost)


def test_a_rule_that_charges_single_shifts_is_seen_by_the_line_search() -> None:
    long = shift_type("day", "06:00-17:00", "30@10:00-12:00|30@13:00-14:00")
    case = made(shift_types=(long, *made().shift_types[1:]))
    table = table_of(case, [*rules(), LongDays()])
    charged = {b.rule for b in agreed(table, range(1, 16))}
    assert "X01" in charged


LENGTHS = (360, 480, 540, 600, 660, 720)
"""Minutes from start to end of a shift that is not split."""


def clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


@st.composite
def a_shift(draw: st.DrawFn, id_: str, hours: Sequence[int], kind: str) -> ShiftType:
    """Draw a shift that its breaks, at fixed times, cut in two or three."""
    start = 60 * draw(st.sampled_from(hours))
    length = draw(st.sampled_from(LENGTHS))
    blocks = 3 if length > 600 else 2
    middles = [start + length * n // blocks for n in range(1, blocks)]
    minutes = draw(st.sampled_from((20, 30, 45)))
    breaks = [f"{minutes}@{clock(m)}-{clock(m + minutes)}" for m in middles]
    span = f"{clock(start)}-{clock(start + length)}"
    return shift_type(id_, span, "|".join(breaks), kind=kind)


@st.composite
def fortnights(draw: st.DrawFn) -> Problem:
    """Draw the shift types that people work, with a past or without."""
    west = draw(a_shift("west", (8, 9), "day")).model_copy(update={"unit": "west"})
    split = f"07:00-11:00|{draw(st.sampled_from(('14:00', '15:00', '16:00')))}-19:00"
    types = (
        draw(a_shift("day", (6, 7, 8), "day")),
        draw(a_shift("late", (12, 13, 14), "evening")),
        draw(a_shift("night", (20, 21, 22), "night")),
        west,
        shift_type("split", split),
    )
    return made(shift_types=types, worked_shifts=draw(st.sampled_from(((), HISTORY))))


PRICES = st.sampled_from((0, 70, 400))
FEW = st.integers(1, 4)
SPOKEN: dict[str, Mapping[str, st.SearchStrategy[object]]] = {
    "breaks": {
        "work_max": st.sampled_from((240, 300)),
        "break_min": st.sampled_from((15, 30)),
    },
    "contracted_hours": {
        "carry_minutes": st.sampled_from((660, 3_000, 10_000)),
        "balance_hour_kr": PRICES,
    },
    "days_in_a_row": {
        "hard": st.booleans(),
        "preferred": st.integers(1, 2),
        "most": st.integers(2, 5),
        "extra_day_kr": PRICES,
        "price_kr": PRICES,
    },
    "nights_in_a_row": {
        "hard": st.booleans(),
        "preferred": st.integers(1, 2),
        "most": st.integers(2, 4),
        "free_days": st.integers(0, 3),
        "extra_night_kr": PRICES,
        "price_kr": PRICES,
        "missing_day_kr": PRICES,
    },
    "weekly_rest": {
        "mode": st.sampled_from(("36_inclusive", "47_separate")),
        "anchor": st.sampled_from(("monday", "plan_start")),
    },
    "weekend_duty": {
        "hard": st.booleans(),
        "price_kr": PRICES,
        "split_weekend_price_kr": PRICES,
    },
    "forward_rotation": {
        "evening_ends": st.sampled_from((1140, 1200, 1260)),
        "morning_starts": st.sampled_from((450, 720)),
        "price_kr": PRICES,
        "night_day_kr": PRICES,
    },
    "split_shifts": {
        "hard": st.booleans(),
        "max_per_28_days": st.integers(0, 3),
        "max_gap_minutes": st.sampled_from((200, 240, 300)),
        "price_kr": PRICES,
    },
    "long_shifts": {
        "preferred_minutes": st.sampled_from((420, 600)),
        "price_kr": PRICES,
        "very_long_minutes": st.sampled_from((540, 720)),
        "very_long_kr": PRICES,
    },
    "resource_shifts": {"ring_step_kr": PRICES},
    "wishes_and_fairness": {
        "price_kr": PRICES,
        "weekend_kr": PRICES,
        "evening_kr": PRICES,
        "night_kr": PRICES,
    },
    "shift_span": {"span_max": st.sampled_from((660, 720, 780))},
    "rest_between_shifts": {"gap_min": st.sampled_from((660, 780))},
}
"""By kind: what a municipality may say that single lines must keep to."""


@st.composite
def handbooks(draw: st.DrawFn) -> list[Rule]:
    """Draw which rules there are, and what they say."""
    found = []
    for rule in [*rules(), LongDays()]:
        fields = draw(st.fixed_dictionaries(dict(SPOKEN.get(rule.kind, {}))))
        if rule.statutory or draw(st.integers(0, 3)):
            found.append(type(rule).model_validate(rule.model_dump() | fields))
    return found


@given(fortnights(), handbooks())
@settings(max_examples=40, deadline=None)
def test_whatever_the_rules_say_lines_are_priced_as_in_the_audit(
    case: Problem, handbook: list[Rule]
) -> None:
    agreed(table_of(case, handbook), range(1, 7))
