"""Days are lived through part by part, and nobody comes twice on one of them."""

from collections.abc import Sequence

import pytest

from scheduler.robustness.bad_days import BadDay, whole
from scheduler.robustness.branches import DayTrees, Offer
from scheduler.robustness.figures import FIGURES, figures_of, together
from scheduler.robustness.lived_days import Called, LivedDays
from tests.build import MONDAY, employee, hourly, plan, shift_row, visit, visit_row
from tests.scheduler.robustness.ward import REST, one_of, repairer_of, ward

pytestmark = pytest.mark.usefixtures("plain_weeks")


class Anything:
    """Lets everybody come."""

    def allows(self, offer: Offer, earlier: Sequence[Offer]) -> bool:
        del offer, earlier
        return True


def test_nobody_is_called_in_twice_on_a_day_whatever_the_rules_say() -> None:
    crew = tuple(employee(who, **REST) for who in ("amy", "bea"))
    case = ward(
        employees=(*crew, hourly("hal", **REST)),
        visits=(visit("v1", "2026-12-21 08:00"), visit("v2", "2026-12-21 13:00")),
    )
    made = plan(
        shift_row("amy", "2026-12-21 07:00", "2026-12-21 11:00"),
        shift_row("bea", "2026-12-21 12:00", "2026-12-21 16:00"),
        visit_row("v1", "amy", "2026-12-21 08:00"),
        visit_row("v2", "bea", "2026-12-21 13:00"),
    )
    lived = LivedDays(DayTrees(repairer_of(case, made)), Anything())
    called: Called = {}
    found = one_of(lived.day(MONDAY, frozenset({"amy", "bea"}), called))
    assert found is not None
    assert [call.employee.id for call in found.calls] == ["hal"]
    assert [place.visit.id for place in found.open] == ["v2"]
    assert list(called) == ["hal"]


@pytest.mark.parametrize(("open_must", "short"), [(0, 0), (2, 0), (0, 30), (1, 60)])
def test_a_day_of_two_parts_fails_once(open_must: int, short: int) -> None:
    first = BadDay(
        round=0, day=MONDAY, ill=2, hourly_calls=1, called_minutes=450, open_must=1
    )
    second = BadDay(
        round=0, day=MONDAY, ill=1, open_must=open_must, short_minutes=short, cost=150
    )
    day = whole(4, MONDAY, [first, second])
    assert (day.round, day.ill, day.open_must) == (4, 3, 1 + open_must)
    parts = [figures_of(first), figures_of(second)]
    found = together([[], parts, parts[:1]])
    assert [*map(tuple, found)] == [(0,) * len(FIGURES), figures_of(day), parts[0]]
