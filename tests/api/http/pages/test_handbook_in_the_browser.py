"""Rules and prices in a real browser: found, changed by keys, refused, planned with."""

import json
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.api.http.pages.chromium import IN_BROWSER, posted, quiet_page, wide
from tests.api.village import document

pytestmark = IN_BROWSER


def handbook(url: str) -> str:
    dataset = posted(f"{url}/v1/datasets", document())["id"]
    return f"/datasets/{dataset}/handbook"


def test_a_price_is_changed_refused_and_planned_with_by_keys(
    browser_page: Page, url: str
) -> None:
    page = browser_page
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
    expect(page.locator("#all-changes")).to_have_text("1 skiljer sig från förvalt")
    price.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text('ett tal men är "dyrt"')
    expect(price).to_have_value("dyrt")
    expect(price).to_be_visible()
    expect(price).to_have_attribute("aria-invalid", "true")
    assert not wide(page)
    price.fill("45,5")
    page.get_by_label("Sekunder att planera").fill("1")
    page.get_by_role("button", name="Planera med reglerna").press("Enter")
    page.wait_for_url("**/schedules/*")
    schedule = page.url.rpartition("/")[2]
    expect(page.locator("#wall")).to_be_visible(timeout=60_000)
    with urlopen(f"{url}/v1/schedules/{schedule}/result") as answer:
        rules = {rule["kind"]: rule for rule in json.load(answer)["rules"]}
    assert rules["continuity"]["price_kr"] == 45.5
    page.get_by_role("link", name="Regler och priser").click()
    expect(page.locator("[id='continuity.price_kr']")).to_have_value("45,5")


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


def test_paper_shows_every_rule_and_value(url: str) -> None:
    with quiet_page(url, 1400) as page:
        page.goto(handbook(url))
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        expect(page.locator("[id='continuity.target']")).to_be_visible()
        expect(page.get_by_role("button", name="Planera med reglerna")).to_be_hidden()
