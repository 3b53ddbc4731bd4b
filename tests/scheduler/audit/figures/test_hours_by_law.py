"""The hours of a plan by what the law calls them."""

from scheduler.audit.figures import figures
from scheduler.audit.figures.ledger import Ledger
from scheduler.domain.plan_view import PlanView
from tests.build import absence, employee, jour_type, plan, problem, shift_row, unit

WORKED = ("L_ordinary", "L_mertid", "L_overtime", "L_jour", "L_beredskap")
AWAY = ("L_vacation", "L_sick", "L_away")


def test_hours_are_added_up_by_law_for_all_and_for_each_unit() -> None:
    half = employee("bob", unit="other", degree_pct=50, week_minutes=2220)
    made = problem(
        units=(unit(), unit("other")),
        employees=(employee("amy"), half),
        shift_types=(jour_type(),),
    )
    night = shift_row(
        start="2026-12-21 14:00",
        end="2026-12-22 09:00",
        breaks="22:00-06:00",
        shift="jour",
    )
    days = [
        shift_row(
            "bob", f"2026-12-2{n} 07:00", f"2026-12-2{n} 17:00", pay_class="extra"
        )
        for n in (1, 2)
    ]
    found = figures(Ledger(PlanView(made, plan(night, *days))))
    hours = {s: [found[s][n].value for n in WORKED] for s in found}
    assert hours == {
        "all": [11, 18.5, 1.5, 8, 0],
        "centre": [11, 0, 0, 8, 0],
        "other": [0, 18.5, 1.5, 0, 0],
    }


def test_contracted_time_away_is_added_up_by_kind() -> None:
    away = [
        absence("amy", f"2026-12-{n} 00:00", f"2026-12-{n + 1} 00:00", kind)
        for n, kind in ((21, "vacation"), (22, "sick"), (23, "comp"), (24, "leave"))
    ]
    made = problem(
        employees=(employee("amy", week_minutes=2100),), absences=tuple(away)
    )
    found = figures(Ledger(PlanView(made, plan())))["all"]
    assert [found[name].value for name in AWAY] == [7, 7, 14]
