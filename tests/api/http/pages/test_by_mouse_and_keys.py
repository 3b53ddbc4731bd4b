"""A draft in a real browser: dragged, and lifted by keys; nobody else is asked."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, Position, Route, expect

from tests.api.fakes import FakePlanner
from tests.api.http.pages.chromium import (
    IN_BROWSER,
    planned,
    posted,
    quiet_page,
    swedish_page,
)
from tests.api.http.pages.two_people import PEOPLE, two_on_duty
from tests.api.http.serving import served
from tests.api.village import document

pytestmark = IN_BROWSER
DAY = "2026-12-21"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve two people on duty, and one who is off."""
    with served(lambda: FakePlanner(two_on_duty())) as url:
        yield url


@pytest.fixture(scope="module")
def shown(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page of a browser for all tests."""
    with quiet_page(browser, address, 1400) as page:
        page.set_default_timeout(60_000)
        yield page


@pytest.fixture
def draft(address: str) -> str:
    """Plan the week and begin to change it; return the address of the draft."""
    schedule = planned(address, document(employees=PEOPLE), "x")
    begun = posted(f"{address}/v1/drafts", {"schedule": schedule, "author": "Kim"})
    return f"/drafts/{begun['id']}"


def opened(page: Page, path: str) -> None:
    """Open a page and wait until nothing on it moves any more."""
    page.goto(path)
    expect(page.locator("#verdict .tiles")).to_be_attached()


def cell(page: Page, who: str, day: int) -> Locator:
    return page.locator(f"#wall tr[data-who={who}] td").nth(day)


class Held:
    """Requests that a page has made and that nobody has answered yet."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._routes: list[Route] = []

    def hold(self, route: Route) -> None:
        self._routes.append(route)

    def wait(self) -> None:
        """Wait until one is made."""
        while not self._routes:
            self._page.wait_for_timeout(10)

    def let_go(self) -> None:
        for route in self._routes:
            route.continue_()


@contextmanager
def held_up(page: Page, address: re.Pattern[str]) -> Iterator[Held]:
    """Hold requests to an address that matches until they are let go."""
    held = Held(page)
    page.route(address, lambda route: held.hold(route))
    yield held
    page.unroute(address)


def test_a_shift_is_dragged_to_somebody_and_kept(shown: Page, draft: str) -> None:
    opened(shown, draft)
    cell(shown, "amy", 0).drag_to(cell(shown, "cia", 0))
    expect(shown.locator("#side")).to_contain_text("Cia Ceder tar Amy Ångströms pass")
    expect(cell(shown, "cia", 0)).to_have_text("")
    expect(shown.locator("#keep")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(cell(shown, "cia", 0)).to_have_text("day")
    expect(cell(shown, "amy", 0)).to_have_text("")


def test_a_second_press_keeps_a_change_once(shown: Page, draft: str) -> None:
    sent = list[str]()
    shown.on("request", lambda asked: sent.append(asked.url.rpartition("/")[2]))
    opened(shown, draft)
    cell(shown, "amy", 0).drag_to(cell(shown, "cia", 0))
    expect(shown.locator("#keep")).to_be_focused()
    shown.locator("#keep").evaluate("keep => [0, 1].forEach(() => keep.click())")
    expect(shown.locator("#history li")).to_have_count(1)
    shown.wait_for_timeout(1_000)
    assert sent.count("edits") == 1
    expect(shown.locator("#side")).to_contain_text("Ändringen är gjord")
    shown.locator("#undo button").click()
    expect(cell(shown, "cia", 0)).to_have_text("")


def test_a_shift_is_lifted_and_dropped_on_another_day_by_keys(
    shown: Page, draft: str
) -> None:
    opened(shown, draft)
    cell(shown, "amy", 0).focus()
    shown.keyboard.press("m")
    expect(shown.locator("#carried")).to_contain_text("Passet är lyft")
    shown.keyboard.press("ArrowRight")
    shown.keyboard.press("Enter")
    expect(shown.locator("#side")).to_contain_text("den 2026-12-22?")
    expect(shown.locator("#carried")).to_have_text("")
    shown.keyboard.press("Enter")
    expect(cell(shown, "amy", 1)).to_contain_text("day")


def test_who_loses_the_network_is_told_and_what_was_kept_elsewhere_stays(
    browser: Browser, address: str, draft: str
) -> None:
    with (
        swedish_page(browser, address, 1400) as here,
        swedish_page(browser, address, 390) as there,
    ):
        opened(here, draft)
        opened(there, draft)
        cell(here, "amy", 0).drag_to(cell(here, "cia", 0))
        expect(here.locator("#keep")).to_be_focused()
        here.context.set_offline(True)
        here.keyboard.press("Enter")
        expect(here.get_by_role("alert")).to_contain_text("Tjänsten svarar inte")
        off = {"kind": "put", "employee_id": "bo", "date": DAY, "shift_id": None}
        posted(f"{address}/v1{draft}/edits", {"edit": off, "author": "Eva"})
        expect(cell(there, "bo", 0)).to_have_text("")
        here.context.set_offline(False)
        expect(here.get_by_role("alert")).to_be_hidden()
        expect(cell(here, "bo", 0)).to_have_text("")
        here.locator("#keep").press("Enter")
        expect(cell(here, "cia", 0)).to_have_text("day")
        expect(cell(there, "cia", 0)).to_have_text("day")
        expect(here.locator("#history li")).to_have_count(2)


def test_a_lift_is_given_up_and_other_keys_do_what_they_say(
    shown: Page, draft: str
) -> None:
    opened(shown, draft)
    amy = cell(shown, "amy", 0)
    amy.focus()
    shown.keyboard.press("m")
    shown.keyboard.press("Escape")
    expect(shown.locator("#carried")).to_have_text("")
    shown.keyboard.press("l")
    expect(shown.locator("#history")).to_contain_text("låst")
    expect(amy).to_be_focused()
    shown.keyboard.press("Delete")
    expect(shown.locator("#effect")).to_contain_text("2 besök blir obemannade")
    expect(shown.locator("#effect")).to_contain_text("R18")
    amy.focus()
    shown.keyboard.press("u")
    expect(shown.locator("#history")).to_contain_text("ångrad")
    amy.focus()
    shown.keyboard.press("s")
    expect(shown.locator("#sick-start")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown.locator("#ways")).to_contain_text("Amy Ångström sjuk")
    shown.keyboard.press("Escape")
    expect(shown.locator("#side")).to_be_empty()
    expect(amy).to_be_focused()


def test_several_are_ticked_as_ill_and_kept_as_one_change(
    shown: Page, draft: str
) -> None:
    opened(shown, draft)
    cell(shown, "amy", 0).click()
    shown.locator("#sick summary").click()
    shown.set_viewport_size({"width": 390, "height": 800})
    tall = "getComputedStyle(document.querySelector('.also ul')).maxHeight"
    assert shown.evaluate(tall) == "none"  # on a phone only the side is scrolled
    shown.set_viewport_size({"width": 1400, "height": 900})
    shown.get_by_label("Bo Berg", exact=True).check()
    shown.locator("#sick button").click()
    expect(shown.locator("#sick-title")).to_contain_text("Amy Ångström, Bo Berg sjuka")
    shown.locator("#ways form button:not([type])").click()
    expect(shown.locator("#keep")).to_be_visible()
    shown.locator("#keep").click()
    for who in ("amy", "bo"):
        expect(cell(shown, who, 0)).to_contain_text("SJ")
    expect(shown.locator("#history")).to_contain_text("Amy Ångström, Bo Berg är sjuka")


def test_a_visit_is_dragged_to_somebody_or_to_another_time(
    shown: Page, draft: str
) -> None:
    opened(shown, f"{draft}/days/{DAY}")
    visit = shown.locator("#board-part [data-visit=v2]")
    visit.drag_to(shown.locator(".lane[data-who=bo]"))
    expect(shown.locator("#side")).to_contain_text("Bo Berg gör besök v2 10:00?")
    shown.locator("#keep").click()
    expect(shown.locator(".lane[data-who=bo] [data-visit=v2]")).to_be_visible()
    lane = shown.locator(".lane[data-who=bo]")
    box = lane.bounding_box()
    assert box is not None
    grip = Position(x=1, y=5)
    noon = Position(x=box["width"] * 5 / 9, y=15)  # 07 to 16: the fifth hour of nine
    visit.drag_to(lane, source_position=grip, target_position=noon)
    expect(shown.locator("#side")).to_contain_text("Bo Berg gör besök v2 12:00?")


def test_a_visit_is_opened_lifted_and_dropped_by_keys(shown: Page, draft: str) -> None:
    opened(shown, f"{draft}/days/{DAY}")
    shown.locator("#board-part .stop[tabindex='0']").focus()
    shown.keyboard.press("ArrowRight")
    expect(shown.locator("#board-part [data-visit=v2]")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown.locator("#side")).to_contain_text("Vem kan i stället?")
    shown.keyboard.press("m")
    shown.keyboard.press("ArrowDown")
    expect(shown.locator("#carried")).to_contain_text("Bo Berg")
    shown.keyboard.press("Enter")
    expect(shown.locator("#keep")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown.locator(".lane[data-who=bo] [data-visit=v2]")).to_be_visible()


def test_the_map_follows_the_draft_and_shows_one_tour(shown: Page, draft: str) -> None:
    opened(shown, f"{draft}/days/{DAY}")
    stops = shown.locator("#day-map path.leaflet-interactive")
    expect(stops).to_have_count(3)
    expect(shown.locator("#day-map path:not([tabindex='-1'])")).to_have_count(0)
    name = shown.get_by_role("button", name="Amy Ångström")
    name.click()
    expect(name).to_have_attribute("aria-pressed", "true")
    shown.locator("#board-part [data-visit=v2]").click()
    shown.get_by_text("Lämna obemannat").click()
    shown.locator("#keep").click()
    expect(shown.locator(".chip")).to_be_visible()
    expect(shown.locator('#day-map path[stroke="#a3162b"]')).to_have_count(1)


def test_a_draft_fits_a_phone_in_the_dark(shown: Page, draft: str) -> None:
    shown.set_viewport_size({"width": 390, "height": 800})
    shown.emulate_media(color_scheme="dark")
    for path in (draft, f"{draft}/days/{DAY}"):
        shown.goto(path)
        wide = "document.documentElement.scrollWidth > innerWidth"
        assert not shown.evaluate(wide), path
    shown.emulate_media(color_scheme="light")
    shown.set_viewport_size({"width": 1400, "height": 900})


def test_candidates_that_come_late_do_not_hide_who_steps_in(
    shown: Page, draft: str
) -> None:
    opened(shown, draft)
    with held_up(shown, re.compile("/candidates$")) as held:
        cell(shown, "amy", 0).focus()
        shown.keyboard.press("s")
        expect(shown.locator("#sick-start")).to_be_focused()
        held.wait()
        shown.keyboard.press("Enter")
        expect(shown.locator("#ways")).to_contain_text("Amy Ångström sjuk")
        held.let_go()
        shown.wait_for_timeout(500)
        expect(shown.locator("#ways")).to_contain_text("Amy Ångström sjuk")


def test_a_key_does_nothing_to_a_cell_opened_after_it(shown: Page, draft: str) -> None:
    opened(shown, draft)
    with held_up(shown, re.compile(r"/cells/amy/[-\d]+$")) as held:
        cell(shown, "amy", 0).focus()
        shown.keyboard.press("l")
        held.wait()
        cell(shown, "bo", 0).click()
        held.let_go()
        expect(shown.locator("#side")).to_contain_text("Bo Berg")
    shown.wait_for_timeout(500)
    expect(shown.locator("#lock button")).to_have_text("Lås")
    expect(shown.locator("#history")).not_to_contain_text("låst")
