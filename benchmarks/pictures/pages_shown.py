"""What is done on each page before its picture is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from playwright.sync_api import FilePayload, Page

from api.http.upload import XLSX
from benchmarks.machine import ROOT
from benchmarks.pictures.shown_service import ShownService

_EXPORTS = ROOT / "docs" / "example_exports"
_LIST = (
    ("Personal våren",),
    ("Namn", "Befattning", "Syss.grad", "Lön/mån", "Tar sig fram med", "Deleg"),
    ("Alm, Karin", "USK", "100 %", 31_200, "bil", "ja"),
    ("Ek, Johan", "Vbtr", "0,8", "28 900", "cykel", "nej"),
    ("Holm, Oskar", "USK", "75 %", 30_100, "bil", "ja"),
    ("Efternamn först, annars samma som i fjol",),
)
"""Names in no order that a program would have chosen, and a note below."""
_AWAY = (
    ("Vem", "Varför", "Fr.o.m.", "T.o.m."),
    ("Johan Ek", "semester", "11 jan 2027", "17 jan 2027"),
    ("Karin Alm", "VAB", "fre 22/1", "fre 22/1"),
)


@dataclass(frozen=True)
class Picture:
    """A page, and what there is to be seen on it."""

    show: Callable[[Page, ShownService], None]
    height: int = 900
    width: int = 1400


def _start(page: Page, _: ShownService) -> None:
    page.goto("/")


def _data(page: Page, _: ShownService) -> None:
    page.goto("/datasets")


def _dataset(page: Page, shown: ShownService) -> None:
    page.goto(f"/datasets/{shown.dataset}")


def _plan(page: Page, shown: ShownService) -> None:
    page.goto(f"/schedules/{shown.ordered('Jul, andra försöket', seconds=45)}")
    page.locator("#curve:not([hidden]) canvas").wait_for()
    page.wait_for_timeout(12_000)  # a curve of some seconds
    assert page.locator("#curve").count(), "planning was over too soon"


def _wall(page: Page, shown: ShownService) -> None:
    page.goto(f"/schedules/{shown.schedule}")


def _ways_on(page: Page, shown: ShownService) -> None:
    page.goto(f"/schedules/{shown.with_open_visits}")
    page.locator(".ways-on").wait_for()


def _clients(page: Page, shown: ShownService) -> None:
    page.goto(f"/schedules/{shown.schedule}/clients")


def _client(page: Page, shown: ShownService) -> None:
    _clients(page, shown)
    page.locator("table.data tbody a").first.click()
    page.locator("h1", has_text="Brukare ").wait_for()


def _people(page: Page, shown: ShownService) -> None:
    page.goto(f"/schedules/{shown.schedule}/people")


def _person(page: Page, shown: ShownService) -> None:
    page.goto(f"/schedules/{shown.schedule}/people/{shown.person}")


def _own(page: Page, shown: ShownService) -> None:
    page.goto(shown.link)


def _handbook(page: Page, shown: ShownService) -> None:
    page.goto(f"/datasets/{shown.dataset}/handbook")
    page.locator(".rule summary").first.click()


def _what_if(page: Page, shown: ShownService) -> None:
    page.goto(f"/datasets/{shown.dataset}/what-if")
    page.locator(".presets .tick").first.check()


def _frontier(page: Page, shown: ShownService) -> None:
    page.goto(f"/studies/{shown.frontier}")
    page.locator(".curves canvas").first.wait_for()
    page.locator(".curves").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.curves').parentElement.scrollIntoView()")


def _robustness(page: Page, shown: ShownService) -> None:
    page.goto(f"/robustness/{shown.trial}")
    page.locator(".spread").first.wait_for()


def _import(page: Page, _: ShownService) -> None:
    page.goto("/datasets/import")
    files = [file for file in sorted(_EXPORTS.iterdir()) if file.is_file()]
    page.set_input_files("#files", files)
    page.get_by_role("button", name="Visa hur filerna läses").click()
    page.locator("main h2", has_text="personal.xlsx").wait_for()


def _own_lists(page: Page, _: ShownService) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("Personal", _LIST), ("Ledigt", _AWAY)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = BytesIO()
    book.save(written)
    page.goto("/datasets/import")
    mine = FilePayload(name="Våren.xlsx", mimeType=XLSX, buffer=written.getvalue())
    page.set_input_files("#files", [mine])
    page.get_by_role("button", name="Visa hur filerna läses").click()
    page.locator("#red-h").wait_for()
    page.evaluate("document.querySelector('#red-h').scrollIntoView()")


def _publish(page: Page, shown: ShownService) -> None:
    page.goto(f"/schedules/{shown.schedule}/publish")


def _follow_up(page: Page, shown: ShownService) -> None:
    page.goto(f"/schedules/{shown.schedule}/follow-up")
    content = shown.performed.encode()
    file = FilePayload(name="utfort.csv", mimeType="text/csv", buffer=content)
    page.set_input_files("#performed", [file])
    page.get_by_role("button", name="Följ upp").click()
    page.locator("#figures-h").wait_for()


def _day(page: Page, shown: ShownService) -> None:
    """Give a visit to the next one of the unit."""
    day = shown.plan["shifts"][0]["date"]
    page.goto(f"/drafts/{shown.draft}/days/{day}")
    page.locator("#verdict .tiles").wait_for(state="attached")  # a day shows none
    page.locator("#board-part .stop").first.focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#keep").wait_for()


def _picked(page: Page, shown: ShownService) -> None:
    """Open a shift of somebody in the second week."""
    page.goto(f"/drafts/{shown.draft}")
    page.locator("#verdict .tiles").wait_for()
    row = page.locator(f"#wall tr[data-who={shown.person}]")
    row.locator("td[class*='k-']").nth(5).click()
    page.locator("#off").wait_for()


def _draft(page: Page, shown: ShownService) -> None:
    _picked(page, shown)
    page.locator("#off button").click()
    page.locator("#keep").wait_for()
    _to_wall(page)


def _sick(page: Page, shown: ShownService) -> None:
    _picked(page, shown)
    page.locator("#sick > button").click()
    page.locator("#sick-title").wait_for()
    page.evaluate("document.querySelector('#sick-title').scrollIntoView()")
    _to_wall(page)


def _to_wall(page: Page) -> None:
    page.evaluate("document.querySelector('#filter').scrollIntoView()")


PICTURES: dict[str, Picture] = {
    "page_wall": Picture(_wall),
    "page_clients": Picture(_clients),
    "page_client": Picture(_client, 1100),
    "page_people": Picture(_people),
    "page_person": Picture(_person, 1100),
    "page_handbook": Picture(_handbook, 1000),
    "page_what_if": Picture(_what_if, 1100),
    "page_publish": Picture(_publish),
    "page_follow_up": Picture(_follow_up, 1100),
    "page_dataset": Picture(_dataset, 1000),
    "page_own_phone": Picture(_own, 844, 390),
    "page_draft": Picture(_draft),
    "page_sick": Picture(_sick),
    "page_day": Picture(_day, 1150),
    "page_import": Picture(_import, 1300),
    "page_own_lists": Picture(_own_lists),
    "page_ways_on": Picture(_ways_on),
    "page_frontier": Picture(_frontier, 1250),
    "page_robustness": Picture(_robustness, 1230),
    "page_plan": Picture(_plan),
    "page_data": Picture(_data),
    "page_start": Picture(_start),
}
"""Those that show what there is come last."""
