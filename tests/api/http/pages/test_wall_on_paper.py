"""A month of long names and long shift ids goes on a sheet, and nothing is lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scheduler.domain.plan import Plan, ShiftRow
from tests.api.fakes import FakePlanner
from tests.api.http.pages.chromium import IN_BROWSER, planned, quiet_page
from tests.api.http.serving import served
from tests.api.village import document
from tests.build import day, employee, plan, shift_row, shift_type

pytestmark = IN_BROWSER
LONG, OTHER = "HÖGSTA-TORPET-KVÄLL-2", "HÖGSTA-TORPET-KVÄLL-12"
NAME = "Anna-Margareta Bengtsdotter-Wallenberg"
SHEETS = {"A4": 1047, "A3": 1511}
"""CSS pixels between the margins of a sheet that lies."""
CUT = "cells => cells.filter(c => c.scrollWidth > c.clientWidth).map(c => c.outerHTML)"


def _month() -> dict[str, object]:
    people = [employee(f"p{n}", name=f"{NAME} {n}") for n in range(3)]
    types = [shift_type(id_, "14:00-22:00", paid_meal=True) for id_ in (LONG, OTHER)]
    return document(
        days=28, employees=tuple(people), shift_types=tuple(types), visits=()
    )


def _made() -> Plan:
    return plan(*(_evening(f"p{n % 3}", n) for n in range(28)))


def _evening(who: str, n: int) -> ShiftRow:
    at = f"{day(n)} 14:00", f"{day(n)} 22:00"
    return shift_row(who, *at, shift=(LONG, OTHER)[n % 2])


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """Give the wall of a month as it is printed."""
    with (
        served(lambda: FakePlanner(_made())) as url,
        quiet_page(browser, url, 1400) as page,
    ):
        page.goto(f"/schedules/{planned(url, _month(), 'Jul')}")
        page.emulate_media(media="print")
        yield page


@pytest.mark.parametrize("width", SHEETS.values(), ids=SHEETS)
def test_nothing_is_cut_off(sheet: Page, width: int) -> None:
    sheet.set_viewport_size({"width": width, "height": 900})
    assert sheet.eval_on_selector_all("#wall th, #wall td", CUT) == []
    assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_signs_stand_for_long_ids_and_are_told_below(sheet: Page) -> None:
    cell = sheet.locator("#wall tr[data-who=p0] td").first
    shown = "cell => getComputedStyle(cell.firstChild, '::before').content"
    assert cell.evaluate(shown) == '"HTK2°"'
    expect(cell).to_have_text(f"{LONG}°")
    told = sheet.locator(".on-paper li:visible")
    expect(told.filter(has_text=LONG)).to_contain_text("HTK2")
    expect(told.filter(has_text=OTHER)).to_contain_text("HT12")


@pytest.mark.parametrize(("size", "width"), [("A4", "842"), ("A3", "1191")])
def test_every_sheet_lies_and_its_size_is_free(
    sheet: Page, size: str, width: str
) -> None:
    made = sheet.pdf(format=size, prefer_css_page_size=True)
    widths = re.findall(rb"/MediaBox \[0 0 (\d+)", made)
    assert {found.decode() for found in widths} == {width}


@pytest.mark.parametrize("width", [1400, 390])
def test_names_are_whole_on_a_screen_too(sheet: Page, width: int) -> None:
    sheet.emulate_media(media="screen")
    sheet.set_viewport_size({"width": width, "height": 900})
    assert sheet.eval_on_selector_all("#wall .who", CUT) == []
    wall = sheet.url
    sheet.goto(f"{wall}/days/{day(0)}")
    assert sheet.eval_on_selector_all(".gantt th, .gantt .who, .gantt small", CUT) == []
    sheet.goto(wall)
    sheet.emulate_media(media="print")
