"""Each rule promises the bound what the audit charges for it, and no more."""

from collections.abc import Mapping

import pytest

from constraints import default_rules
from constraints.hours.contracted_hours import ContractedHours
from constraints.rest.days_in_a_row import DaysInARow
from constraints.rest.rest_between_shifts import RestBetweenShifts
from constraints.shifts.staffing_demand import StaffingDemand
from constraints.shifts.weekend_duty import WeekendDuty
from constraints.visits.continuity import Continuity
from constraints.visits.double_staffing import DoubleStaffing
from constraints.visits.skills import Skills
from constraints.visits.travel_time import TravelTime
from constraints.visits.visit_window import VisitWindow
from constraints.visits.visits_done import VisitsDone
from scheduler.audit.audit import audit
from scheduler.bound import lower_bound
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Rule
from scheduler.rules.stated import bound_terms_of
from tests.scheduler.bound.packed import packed

NOTHING = BoundTerms()
RULES = default_rules()
PROMISING = [r.kind for r in RULES if r.bound_terms(NOTHING) != NOTHING]
NOTICING = (1, 2, 3, 4, 6)
"""Seeds of packed days. Others take ten times as long: 0, 5 and 7, of which none has
a plan that shows up a promise too many where these have not.
"""


def test_no_rules_promise_nothing() -> None:
    assert bound_terms_of(()) == NOTHING
    assert not any(NOTHING.model_dump().values())


@pytest.mark.parametrize(
    ("rule", "promised"),
    [
        (VisitsDone(), {"charges_open_places": True}),
        (VisitWindow(), {"keeps_windows": True}),
        (DoubleStaffing(), {"keeps_crews": True}),
        (Skills(), {"asks_skills": True}),
        (TravelTime(), {"takes_travel": True}),
        (Continuity(), {"charges_meetings": True}),
        (RestBetweenShifts(gap_min=540), {"rest_between": 540}),
        (DaysInARow(most=7), {"days_most": 7}),
        (DaysInARow(most=7, hard=False), {}),
        (WeekendDuty(), {"keeps_weekends": True}),
        (WeekendDuty(hard=False), {}),
        (
            ContractedHours(carry_minutes=90, balance_hour_kr=60),
            {"carry": 90, "balance_minute": 100},
        ),
        (
            StaffingDemand(missing_hour_kr=120, surplus_hour_kr=30),
            {
                "counts_present": True,
                "keeps_least": True,
                "missing_minute": 200,
                "surplus_minute": 50,
            },
        ),
        (
            StaffingDemand(hard=False, missing_hour_kr=0, surplus_hour_kr=0),
            {"counts_present": True},
        ),
    ],
)
def test_a_rule_promises_what_it_charges_and_what_binds(
    rule: Rule, promised: Mapping[str, object]
) -> None:
    found = rule.bound_terms(NOTHING).model_dump()
    changed = {k: v for k, v in found.items() if v != getattr(NOTHING, k)}
    assert changed == promised


@pytest.mark.parametrize("kind", PROMISING)
def test_a_rule_that_is_not_there_promises_nothing(kind: str) -> None:
    rules = [rule for rule in RULES if rule.kind != kind]
    judged = 0
    for seed in NOTICING:
        case, plan = packed(seed)
        found = audit(case, plan, rules)
        if not found.hard_breaches:
            judged += 1
            assert lower_bound(case, rules) <= found.objective
    assert judged
