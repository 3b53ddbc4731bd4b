"""The report as a person meets it: in a real browser, on a desk and on a phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.report import report_html
from scheduler.planning.result import Result
from tests.browser import NEEDS_CHROMIUM, chromium
from tests.data.reading.town import START, Town
from tests.data.reading.town_plan import RULES, dealt_result

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    town = Town()
    path = tmp_path_factory.mktemp("report") / "report.html"
    late = {
        "visit": town.problem.visits[0].id,
        "minutes": 17,
        "reason": "no_capacity",
        "message_sv": "Av 7 i tjänst hinner ingen det mellan sina andra besök. " * 3,
        "message_en": "None of the 7 on duty has time for it between other visits.",
    }
    dealt = dict(dealt_result(town.problem))
    result = Result.model_validate({**dealt, "late": (late,)})
    path.write_bytes(report_html(town.problem, result, RULES))
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """Open the report; afterwards insist on silence and on no request but the file."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    page.goto(file.as_uri())
    yield page
    assert said == [file.as_uri()]
    context.close()


def shown_day(page: Page) -> str:
    return page.locator("#stage h3").inner_text()


def test_the_first_day_is_shown_in_swedish(page: Page) -> None:
    expect(page).to_have_title("Bemanningsplan Storby")
    assert shown_day(page) == "mån 21/12"
    expect(page.get_by_role("heading", name="Sammanfattning")).to_be_visible()
    expect(page.get_by_role("heading", name="Summary")).to_be_hidden()


def test_another_day_can_be_picked_and_the_first_comes_back(page: Page) -> None:
    first = page.locator("#stage").inner_html()
    page.select_option("#pick-day", "2026-12-24")
    assert shown_day(page) == "tors 24/12 · Julafton"
    expect(page.locator("#stage .tour").first).to_be_visible()
    page.select_option("#pick-day", str(START))
    assert page.locator("#stage").inner_html() == first


def test_the_arrows_step_through_the_days_and_stop_at_the_ends(page: Page) -> None:
    page.get_by_role("button", name="Föregående dag").click()
    assert shown_day(page) == "mån 21/12"
    page.get_by_role("button", name="Nästa dag").click()
    assert shown_day(page) == "tis 22/12"
    assert page.locator("#pick-day").input_value() == "2026-12-22"


def test_a_unit_can_be_picked_and_stays_picked(page: Page) -> None:
    page.select_option("#pick-unit", "linden")
    for day in (str(START), "2026-12-23"):
        page.select_option("#pick-day", day)
        expect(page.locator("#stage [data-unit=linden]")).to_be_visible()
        expect(page.locator("#stage [data-unit=centre]")).to_be_hidden()
    page.select_option("#pick-unit", "")
    expect(page.locator("#stage [data-unit=centre]")).to_be_visible()


def test_the_language_can_be_switched_and_switched_back(page: Page) -> None:
    page.get_by_role("button", name="English").click()
    expect(page).to_have_title("Staffing plan Storby")
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.get_by_role("heading", name="Summary")).to_be_visible()
    assert shown_day(page) == "Mon 21 Dec"
    assert page.locator("#pick-day option").nth(1).inner_text() == "Tue 22 Dec"
    page.get_by_role("button", name="Svenska").click()
    assert shown_day(page) == "mån 21/12"


@pytest.mark.parametrize(("language", "other"), [("sv", "en"), ("en", "sv")])
def test_only_one_language_is_to_be_seen(page: Page, language: str, other: str) -> None:
    page.click(f"[data-lang={language}]")
    seen = f"[...document.querySelectorAll('.{other}')].filter(e => e.offsetParent)"
    assert page.evaluate(f"{seen}.length") == 0
    assert page.locator(f"main .{language}").first.is_visible()


def test_a_name_shows_the_route_with_its_stops(page: Page) -> None:
    row = page.locator("#stage .gantt tbody tr").first
    number = row.get_attribute("data-p")
    label = page.locator(f"#stage .map g[data-p='{number}'] text").first
    expect(label).to_be_hidden()
    row.get_by_role("button").click()
    expect(label).to_be_visible()
    expect(row).to_have_class("hot")
    row.get_by_role("button").click()
    expect(label).to_be_hidden()


def test_the_tours_can_be_read_as_a_list(page: Page) -> None:
    page.locator("#stage details summary").first.click()
    stop = page.locator("#stage .stops tbody tr").nth(1)
    assert re.match(r"\d\d:\d\d–\d\d:\d\d\tb\d\d\d\t", stop.inner_text())


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_no_wider_than_the_screen(
    page: Page, width: int, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.click(f"[data-lang={language}]")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_the_open_visits_need_no_sideways_scrolling(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 740})
    beyond = "cells => cells.filter(c => c.getBoundingClientRect().right > 390).length"
    for table in page.locator("#undone .stack").all():
        assert table.locator("td").count() > 0
        assert table.locator("td").evaluate_all(beyond) == 0
    assert page.locator("#undone .stack").count() == 2


def test_on_a_phone_the_numbers_of_an_open_visit_are_named(page: Page) -> None:
    names = page.locator("#undone .stack tbody tr").first.locator(".named")
    assert [name.is_visible() for name in names.all()] == [False, False]
    page.set_viewport_size({"width": 390, "height": 740})
    assert [name.is_visible() for name in names.all()] == [True, True]
    assert names.all_inner_texts() == [" min", "Prioritet "]


def test_every_route_of_a_day_is_in_the_legend_of_its_map(page: Page) -> None:
    article = page.locator("#stage article").first
    legend = article.locator(".routes b").all_inner_texts()
    assert legend == article.locator(".map .badge text").all_text_contents() != []
    listed = article.locator(".gantt .who b").all_inner_texts()
    assert set(legend) <= set(listed) == {str(n + 1) for n in range(len(listed))}


def test_on_paper_the_picked_day_is_there_and_the_picker_is_not(page: Page) -> None:
    page.select_option("#pick-day", "2026-12-22")
    page.emulate_media(media="print")
    assert shown_day(page) == "tis 22/12"
    expect(page.locator(".picker")).to_be_hidden()
    expect(page.locator(".toc")).to_be_hidden()


def test_on_paper_every_day_of_the_picked_unit_is_there(page: Page) -> None:
    page.select_option("#pick-day", "2026-12-22")
    page.select_option("#pick-unit", "linden")
    days = page.locator("#day h3")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    wanted = page.locator("#pick-day option").all_inner_texts()
    names = [text.split(" · ")[0] for text in days.all_inner_texts()]
    assert names == wanted
    units = page.locator("#day [data-unit]:visible").all()
    assert {unit.get_attribute("data-unit") for unit in units} == {"linden"}
    assert len(units) == len(wanted)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert days.count() == 1


def test_on_paper_every_broken_rule_is_told(page: Page) -> None:
    wanted = page.locator(".rule.soft li").first
    expect(wanted).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(wanted).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(wanted).to_be_hidden()


def test_without_scripts_the_first_day_is_shown_in_swedish(
    browser: Browser, file: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert shown_day(page) == "mån 21/12"
    expect(page.locator("#stage .tour").first).to_be_visible()
    expect(page.locator(".picker")).to_be_hidden()
    expect(page.get_by_role("heading", name="Summary")).to_be_hidden()
    context.close()
