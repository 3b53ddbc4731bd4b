"""Curves over base staffing: what each costs and whether the next step pays."""

import dataclasses

import pytest

from data.comparison.comparison_page import comparison_html
from data.comparison.comparison_tables import comparison_tables
from data.comparison.frontier import CurvePoint, Frontier
from data.comparison.frontier_charts import frontier_charts
from scheduler.domain.plan import Plan
from tests.api.village import good_plan, lazy_plan
from tests.data.comparison.worlds import overtime_plan, side, whole, world

GOOD, OVER, LAZY = good_plan(), overtime_plan(), lazy_plan()


def point(place: float, *plans: Plan, bound: float | None = 10.0) -> CurvePoint:
    return CurvePoint(place, f"{place:g}", f"posts:{place:g}", side("p", plans), bound)


def curves(*points: CurvePoint, base: int = 0) -> Frontier:
    return Frontier("posts", points, points[base])


def test_a_curve_holds_the_mean_of_each_staffing_and_its_interval_to_the_base() -> None:
    found = curves(point(0, GOOD, GOOD), point(1, GOOD, OVER), point(2, OVER, OVER))
    hours = found.curve("H_above", "h")
    assert hours.values == (0, 4, 8)
    sure, unsure, certain = hours.widths
    assert (sure, certain) == (0, 0)
    assert unsure is not None
    assert unsure > 4


def test_only_seeds_that_both_staffings_have_are_paired() -> None:
    base, other = point(0, GOOD, OVER), point(1, OVER)
    later = dataclasses.replace(other.side, seeds=(1,))
    found = curves(base, dataclasses.replace(other, side=later))
    assert found.curve("H_above", "h").widths == (0, 0)  # seed 1 is alike
    apart = dataclasses.replace(other.side, seeds=(7,))
    alone = curves(base, dataclasses.replace(other, side=apart))
    assert alone.curve("H_above", "h").widths == (0, None)


@pytest.mark.parametrize(
    ("before", "after", "pays"),
    [
        ((OVER, OVER), (GOOD, GOOD), "yes"),
        ((GOOD, GOOD), (OVER, OVER), "no"),
        ((GOOD, GOOD), (OVER, GOOD), "unclear"),
        ((GOOD, GOOD), (GOOD, GOOD), "no"),
        ((LAZY, LAZY), (GOOD, GOOD), "yes"),
    ],
)
def test_a_step_pays_if_cost_and_points_together_fall(
    before: tuple[Plan, ...], after: tuple[Plan, ...], pays: str
) -> None:
    [step] = curves(point(0, *before), point(1, *after)).steps
    assert (step.before, step.after) == ("posts:0", "posts:1")
    assert step.pays == pays


def test_every_curve_marks_the_base_and_the_bound_is_drawn_where_all_have_one() -> None:
    charts = frontier_charts(curves(point(0, GOOD, GOOD), point(1, OVER, OVER), base=1))
    assert [dot.kind for chart in charts for dot in chart.dots[:2]] == [
        "other",
        "base",
    ] * len(charts)
    assert ["bound" in {line.kind for line in c.lines} for c in charts].count(True) == 1
    without = curves(point(0, GOOD), point(1, OVER, bound=None))
    kinds = {line.kind for chart in frontier_charts(without) for line in chart.lines}
    assert "bound" not in kinds


def test_the_page_and_the_workbook_hold_the_curves() -> None:
    found = curves(point(0, GOOD, GOOD), point(1, OVER, OVER))
    told = whole(world([GOOD, GOOD], [OVER, OVER]))
    page = comparison_html(told, [found]).decode()
    assert "Bemanningskurva" in page
    assert "lönar sig inte" in page
    assert "Bemanningskurva" not in comparison_html(told).decode()
    table = comparison_tables(told, "sv", [found])["frontier"]
    assert table["is_base"].tolist() == [True, False]
    assert table["H_above"].tolist() == [0, 8]
    assert "frontier" not in comparison_tables(told, "sv")
