"""What is handed out of a plan to people and units, whoever asks for it."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from data.cell_place import CellPlace
from data.columns import UnreadableCellError
from data.export.calendars import Calendars
from data.faults import BadInput, Fault
from data.handed_out.person_pages import people_files, person_html
from data.handed_out.person_schedule import PersonSchedules
from data.handed_out.tour_list import TourLists
from data.handed_out.tour_pages import tours_html
from data.reading.cells import DAY
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem

Place = Callable[[str], CellPlace]
"""Where a part of what is asked was given, by its name."""


def people_pages(
    view: PlanView,
    calendars: Calendars,
    people: Sequence[str],
    units: Sequence[str],
    place: Place,
) -> dict[str, bytes]:
    """Return a page and a calendar per person and an index, by file name.

    Parameters
    ----------
    people, units
        Who is meant, besides whoever belongs to which units; neither: everybody.

    Raises
    ------
    BadInput
        With every id that nobody, or no unit, has.
    """
    schedules = PersonSchedules(view)
    faults = [*_strangers(schedules, people, place)]
    faults += _no_units(view.problem, units, place)
    if faults:
        raise BadInput(faults)
    everybody = not people and not units
    wanted = [
        who
        for who in schedules.people
        if everybody or who in people or schedules.home(who) in units
    ]
    return people_files(schedules, calendars, wanted)


def person_page(view: PlanView, who: str, place: Place) -> bytes:
    """Return one person's page.

    Raises
    ------
    BadInput
        Nobody has the id.
    """
    schedules = PersonSchedules(view)
    if faults := list(_strangers(schedules, [who], place)):
        raise BadInput(faults)
    return person_html(schedules, who)


def tour_page(
    view: PlanView, days: Sequence[str], units: Sequence[str], place: Place
) -> bytes:
    """Return the tour lists of some days and units; of all where none is named.

    Raises
    ------
    BadInput
        With every day that is none of the plan, and every id that no unit has.
    """
    faults = list(_no_units(view.problem, units, place))
    wanted = [_day(view.problem, text, place, faults) for text in days]
    if faults:
        raise BadInput(faults)
    chosen = sorted({day for day in wanted if day is not None})
    return tours_html(TourLists(view), chosen or view.problem.dates, units)


def _strangers(
    schedules: PersonSchedules, people: Sequence[str], place: Place
) -> Iterator[Fault]:
    for who in people:
        if who not in schedules.people:
            target = "employees.csv"
            yield place("person").fault("unknown_id", None, who, target=target)


def _no_units(problem: Problem, units: Sequence[str], place: Place) -> Iterator[Fault]:
    for unit in units:
        if unit not in problem.unit:
            yield place("unit").fault("unknown_id", None, unit, target="units.csv")


def _day(
    problem: Problem, text: str, place: Place, faults: list[Fault]
) -> dt.date | None:
    try:
        day = DAY.parse(text)
    except UnreadableCellError as error:
        faults.append(place("day").fault(error.code, None, text, **error.facts))
        return None
    if day not in problem.dates:
        span = {"first": str(problem.start), "last": str(problem.end)}
        faults.append(place("day").fault("outside_plan", None, text, **span))
        return None
    return day
