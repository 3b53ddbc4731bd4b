"""Rules and prices in a real browser: found, changed by keys, refused, planned with."""

import json
from io import BytesIO
from typing import Any
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.http.pages.chromium import IN_BROWSER, posted, quiet_page, wide
from tests.api.village import document

pytestmark = IN_BROWSER


def rules_of_plan(url: str, schedule: str) -> dict[str, dict[str, Any]]:
    """Return the rules that a plan's own folder says it was made with."""
    id_ = schedule.rpartition("/")[2]
    with urlopen(f"{url}/v1/schedules/{id_}/plan.zip") as answer:
        folder = ZipFile(BytesIO(answer.read()))
    result = next(name for name in folder.namelist() if name.endswith("result.json"))
    return {rule["kind"]: rule for rule in json.loads(folder.read(result))["rules"]}


def handbook(url: str) -> str:
    dataset = posted(f"{url}/v1/datasets", document())["id"]
    return f"/datasets/{dataset}/handbook"


@pytest.mark.parametrize("width", [1400, 390])
def test_a_price_is_changed_refused_and_planned_with_by_keys(
    browser: Browser, url: str, width: int
) -> None:
    with quiet_page(browser, url, width, refused=True) as page:
        page.goto(handbook(url))
        assert not wide(page)
        page.get_by_label("Sök regel").focus()
        page.keyboard.type("kontinuitet")
        page.keyboard.press("Enter")
        expect(page.locator("#weekly_rest")).to_be_hidden()
        page.locator("#continuity summary").focus()
        page.keyboard.press("Enter")
        price = page.locator("[id='continuity.price_kr']")
        price.fill("dyrt")
        changes = page.locator("#all-changes")
        expect(changes).to_have_text("1 skiljer sig från förvalt")
        price.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text('ett tal men är "dyrt"')
        expect(price).to_be_visible()
        expect(price).to_have_value("dyrt")
        expect(price).to_have_attribute("aria-invalid", "true")
        assert not wide(page)
        price.fill("45,5")
        page.get_by_label("Sekunder att planera").fill("1")
        page.get_by_role("button", name="Planera med reglerna").press("Enter")
        expect(page.locator("#wall")).to_be_visible(timeout=60_000)
        assert rules_of_plan(url, page.url)["continuity"]["price_kr"] == 45.5
        page.get_by_role("link", name="Regler och priser").click()
        expect(price).to_have_value("45,5")


def test_a_way_leads_back_to_the_usual(browser_page: Page, url: str) -> None:
    page = browser_page
    page.goto(handbook(url) + "#continuity.target")
    target = page.locator("[id='continuity.target']")
    expect(target).to_be_focused()
    back = page.get_by_role("button", name="Tillbaka till det förvalda: target")
    expect(back).to_be_hidden()
    target.fill("9")
    page.get_by_label("Bara ändrade").check()
    expect(page.locator(".rule:visible")).to_have_count(1)
    assert not wide(page)
    back.press("Enter")
    expect(target).to_have_value("12")
    page.get_by_label("Bara ändrade").uncheck()
    target.fill("9")
    page.get_by_role("button", name="Allt tillbaka till förvalt").click()
    expect(target).to_have_value("12")
    expect(page.locator("#all-changes")).to_be_hidden()


def test_paper_shows_every_rule_and_value(browser: Browser, url: str) -> None:
    with quiet_page(browser, url, 1400) as page:
        page.goto(handbook(url))
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        expect(page.locator("[id='continuity.target']")).to_be_visible()
        expect(page.get_by_role("button", name="Planera med reglerna")).to_be_hidden()
