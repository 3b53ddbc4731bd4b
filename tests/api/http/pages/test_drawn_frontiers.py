"""What of a staffing frontier is drawn."""

import json

from api.http.pages.scenarios.drawn_frontiers import drawn_frontier
from api.http.studies.frontier_views import CurveView, FrontierView, StaffingView


def staffing(place: float, mark: str, bound: float | None) -> StaffingView:
    return StaffingView(
        place=place,
        mark=mark,
        world=mark,
        preset="" if place == 0 else f"posts:{mark}",
        is_base=place == 0,
        bound=bound,
    )


def frontier(bound: float | None = 90.0) -> FrontierView:
    """Return one post less and the base, with what is known and what is not."""
    curves = [
        CurveView(key="must_open", unit="visits", values=[3, 0], half_widths=[5, None]),
        CurveView(
            key="objective", unit="points", values=[120, 100], half_widths=[4, 0]
        ),
        CurveView(key="K01", unit="people", values=[None, 9], half_widths=[None, None]),
    ]
    places = [staffing(-1, "-1", 80.0), staffing(0, "0", bound)]
    return FrontierView(name="posts", staffings=places, curves=curves, steps=[])


def drawn(found: FrontierView) -> dict[str, dict[str, object]]:
    curves = drawn_frontier(found, {}).curves
    return {curve.key: json.loads(curve.points) for curve in curves}


def test_a_curve_has_its_interval_around_it_and_ends_at_nought() -> None:
    found = drawn(frontier())
    assert (found["must_open"]["low"], found["must_open"]["high"]) == ([0, 0], [8, 0])
    assert found["objective"]["low"] == [116, 100]
    assert found["objective"]["high"] == [124, 100]
    assert found["objective"]["marks"] == ["−1", "0"]
    assert found["objective"]["base"] == 1


def test_the_bound_is_drawn_below_the_price_if_every_staffing_has_one() -> None:
    found = drawn(frontier())
    assert found["objective"]["bound"] == [80, 90]
    assert found["must_open"]["bound"] is None
    assert drawn(frontier(bound=None))["objective"]["bound"] is None


def test_what_a_staffing_lacks_is_not_drawn_but_stands_in_the_table() -> None:
    found = drawn_frontier(frontier(), {})
    assert [curve.key for curve in found.curves] == ["must_open", "objective"]
    assert found.keys == ("must_open", "objective", "K01")
    assert [row.is_base for row in found.rows] == [False, True]
