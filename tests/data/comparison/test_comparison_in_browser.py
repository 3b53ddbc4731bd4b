"""The page as a person meets it: on a desk, on a phone, in the dark, in English."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from data.comparison.comparison_page import comparison_html
from tests.api.village import good_plan
from tests.browser import NEEDS_CHROMIUM, chromium
from tests.data.comparison.worlds import overtime_plan, whole, world

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "comparison.html"
    plans = [good_plan(), good_plan()], [overtime_plan(), good_plan()]
    path.write_bytes(comparison_html(whole(world(*plans), world(*plans))))
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def opened(browser: Browser, file: Path, width: int, scheme: str = "light") -> Page:
    given = {"width": width, "height": 900}
    page = browser.new_page(viewport=given, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(file.as_uri())
    return page


def test_the_page_asks_for_nothing_but_itself(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]


BROKEN = """() =>
  [...document.querySelectorAll('.overview thead th *, .overview thead th')]
  .flatMap(cell => [...cell.childNodes].filter(n => n.nodeType === 3))
  .flatMap(node => [...node.data.matchAll(/[^\\s-]+/g)].filter(word => {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map(word => word[0]))"""
"""Words of headings that stand on two lines."""


@pytest.mark.parametrize(("width", "media"), [(1400, "screen"), (680, "print")])
def test_no_word_of_a_heading_is_broken(
    browser: Browser, file: Path, width: int, media: Literal["screen", "print"]
) -> None:
    page = opened(browser, file, width)
    page.emulate_media(media=media)
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1400, 390])
def test_nothing_is_wider_than_the_window(
    browser: Browser, file: Path, width: int
) -> None:
    page = opened(browser, file, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_phone_names_each_number_by_itself(browser: Browser, file: Path) -> None:
    desk, phone = opened(browser, file, 1400), opened(browser, file, 390)
    expect(phone.locator("#world-1 .named").first).to_be_visible()
    expect(desk.locator("#world-1 .named").first).to_be_hidden()


def test_the_language_can_be_switched(browser: Browser, file: Path) -> None:
    page = opened(browser, file, 1400)
    expect(page.get_by_role("heading", name="Sammanfattning")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page).to_have_title("Comparison village")
    expect(page.get_by_role("heading", name="Summary")).to_be_visible()
    expect(page.get_by_role("heading", name="Sammanfattning")).to_be_hidden()


def test_in_the_dark_paper_is_dark_and_print_is_light(
    browser: Browser, file: Path
) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    page = opened(browser, file, 1400, "dark")
    assert page.evaluate(paper) == "rgb(18, 25, 29)"
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"


def test_print_keeps_the_colours_of_the_charts(browser: Browser, file: Path) -> None:
    page = opened(browser, file, 1400)
    page.emulate_media(media="print")
    kept = "getComputedStyle(document.querySelector('rect.other')).printColorAdjust"
    assert page.evaluate(kept) == "exact"
