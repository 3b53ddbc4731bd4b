"""What payroll is told: complete, once, and to the öre what the plan costs."""

import io
import os
import re
from collections import Counter
from xml.etree.ElementTree import Element, fromstring

import pandas as pd
import pytest

from data.cell_place import CellPlace
from data.export.code_tables import (
    TableName,
    ledger_accounts,
    payroll_codes,
    template,
)
from data.export.dated_costs import dated_lines, months_of
from data.export.paxml import paxml
from data.export.paxml_codes import ABSENCE_CODES, PRESENCE_CODES
from data.export.payroll_tables import payroll_csv, payroll_xlsx
from data.faults import BadInput
from data.tables.frames import read_csv
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import AbsenceKind
from scheduler.pay.items import Item
from scheduler.pay.price import price_plan
from tests.build import absence, jour_type, plan, shift_row
from tests.data.export.town import MADE_AT, town, town_plan, town_view

ALL_PAID = "[items]\n" + "".join(f'{item} = {{ pay = "{item}" }}\n' for item in Item)
"""A table under which every item is paid by its amount."""
XSD = "BEMANNA_PAXML_XSD"
"""Names the schema's file, ``paxml.xsd`` of version 2.0 from www.paxml.se, which is not
ours to hand on. ``pip install xmlschema`` reads it."""


CHILDREN = {
    "tidtrans": {
        *("tidkod", "datum", "datumfrom", "datumtom", "starttid", "sluttid"),
        *("timmar", "omfattning"),
    },
    "lonetrans": {
        *("lonkod", "lonart", "datum", "datumfrom", "datumtom", "antal", "belopp"),
    },
    "header": {
        *("format", "version", "datum", "foretagid", "foretagnamn", "programnamn"),
    },
}
"""What the schema lets these hold, each once, of what is used."""


def written(own: str = "", view: PlanView | None = None) -> Element:
    content = paxml(view or town_view(), payroll_codes(own), MADE_AT)
    return fromstring(content)


def texts(root: Element, path: str) -> list[str]:
    return [str(found.text) for found in root.findall(path)]


def cost() -> Counter[str]:
    """Return öre by item."""
    found: Counter[str] = Counter()
    for line in price_plan(town_view()):
        found[line.item] += line.amount
    return found


# What it costs


def test_dated_lines_add_up_to_the_price_of_each_person_and_item() -> None:
    dated: Counter[tuple[str, str]] = Counter()
    for line in dated_lines(town_view()):
        dated[line.employee, line.item] += line.amount
    priced = {(c.employee, c.item): c.amount for c in price_plan(town_view())}
    assert dict(dated) == priced
    assert {"base", "sick", "overtime_simple", "hourly", "ob_c", "po"} <= set(cost())


def test_jour_that_is_dearer_late_in_a_month_is_told_as_it_is_priced() -> None:
    """The eighth night passes 50 hours."""
    night = jour_type("jour", "22:00-06:00", "22:00-06:00")
    case = town(start="2026-11-01", shift_types=(night,), absences=())
    nights = [
        shift_row(
            "amy",
            f"2026-11-0{day} 22:00",
            f"2026-11-0{day} 30:00",
            shift="jour",
            paid_minutes=0,
        )
        for day in range(1, 9)
    ]
    view = PlanView(case, plan(*nights))
    dated = [d.amount for d in dated_lines(view) if d.item == "jour"]
    priced = [c.amount for c in price_plan(view) if c.item == "jour"]
    assert len(dated) == 8
    assert dated[-1] > dated[0]
    assert sum(dated) == sum(priced)


def test_a_salary_is_told_month_by_month_and_a_duty_on_the_day_it_begins() -> None:
    lines = [d for d in dated_lines(town_view()) if d.employee == "amy"]
    base = [
        (d.first.isoformat(), d.last.isoformat()) for d in lines if d.item == "base"
    ]
    assert base == [("2026-11-28", "2026-11-30"), ("2026-12-01", "2026-12-05")]
    nights = {d.first.isoformat() for d in lines if d.item == "ob_c"}
    assert nights == {"2026-11-30"}


@pytest.mark.parametrize(
    ("start", "days", "months"),
    [
        ("2026-11-30", 1, ["30–30"]),
        ("2026-11-30", 2, ["30–30", "01–01"]),
        ("2026-12-01", 31, ["01–31"]),
        ("2026-12-31", 60, ["31–31", "01–31", "01–28"]),
    ],
)
def test_months_are_cut_where_they_end(
    start: str, days: int, months: list[str]
) -> None:
    cut = months_of(town(start=start, days=days))
    assert [f"{a:%d}–{b:%d}" for a, b in cut] == months


def test_what_is_paid_without_hours_tells_none() -> None:
    told = [row.findtext("antal") for row in written(ALL_PAID).iter("lonetrans")]
    assert None in told
    assert "0.00" not in told


def test_all_pay_is_sent_to_the_oere() -> None:
    found: Counter[str] = Counter()
    for row in written(ALL_PAID).iter("lonetrans"):
        [item], [amount] = texts(row, "lonart"), texts(row, "belopp")
        found[item] += round(100 * float(amount))
    assert found == cost()


def test_hours_of_time_are_those_that_are_priced() -> None:
    root = written()
    found: Counter[str] = Counter()
    for row in root.iter("tidtrans"):
        for hours in texts(row, "timmar"):
            found[texts(row, "tidkod")[0]] += round(60 * float(hours))
    assert found == {"ÖT1": 90, "ÖT2": 540, "ARB": 540}


def test_what_the_table_leaves_out_is_not_sent() -> None:
    codes = {row.text for row in written().iter() if row.tag in ("lonart", "lonkod")}
    assert codes == {"OB3", "OB5", "LT1"}
    assert {"base", "po", "sick"} <= set(cost())


def test_a_code_of_the_format_is_a_lonkod_and_another_a_lonart() -> None:
    root = written('[items]\nob_b = { pay = "321" }')
    assert "321" in texts(root, "lonetransaktioner/lonetrans/lonart")
    assert "OB3" not in texts(root, "lonetransaktioner/lonetrans/lonkod")
    assert "OB5" in texts(root, "lonetransaktioner/lonetrans/lonkod")


# Absence and schedule


def absences() -> list[dict[str, str]]:
    rows = [{c.tag: str(c.text) for c in row} for row in written().iter("tidtrans")]
    return [row for row in rows if row["tidkod"] in ABSENCE_CODES]


def test_whole_days_away_are_dates_and_parts_of_days_are_times() -> None:
    assert absences() == [
        {
            "tidkod": "SEM",
            "datumfrom": "2026-12-01",
            "datumtom": "2026-12-02",
            "omfattning": "100.00",
        },
        {
            "tidkod": "SJK",
            "starttid": "2026-12-02T06:10:00",
            "sluttid": "2026-12-06T00:00:00",
        },
    ]


def test_an_absence_is_told_as_far_as_the_plan_goes() -> None:
    away = absence("amy", "2026-11-01 00:00", "2026-12-24 00:00", "parental")
    root = written(view=PlanView(town(absences=(away,)), town_plan()))
    assert texts(root, ".//datumfrom") == ["2026-11-28"]
    assert texts(root, ".//datumtom") == ["2026-12-05"]


def test_the_schedule_has_ordinary_time_of_every_day_and_days_off() -> None:
    root = written()
    days = {
        s.get("anstid"): [(str(d.get("datum"))[5:], d.get("timmar")) for d in s]
        for s in root.iter("schema")
    }
    assert set(days) == {"amy", "bo"}
    assert days["amy"][:4] == [
        ("11-28", "8.50"),
        ("11-29", "0.00"),
        ("11-30", "10.00"),
        ("12-03", "0.00"),
    ]
    assert days["bo"][:3] == [("11-28", "0.00"), ("11-29", "8.00"), ("11-30", "0.00")]
    assert [day for day, _ in days["bo"]] == [
        *("11-28", "11-29", "11-30", "12-01", "12-02")
    ]


def schedule(view: PlanView) -> list[tuple[str, str]]:
    days = written(view=view).findall(".//schema[@anstid='amy']/dag")
    return [(str(day.get("datum")), str(day.get("timmar"))) for day in days]


def test_whoever_falls_ill_has_the_schedule_that_the_illness_is_reckoned_on() -> None:
    """Away from a published shift, from part of one, and on a day that was free."""
    told = (
        shift_row("amy", "2026-11-30 07:00", "2026-11-30 16:00", paid_minutes=510),
        shift_row("amy", "2026-11-29 13:00", "2026-11-29 22:00", paid_minutes=510),
    )
    worked = shift_row("amy", "2026-11-29 13:00", "2026-11-29 20:00")
    ill = absence("amy", "2026-11-29 20:00", "2026-12-02 00:00", "sick")
    case = town(days=5, absences=(ill,), published_shifts=told)
    assert schedule(PlanView(case, plan(worked))) == [
        ("2026-11-28", "0.00"),
        ("2026-11-29", "8.50"),
        ("2026-11-30", "8.50"),
        ("2026-12-02", "0.00"),
    ]


@pytest.mark.parametrize(
    ("start", "ordinary", "overtime"),
    [("2026-03-28", "9.00", []), ("2026-10-24", "10.00", ["1.00"])],
)
def test_a_night_when_clocks_move_is_told_once_for_each_hour(
    start: str, ordinary: str, overtime: list[str]
) -> None:
    """The hour that is twice is overtime, and no ordinary time as well."""
    night = shift_row("amy", f"{start} 21:00", f"{start} 31:00", shift="night")
    view = PlanView(town(start=start, days=2, absences=()), plan(night))
    assert schedule(view)[0] == (start, ordinary)
    assert texts(written(view=view), ".//tidtrans[tidkod='ÖT1']/timmar") == overtime


def test_the_schedule_has_both_parts_of_a_shift_in_two_units() -> None:
    first = shift_row("amy", "2026-12-01 07:00", "2026-12-01 11:00", shift="split")
    second = shift_row(
        "amy", "2026-12-01 16:00", "2026-12-01 21:00", shift="split", part=2, unit="o"
    )
    root = written(view=PlanView(town(), plan(first, second)))
    [day] = root.findall(".//schema[@anstid='amy']/dag[@datum='2026-12-01']")
    assert day.get("timmar") == "9.00"


# The form


def test_the_file_says_what_it_is_and_for_whom() -> None:
    root = written('[company]\nid = "7"')
    header = {child.tag: child.text for child in root.find("header") or ()}
    assert header["version"] == "2.0"
    assert header["format"] == "LÖNIN"
    assert header["datum"] == "2026-11-20T10:30:00"
    assert (header["foretagid"], header["foretagnamn"]) == ("7", "Åmåls öar")


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-8"])
def test_the_file_is_in_the_encoding_that_it_declares(encoding: str) -> None:
    codes = payroll_codes(f'encoding = "{encoding}"')
    content = paxml(town_view(), codes, MADE_AT)
    assert f"encoding='{encoding}'".encode() in content.splitlines()[0]
    assert "Åmåls öar".encode(encoding) in content


def test_nobody_is_named_and_everybody_has_a_number() -> None:
    content = paxml(town_view(), payroll_codes(), MADE_AT).decode("latin-1")
    assert "Ångström" not in content
    assert "persnr" not in content
    root = fromstring(content.partition("\n")[2])
    rows = [r for r in root.iter() if r.tag in ("tidtrans", "lonetrans", "schema")]
    assert {row.get("anstid") for row in rows} == {"amy", "bo", "hal"}


def test_elements_are_those_of_the_schema_in_the_types_it_asks_for() -> None:
    """The parts of the 2.0 schema that are used, as its text has them."""
    root = written()
    assert [child.tag for child in root] == [
        "header",
        "tidtransaktioner",
        "lonetransaktioner",
        "schematransaktioner",
    ]
    known = {*ABSENCE_CODES, *PRESENCE_CODES}
    assert set(texts(root, ".//tidkod")) <= known
    for tag, children in CHILDREN.items():
        for found in root.iter(tag):
            inside = [child.tag for child in found]
            assert set(inside) <= children, tag
            assert len(inside) == len(set(inside)), tag
            assert set(found.attrib) <= {"anstid"}, tag
    for day in root.iter("dag"):
        assert set(day.attrib) == {"datum", "timmar"}
    forms = {
        "datum": r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?",
        "datumfrom": r"\d{4}-\d\d-\d\d",
        "datumtom": r"\d{4}-\d\d-\d\d",
        "starttid": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
        "timmar": r"\d+\.\d\d",
        "antal": r"\d+\.\d\d",
        "belopp": r"-?\d+\.\d\d",
    }
    for tag, form in forms.items():
        assert all(re.fullmatch(form, text) for text in texts(root, f".//{tag}")), tag


def test_dates_of_pay_over_a_month_are_moments_as_the_schema_has_them() -> None:
    root = written('[items]\nbase = { pay = "MÅNLÖN" }')
    assert texts(root, ".//lonetrans/datumfrom")[0] == "2026-11-28T00:00:00"
    assert texts(root, ".//lonetrans/lonkod")[0] == "MÅNLÖN"


def test_a_list_with_nothing_in_it_is_left_out() -> None:
    root = written(view=PlanView(town(employees=()), town_plan().model_copy()))
    assert [child.tag for child in root] == ["header"]


@pytest.mark.skipif(XSD not in os.environ, reason=f"{XSD} names no schema")
@pytest.mark.parametrize("own", ["", ALL_PAID])
def test_the_file_is_valid(own: str) -> None:
    schema = pytest.importorskip("xmlschema").XMLSchema(os.environ[XSD])
    schema.validate(io.BytesIO(paxml(town_view(), payroll_codes(own), MADE_AT)))


# The tables of codes


def test_every_item_and_kind_of_absence_has_its_place() -> None:
    codes, accounts = payroll_codes(), ledger_accounts()
    assert set(codes.items) == set(accounts.items) == set(Item)
    assert set(codes.absences) == set(AbsenceKind)


@pytest.mark.parametrize("name", TableName)
def test_a_table_as_it_comes_along_changes_nothing(name: TableName) -> None:
    table = payroll_codes if name is TableName.PAYROLL else ledger_accounts
    assert table(template(name)) == table()


def test_an_own_table_changes_what_it_says_and_nothing_else() -> None:
    codes = payroll_codes('[items]\nob_a = { time = "OB1" }')
    assert (codes.items[Item.OB_A].time, codes.items[Item.OB_A].pay) == ("OB1", None)
    assert codes.items[Item.OB_B] == payroll_codes().items[Item.OB_B]


def test_all_faults_of_a_table_are_told_with_their_keys() -> None:
    own = """
    encoding = "PC8"
    colour = "red"
    [items]
    ob_a = { time = "OB9" }
    ob_b = { time = "OB1", pay = "OB1" }
    ob_c = { price = 1 }
    ob_x = { pay = "1" }
    [absences]
    sick = "ÖT1"
    """
    with pytest.raises(BadInput) as caught:
        payroll_codes(own, CellPlace("mine.toml"))
    found = {(fault.column, fault.code) for fault in caught.value.faults}
    assert found == {
        ("encoding", "code_unknown"),
        ("colour", "patch_key"),
        ("items.ob_a.time", "code_unknown"),
        ("items.ob_b", "code_twice"),
        ("items.ob_c.price", "patch_key"),
        ("items.ob_x", "code_unknown"),
        ("absences.sick", "code_unknown"),
    }
    said = [fault.text() for fault in caught.value.faults]
    assert any("mine.toml, nyckel items.ob_a.time" in text for text in said)
    assert any("'OB5'" in text for text in said)


def test_what_is_no_toml_is_told() -> None:
    with pytest.raises(BadInput) as caught:
        payroll_codes("[items")
    assert [fault.code for fault in caught.value.faults] == ["patch_toml"]


# As a table


def test_the_amounts_of_the_table_add_up_to_what_the_plan_costs() -> None:
    frame = read_csv(payroll_csv(town_view(), payroll_codes()))
    ore = (frame["amount"].astype(float) * 100).round().astype(int)
    assert ore.sum() == sum(cost().values())
    assert set(frame["told"]) == {"time", "pay", "absence", "schedule", "not_sent"}


def test_the_workbook_holds_the_rows_of_the_file() -> None:
    view, codes = town_view(), payroll_codes()
    rows = read_csv(payroll_csv(view, codes))
    book = pd.read_excel(io.BytesIO(payroll_xlsx(view, codes, "sv")), sheet_name=None)
    [sheet] = book.values()
    assert [*book] == ["Löneunderlag"]
    assert sheet["Kronor"].tolist() == rows["amount"].astype(float).tolist()
    assert sheet["Namn"][0] == "Amy Ångström"
