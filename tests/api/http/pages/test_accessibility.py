"""Nobody is shut out: axe-core finds no serious fault on any page, in any dress."""

import re
import tomllib
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, FilePayload, Page, expect
from starlette.responses import HTMLResponse
from starlette.routing import Match, Route

from api.http.app import create_app
from api.http.studies.study_work import StudyPlace
from api.http.upload import XLSX
from data.excel.dataset_workbook import dataset_xlsx
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, HeldExecutor, InlineExecutor, use_planner
from tests.api.http.junk import plan_document
from tests.api.http.pages.axe import ENGLISH_VIEWS, SCRIPT, faults
from tests.api.http.pages.chromium import (
    IN_BROWSER,
    come_to_rest,
    planned,
    posted,
    swedish_page,
)
from tests.api.http.pages.colourful_week import (
    WORKERS,
    colourful_plan,
    colourful_week,
)
from tests.api.http.serving import served
from tests.api.village import document, village
from tests.data.importing.small_files import REGISTER, VISITS

pytestmark = IN_BROWSER
DAY = "2026-12-21"
Places = dict[str, str]


def _planner() -> FakePlanner:
    return FakePlanner(colourful_plan())


@pytest.fixture(scope="module")
def address(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the week, and make studies at once."""
    place = StudyPlace(tmp_path_factory.mktemp("runs"), cluster)
    with pytest.MonkeyPatch.context() as patch:
        use_planner(patch, _planner())
        with served(_planner, studies=place) as url:
            yield url


@pytest.fixture(scope="module")
def waiting_address() -> Iterator[str]:
    """Serve where nothing that is ordered is begun."""
    with served(_planner, HeldExecutor()) as url:
        yield url


@pytest.fixture(scope="module")
def empty_address() -> Iterator[str]:
    """Serve where nobody has handed anything in."""
    with served(_planner) as url:
        yield url


def _broken() -> None:
    raise RuntimeError


@pytest.fixture(scope="module")
def failing() -> Iterator[tuple[str, str]]:
    """Give the pages of a schedule that was not found and of one that failed."""
    planners = iter([FakePlanner(None), FakePlanner(during=_broken)])
    with served(lambda: next(planners)) as url:
        none, failed = (planned(url, colourful_week(), each) for each in "ab")
        yield f"{url}/schedules/{none}", f"{url}/schedules/{failed}"


@pytest.fixture(scope="module")
def places(
    address: str, waiting_address: str, empty_address: str, failing: tuple[str, str]
) -> Places:
    """Make what pages show; return what stands for a part of their addresses."""
    week = colourful_week()
    dataset = posted(f"{address}/v1/datasets", week)["id"]
    schedule = planned(address, week, "Vecka 52")
    at = f"{address}/v1/schedules/{schedule}"
    posted(f"{at}/propose", {"by": "Kim"})
    posted(f"{at}/comments", {"by": "Bo", "text": "på kurs", "about": "amy"})
    draft = posted(f"{address}/v1/drafts", {"schedule": schedule, "author": "Kim"})
    world = {"patch": {"name": "dearer", "change": [_DEARER]}}
    few = {"seconds": 1, "seeds": 2, "most_seeds": 2}
    study = {"dataset": dataset, "name": "Lönen", "worlds": [world], "limits": few}
    curves = {**study, "frontiers": ["posts:1"]}
    hardship = {"schedules": [schedule], "days": 7}
    told = _published(address)
    waiting = planned(waiting_address, week, "Väntar")
    there = posted(f"{waiting_address}/v1/datasets", week)["id"]
    asked = posted(f"{waiting_address}/v1/studies", {**study, "dataset": there})
    return {
        "dataset": f"{address}/datasets/{dataset}",
        "schedule": f"{address}/schedules/{schedule}",
        "report": f"{at}/report",
        "draft": f"{address}/drafts/{draft['id']}",
        "study": f"{address}/studies/{posted(f'{address}/v1/studies', curves)['id']}",
        "robustness": f"{address}/robustness/"
        + posted(f"{address}/v1/robustness", hardship)["id"],
        "board": f"{address}/board-report?before={schedule}&after="
        + planned(address, week, "Efter"),
        "progress": f"{waiting_address}/schedules/{waiting}",
        "study-waits": f"{waiting_address}/studies/{asked['id']}",
        "v1": at,
        "pack": f"{at}/negotiation-pack.html?old={schedule}",
        "told": told,
        "link": address + _linked(told),
        "gone": _withdrawn(address, told),
        "empty": empty_address,
        "none": failing[0],
        "failed": failing[1],
        "site": address,
    }


def _published(address: str) -> str:
    """Publish a schedule that breaks nothing; return its address."""
    dataset = posted(f"{address}/v1/datasets", document())["id"]
    order = {"dataset": dataset, "plan": plan_document()}
    made = posted(f"{address}/v1/schedules?operation=evaluate", order)["id"]
    posted(f"{address}/v1/schedules/{made}/publish", {"by": "Kim"})
    return f"{address}/schedules/{made}"


def _linked(schedule: str) -> str:
    """Make a link to Amy's schedule; return its path."""
    at = f"{schedule}/people/amy"
    with urlopen(Request(f"{at}/links", b"author=Kim", method="POST")) as answer:
        page = answer.read().decode()
    found = re.search(r"/p/[\w-]+", page)
    assert found
    return found[0]


def _withdrawn(address: str, told: str) -> str:
    """Make a link to Amy's schedule and withdraw it; return its address."""
    link = _linked(told)
    withdrawn = f"{told}/people/amy/links/{link.removeprefix('/p/')}/withdraw"
    urlopen(Request(withdrawn, method="POST")).close()
    return address + link


_DEARER = {"file": "employees", "set": {"monthly_pay": 40_000}}


@pytest.fixture(scope="module")
def shown(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page of a browser for all tests."""
    with swedish_page(browser, address, 1400) as page:
        yield page


@pytest.fixture(scope="module")
def english(browser: Browser) -> Iterator[Page]:
    """Give a page of somebody who reads English."""
    with browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        yield page


PAGES = [
    "{site}/",
    "{site}/datasets",
    "{site}/datasets/import",
    "{site}/datasets/nowhere",
    "{dataset}",
    "{dataset}/handbook",
    "{dataset}/what-if",
    "{schedule}",
    "{schedule}/days/2026-12-21",
    "{schedule}/clients",
    "{schedule}/clients/carl",
    "{schedule}/people",
    "{schedule}/people/cia",
    "{schedule}/follow-up",
    "{schedule}/publish",
    "{told}/publish",
    "{draft}",
    "{draft}/days/2026-12-21",
    "{study}",
    "{study-waits}",
    "{robustness}",
    "{progress}",
    "{board}",
    "{report}",
    "{link}",
    "{gone}",
    "{empty}/",
    "{empty}/datasets",
    "{none}",
    "{failed}",
]
IN_SWEDISH_ONLY = ["{v1}/tours", "{v1}/pages/amy", "{pack}"]
PARTS = {
    "/schedules/{schedule_id}/progress",
    "/datasets/{dataset_id}/check",
    "/schedules/{schedule_id}/cells/{who}/{day}",
    "/schedules/{schedule_id}/days/{day}/map",
    "/schedules/{schedule_id}/map-background",
    "/schedules/{schedule_id}/visits/{visit_id}/why",
    "/schedules/{schedule_id}/people/{employee_id}/changes",
    "/schedules/{schedule_id}/changes",
    "/drafts/{draft_id}/days/{day}/map",
    "/drafts/{draft_id}/since/{known}",
    "/drafts/{draft_id}/verdict",
    "/drafts/{draft_id}/cells/{who}/{day}",
    "/drafts/{draft_id}/cells/{who}/{day}/candidates",
    "/drafts/{draft_id}/sick",
    "/drafts/{draft_id}/visits/{visit_id}/{staff_no}",
    "/robustness/{trial_id}/progress",
    "/studies/{study_id}/progress",
}
"""Of pages, which show them once they are opened."""
FILES = {
    "/datasets/template",
    "/datasets/example",
    "/datasets/{dataset_id}/workbook",
    "/schedules/{schedule_id}/files/{form}",
    "/codes/{table}",
    "/p/{token}/calendar.ics",
    "/docs/contrast.css",
    "/docs/{name}",
    "/docs/begin.js",
    "/static/{name}",
    "/openapi.json",
}
IN_ENGLISH_ONLY = "{site}/docs"


def test_every_page_that_there_is_is_looked_at(places: Places) -> None:
    app = create_app(database(), InlineExecutor(), FakePlanner)
    routes = [
        r for r in app.routes if isinstance(r, Route) and "GET" in (r.methods or ())
    ]
    there = {
        route.path
        for route in routes
        if not route.path.startswith("/v1/") or _is_page(route)
    }
    looked_at = {
        _path_of(path.format_map(places), routes)
        for path in (*PAGES, *IN_SWEDISH_ONLY, IN_ENGLISH_ONLY)
    }
    assert there - PARTS - FILES == looked_at


def _is_page(route: Route) -> bool:
    return getattr(route, "response_class", None) is HTMLResponse


def _path_of(address: str, routes: list[Route]) -> str:
    """Return the path of the route that answers at an address."""
    scope = {"type": "http", "method": "GET", "path": urlsplit(address).path}
    return next(r.path for r in routes if r.matches(scope)[0] is Match.FULL)


@pytest.mark.parametrize("path", [*PAGES, *IN_SWEDISH_ONLY])
def test_axe_finds_no_serious_fault_on(shown: Page, places: Places, path: str) -> None:
    come_to_rest(shown, path.format_map(places))
    expect(shown.locator("h1").first).to_be_visible()
    assert faults(shown) == []


@pytest.mark.parametrize("path", [*PAGES, IN_ENGLISH_ONLY])
def test_axe_finds_no_serious_fault_in_english_on(
    english: Page, places: Places, path: str
) -> None:
    come_to_rest(english, path.format_map(places))
    if path in ("{report}", "{board}", "{link}"):  # one page in both languages
        english.get_by_role("button", name="English").click()
    expect(english.locator("html")).to_have_attribute("lang", "en")
    expect(english.locator(".opblock, h1").first).to_be_visible()
    assert faults(english, ENGLISH_VIEWS) == []


def _cell_is_opened(page: Page, places: Places) -> None:
    page.goto(places["schedule"])
    page.locator("#wall tr[data-who=amy] td").first.click()
    expect(page.locator("#side")).to_contain_text("07:00–15:30")


def _shift_is_taken_away(page: Page, places: Places) -> None:
    page.goto(places["draft"])
    page.locator("#wall tr[data-who=amy] td").first.click()
    expect(page.locator("#who-else")).to_be_visible()
    page.locator("#off button").click()
    expect(page.locator("#effect")).to_contain_text("obemannade")


def _somebody_is_sick(page: Page, places: Places) -> None:
    page.goto(places["draft"])
    page.locator("#wall tr[data-who=amy] td").first.click()
    page.locator("#sick button").click()
    expect(page.locator("#sick-title")).to_be_visible()


def _visit_of_a_draft_is_opened(page: Page, places: Places) -> None:
    page.goto(f"{places['draft']}/days/{DAY}")
    page.locator("#board-part [data-visit=meal]").click()
    expect(page.locator("#side")).to_contain_text("Vem kan i stället?")


def _client_is_asked_for_times(page: Page, places: Places) -> None:
    page.goto(f"{places['schedule']}/clients/carl")
    page.locator("form[hx-target='#times'] button").click()
    expect(page.locator("#times .effect")).to_be_visible()
    page.locator("[hx-get$='/why']").click()
    expect(page.locator(".open-visits .told")).not_to_be_empty()


def _link_is_made(page: Page, places: Places) -> None:
    page.goto(f"{places['told']}/people/amy")
    page.locator("#author").fill("Kim")
    page.keyboard.press("Enter")
    expect(page.locator("a[href^='/p/']").first).to_be_visible()


def _link_is_opened(page: Page, places: Places) -> None:
    _link_is_made(page, places)
    link = page.locator("a[href^='/p/']").first.get_attribute("href")
    page.goto(f"{places['site']}{link}")


def _what_if_is_refused(page: Page, places: Places) -> None:
    page.goto(f"{places['dataset']}/what-if")
    page.locator("form[action$='/what-if'] button").click()
    expect(page.locator(".told-faults")).to_be_visible()


def _csv(name: str, text: str) -> FilePayload:
    return {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": text.encode()}


def _files_are_looked_at(page: Page, places: Places) -> None:
    page.goto(f"{places['site']}/datasets/import")
    odd = VISITS.replace("2026-11-09", "igår").replace("Insats", "Insatss")
    texts = {"register": REGISTER.replace("Tillsvidare", "Vanlig"), "visits": odd}
    files = [_csv(name, text) for name, text in texts.items()]
    page.locator("#files").set_input_files(files)
    page.locator("form button").first.click()
    expect(page.locator("#looked table").first).to_be_attached()


def _workbook_is_refused(page: Page, places: Places) -> None:
    page.goto(f"{places['site']}/datasets")
    book = load_workbook(BytesIO(dataset_xlsx(village(), "sv")))
    book["Besök"]["F2"] = "länge"
    written = BytesIO()
    book.save(written)
    file = FilePayload(name="bok.xlsx", mimeType=XLSX, buffer=written.getvalue())
    page.locator("#file").set_input_files(file)
    page.locator("form button").first.click()
    expect(page.locator("#told table")).to_be_visible()


def _reports_are_compared(page: Page, places: Places) -> None:
    page.goto(f"{places['schedule']}/follow-up")
    performed = (
        "visit_id,employee_id,start,end,status\n"
        f"care,amy,{DAY}T08:00,{DAY}T08:40,performed\nmeal,,,,declined\n"
    )
    page.locator("#performed").set_input_files(_csv("performed", performed))
    page.locator("form button").first.click()
    expect(page.locator("#figures-h")).to_be_visible()


ACTS = [
    _cell_is_opened,
    _shift_is_taken_away,
    _somebody_is_sick,
    _visit_of_a_draft_is_opened,
    _client_is_asked_for_times,
    _link_is_made,
    _link_is_opened,
    _what_if_is_refused,
    _files_are_looked_at,
    _workbook_is_refused,
    _reports_are_compared,
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__.strip("_"))
def test_axe_finds_no_serious_fault_after(
    shown: Page, places: Places, act: Callable[[Page, Places], None]
) -> None:
    shown.set_viewport_size({"width": 1400, "height": 900})
    act(shown, places)
    assert faults(shown) == []


def test_a_fault_is_found_and_told_where_it_is(shown: Page, places: Places) -> None:
    shown.goto(places["site"])
    shown.evaluate("document.querySelector('main').innerHTML = '<input id=nameless>'")
    [wide, narrow] = faults(shown)
    assert wide.startswith("1400 px, light: label at #nameless: ")
    assert narrow.startswith("390 px, dark: label at #nameless: ")


def test_axe_is_as_it_was_published() -> None:
    folder = Path(SCRIPT).parent
    [listed] = tomllib.loads((folder / "vendored.toml").read_text("utf-8")).values()
    files = [file for file in folder.iterdir() if file.suffix != ".toml"]
    found = {file.name: sha256(file.read_bytes()).hexdigest() for file in files}
    assert found == listed["sha256"]


def test_everybody_in_the_week_is_seen(shown: Page, places: Places) -> None:
    shown.goto(f"{places['schedule']}/days/{DAY}")
    for who in WORKERS.values():
        expect(shown.locator(f".lane[data-who={who}]")).to_be_attached()
