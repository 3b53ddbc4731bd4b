"""The page and the tables: whole, honest, and without a network."""

import re

import pytest

from data.comparison.comparison_charts import (
    extra_hours_chart,
    middle_words,
    people_met_chart,
    typical_day_chart,
    waterfall,
    whiskers,
)
from data.comparison.comparison_page import comparison_html
from data.comparison.comparison_tables import comparison_tables
from data.comparison.cost_steps import cost_steps
from data.comparison.extra_hours import extra_hours
from data.comparison.people_met import people_met
from data.comparison.quantity_rows import quantity_row
from data.comparison.typical_day import typical_days
from scheduler.audit.comparison import Topic
from scheduler.domain.plan import Plan
from tests.api.village import good_plan, lazy_plan
from tests.data.comparison.worlds import overtime_plan, whole, world

GOOD, OVER = good_plan(), overtime_plan()


def page(*, is_study: bool = True) -> str:
    return comparison_html(whole(world([GOOD], [OVER]), is_study=is_study)).decode()


def test_the_page_asks_no_network_and_keeps_its_colours_in_print() -> None:
    text = page()
    assert re.findall(r"https?://(?!www\.w3\.org)|src=|@import|url\(", text) == []
    assert "default-src 'none'" in text
    assert "print-color-adjust:exact" in text


def test_the_page_is_the_same_for_the_same_comparison() -> None:
    assert page() == page()


def test_what_people_wrote_is_no_markup() -> None:
    assert "nothing &lt;b&gt;" in page()


def test_the_page_says_what_it_rests_on() -> None:
    found = world([GOOD], [OVER])
    text = comparison_html(whole(found)).decode()
    assert "an assumption" in text
    assert "bemanna 1" in text
    assert found.base.problem.sha256[:12] in text


def test_plans_as_they_are_differ_exactly_and_studies_may_be_unclear() -> None:
    assert 'class="verdict exact"' in page(is_study=False)
    assert 'class="verdict unclear"' not in page(is_study=False)
    assert 'class="verdict unclear"' in page()


@pytest.mark.parametrize("is_study", [False, True])
def test_plans_that_are_alike_are_said_to_be(is_study: bool) -> None:
    same = comparison_html(whole(world([GOOD], [GOOD]), is_study=is_study)).decode()
    assert "Planerna är exakt lika" in same
    assert set(re.findall(r'class="verdict (\w+)"', same)) == {"same"}
    assert "Planerna är exakt lika" not in page(is_study=is_study)


def test_a_bar_of_the_waterfall_begins_where_the_last_ended() -> None:
    first, *parts, last = waterfall(cost_steps(world([GOOD], [OVER])), "now", "then")
    ends = [first.length]
    for bar in parts:
        assert bar.kind == "dearer"
        assert bar.start == pytest.approx(ends[-1], abs=0.02)
        ends.append(bar.start + bar.length)
    assert last.length == pytest.approx(ends[-1], abs=0.02) == 100
    back = waterfall(cost_steps(world([OVER], [GOOD])), "then", "now")
    assert {bar.kind for bar in back[1:-1]} == {"cheaper"}


def test_an_interval_is_drawn_around_its_mean_on_one_scale() -> None:
    clear = world([GOOD, GOOD], [OVER, OVER])
    noisy = world([GOOD, GOOD], [OVER, GOOD])
    one, two = whiskers((clear, noisy))
    assert one is not None
    assert two is not None
    assert one.zero == two.zero
    assert one.low == one.middle == one.high > one.zero
    assert two.low < two.zero < two.middle < two.high


def test_overtime_stands_on_extra_hours_in_the_bars() -> None:
    [unit] = extra_hours(world([GOOD], [OVER]))
    drawn = {b.kind: b for b in extra_hours_chart(unit).blocks if b.height}
    assert set(drawn) == {"other"}


def test_a_bar_is_as_high_as_there_are_clients() -> None:
    chart = people_met_chart(people_met(world([GOOD], [lazy_plan()])))
    heights = {block.kind: block.height for block in chart.blocks}
    assert heights["base"] == heights["other"] > 0
    assert len(chart.dots) == 2


def test_a_world_in_which_no_client_counts_is_told_so_and_not_by_a_dash() -> None:
    met = people_met(world([GOOD], [Plan()]))
    assert (
        middle_words(met.base).sv == "hälften av brukarna möter fler än 1,0 medarbetare"
    )
    assert middle_words(met.other).sv == "ingen brukare får de besök som räknas"


def test_the_other_worlds_demand_is_drawn_only_if_it_differs() -> None:
    kinds = [
        [line.kind for line in typical_day_chart(day).lines]
        for day in typical_days(world([GOOD], [lazy_plan()]))
    ]
    assert kinds == [["wanted", "base", "other"]] * 2


def test_the_tables_add_up_to_the_difference() -> None:
    tables = comparison_tables(whole(world([GOOD], [OVER])), "en")
    [cost] = tables["quantities"].query("key == 'personnel_cost'").itertuples()
    assert tables["cost"]["change"].sum() == pytest.approx(cost.difference)
    assert set(tables["quantities"]["world"]) == {"then"}
    assert tables["extra_hours"]["other_overtime"].tolist() == [8]
    assert tables["people_met"]["base"].tolist() == [1]
    assert len(tables["staffing"]) == 2 * 24
    assert tables["basis"]["what"].tolist() == [
        "dataset",
        "dataset",
        "version",
        "assumption",
    ]


def test_a_table_without_rows_has_its_headings() -> None:
    empty = comparison_tables(whole(world([GOOD], [GOOD])), "sv")
    full = comparison_tables(whole(world([GOOD], [OVER])), "sv")
    assert {name for name, table in empty.items() if table.empty} >= {"extra_hours"}
    assert {n: [*t] for n, t in empty.items()} == {n: [*t] for n, t in full.items()}


def test_shares_differ_by_percentage_points() -> None:
    found = world([GOOD, GOOD], [OVER, GOOD]).of(Topic.FIGURE, "K11_overtime")
    assert found is not None
    row = quantity_row(found, 12.5, "unclear")
    assert (row.base.sv, row.other.sv) == ("0,0 %", "50,0 %")
    assert row.difference.sv == "+50,0 procentenheter"
    assert row.difference.en == "+50.0 percentage points"
    assert row.width is not None
    assert row.width.sv == "12,5"
