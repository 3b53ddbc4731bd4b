"""The rules: one module each, with its parameters, its source and its tests."""

from collections.abc import Iterable
from typing import Annotated, get_args

from pydantic import Field

from constraints.handbook import settled
from constraints.hours.agreement_scope import AgreementScope
from constraints.hours.average_week import AverageWeek
from constraints.hours.budget_limit import BudgetLimit
from constraints.hours.comp_time_bank import CompTimeBank
from constraints.hours.contracted_hours import ContractedHours
from constraints.hours.extra_hours_cap import ExtraHoursCap
from constraints.hours.las_days import LasDays
from constraints.hours.minors import Minors
from constraints.hours.on_call_cap import OnCallCap
from constraints.hours.overtime_cap import OvertimeCap
from constraints.hours.total_working_time import TotalWorkingTime
from constraints.rest.breaks import Breaks
from constraints.rest.combined_pass import CombinedPass
from constraints.rest.daily_rest_window import DailyRestWindow
from constraints.rest.days_in_a_row import DaysInARow
from constraints.rest.forward_rotation import ForwardRotation
from constraints.rest.night_work import NightWork
from constraints.rest.nights_in_a_row import NightsInARow
from constraints.rest.paid_meal import PaidMeal
from constraints.rest.planned_exception import PlannedException
from constraints.rest.rest_between_shifts import RestBetweenShifts
from constraints.rest.weekly_rest import WeeklyRest
from constraints.shifts.absence import Absence
from constraints.shifts.alarm_readiness import AlarmReadiness
from constraints.shifts.cars_at_once import CarsAtOnce
from constraints.shifts.displaced_hours import DisplacedHours
from constraints.shifts.locks import Locks
from constraints.shifts.long_shifts import LongShifts
from constraints.shifts.on_call_demand import OnCallDemand
from constraints.shifts.one_place_at_a_time import OnePlaceAtATime
from constraints.shifts.resource_shifts import ResourceShifts
from constraints.shifts.shift_catalogue import ShiftCatalogue
from constraints.shifts.shift_span import ShiftSpan
from constraints.shifts.split_shifts import SplitShifts
from constraints.shifts.staffing_demand import StaffingDemand
from constraints.shifts.weekend_duty import WeekendDuty
from constraints.shifts.wishes_and_fairness import WishesAndFairness
from constraints.visits.balanced_rounds import BalancedRounds
from constraints.visits.client_wishes import ClientWishes
from constraints.visits.continuity import Continuity
from constraints.visits.double_staffing import DoubleStaffing
from constraints.visits.induction import Induction
from constraints.visits.named_contact import NamedContact
from constraints.visits.skills import Skills
from constraints.visits.travel_time import TravelTime
from constraints.visits.visit_order import VisitOrder
from constraints.visits.visit_window import VisitWindow
from constraints.visits.visits_done import VisitsDone
from scheduler.rules.rule import Rule

AnyRule = Annotated[
    DailyRestWindow
    | RestBetweenShifts
    | PlannedException
    | ShiftSpan
    | CombinedPass
    | WeeklyRest
    | ContractedHours
    | AverageWeek
    | TotalWorkingTime
    | OvertimeCap
    | ExtraHoursCap
    | OnCallCap
    | NightWork
    | LasDays
    | Minors
    | AgreementScope
    | Breaks
    | PaidMeal
    | OnePlaceAtATime
    | Absence
    | Locks
    | DisplacedHours
    | SplitShifts
    | WeekendDuty
    | DaysInARow
    | NightsInARow
    | ForwardRotation
    | LongShifts
    | Skills
    | StaffingDemand
    | Induction
    | DoubleStaffing
    | ClientWishes
    | Continuity
    | NamedContact
    | VisitWindow
    | TravelTime
    | ResourceShifts
    | AlarmReadiness
    | WishesAndFairness
    | VisitsDone
    | ShiftCatalogue
    | VisitOrder
    | BalancedRounds
    | OnCallDemand
    | CarsAtOnce
    | BudgetLimit
    | CompTimeBank,
    Field(discriminator="kind"),
]
"""One rule as it is written in ``rules.json``; a new one is named here, by its id."""

ALL_RULES: tuple[type[Rule], ...] = get_args(get_args(AnyRule)[0])
"""Every rule there is, in the order of that list."""


def settle(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return a municipality's rules made whole; see ``handbook.settled``."""
    return settled.settle(rules, ALL_RULES)


def default_rules() -> tuple[Rule, ...]:
    """Return every rule with the agreement's parameters."""
    return settle(rule.model_validate({}) for rule in ALL_RULES)
