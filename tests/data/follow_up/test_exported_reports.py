"""Performed visits and worked hours as other systems list them."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.faults import BadInput
from data.follow_up.reported_files import read_reported
from scheduler.domain.problem import Problem
from scheduler.follow_up.reported import Reported, ReportedVisit
from tests.build import at, client, employee, problem, visit

VISITS = "Kundnamn;Datum;Insats;Utförd av;Starttid;Sluttid;Besöksstatus"
HOURS = "Anst.nr;Datum;Från;Till;Rast;Orsak"


def village() -> Problem:
    return problem(
        employees=(employee(name="Amy Ek"),),
        clients=(client(name="Carl Berg"),),
        visits=(visit("v1"), visit("v2", "2026-12-21 17:00")),
    )


def read(folder: Path, name: str, *lines: str, encoding: str = "cp1252") -> Reported:
    path = folder / "lista.csv"
    path.write_text("\n".join(lines), encoding=encoding)
    return read_reported({name: [path]}, village())


def test_visits_are_known_by_names_day_and_kind(tmp_path: Path) -> None:
    rows = (
        "Carl Berg;2026-12-21;Omvårdnad;Ek, Amy;08:05;08:40;Utfört",
        "Carl Berg;21/12 2026;Omvårdnad;;17:00;17:30;Avböjt",
        "Summa;;;;;;",
    )
    found = read(tmp_path, "performed", VISITS, *rows).visits
    assert [(r.visit, r.outcome, r.employee) for r in found] == [
        ("v1", "performed", "amy"),
        ("v2", "declined", None),
    ]
    assert found[0].span == (at("2026-12-21 08:05"), at("2026-12-21 08:40"))


def by_night(folder: Path, planned: str, made: str, word: str) -> ReportedVisit:
    """Return what a row says of Monday night's visit at two."""
    night = visit("n", "2026-12-22 02:00").model_copy(
        update={"date": date(2026, 12, 21), "latest": at("2026-12-22 04:58")}
    )
    homes = problem(
        employees=(employee(name="Amy Ek"),),
        clients=(client(name="Carl Berg"),),
        visits=(night, visit("v", "2026-12-22 17:00")),
    )
    head = "Kund;Datum;Insats;Planerad start;Planerat slut;Utförd start;Utfört slut"
    row = f"Carl Berg;2026-12-22;Omvårdnad;{planned};{made};Amy Ek;{word}"
    path = folder / "lista.csv"
    path.write_text(f"{head};Utförd av;Status\n{row}\n", encoding="utf-8")
    [found] = read_reported({"performed": [path]}, homes).visits
    return found


def test_a_visit_of_the_small_hours_that_was_not_made_is_the_nights(
    tmp_path: Path,
) -> None:
    found = by_night(tmp_path, "02:10;02:40", ";", "Avböjt")
    assert (found.visit, found.outcome) == ("n", "declined")


def test_a_visit_of_the_night_that_began_after_it_is_the_nights(tmp_path: Path) -> None:
    found = by_night(tmp_path, "04:58;05:28", "05:04;05:30", "Utfört")
    assert found.visit == "n"
    assert found.span == (at("2026-12-22 05:04"), at("2026-12-22 05:30"))


@pytest.mark.parametrize(
    ("planned", "made", "begun"),
    [
        ("23:55;00:25", "00:05;00:35", "2026-12-23 00:05"),
        ("00:05;00:35", "23:55;00:25", "2026-12-21 23:55"),
        ("17:00;17:30", "17:20;17:50", "2026-12-22 17:20"),
    ],
)
def test_a_date_is_that_of_the_time_that_was_planned(
    tmp_path: Path, planned: str, made: str, begun: str
) -> None:
    found = by_night(tmp_path, planned, made, "Utfört")
    assert found.span is not None
    assert found.span[0] == at(begun)


def test_what_was_planned_is_not_when_somebody_came(tmp_path: Path) -> None:
    head = "Kund;Datum;Insats;Utförd av;Planerad start;Planerat slut;Start;Slut"
    row = "Carl Berg;2026-12-21;Omvårdnad;Amy Ek;08:00;08:30;08:07;08:52"
    [found] = read(tmp_path, "performed", head, row).visits
    assert found.span == (at("2026-12-21 08:07"), at("2026-12-21 08:52"))
    only_planned = head.replace(";Start;Slut", "")
    with pytest.raises(BadInput):
        read(tmp_path, "performed", only_planned, row)


def test_hours_may_be_absence(tmp_path: Path) -> None:
    rows = "amy;2026-12-21;07:00;16:00;30;", "amy;2026-12-22;;;;Sjuk"
    work, sick = read(tmp_path, "worked", HOURS, *rows).times
    assert (work.absence, work.break_minutes) == (None, 30)
    assert work.span == (at("2026-12-21 07:00"), at("2026-12-21 16:00"))
    assert (sick.absence, sick.span) == ("sick", None)


WEEK = "må 21/12;ti 22/12;on 23/12;to 24/12;fr 25/12;lö 26/12;sö 27/12"


def test_a_schedule_with_a_column_for_each_day_tells_what_was_worked(
    tmp_path: Path,
) -> None:
    days = "07:00-16:00;day;Sjuk;L;;07:00-11:00 15:00-19:00;Ledig"
    lines = ("Arbetad tid december 2026", f"Medarbetare;{WEEK};Summa")
    found = read(tmp_path, "worked", *lines, f"Amy Ek;{days};30,00").times
    assert [(row.date.day, row.absence) for row in found] == [
        (21, None),
        (22, None),
        (23, "sick"),
        (26, None),
        (26, None),
    ]
    assert found[1].span == (at("2026-12-22 07:00"), at("2026-12-22 16:00"))
    assert (found[0].break_minutes, found[1].break_minutes) == (None, 0)
    with pytest.raises(BadInput):
        read(tmp_path, "worked", *lines, f"Amy Ek;{days.replace('day', 'D9')};30,00")


def test_a_schedule_with_a_column_for_each_day_tells_what_was_performed(
    tmp_path: Path,
) -> None:
    lines = ("Utförda besök", f"Brukare;Utförare;{WEEK}")
    row = "Carl Berg;Amy Ek;08:05-08:40 17:02-17:30;Avbokat;;;;;"
    with pytest.raises(BadInput):
        read(tmp_path, "performed", *lines, row)
    found = read(tmp_path, "performed", *lines, row.replace("Avbokat", "")).visits
    assert [(r.visit, r.employee) for r in found] == [("v1", "amy"), ("v2", "amy")]


@pytest.mark.parametrize(
    ("head", "cell", "rest"),
    [("Rast", "30", 30), ("Antal timmar", "8,5", 30), ("Anmärkning", "", None)],
)
def test_a_break_that_is_not_told_is_what_the_hours_leave_or_not_known(
    tmp_path: Path, head: str, cell: str, rest: int | None
) -> None:
    headings = f"Anst.nr;Datum;Från;Till;{head}"
    row = f"amy;2026-12-21;07:00;16:00;{cell}"
    [found] = read(tmp_path, "worked", headings, row).times
    assert found.break_minutes == rest


def test_a_workbook_of_another_system_is_read_too(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Utförda besök december 2026"])
    page.append(VISITS.split(";"))
    page.append(["Carl Berg", "v. 52 mån", "Omvårdnad", "Amy Ek", "8:05", "8:40", ""])
    path = tmp_path / "besök.xlsx"
    book.save(path)
    [row] = read_reported({"performed": [path]}, village()).visits
    assert (row.visit, row.outcome) == ("v1", "performed")


def test_every_row_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    rows = (
        "Carl Berg;2026-12-21;Yoga;Amy Ek;08:05;08:40;Utfört",
        "Carl Berg;2026-12-21;Omvårdnad;Nobody;08:05;08:40;Utfört",
        "Carl Berg;2026-12-21;Omvårdnad;Amy Ek;08:05;08:40;Kanske",
    )
    with pytest.raises(BadInput) as refused:
        read(tmp_path, "performed", VISITS, *rows)
    assert {(f.line, f.column) for f in refused.value.faults} == {
        (2, "Insats"),
        (3, "Utförd av"),
        (4, "Besöksstatus"),
    }


def test_a_list_of_neither_form_is_told_what_ours_is(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read(tmp_path, "performed", "a;b;c", "1;2;3", encoding="utf-8")
    assert [f.code for f in refused.value.faults] == ["header"]
