"""Files of other systems in the browser: looked at, read otherwise, kept."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE
from tests.data.importing.small_files import HOURS, REGISTER, VISITS

pytestmark = pytest.mark.usefixtures("plain_weeks")

AT = "/datasets/import"
SMALL = {"register": REGISTER, "visits": VISITS, "hours": HOURS}
PILLS = re.compile(
    r'<h2 id="table-\d">(.*?)</h2>.*?(\d+) gröna?\b.*?(\d+) gula?\b.*?(\d+) r', re.S
)
PART = PAGE | {"HX-Request": "true"}


class _Form(HTMLParser):
    """Reads what a browser would send of the fields of a part."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.links: list[str] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") != "checkbox":
            self.fields[given["name"]] = given.get("value", "")
        elif tag == "select":
            self._select = given["name"]
            self.fields[self._select] = ""
        elif tag == "option" and "selected" in given:
            self.fields[self._select] = given["value"]
        elif tag == "a":
            self.links.append(given["href"])


def read(shown: str) -> _Form:
    form = _Form()
    form.feed(shown)
    return form


def choices(shown: str) -> dict[str, str]:
    """Return what a browser would send of a part."""
    return read(shown).fields


def mapping_of(shown: str) -> str:
    """Return the mapping that is offered for download."""
    [link] = [each for each in read(shown).links if each.startswith("data:")]
    return unquote(link.partition(",")[2])


def look(api: TestClient, texts: dict[str, str], **fields: str) -> tuple[int, str]:
    files = [("files", (f"{n}.csv", text.encode())) for n, text in texts.items()]
    mapping = fields.pop("mapping_file", "")
    if mapping:
        files.append(("mapping", ("mapping.toml", mapping.encode())))
    answer = api.post(AT, headers=PART, files=files, data=fields)
    return answer.status_code, answer.text


def counts(shown: str) -> list[tuple[str, int, int, int]]:
    """Return the rows of each file by colour."""
    return [
        (f, int(g), int(y), int(r)) for f, g, y, r in PILLS.findall(unescape(shown))
    ]


def test_files_are_shown_as_they_are_read(api: TestClient) -> None:
    status, shown = look(api, SMALL)
    assert status == 200
    assert counts(shown) == [
        ("register.csv", 2, 0, 0),
        ("visits.csv", 2, 0, 0),
        ("hours.csv", 1, 0, 0),
    ]


def test_a_column_that_is_chosen_otherwise_is_read_so(api: TestClient) -> None:
    texts = SMALL | {"visits": VISITS.replace("Minuter", "Hur")}
    _, shown = look(api, texts)
    assert "En kolumn saknas" in shown
    _, shown = look(api, texts, **choices(shown) | {"column.1.Hur": "minutes"})
    assert counts(shown)[1] == ("visits.csv", 2, 0, 0)
    _, shown = look(api, texts, **choices(shown))
    assert counts(shown)[1] == ("visits.csv", 2, 0, 0)


def test_two_columns_are_not_the_same_thing(api: TestClient) -> None:
    _, shown = look(api, SMALL)
    status, shown = look(api, SMALL, **choices(shown) | {"column.1.Insats": "date"})
    assert status == 422
    assert "visits.csv · Insats Kolumnen ska läsas som samma sak som Datum" in shown


def test_a_file_is_said_to_be_something_else(api: TestClient) -> None:
    texts = SMALL | {"hours": "Sort;Då\n7;2026-11-14\n"}
    _, shown = look(api, texts)
    assert "Inga rubriker känns igen" in shown
    odd = next(n for n, v in choices(shown).items() if v == "hours.csv")
    number = odd.removeprefix("table.")
    chosen = choices(shown) | {f"kind.{number}": "worked"}
    _, shown = look(api, texts, **chosen)
    assert choices(shown)["column.2.Sort"] == ""


def test_what_is_not_to_be_read_blocks_nothing(api: TestClient) -> None:
    texts = SMALL | {"notes": "Kom ihåg!;\nJulbord;alla utom Bo\n"}
    _, shown = look(api, texts)
    assert "Inga rubriker känns igen" in shown
    number = next(
        name.removeprefix("table.")
        for name, file in choices(shown).items()
        if file == "notes.csv"
    )
    chosen = choices(shown) | {f"kind.{number}": "skipped"}
    _, shown = look(api, texts, **chosen)
    assert "Inga rubriker känns igen" not in shown
    assert choices(shown)[f"kind.{number}"] == "skipped"
    assert 'skipped = ["notes.csv"]' in mapping_of(shown)
    _, again = look(api, texts, mapping_file=mapping_of(shown))
    assert choices(again)[f"kind.{number}"] == "skipped"
    back = choices(again) | {f"kind.{number}": ""}
    _, shown = look(api, texts, mapping_file=mapping_of(shown), **back)
    assert "Inga rubriker känns igen" in shown


def test_a_red_cell_is_mended_in_place(api: TestClient) -> None:
    texts = SMALL | {"visits": VISITS.replace("2026-11-09", "igår")}
    _, shown = look(api, texts)
    assert counts(shown)[1] == ("visits.csv", 1, 0, 1)
    assert "igår är inget datum" in shown
    chosen = choices(shown) | {"cell.1.3.Datum": "2026-11-09"}
    _, shown = look(api, texts, **chosen)
    assert counts(shown)[1] == ("visits.csv", 2, 0, 0)
    assert choices(shown)["cell.1.3.Datum"] == "2026-11-09"


def test_a_word_that_nobody_knows_is_given_a_meaning(api: TestClient) -> None:
    texts = SMALL | {"register": REGISTER.replace("Tillsvidare", "Vanlig")}
    _, shown = look(api, texts)
    assert counts(shown)[0] == ("register.csv", 1, 0, 1)
    chosen = choices(shown) | {"word.0.employment.Vanlig": "monthly"}
    _, shown = look(api, texts, **chosen)
    assert counts(shown)[0] == ("register.csv", 2, 0, 0)
    assert '"Vanlig" = "monthly"' in mapping_of(shown)


def test_a_mapping_of_last_month_is_used(api: TestClient) -> None:
    texts = SMALL | {"visits": VISITS.replace("Dusch", "Duschs")}
    _, shown = look(api, texts)
    assert counts(shown)[1] == ("visits.csv", 0, 2, 0)
    assert "Duschs lästes som Intim omvårdnad" in shown
    _, shown = look(api, texts, mapping_file=mapping_of(shown))
    assert counts(shown)[1] == ("visits.csv", 2, 0, 0)


def test_nothing_is_kept_before_a_dataset_is_made(api: TestClient) -> None:
    look(api, SMALL)
    assert api.get("/v1/datasets").json()["items"] == []
    files = [("files", (f"{n}.csv", text.encode())) for n, text in SMALL.items()]
    told = {"name": "Norr", "start": "2026-12-07", "days": "14", "make": "true"}
    answer = api.post(AT, headers=PART, files=files, data=told)
    [kept] = api.get("/v1/datasets").json()["items"]
    assert (kept["name"], kept["start"], kept["days"]) == ("Norr", "2026-12-07", 14)
    assert answer.headers["HX-Redirect"] == f"/datasets/{kept['id']}"
    answer = api.post(AT, headers=PAGE, files=files, data=told, follow_redirects=False)
    assert answer.status_code == 303
    assert "<h1>Norr</h1>" in api.get(answer.headers["location"], headers=PAGE).text


def test_with_a_red_row_a_dataset_is_made_only_when_it_is_asked_for(
    api: TestClient,
) -> None:
    texts = SMALL | {"visits": VISITS.replace("2026-11-09", "igår")}
    status, shown = look(api, texts, make="true")
    assert (status, counts(shown)[1][3]) == (200, 1)
    assert api.get("/v1/datasets").json()["items"] == []
    look(api, texts, make="true", write_red_rows="true")
    assert len(api.get("/v1/datasets").json()["items"]) == 1


def test_a_personal_number_is_never_shown(api: TestClient) -> None:
    texts = SMALL | {"visits": VISITS.replace("k1", "19121212-1212")}
    _, shown = look(api, texts)
    assert counts(shown)[1] == ("visits.csv", 0, 0, 2)
    assert "1212" not in shown
    _, shown = look(api, texts, key="sixteen letters!")
    assert counts(shown)[1] == ("visits.csv", 2, 0, 0)
    assert "1212" not in shown


def test_two_files_with_the_same_headings_are_read_in_the_same_way(
    api: TestClient,
) -> None:
    texts = SMALL | {"visits2": VISITS.replace("k1", "k2")}
    _, shown = look(api, texts)
    assert "Samma rubriker som visits.csv" in shown
    assert "kind.3" not in choices(shown)


def test_without_files_it_is_told(api: TestClient) -> None:
    answer = api.post(AT, headers=PART, data={"name": "x"})
    assert answer.status_code == 422
    assert "Väntat: minst en fil" in answer.text


def test_the_page_of_data_leads_there(api: TestClient) -> None:
    assert f'href="{AT}"' in api.get("/datasets", headers=PAGE).text
    whole = api.get(AT, headers=PAGE)
    assert whole.status_code == 200
    assert 'name="files"' in whole.text


def test_the_page_says_what_to_export_before_anything_is_sent(api: TestClient) -> None:
    shown = api.get(AT, headers=PAGE).text
    assert "Personalregistret behövs alltid" in shown


def test_it_is_told_that_files_are_being_read(api: TestClient) -> None:
    assert 'data-busy="Läser filerna …"' in api.get(AT, headers=PAGE).text
