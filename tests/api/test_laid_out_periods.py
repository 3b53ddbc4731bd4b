"""The demand of the weeks that a base schedule is laid out over."""

from datetime import date

from api.inputs import Inputs
from api.laid_out_periods import LaidOutWhen, laid_out_period
from data.base_schedule.base_reading import ReadBase
from tests.build import need
from tests.scheduler.base_schedule.cycles import RULES, cycle, row, staffed


def test_demand_that_recurs_is_a_sundays_on_holidays() -> None:
    """The week after Midsummer's, laid out over Christmas 2027: a Friday."""
    weekday = need("2027-07-02 07:00", "2027-07-02 15:30", want=5, weekly=True)
    sunday = need("2027-07-04 07:00", "2027-07-04 15:30", want=2, weekly=True)
    case = staffed(
        start=date(2027, 6, 28), employees=[row()], staffing=(weekday, sunday)
    )
    read = ReadBase(cycle(1, {"amy": "D......"}, [row()]), ())
    when = LaidOutWhen(date(2027, 12, 13), 2)
    made = laid_out_period(Inputs(case, RULES), read, when).problem
    assert {(n.date.isoformat(), n.want) for n in made.staffing} == {
        ("2027-12-17", 5),
        ("2027-12-19", 2),
        ("2027-12-24", 2),
        ("2027-12-25", 2),
        ("2027-12-26", 2),
    }


def test_the_datasets_own_days_keep_their_own_demand() -> None:
    dated = need("2026-12-25 07:00", "2026-12-25 15:30", want=4)
    case = staffed(employees=[row()], staffing=(dated,))
    read = ReadBase(cycle(1, {"amy": "D......"}, [row()]), ())
    made = laid_out_period(Inputs(case, RULES), read, LaidOutWhen(case.start, 1))
    assert made.problem.staffing == (dated,)
