"""The period after a plan, and the border between the two."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from constraints import default_rules
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.next_period.next_problem import next_problem
from tests.build import day, employee, plan, problem, shift_row, shift_type, wish

SPANS = {
    "early": ("06:30", "15:30", "10:30-11:00"),
    "day": ("07:00", "16:00", "11:30-12:00"),
    "late": ("13:00", "22:00", "17:00-17:30"),
    "night": ("21:00", "30:30", "02:00-02:30"),
}
TYPES = tuple(
    shift_type(
        name,
        f"{start}-{'06:30' if end == '30:30' else end}",
        f"30@{taken}",
        kind={"late": "evening", "night": "night"}.get(name, "day"),
    )
    for name, (start, end, taken) in SPANS.items()
)
DAYS, SUNDAY = 21, 6
BORDERS = st.integers(8, 16).filter(lambda first: day(first).weekday() != SUNDAY)
"""First days of the second period. Half a weekend is not charged across a border."""
ACROSS = frozenset(("R01", "R02", "R06", "R21", "R22", "R23", "R24"))
"""Rules that look at more than one day of a person, but not at averages."""


def row(number: int, shift: str) -> ShiftRow:
    start, end, taken = SPANS[shift]
    return shift_row(
        "amy", f"{day(number)} {start}", f"{day(number)} {end}", taken, shift=shift
    )


def test_what_only_concerns_the_old_days_is_left_behind() -> None:
    wishes = [wish("amy", day(n), want=False) for n in (6, 7)]
    made = problem(wishes=wishes, published_on=day(-10), locked_shifts=(shift_row(),))
    after = next_problem(PlanView(made, plan(shift_row())), 5)
    assert (after.start, after.end) == (day(7), day(11))
    wished = [(w.date, w.granted) for w in after.wishes]
    assert wished == [(day(6), True), (day(7), None)]
    assert after.locked_shifts == ()
    assert after.published_on is None


def breaches(view: PlanView) -> Counter[tuple[str, bool]]:
    """Add up what is broken across days, by rule and hardness; a run may be cut."""
    found: Counter[tuple[str, bool]] = Counter()
    for rule in default_rules():
        for breach in rule.check(view) if rule.id in ACROSS else ():
            found[breach.rule, breach.hard] += breach.amount
    return found


WORK = st.sampled_from(("early", "day", "late", "night", "", ""))


@given(st.lists(WORK, min_size=DAYS, max_size=DAYS), BORDERS)
def test_the_border_is_judged_as_if_there_were_none(
    shifts: list[str], border: int
) -> None:
    people = (employee(weekends={"worked": 1, "of": 2}),)
    base = {"employees": people, "shift_types": TYPES}
    rows = [row(number, shift) for number, shift in enumerate(shifts) if shift]
    first = [r for r in rows if r.date < day(border)]
    second = [r for r in rows if r.date >= day(border)]
    old = PlanView(problem(days=border, **base), plan(*first))
    new = PlanView(next_problem(old, DAYS - border), plan(*second))
    whole = PlanView(problem(days=DAYS, **base), plan(*rows))
    assert breaches(old) + breaches(new) == breaches(whole)
