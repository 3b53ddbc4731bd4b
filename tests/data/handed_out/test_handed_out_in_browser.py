"""What is handed out, in a real browser: no wider than a phone, a sheet per person."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from data.handed_out.person_pages import person_html
from data.handed_out.person_schedule import PersonSchedules
from data.handed_out.tour_list import TourLists
from data.handed_out.tour_pages import tours_html
from tests.browser import NEEDS_CHROMIUM, chromium
from tests.build import day
from tests.data.handed_out.hands import handed_view

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    view = handed_view()
    pages = {
        "person": person_html(PersonSchedules(view), "amy"),
        "tours": tours_html(TourLists(view), [day(0)]),
    }
    found = {}
    for name, content in pages.items():
        path = tmp_path / f"{name}.html"
        path.write_bytes(content)
        found[name] = path.as_uri()
    return found


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["person", "tours"])
def test_a_page_is_no_wider_than_a_phone(
    browser: Browser, files: dict[str, str], name: str, language: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 740})
    page.goto(files[name])
    page.click(f"[data-lang={language}]")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


@pytest.mark.parametrize(("name", "sheets"), [("person", 1), ("tours", 3)])
def test_everybody_has_a_sheet_of_their_own_on_paper(
    browser: Browser, files: dict[str, str], name: str, sheets: int
) -> None:
    page = browser.new_page()
    page.goto(files[name])
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets
    page.close()
