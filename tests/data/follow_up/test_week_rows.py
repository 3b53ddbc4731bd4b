"""Hours week by week on a follow-up's page, of all units together."""

from data.follow_up.follow_up_rows import week_rows
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import PayClass
from scheduler.follow_up.followed_up import GrantedByDecisions, follow_up
from scheduler.follow_up.reported import Reported
from scheduler.follow_up.worked_hours import HoursPaid, WeekHours
from tests.build import MONDAY, day, plan, problem

EXTRA, OVERTIME = PayClass.EXTRA, PayClass.OVERTIME


def hours(extra: int, overtime: int, cost: int) -> HoursPaid:
    """Return minutes above the contract, and what they cost."""
    return HoursPaid(minutes={EXTRA: extra, OVERTIME: overtime}, above_cost=cost)


def test_weeks_add_their_units_up_and_are_drawn_by_the_most_of_all() -> None:
    made = problem()
    empty = follow_up(PlanView(made, plan()), GrantedByDecisions(visits={}), Reported())
    later, none = day(7), HoursPaid()
    weeks = (
        WeekHours(unit="a", week=later, planned=none, worked=hours(30, 0, 100)),
        WeekHours(unit="a", week=MONDAY, planned=hours(60, 0, 2_500), worked=none),
        WeekHours(
            unit="b", week=MONDAY, planned=hours(30, 0, 500), worked=hours(0, 120, 0)
        ),
    )
    first, second = week_rows(empty.model_copy(update={"weeks": weeks}))
    assert (first.name.sv, second.name.sv) == ("v. 52", "v. 53")
    place = list(PayClass).index
    assert [t.sv for t in first.pairs[place(EXTRA)]] == ["1,5", "0,0"]
    assert [t.sv for t in first.pairs[place(OVERTIME)]] == ["0,0", "2,0"]
    assert [t.sv for t in first.costs] == ["30\xa0kr", "0\xa0kr"]
    assert first.shares == ((75.0, 0.0), (0.0, 100.0))
    assert second.shares == ((0.0, 25.0), (0.0, 0.0))
