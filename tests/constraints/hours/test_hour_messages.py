"""Every sentence of the hour rules can be said, in both languages."""

from collections.abc import Iterator

import pytest

from constraints.hours.contracted_hours import ContractedHours
from constraints.hours.extra_hours_cap import ExtraHoursCap
from constraints.hours.overtime_cap import OvertimeCap
from constraints.hours.total_working_time import TotalWorkingTime
from constraints.rest.days_in_a_row import DaysInARow
from constraints.rest.forward_rotation import ForwardRotation
from constraints.rest.nights_in_a_row import NightsInARow
from constraints.shifts.resource_shifts import ResourceShifts
from constraints.shifts.split_shifts import SplitShifts
from constraints.shifts.staffing_demand import StaffingDemand
from constraints.shifts.weekend_duty import WeekendDuty
from constraints.shifts.wishes_and_fairness import WishesAndFairness
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import PayClass
from scheduler.messages import LANGUAGES, catalogue, say
from scheduler.rules.rule import Rule
from tests.build import balance, day, employee, need, shift_row, wish
from tests.constraints.lines import case
from tests.judge import plan_of

RULES: tuple[Rule, ...] = (
    ContractedHours(warn_pct=1),
    ContractedHours(carry_minutes=100_000, warn_pct=1),
    TotalWorkingTime(),
    TotalWorkingTime(reference_weeks=1),
    OvertimeCap(warn_pct=1),
    ExtraHoursCap(warn_pct=1),
    SplitShifts(),
    WeekendDuty(),
    DaysInARow(),
    NightsInARow(),
    ForwardRotation(),
    StaffingDemand(),
    ResourceShifts(),
    WishesAndFairness(),
)


def troubled() -> PlanView:
    """Return a plan in which everything that these rules know goes wrong."""
    people = (
        employee("amy", weekends={"worked": 1, "of": 2}),
        employee("bob", degree_pct=10, week_minutes=2295),
        employee("cat"),
        employee("dan"),
        employee("eve"),
        employee("fay", unit="west"),
        employee("gus"),
        employee("hed", degree_pct=10),
    )
    lines = {
        "amy": "DDDDDDEDDDDDD-",
        "bob": "LLLLLLLLLLL---",
        "cat": "NNNNNDSSS-----",
        "dan": "LLLLLLLLLLL---",
        "eve": "DDDDDDD-DDD---",
        "fay": "RR------------",
        "gus": "D-------------",
        "hed": "D-------------",
    }
    wishes = [
        wish("amy", day(n), want=want, shift=shift)
        for n, want, shift in [
            (0, False, None),
            (0, False, "D"),
            (13, True, None),
            (13, True, "E"),
        ]
    ]
    made, pick = case(
        lines,
        people,
        wishes=wishes,
        balances=(
            balance("bob", extra_year_minutes=11900),
            balance("dan", overtime_year_minutes=11900),
            balance("eve", hours_carried_minutes=-330, weekends_worked=2),
        ),
        staffing=(
            need("2026-12-21 07:00", "2026-12-21 16:00", min=9, want=9),
            need("2026-12-22 07:00", "2026-12-22 16:00", min=0, want=0, max=1),
        ),
    )
    return PlanView(made, _worse(plan_of(made, pick)))


def _worse(plan: Plan) -> Plan:
    """Give four people other pay classes, and one a split shift with a wide gap."""
    classes = {"bob": PayClass.EXTRA, "hed": PayClass.EXTRA}
    classes |= {"dan": PayClass.OVERTIME, "gus": PayClass.OVERTIME}
    rows = [
        row.model_copy(update={"pay_class": classes.get(row.employee, row.pay_class)})
        for row in plan.shifts
    ]
    gap = [
        shift_row("cat", "2026-12-31 06:00", "2026-12-31 08:00", shift="S"),
        shift_row("cat", "2026-12-31 15:00", "2026-12-31 17:00", shift="S", part=2),
    ]
    return Plan(shifts=(*rows, *gap))


BOOK = troubled()


def said(language: str) -> Iterator[tuple[str, str]]:
    for rule in RULES:
        for breach in rule.check(BOOK):
            key = f"{rule.id}.{breach.message}"
            yield key, rule.explain(breach, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    ids = {rule.id for rule in RULES}
    written = {key for key in catalogue() if key.split(".")[0] in ids}
    sentences = list(said(language))
    assert {key for key, _ in sentences} == written
    for _, sentence in sentences:
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert "None" not in sentence


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_title_and_a_text(rule: Rule, language: str) -> None:
    assert say(f"rule.{rule.id}.title", language)
    assert say(f"rule.{rule.id}.text", language).endswith(".")
