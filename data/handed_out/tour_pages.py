"""Tour lists as a page: on paper one sheet for the unit and one for each person."""

import datetime as dt
from collections.abc import Sequence

from data.handed_out.person_pages import handed_out_pages
from data.handed_out.tour_list import TourLists


def tours_html(
    lists: TourLists, days: Sequence[dt.date], units: Sequence[str] = ()
) -> bytes:
    """Return the lists of some days, of some units or of all.

    Units without staff and visits on a day have no sheet.
    """
    problem = lists.view.problem
    page = handed_out_pages().get_template("tours.html.j2")
    found = lists.of(days, units or tuple(problem.unit))
    return page.render(problem=problem, sheets=found, days=days).encode()
