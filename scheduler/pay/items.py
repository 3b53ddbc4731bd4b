"""What a plan's personnel cost consists of."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, Self

from scheduler.pay.agreement_rows import Stated
from scheduler.pay.money import rounded
from scheduler.pay.ob import Band, Hours


class Item(StrEnum):
    """The items of ``costs.csv``, in the order that they are shown."""

    BASE = "base"
    """Monthly pay for the days of the plan, a calendar-day share of each month, less
    unpaid absences. Minutes: contracted."""
    OB_A = "ob_a"
    """OB, great holiday, on ordinary and hourly time."""
    OB_A_NIGHT = "ob_a_night"
    """OB, night towards a Sunday or holiday within a great holiday."""
    OB_B = "ob_b"
    """OB, weekend and other holidays."""
    OB_B_NIGHT = "ob_b_night"
    """OB, night towards a Saturday, Sunday or holiday."""
    OB_C = "ob_c"
    """OB, other nights."""
    OB_D = "ob_d"
    """OB, other evenings."""
    EXTRA = "extra"
    """*Fyllnadslön*: part-timers' extra hours under the rule until 2025-03-31. Later
    extra hours, and those that the old rule paid as overtime, are overtime."""
    OVERTIME_SIMPLE = "overtime_simple"
    """*Enkel övertid*: near an ordinary shift; also the hour that occurs twice in an
    ordinary night shift when summer time ends."""
    OVERTIME_QUALIFIED = "overtime_qualified"
    """*Kvalificerad övertid*: all other overtime, OB never added."""
    COMP_SIMPLE = "comp_simple"
    """*Kompledighet* saved for simple overtime, at what the time off is worth. Minutes:
    overtime worked."""
    COMP_QUALIFIED = "comp_qualified"
    """The same for qualified overtime."""
    COMP_TAKEN = "comp_taken"
    """Saved time off that is taken, negative: monthly pay goes on for it, and was
    reckoned when it was saved. Minutes: contracted time away."""
    DISPLACED = "displaced"
    """*Förskjuten arbetstid*: ordinary hours outside the published shift, told late."""
    JOUR = "jour"
    """On call at the workplace. Minutes: on call, not worked."""
    BEREDSKAP = "beredskap"
    """On call elsewhere. Minutes: on call, not worked."""
    HOURLY = "hourly"
    """Hourly staff's pay, without holiday pay."""
    HOLIDAY_PAY = "holiday_pay"
    """*Semesterersättning* on hourly pay. Has no minutes of its own."""
    VACATION_SUPPLEMENT = "vacation_supplement"
    """*Semesterdagstillägg* on the vacation of people with monthly pay. Has no minutes
    of its own."""
    SICK = "sick"
    """What sickness changes in monthly pay: deduction, sick pay and *karensavdrag*
    together, so negative. Minutes: contracted time away."""
    SICK_OB = "sick_ob"
    """*Sjuk-OB*: sick pay on the OB of published shifts. Minutes: those with OB."""
    PO = "po"
    """*PO-pålägg*: employer's fees, insurance and pension, by year, on everything
    above. Has no minutes of its own."""


ABOVE_CONTRACT = (
    Item.EXTRA,
    Item.OVERTIME_SIMPLE,
    Item.OVERTIME_QUALIFIED,
    Item.COMP_SIMPLE,
    Item.COMP_QUALIFIED,
)
"""What hours beyond the contract cost, before PO."""


class VehicleItem(StrEnum):
    """What is paid for beside personnel."""

    CAR_KM = "car_km"
    """Kilometres by car."""
    CAR_DAY = "car_day"
    """Cars that are needed at the same time, each day."""


class Measure(StrEnum):
    """What a rate is for one of."""

    HOURS = "h"
    DAYS = "day"
    KRONOR = "kr"
    TIMES = "times"
    KILOMETRES = "km"


_PARTS: Mapping[Measure, int] = {Measure.HOURS: 60, Measure.KRONOR: 100 * 100}
"""How many of quantity × rate are one öre, where that is not one."""


class RatedQuantity(NamedTuple):
    """So much at one rate: what an entry is added up from."""

    day: date
    measure: Measure
    quantity: int | Fraction
    """Minutes, days, öre, or how many times."""
    rate: int | Fraction
    """Öre for one hour, day or time; of öre, hundredths of a percent."""
    stated: Stated
    """What the rate was taken from."""
    kind: str = ""
    """What it is, where the item alone does not say: ``pay.kind.<kind>``."""
    hours: Hours | None = None
    """The clock hours that have the rate, where others of the day have not."""

    @property
    def exact(self) -> Fraction:
        """Öre, not rounded."""
        return Fraction(self.quantity * self.rate) / _PARTS.get(self.measure, 1)


class Entry(NamedTuple):
    """Part of one person's cost, öre."""

    item: Item
    minutes: int
    amount: int
    quantities: tuple[RatedQuantity, ...] = ()

    @classmethod
    def of(cls, item: Item, minutes: int, quantities: Sequence[RatedQuantity]) -> Self:
        """Add up and round once; all are hours, all kronor, or none of them is."""
        exact = sum(q.quantity * q.rate for q in quantities)
        parts = _PARTS.get(quantities[0].measure, 1) if quantities else 1
        amount = rounded(exact.numerator, exact.denominator * parts)
        return cls(item, minutes, amount, tuple(quantities))


def ob_item(band: Band) -> Item:
    """Return the item that a band is paid under."""
    return Item(f"ob_{band.value}")
