"""Pages in a real browser: by keys alone, in both widths, asking nobody else."""

import json
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Route, expect

from tests.api.http.pages.chromium import (
    IN_BROWSER,
    planned,
    posted,
    quiet_page,
    village_planned,
    wide,
)
from tests.api.village import amy, document

pytestmark = IN_BROWSER
DAY = "2026-12-21"


def test_a_shift_is_taken_away_and_back_by_keys_alone(
    browser_page: Page, url: str
) -> None:
    page = browser_page
    page.goto(village_planned(url))
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
    expect(page.locator("#history")).to_contain_text(f"Amy Ångström är ledig {DAY}")
    expect(page.locator("#wall tr[data-who=amy] td").first).to_have_text("")
    expect(page.locator("#verdict")).to_contain_text("Obemannade måste-besök: 2")
    page.get_by_role("button", name="Ångra senaste").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#wall tr[data-who=amy] td").first).to_have_text("day")
    assert not wide(page)


def test_a_second_press_before_the_answer_sends_nothing(
    browser_page: Page, url: str
) -> None:
    page, asked = browser_page, list[str]()

    def held(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        asked.append(route.request.method)

    page.goto(village_planned(url))
    name = page.get_by_label("Ditt namn")
    name.fill("Kim")
    page.route("**/*", held)
    name.evaluate(
        "field => [0, 300].forEach("
        "moment => setTimeout(() => field.form.requestSubmit(), moment))"
    )
    page.wait_for_timeout(1_000)
    assert asked == ["POST"]
    page.unroute_all(behavior="ignoreErrors")


def test_arrows_walk_the_wall_and_filters_hide_people(
    browser_page: Page, url: str
) -> None:
    page, skilled = browser_page, amy(skills=frozenset({"två ord"}))
    page.goto(f"/schedules/{planned(url, document(employees=(skilled,)), 'x')}")
    page.locator("#wall tr[data-who=amy] td").first.focus()
    for key, column in [("Right", 2), ("Right", 3), ("Left", 2), ("Left", 1)]:
        page.keyboard.press(f"Arrow{key}")
        assert page.evaluate("document.activeElement.cellIndex") == column
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#wall tr[data-who=amy] th a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#wall thead a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#side")).to_contain_text("07:00–15:30")
    page.keyboard.press("Tab")  # past everybody else's rows
    expect(page.locator("#side-close")).to_be_focused()
    page.locator("#find").fill("nobody")
    expect(page.locator("#wall tr[data-who=amy]")).to_be_hidden()
    page.locator("#find").fill("AMY")
    expect(page.locator("#wall tr[data-who=amy]")).to_be_visible()
    page.locator("#skill").select_option("två ord")
    expect(page.locator("#wall tr[data-who=amy]")).to_be_visible()


def test_every_page_fits_its_window_and_speaks_both_languages(
    browser_page: Page, url: str
) -> None:
    page, schedule = browser_page, village_planned(url)
    paths = ["/", "/datasets", schedule, f"{schedule}/days/{DAY}"]
    for path in paths:
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("lang", "sv")
        assert not wide(page), path
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_role("link", name="Svenska").click()
        expect(page.locator("html")).to_have_attribute("lang", "sv")


def test_paper_has_the_schedule_whole_and_nothing_to_fill_in(
    browser_page: Page, url: str
) -> None:
    page = browser_page
    page.goto(village_planned(url))
    page.emulate_media(media="print")
    expect(page.locator("#wall tr[data-who=amy]")).to_be_visible()
    expect(page.locator("form:visible")).to_have_count(0)
    cut = "cells => cells.filter(c => c.scrollWidth > c.clientWidth + 1).length"
    assert page.eval_on_selector_all("#wall .heads .who", cut) == 0


def test_what_somebody_else_changes_comes_by_itself(browser: Browser, url: str) -> None:
    with quiet_page(browser, url, 1400) as page:
        page.goto(village_planned(url))
        page.get_by_label("Ditt namn").fill("Kim")
        page.keyboard.press("Enter")
        history = page.locator("#history")
        expect(history).to_contain_text("0 ändringar")
        draft = page.url.rpartition("/")[2]
        off = {"kind": "put", "employee_id": "amy", "date": DAY, "shift_id": None}
        posted(f"{url}/v1/drafts/{draft}/edits", {"edit": off, "author": "Lo"})
        expect(history).to_contain_text(f"Amy Ångström är ledig {DAY} Lo")
        expect(page.locator("#wall tr[data-who=amy] td").first).to_have_text("")


def test_the_docs_list_every_operation(browser: Browser, url: str) -> None:
    with quiet_page(browser, url, 1400) as page:
        page.goto("/docs")
        expect(page.locator(".opblock").first).to_be_visible()
        listed = page.locator(".opblock").count()
    with urlopen(f"{url}/openapi.json") as answer:
        paths = json.load(answer)["paths"]
    assert listed == sum(map(len, paths.values()))
