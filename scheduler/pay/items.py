"""What a plan's personnel cost consists of."""

from enum import StrEnum
from typing import NamedTuple

from scheduler.pay.ob import Band


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
    HOURLY = "hourly"
    """Hourly staff's pay, without holiday pay."""
    HOLIDAY_PAY = "holiday_pay"
    """*Semesterersättning* on hourly pay. Has no minutes of its own."""
    SICK = "sick"
    """What sickness changes in monthly pay: deduction, sick pay and *karensavdrag*
    together, so negative. Minutes: contracted time away."""
    PO = "po"
    """*PO-pålägg*: employer's fees, insurance and pension, by year, on everything
    above. Has no minutes of its own."""


ABOVE_CONTRACT = (Item.EXTRA, Item.OVERTIME_SIMPLE, Item.OVERTIME_QUALIFIED)
"""What hours beyond the contract cost, before PO."""


class Entry(NamedTuple):
    """Part of one person's cost, öre."""

    item: Item
    minutes: int
    amount: int


def ob_item(band: Band) -> Item:
    """Return the item that a band is paid under."""
    return Item(f"ob_{band.value}")
