"""Clients, people, what-ifs and follow-up in a real browser, in both widths."""

import re

from playwright.sync_api import Page, expect

from tests.api.http.pages.chromium import IN_BROWSER, village_planned, wide

pytestmark = IN_BROWSER


def test_a_client_is_found_and_asked_about_by_keys_alone(
    browser_page: Page, url: str
) -> None:
    page, schedule = browser_page, village_planned(url)
    page.goto(f"{schedule}/clients")
    page.get_by_label("Sök brukare").focus()
    page.keyboard.type("zed")
    expect(page.locator("#list")).to_contain_text("Ingen brukare passar in")
    page.keyboard.press("Control+A")
    page.keyboard.type("car")
    page.get_by_role("link", name="carl").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Brukare carl")
    assert not wide(page)
    page.get_by_role("button", name="Visa tider").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#times")).to_contain_text("Amy Ångström")
    assert not wide(page)


def test_a_link_to_a_person_is_made_and_withdrawn(browser_page: Page, url: str) -> None:
    page, schedule = browser_page, village_planned(url)
    page.goto(f"{schedule}/people/amy")
    expect(page.locator("main")).to_contain_text("har publicerats än")
    page.locator("#author").fill("Kim")
    page.keyboard.press("Enter")
    for kind, end in (("Schemat", ""), ("Kalendern (iCal)", "/calendar.ics")):
        at = page.get_by_label(f"{kind}: adressen att kopiera").input_value()
        assert re.fullmatch(re.escape(url) + r"/p/[\w-]{32}" + end, at)
    page.get_by_text("Dra in länken …").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("för gott")).to_be_visible()
    assert not wide(page)
    page.get_by_role("button", name="Dra in länken").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("1 länk är indragen")


def test_the_pages_to_ask_and_follow_up_fit_their_windows(
    browser_page: Page, url: str
) -> None:
    page, schedule = browser_page, village_planned(url)
    page.goto(schedule)
    page.get_by_role("link", name="Tänk om").click()
    expect(page.locator("h1")).to_have_text("Tänk om")
    assert not wide(page)
    page.get_by_label("Arbetade helger av helger i följd").first.focus()
    page.goto(f"{schedule}/follow-up")
    expect(page.locator("h1")).to_have_text(re.compile("Uppföljning"))
    assert not wide(page)


def test_a_schedule_is_proposed_and_published_by_keys_alone(
    browser_page: Page, url: str
) -> None:
    page, schedule = browser_page, village_planned(url)
    page.goto(f"{schedule}/publish")
    expect(page.locator("main")).to_contain_text("har publicerats än")
    page.locator("#proposer").focus()
    page.keyboard.type("Kim")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Föreslaget")
    assert not wide(page)
    page.get_by_role("button", name="Publicera").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Publicerat")
    expect(page.locator("main")).to_contain_text("Inget skiljer")
    page.get_by_text("Egna koder och konton").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#codes")).to_be_visible()
    assert not wide(page)
