"""The rules: one module each, with its parameters, its source and its tests."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from constraints import settled
from constraints.absence import Absence
from constraints.balanced_rounds import BalancedRounds
from constraints.breaks import Breaks
from constraints.client_wishes import ClientWishes
from constraints.continuity import Continuity
from constraints.contracted_hours import ContractedHours
from constraints.daily_rest_window import DailyRestWindow
from constraints.days_in_a_row import DaysInARow
from constraints.double_staffing import DoubleStaffing
from constraints.extra_hours_cap import ExtraHoursCap
from constraints.forward_rotation import ForwardRotation
from constraints.induction import Induction
from constraints.locks import Locks
from constraints.named_contact import NamedContact
from constraints.night_work import NightWork
from constraints.nights_in_a_row import NightsInARow
from constraints.one_place_at_a_time import OnePlaceAtATime
from constraints.overtime_cap import OvertimeCap
from constraints.paid_meal import PaidMeal
from constraints.planned_exception import PlannedException
from constraints.resource_shifts import ResourceShifts
from constraints.rest_between_shifts import RestBetweenShifts
from constraints.shift_catalogue import ShiftCatalogue
from constraints.shift_span import ShiftSpan
from constraints.skills import Skills
from constraints.split_shifts import SplitShifts
from constraints.staffing_demand import StaffingDemand
from constraints.total_working_time import TotalWorkingTime
from constraints.travel_time import TravelTime
from constraints.visit_order import VisitOrder
from constraints.visit_window import VisitWindow
from constraints.visits_done import VisitsDone
from constraints.weekend_duty import WeekendDuty
from constraints.weekly_rest import WeeklyRest
from constraints.wishes_and_fairness import WishesAndFairness
from scheduler.rule import Rule

AnyRule = Annotated[
    DailyRestWindow
    | RestBetweenShifts
    | PlannedException
    | ShiftSpan
    | WeeklyRest
    | ContractedHours
    | TotalWorkingTime
    | OvertimeCap
    | ExtraHoursCap
    | NightWork
    | Breaks
    | PaidMeal
    | OnePlaceAtATime
    | Absence
    | Locks
    | SplitShifts
    | WeekendDuty
    | DaysInARow
    | NightsInARow
    | ForwardRotation
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
    | WishesAndFairness
    | VisitsDone
    | ShiftCatalogue
    | VisitOrder
    | BalancedRounds,
    Field(discriminator="kind"),
]
"""One rule as it is written in ``rules.json``."""

ALL_RULES: tuple[type[Rule], ...] = (
    DailyRestWindow,
    RestBetweenShifts,
    PlannedException,
    ShiftSpan,
    WeeklyRest,
    ContractedHours,
    TotalWorkingTime,
    OvertimeCap,
    ExtraHoursCap,
    NightWork,
    Breaks,
    PaidMeal,
    OnePlaceAtATime,
    Absence,
    Locks,
    SplitShifts,
    WeekendDuty,
    DaysInARow,
    NightsInARow,
    ForwardRotation,
    Skills,
    StaffingDemand,
    Induction,
    DoubleStaffing,
    ClientWishes,
    Continuity,
    NamedContact,
    VisitWindow,
    TravelTime,
    ResourceShifts,
    WishesAndFairness,
    VisitsDone,
    ShiftCatalogue,
    VisitOrder,
    BalancedRounds,
)
"""Every rule there is, in the order of their ids."""


def settle(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return a municipality's rules made whole: see ``constraints.settled``."""
    return settled.settle(rules, ALL_RULES)


def default_rules() -> tuple[Rule, ...]:
    """Return every rule with the agreement's parameters."""
    return settle(rule.model_validate({}) for rule in ALL_RULES)
