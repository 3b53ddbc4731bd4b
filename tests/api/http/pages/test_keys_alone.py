"""Every job of a planner with the keyboard alone, wide and as on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from data.excel.dataset_workbook import dataset_xlsx
from tests.api.fakes import FakePlanner, HeldExecutor
from tests.api.http.pages.chromium import (
    IN_BROWSER,
    planned,
    posted,
    quiet_page,
    village_planned,
)
from tests.api.http.pages.keys import Keys
from tests.api.http.pages.two_people import PEOPLE, two_on_duty
from tests.api.http.serving import served
from tests.api.village import document, village
from tests.data.importing.small_files import REGISTER, VISITS

pytestmark = IN_BROWSER
DAY = "2026-12-21"
WIDTHS = [1400, 390]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve two people on duty, and one who is off."""
    with served(lambda: FakePlanner(two_on_duty())) as url:
        yield url


@pytest.fixture(scope="module")
def waiting_address() -> Iterator[str]:
    """Serve where nothing that is ordered is begun."""
    with served(FakePlanner, HeldExecutor()) as url:
        yield url


@pytest.fixture(scope="module", params=WIDTHS)
def shown(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[Page]:
    """Give a page of a browser for all tests, in each width."""
    with quiet_page(browser, address, request.param) as page:
        yield page


@pytest.fixture(scope="module")
def village_address() -> Iterator[str]:
    """Serve a plan that breaks nothing."""
    with served() as url:
        yield url


@pytest.fixture
def waiting(shown: Page, waiting_address: str) -> Iterator[Keys]:
    """Give a page of where nothing is begun, as wide as the other."""
    with beside(shown, waiting_address) as page:
        yield Keys(page)


@pytest.fixture
def at_village(shown: Page, village_address: str) -> Iterator[Keys]:
    """Give a page of where schedules can be published, as wide as the other."""
    with beside(shown, village_address) as page:
        yield Keys(page)


@contextmanager
def beside(shown: Page, address: str) -> Iterator[Page]:
    """Give a page of the same browser that looks at another service."""
    browser, size = shown.context.browser, shown.viewport_size
    assert browser is not None
    page = browser.new_page(base_url=address, locale="sv-SE", viewport=size)
    yield page
    page.close()


@pytest.fixture
def keys(shown: Page) -> Keys:
    return Keys(shown)


@pytest.fixture
def draft(address: str) -> str:
    """Plan the week and begin to change it; return the address of the draft."""
    schedule = planned(address, document(employees=PEOPLE), "x")
    begun = posted(f"{address}/v1/drafts", {"schedule": schedule, "author": "Kim"})
    return f"/drafts/{begun['id']}"


@pytest.fixture
def drafting(keys: Keys, draft: str) -> Keys:
    """Open the draft."""
    keys.page.goto(draft)
    return keys


def cell(page: Page, who: str, day: int) -> Locator:
    return page.locator(f"#wall tr[data-who={who}] td").nth(day)


def csv(name: str, text: str) -> FilePayload:
    return {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": text.encode()}


def test_a_workbook_is_handed_in_and_planned(keys: Keys) -> None:
    page = keys.page
    page.goto("/")
    keys.link("Underlag")
    book = dataset_xlsx(village(), "sv")
    keys.hand_in(
        page.locator("#file"),
        {"name": "norr.xlsx", "mimeType": XLSX, "buffer": book},
    )
    keys.button("Lämna in underlag")
    expect(page.locator("#check")).to_be_visible()
    keys.write(page.locator("#name"), "Vecka 52")
    keys.write(page.locator("#seconds"), "5")
    keys.button("Börja planera")
    expect(page.locator("#wall")).to_be_visible()


def test_hourly_staff_are_called_in_where_a_plan_leaves_visits_open(
    keys: Keys, address: str
) -> None:
    page = keys.page
    page.goto(f"/schedules/{planned(address, document(), 'x')}")
    keys.enter(page.locator(".ways-on a[href$='#hourly']"))
    keys.write(page.locator("#count"), "2")
    keys.button("Lägg till i ett nytt underlag")
    expect(page.locator("h1")).to_have_text("test + 2 timvikarier")


def test_lists_are_read_mended_and_made_a_dataset(keys: Keys) -> None:
    page = keys.page
    page.goto("/datasets")
    keys.enter(page.get_by_role("link", name="Läs in egna listor", exact=False))
    odd = VISITS.replace("2026-11-09", "igår")
    keys.hand_in(page.locator("#files"), csv("register", REGISTER), csv("visits", odd))
    keys.write(page.locator("#name"), "Norr")
    keys.button("Visa hur filerna läses")
    mended = page.locator("input[name^='cell.']")
    keys.write(mended, "2026-11-09")
    keys.button("Visa igen med ändringarna")
    expect(page.locator("#red-h")).to_have_count(0)
    keys.button("Gör ett underlag")
    expect(page.locator("h1")).to_have_text("Norr")


def test_a_plan_that_is_made_is_left_found_again_and_stopped(
    waiting: Keys, waiting_address: str
) -> None:
    page = waiting.page
    page.goto(f"/schedules/{planned(waiting_address, document(), 'Väntar')}")
    waiting.link("Start")
    waiting.to(page.get_by_role("link", name="Väntar", exact=True))
    page.wait_for_timeout(2_500)  # the list is fetched anew every two seconds
    waiting.link("Väntar")
    waiting.button("Avbryt och behåll det bästa")
    expect(page.locator("#progress")).to_contain_text("Avbrutet")


def test_the_wall_is_filtered_walked_and_a_draft_begun(
    keys: Keys, address: str
) -> None:
    page = keys.page
    page.goto(f"/schedules/{planned(address, document(employees=PEOPLE), 'x')}")
    keys.write(page.locator("#find"), "bo")
    expect(page.locator("#wall tr[data-who=amy]")).to_be_hidden()
    keys.write(page.locator("#find"), " ")
    walk(keys, "bo", 0)
    keys.press("Enter")
    expect(page.locator("#side")).to_contain_text("Bo Berg")
    page.reload()
    keys.write(page.locator("#author"), "Kim")
    keys.press("Enter")
    expect(page.locator("h1")).to_contain_text("Utkast")


def walk(keys: Keys, who: str, day: int) -> None:
    """Walk the wall by arrows to somebody's day."""
    page, aim = keys.page, cell(keys.page, who, day)
    if not page.evaluate("document.activeElement.matches('#wall td')"):
        keys.to(page.locator("#wall td[tabindex='0']"))
    for direction in ("Down", "Up"):
        for _ in range(len(PEOPLE)):
            row = page.evaluate("document.activeElement.parentElement.dataset.who")
            if row != who:
                keys.press(f"Arrow{direction}")
    column = page.evaluate("document.activeElement.cellIndex") - 1
    step = "Left" if column > day else "Right"
    keys.press(*[f"Arrow{step}"] * abs(column - day))
    expect(aim).to_be_focused()


def move(keys: Keys, lifted: tuple[str, int], aim: tuple[str, int]) -> None:
    """Move a shift to a day of somebody, and keep it."""
    walk(keys, *lifted)
    keys.press("m")
    walk(keys, *aim)
    keys.press("Enter")
    expect(keys.page.locator("#keep")).to_be_focused()
    keys.press("Enter")


def test_shifts_are_moved_and_swapped(drafting: Keys) -> None:
    page = drafting.page
    move(drafting, ("amy", 0), ("amy", 1))
    expect(cell(page, "amy", 1)).to_contain_text("day")
    expect(cell(page, "amy", 0)).to_have_text("")
    move(drafting, ("amy", 1), ("bo", 0))
    expect(page.locator("#history")).to_contain_text("2 ändringar")
    expect(cell(page, "bo", 0)).to_contain_text("day")
    expect(cell(page, "amy", 1)).to_contain_text("day")


def test_a_shift_is_locked_and_unlocked_given_and_taken_back(drafting: Keys) -> None:
    keys, page = drafting, drafting.page
    walk(keys, "amy", 0)
    keys.press("l")
    expect(page.locator("#history")).to_contain_text("låst")
    walk(keys, "amy", 0)
    keys.press("l")
    expect(page.locator("#history")).to_contain_text("2 ändringar")
    walk(keys, "amy", 0)
    keys.press("Enter")
    keys.to(page.locator("#to"))
    keys.press("c")
    keys.press("Tab", "Enter")
    keys.enter(page.locator("#keep"))
    expect(cell(page, "cia", 0)).to_contain_text("day")
    keys.button("Ångra senaste")
    expect(cell(page, "cia", 0)).to_have_text("")
    expect(page.locator("#undo button")).to_be_focused()


def test_two_people_are_marked_sick_and_somebody_steps_in(drafting: Keys) -> None:
    keys, page = drafting, drafting.page
    walk(keys, "amy", 0)
    keys.press("s")
    expect(page.locator("#sick-start")).to_be_focused()
    keys.enter(page.locator("#sick summary"))
    keys.to(page.get_by_label("Bo Berg", exact=True))
    keys.press("Space")
    keys.button("Vem kan gå in?")
    expect(page.locator("#sick-title")).to_contain_text("Amy Ångström, Bo Berg sjuka")
    keys.enter(page.locator("#ways form button:not([type])"))
    keys.enter(page.locator("#keep"))
    for who in ("amy", "bo"):
        expect(cell(page, who, 0)).to_contain_text("SJ")
    keys.button("Spara som schema")
    expect(page.locator("#wall, #progress")).to_be_visible()


def test_a_visit_is_moved_left_open_and_locked_at_its_day(
    keys: Keys, draft: str
) -> None:
    page = keys.page
    page.goto(f"{draft}/days/{DAY}")
    keys.to(page.locator("#board-part .stop"))
    keys.press("m", "ArrowDown", "Enter")
    keys.enter(page.locator("#keep"))
    expect(page.locator(".lane[data-who=bo] .stop")).to_have_count(1)
    keys.to(page.locator("#board-part .stop[tabindex='0']"))
    keys.press("l")
    expect(page.locator("#history")).to_contain_text("låst")
    keys.to(page.locator("#board-part .stop[tabindex='0']"))
    keys.press("ArrowRight", "Enter")
    keys.button("Lämna obemannat")
    keys.enter(page.locator("#keep"))
    expect(page.locator(".chip")).to_be_visible()


def test_a_client_is_asked_about(keys: Keys, address: str) -> None:
    page = keys.page
    page.goto(village_planned(address))
    keys.link("Brukare")
    keys.write(page.locator("#find"), "carl")
    keys.link("carl")
    keys.write(page.locator("#minutes"), "20")
    keys.button("Visa tider")
    expect(page.locator("#times .effect")).to_be_visible()


def test_a_person_is_given_a_link_and_it_is_withdrawn(keys: Keys, address: str) -> None:
    page = keys.page
    page.goto(village_planned(address))
    keys.link("Medarbetare")
    keys.link("Amy Ångström")
    keys.write(page.locator("#author"), "Kim")
    keys.button("Gör en länk")
    expect(page.locator("a[href$='calendar.ics']").first).to_be_visible()
    links = page.locator("a[href$='calendar.ics']").count()
    keys.enter(page.locator("summary", has_text="Dra in länken").first)
    keys.button("Dra in länken")
    expect(page.locator("a[href$='calendar.ics']")).to_have_count(links - 1)


def test_a_schedule_is_proposed_commented_published_and_sent(
    at_village: Keys, village_address: str
) -> None:
    keys, page = at_village, at_village.page
    week = document(name=f"Norr, {page.viewport_size}")
    page.goto(f"/schedules/{planned(village_address, week, 'Jul')}")
    keys.link("Publicera")
    keys.write(page.locator("#proposer"), "Kim")
    keys.button("Föreslå")
    keys.write(page.locator("#commenter"), "Bo")
    keys.write(page.locator("#text"), "på kurs")
    keys.button("Kommentera")
    expect(page.locator("main")).to_contain_text("på kurs")
    keys.write(page.locator("#publisher"), "Kim")
    keys.button("Publicera")
    expect(page.locator("main")).to_contain_text("Medarbetarna har fått besked")
    for name in ("PAXml", "iCal"):
        with page.expect_download() as fetched:
            keys.enter(page.locator("main a", has_text=name))
        assert fetched.value.suggested_filename


def test_rules_are_changed_and_kept(keys: Keys, address: str) -> None:
    page = keys.page
    page.goto(village_planned(address))
    keys.link("Regler och priser")
    keys.write(page.locator("#find-rule"), "kontinuitet")
    keys.enter(page.locator("#continuity summary"))
    keys.write(page.locator("[id='continuity.target']"), "9")
    keys.write(page.locator("#kept_name"), "Egna")
    keys.button("Spara som underlag")
    expect(page.locator("h1")).to_have_text("Egna")


def test_what_if_is_asked(waiting: Keys, waiting_address: str) -> None:
    page = waiting.page
    dataset = posted(f"{waiting_address}/v1/datasets", document())["id"]
    page.goto(f"/datasets/{dataset}")
    waiting.link("Tänk om: jämför andra förutsättningar")
    waiting.to(page.locator(".presets .tick"))
    waiting.press("Space")
    waiting.write(page.locator("#study-name"), "Prov")
    waiting.press("Enter")
    expect(page.locator("h1")).to_contain_text("Prov")
    page.goto("/")
    waiting.link("Prov")
    expect(page.locator("h1")).to_contain_text("Prov")


def test_what_was_performed_is_set_beside_the_plan(keys: Keys, address: str) -> None:
    page = keys.page
    page.goto(village_planned(address))
    keys.link("Uppföljning")
    performed = (
        "visit_id,employee_id,start,end,status\n"
        f"v1,amy,{DAY}T08:00,{DAY}T08:40,performed\nv2,,,,declined\n"
    )
    keys.hand_in(page.locator("#performed"), csv("performed", performed))
    keys.press("Tab", "Tab", "Enter")
    expect(page.locator("#figures-h")).to_be_visible()
