"""Every preset there is, by name, in the order in which people read of them."""

from collections.abc import Mapping

from data.scenario.presets.care_demand import (
    DemandGrowth,
    DigitalSupervision,
    FewerDoubleVisits,
    MedicineDispensers,
)
from data.scenario.presets.employment_terms import NightRest, OtherEmployment
from data.scenario.presets.lending import CentralPool, Lending
from data.scenario.presets.posts import (
    BaseStaffing,
    DegreeChange,
    MonthlySubstitutes,
    PostCount,
    VacantLines,
)
from data.scenario.presets.preset import Preset
from data.scenario.presets.prices import ExtraHoursPay, FridayBand
from data.scenario.presets.replacement import Replacement
from data.scenario.presets.rest_limits import DailyRestLength, WeeklyRestLength
from data.scenario.presets.shift_patterns import (
    NoSplitShifts,
    OtherWeekends,
    WeekendConcept,
)
from data.scenario.presets.sickness import OutbreakWeek, SicknessLevel
from data.scenario.presets.summer_leave import SummerLeave
from data.scenario.presets.unit_borders import DividedUnit, MergedUnits

FAMILIES: Mapping[str, tuple[type[Preset], ...]] = {
    "prices": (FridayBand, ExtraHoursPay, OtherEmployment),
    "rest": (DailyRestLength, WeeklyRestLength, NightRest),
    "schedule": (OtherWeekends, WeekendConcept, NoSplitShifts, SummerLeave),
    "organisation": (Lending, CentralPool, MergedUnits, DividedUnit),
    "staff": (
        BaseStaffing,
        PostCount,
        DegreeChange,
        VacantLines,
        MonthlySubstitutes,
        Replacement,
    ),
    "absence": (SicknessLevel, OutbreakWeek),
    "demand": (
        MedicineDispensers,
        DigitalSupervision,
        FewerDoubleVisits,
        DemandGrowth,
    ),
}
"""Their headings are in the catalogue, ``scenario.family.<id>``."""

PRESETS: Mapping[str, type[Preset]] = {
    preset.name: preset for family in FAMILIES.values() for preset in family
}
