"""Choosing in a real browser: what to plan, curves, bad weeks; wide and on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from api.http.studies.study_work import StudyPlace
from tests.api.fakes import FakePlanner, use_planner
from tests.api.http.junk import plan_document
from tests.api.http.pages.chromium import IN_BROWSER, posted, quiet_page, wide
from tests.api.http.serving import served
from tests.api.village import document
from tests.build import unit

pytestmark = IN_BROWSER
WIDTHS = (1400, 390)


@pytest.fixture(scope="module")
def address(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = StudyPlace(tmp_path_factory.mktemp("runs"), cluster)
    with pytest.MonkeyPatch.context() as patch:
        use_planner(patch, FakePlanner())
        with served(studies=place) as url:
            yield url


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    with quiet_page(browser, address, WIDTHS[0]) as shown:
        yield shown


def test_one_unit_is_planned_by_itself(page: Page, address: str) -> None:
    village = document(units=(unit(), unit("north", name="Norr")))
    dataset = posted(f"{address}/v1/datasets", village)["id"]
    page.goto(f"/datasets/{dataset}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert not wide(page)
    page.get_by_role("checkbox", name="Norr").uncheck()
    page.get_by_label("till och med").fill("2026-12-22")
    page.get_by_role("button", name="Börja planera").click()
    expect(page.locator("#wall thead")).to_contain_text("22")
    page.goto("/datasets")
    expect(page.locator(".cards li").first).to_contain_text("2026-12-21 – 2026-12-22")


def test_a_frontier_is_asked_for_and_drawn(page: Page, address: str) -> None:
    dataset = posted(f"{address}/v1/datasets", document())["id"]
    page.goto(f"/datasets/{dataset}/what-if")
    page.get_by_label("Bemanningskurva").select_option("posts")
    page.get_by_label("Egna värden").fill("1, 2")
    for label in ("Sekunder per plan", "Slumptal", "Högst"):
        page.get_by_label(label, exact=True).fill("1")
    page.get_by_role("button", name="Planera och jämför").click()
    expect(page.locator("h2").nth(1)).to_contain_text("antal tjänster")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator(".curves canvas")).to_have_count(5)
        assert not wide(page)
    table = page.locator("#frontier-1 table").first
    expect(table.locator("tbody th")).to_have_text(
        ["nuläget (test)", "Tjänster +1", "Tjänster +2"]
    )
    steps = page.locator("#frontier-1 table").last
    expect(steps.locator("tbody th")).to_have_text(
        ["nuläget → Tjänster +1", "Tjänster +1 → Tjänster +2"]
    )


def test_two_schedules_live_through_the_same_sick_days(
    page: Page, address: str
) -> None:
    dataset = posted(f"{address}/v1/datasets", document())["id"]
    good = plan_document()
    empty: dict[str, Any] = {name: [] for name in ("shifts", "visits", "unassigned")}
    for name, plan in (("Nu", good), ("Tomt", empty)):
        order = {"dataset": dataset, "name": name, "plan": plan}
        posted(f"{address}/v1/schedules?operation=evaluate", order)
    page.goto(f"/datasets/{dataset}/what-if")
    page.get_by_role("checkbox", name="Nu").check()
    page.get_by_label("Sjukdagar, procent").fill("20")
    page.get_by_label("Dagar att leva igenom").fill("70")
    page.get_by_role("button", name="Lev igenom dagarna").click()
    expect(page.locator("#drawn")).to_contain_text("70 dagar")
    rows = page.locator(".spreads tbody tr")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        expect(rows).to_have_count(13)
        assert not wide(page)
    lost = rows.filter(has_text="Pass som blir lediga av sjukdom")
    expect(lost.locator("td").nth(0)).to_contain_text("0,00")
    expect(lost.locator("td").last).to_contain_text("säker")
    page.get_by_role("link", name="Tänk om").click()
    page.get_by_role("link", name="Prövning").click()
    expect(page.locator("#drawn")).to_contain_text("70 dagar")
