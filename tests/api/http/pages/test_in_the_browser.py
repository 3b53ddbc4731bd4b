"""Pages in a real browser: by keys alone, in both widths, asking nobody else."""

import json
import os
import shutil
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.api.village import document
from tests.browser import SWITCHES

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""

pytestmark = [
    pytest.mark.usefixtures("plain_weeks"),
    pytest.mark.skipif(not CHROMIUM, reason="no chromium: install it, or name it"),
]


@pytest.fixture(params=[1400, 390])
def browser_page(request: pytest.FixtureRequest, url: str) -> Iterator[Page]:
    """Give a page of a browser; whatever it says or asks elsewhere fails the test."""
    said: list[str] = []
    asked: list[str] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        page = browser.new_page(
            viewport={"width": request.param, "height": 900},
            locale="sv-SE",
            base_url=url,
        )
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        yield page
        browser.close()
    assert [at for at in asked if not at.startswith((url, "data:"))] == []
    assert said == []


def schedule_of(url: str) -> str:
    """Hand the village in and plan it; return the address of the schedule's page."""
    dataset = sent(f"{url}/v1/datasets", document())
    order = {"dataset": dataset["id"], "name": "Vecka 52"}
    made = sent(f"{url}/v1/schedules?operation=solve", order)
    return f"/schedules/{made['id']}"


def sent(url: str, body: object) -> dict[str, str]:
    headers = {"Content-Type": "application/json"}
    with urlopen(Request(url, json.dumps(body).encode(), headers)) as answer:
        found: dict[str, str] = json.load(answer)
        return found


def wide(page: Page) -> bool:
    """Say whether a page is wider than its window."""
    found: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found


def test_a_shift_is_taken_away_and_back_by_keys_alone(
    browser_page: Page, url: str
) -> None:
    page = browser_page
    page.goto(schedule_of(url))
    assert not wide(page)
    page.get_by_label("Ditt namn").focus()
    page.keyboard.type("Kim")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Utkast")
    cell = page.locator("#wall tr[data-who=amy] td").first
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#side")).to_contain_text("07:00–15:30")
    page.get_by_label("Lägg pass").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#effect")).to_contain_text("2 besök blir obemannade")
    page.get_by_text("Behåll ändringen").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#history")).to_contain_text("Amy Ångström är ledig 2026-12-21")
    expect(page.locator("#wall tr[data-who=amy] td").first).to_have_text("")
    expect(page.locator("#verdict")).to_contain_text("Obemannade måste-besök: 2")
    page.get_by_role("button", name="Ångra senaste").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#wall tr[data-who=amy] td").first).to_have_text("day")
    assert not wide(page)


def test_arrows_walk_the_wall_and_filters_hide_people(
    browser_page: Page, url: str
) -> None:
    page = browser_page
    page.goto(schedule_of(url))
    page.locator("#wall tr[data-who=amy] td").first.focus()
    for key, column in [("Right", 2), ("Right", 3), ("Left", 2), ("Left", 1)]:
        page.keyboard.press(f"Arrow{key}")
        assert page.evaluate("document.activeElement.cellIndex") == column
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.cellIndex") == 1
    page.keyboard.press("Enter")
    expect(page.locator("#side")).to_contain_text("07:00–15:30")
    page.locator("#find").fill("nobody")
    expect(page.locator("#wall tr[data-who=amy]")).to_be_hidden()
    page.locator("#find").fill("AMY")
    expect(page.locator("#wall tr[data-who=amy]")).to_be_visible()


def test_every_page_fits_its_window_and_speaks_both_languages(
    browser_page: Page, url: str
) -> None:
    page, schedule = browser_page, schedule_of(url)
    paths = ["/", "/datasets", schedule, f"{schedule}/days/2026-12-21"]
    for path in paths:
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("lang", "sv")
        assert not wide(page), path
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_role("link", name="Svenska").click()
        expect(page.locator("html")).to_have_attribute("lang", "sv")


def test_what_somebody_else_changes_comes_by_itself(
    browser_page: Page, url: str
) -> None:
    page = browser_page
    page.goto(schedule_of(url))
    page.get_by_label("Ditt namn").fill("Kim")
    page.keyboard.press("Enter")
    expect(page.locator("#history")).to_contain_text("0 ändringar")
    off = {"kind": "put", "employee_id": "amy", "date": "2026-12-21", "shift_id": None}
    draft = page.url.rpartition("/")[2]
    sent(f"{url}/v1/drafts/{draft}/edits", {"edit": off, "author": "Lo"})
    changed = page.locator("#history")
    expect(changed).to_contain_text(
        "Amy Ångström är ledig 2026-12-21 Lo", timeout=20_000
    )
    expect(page.locator("#wall tr[data-who=amy] td").first).to_have_text("")
