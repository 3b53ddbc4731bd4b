"""What cannot be read is red: where, why, and what was expected."""

from datetime import date
from pathlib import Path

import pytest

from data.importing.import_files import ImportAsked
from data.importing.mapping import ExportMapping, StartingValues
from data.importing.pseudonyms import Pseudonyms
from scheduler.domain.values import Employment
from tests.data.importing.small_files import REGISTER, VISITS, dataset, imported, told

NUMBER = "19121212-1212"
"""A made-up personal number whose check digit is right."""
KEY = ImportAsked(pseudonyms=Pseudonyms(b"sixteen letters!"))


def test_the_usual_files_are_green(tmp_path: Path) -> None:
    found = imported(tmp_path)
    assert told(found) == []
    problem = dataset(found)
    assert problem.start.isoformat() == "2026-11-15"
    assert problem.days == 28
    assert [n.id for n in problem.needs] == ["k1-intimate-0730"]


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("2026-11-09", "2026-11-31", "import_date", "Datum"),
        ("09;08:00", "09;25:00", "import_clock", "Starttid"),
        ("09;08:00;30", "09;08:00;0", "whole", "Minuter"),
        ("09;08:00;30", "09;08:00;781", "whole", "Minuter"),
        ("09;08:00;30", "09;08:00;mycket", "import_number", "Minuter"),
        ("09;08:00;30;Dusch", "09;08:00;30;Yoga", "import_unknown_value", "Insats"),
        ("k1;2026-11-09", ";2026-11-09", "missing_value", "Kundnr"),
        ("k1;2026-11-09", "k|1;2026-11-09", "ident", "Kundnr"),
        ("2026-11-09", "", "missing_value", "Datum"),
    ],
)
def test_a_visit_that_cannot_be_read_is_red(
    old: str, new: str, code: str, column: str, tmp_path: Path
) -> None:
    found = imported(tmp_path, visits=VISITS.replace(old, new))
    assert told(found) == [("red", code, 3, column)]
    assert [(t.green, t.red) for t in found.tables] == [(2, 0), (1, 1), (1, 0)]


@pytest.mark.parametrize(("minutes", "red"), [("1", 0), ("780", 0)])
def test_the_shortest_and_the_longest_visit_are_read(
    minutes: str, red: int, tmp_path: Path
) -> None:
    found = imported(tmp_path, visits=VISITS.replace(";30;", f";{minutes};"))
    assert found.tables[1].red == red


def test_rows_that_are_not_red_are_a_dataset_still(tmp_path: Path) -> None:
    found = imported(tmp_path, visits=VISITS.replace("2026-11-09", "igår"))
    assert found.red
    assert found.problem is not None
    assert len(found.problem.clients) == 1


def test_hours_of_somebody_unknown_are_red(tmp_path: Path) -> None:
    hours = "Anställningsnr;Datum;Starttid;Sluttid\n9;2026-11-14;07:00;16:00\n"
    found = imported(tmp_path, hours=hours)
    assert told(found) == [("red", "import_unknown_employee", 2, "Anställningsnr")]


def test_people_may_be_meant_by_name(tmp_path: Path) -> None:
    hours = "Medarbetare;Datum;Starttid;Sluttid\nEVA EK;2026-11-14;07:00;16:00\n"
    [shift] = dataset(imported(tmp_path, hours=hours)).worked_shifts
    assert shift.employee == "7"


def test_a_file_that_nothing_is_known_of_is_red(tmp_path: Path) -> None:
    found = imported(tmp_path, hours="a;b\n1;2\n")
    assert told(found) == [("red", "import_unknown_table", None, None)]


def test_without_anybody_to_plan_there_is_no_dataset(tmp_path: Path) -> None:
    found = imported(tmp_path, register="", hours="")
    assert told(found) == [("red", "import_no_people", None, None)]
    assert found.problem is None


def test_a_personal_number_is_refused_and_not_shown(tmp_path: Path) -> None:
    found = imported(tmp_path, visits=VISITS.replace("k1", NUMBER))
    assert {n[1] for n in told(found)} == {"import_personal_number"}
    assert found.tables[1].red == 2
    assert NUMBER[-4:] not in repr(found)


def test_with_a_key_a_personal_number_becomes_a_pseudonym(tmp_path: Path) -> None:
    visits = VISITS.replace("k1;2026-11-02", f"{NUMBER};2026-11-02")
    visits = visits.replace("k1", "121212-1212")
    found = imported(tmp_path, asked=KEY, visits=visits)
    assert told(found) == []
    [client] = dataset(found).clients
    assert client.id.startswith("p")
    assert len(client.id) == 13
    assert "1212" not in repr(found)


def test_a_number_inside_a_name_is_refused_with_a_key_too(tmp_path: Path) -> None:
    register = REGISTER.replace("Eva Ek", f"Eva Ek {NUMBER}")
    found = imported(tmp_path, asked=KEY, register=register)
    assert ("red", "import_personal_number", 2, "Namn") in told(found)
    assert "1212" not in repr(found)


def test_no_name_is_shown(tmp_path: Path) -> None:
    found = imported(tmp_path)
    shown = repr((found.tables, found.refused, found.guessed, found.mapping))
    assert "Eva" not in shown


def test_hourly_staff_have_no_degree(tmp_path: Path) -> None:
    found = imported(
        tmp_path, register=REGISTER.replace("Timavlönad;0", "Timavlönad;50")
    )
    assert told(found) == [("yellow", "import_hourly_degree", 3, "Sysselsättningsgrad")]
    person = dataset(found).employee["8"]
    assert (person.employment, person.degree_pct) == (Employment.HOURLY, 0)


def test_a_value_that_is_nearly_known_is_yellow(tmp_path: Path) -> None:
    found = imported(tmp_path, visits=VISITS.replace("30;Dusch", "30;Städningg"))
    assert {n[:2] for n in told(found)} == {("yellow", "import_value_taken")}
    assert found.tables[1].yellow == 2


def test_several_errands_are_what_fewest_people_may_do(tmp_path: Path) -> None:
    found = imported(tmp_path, visits=VISITS.replace("Dusch", "Städ, Dusch"))
    assert {need.kind for need in dataset(found).needs} == {"intimate"}
    assert found.tables[1].yellow == 2


def test_a_visit_after_midnight_belongs_to_the_day_before(tmp_path: Path) -> None:
    visits = VISITS.replace("08:00", "00:15")
    [need] = dataset(imported(tmp_path, visits=visits)).needs
    assert need.days == (False,) * 6 + (True,)
    assert (need.opens, need.closes) == (1440 - 15, 1440 + 45)


def test_an_end_says_how_long_a_visit_is(tmp_path: Path) -> None:
    visits = VISITS.replace("Minuter", "Sluttid").replace(";30;", ";08:25;")
    [need] = dataset(imported(tmp_path, visits=visits)).needs
    assert need.minutes == 25


def test_a_break_is_what_hours_leave_of_a_shift(tmp_path: Path) -> None:
    hours = (
        "Anställningsnr;Datum;Starttid;Sluttid;Timmar\n7;2026-11-14;21:00;07:00;9,25\n"
    )
    [shift] = dataset(imported(tmp_path, hours=hours)).worked_shifts
    assert (shift.end - shift.start, shift.break_minutes) == (600, 45)


def test_an_end_is_worked_out_of_hours_and_told(tmp_path: Path) -> None:
    hours = "Anställningsnr;Datum;Starttid;Timmar;Rast\n7;2026-11-14;07:00;8,5;30\n"
    found = imported(tmp_path, hours=hours)
    assert [n[:2] for n in told(found)] == [("yellow", "import_end_from_hours")]
    [shift] = dataset(found).worked_shifts
    assert (shift.end - shift.start, shift.break_minutes) == (540, 30)


DECISIONS = """Kundnr;Insats;Minuter;Veckodagar;Frekvens;Tidigast;Senast;Gäller från
k1;Städ;60;tis, tor;varannan vecka;09:00;11:00;2026-11-02
k1;Dusch;30;mån-fre;;07:00;08:00;
"""


def test_decisions_are_needs(tmp_path: Path) -> None:
    found = imported(tmp_path, visits="", decisions=DECISIONS)
    assert told(found) == []
    clean, shower = dataset(found).needs
    assert (clean.every, clean.opens, clean.closes) == (2, 540, 660)
    assert clean.days == (False, True, False, True, False, False, False)
    assert shower.days == (True,) * 5 + (False,) * 2


def test_every_second_week_needs_a_week_to_count_from(tmp_path: Path) -> None:
    decisions = DECISIONS.replace("2026-11-02", "")
    found = imported(tmp_path, visits="", decisions=decisions)
    assert told(found) == [("red", "need_weeks_from", 2, "Gäller från")]


def test_a_visit_that_ends_as_it_begins_is_red(tmp_path: Path) -> None:
    visits = VISITS.replace("Minuter", "Sluttid").replace(
        "09;08:00;30", "09;08:00;08:00"
    )
    found = imported(tmp_path, visits=visits.replace(";30;", ";08:30;"))
    assert told(found) == [("red", "whole", 3, "Sluttid")]


def test_a_shift_from_seven_to_seven_is_a_day_long(tmp_path: Path) -> None:
    hours = "Anställningsnr;Datum;Starttid;Sluttid\n7;2026-11-14;07:00;07:00\n"
    [shift] = dataset(imported(tmp_path, hours=hours)).worked_shifts
    assert shift.end - shift.start == 1440


def test_a_name_that_is_a_personal_number_is_refused_with_a_key_too(
    tmp_path: Path,
) -> None:
    found = imported(tmp_path, asked=KEY, register=REGISTER.replace("Eva Ek", NUMBER))
    assert ("red", "import_personal_number", 2, "Namn") in told(found)


def test_no_name_is_shown_where_an_id_was_expected(tmp_path: Path) -> None:
    hours = "Medarbetare;Datum;Starttid;Sluttid\nUlf Alm;2026-11-14;07:00;16:00\n"
    found = imported(tmp_path, hours=hours)
    assert told(found) == [("red", "import_unknown_employee", 2, "Medarbetare")]
    assert "Ulf" not in repr((found.tables, found.refused))


def test_a_heading_that_is_only_alike_is_held_against_its_cells(tmp_path: Path) -> None:
    first, *rows = VISITS.splitlines()
    cells = ("ja", "nej", "09:00")
    visits = "\n".join(
        f"{row};{cell}"
        for row, cell in zip(
            (first, *rows, rows[0].replace("02;", "16;")),
            ("Sluttyd", *cells),
            strict=True,
        )
    )
    found = imported(tmp_path, visits=visits)
    assert found.tables[1].unread == ("Sluttyd",)
    assert told(found) == []
    found = imported(tmp_path, visits=visits.replace("nej", "09:00"))
    assert found.tables[1].unread == ()


def test_shifts_after_the_first_day_are_no_history(tmp_path: Path) -> None:
    starting = StartingValues(start=date(2026, 11, 14))
    asked = ImportAsked(mapping=ExportMapping(starting=starting))
    found = imported(tmp_path, asked=asked)
    assert told(found) == [("yellow", "import_after_start", 2, "Datum")]
    assert dataset(found).worked_shifts == ()


@pytest.mark.parametrize(("last", "days"), [("2026-11-20", 28), ("2026-11-21", 7)])
def test_a_plan_ends_with_the_last_visit_unless_that_is_a_stray_one(
    last: str, days: int, tmp_path: Path
) -> None:
    problem = dataset(imported(tmp_path, visits=VISITS.replace("2026-11-09", last)))
    assert (problem.start.isoformat(), problem.days) == ("2026-11-15", days)
    assert [visit.date.isoformat() for visit in problem.visits] == [last]


def test_meetings_before_the_plan_are_history_and_those_after_are_none(
    tmp_path: Path,
) -> None:
    visits = """Kundnr;Datum;Starttid;Minuter;Insats;Utförd av
k1;2026-11-14;08:00;30;Dusch;Eva Ek
k1;2026-11-15;08:00;30;Dusch;Eva Ek
k1;2026-11-14;12:00;30;Mat;Ulf Alm
"""
    found = imported(tmp_path, visits=visits)
    assert told(found) == [("yellow", "import_unknown_performer", 4, "Utförd av")]
    [met] = dataset(found).done_visits
    assert (met.client, met.employee, met.date) == ("k1", "7", date(2026, 11, 14))


def test_a_visit_of_another_unit_than_its_client_is_that_units(tmp_path: Path) -> None:
    visits = f"{VISITS}k1;2026-11-02;23:00;10;Tillsyn;Natt\n"
    visits += "k1;2026-11-09;23:00;10;Tillsyn;Natt\nk1;2026-11-04;09:00;9;Mat;Norr\n"
    problem = dataset(imported(tmp_path, visits=visits))
    assert problem.client["k1"].unit == "Norr"
    assert {need.kind: need.unit for need in problem.needs} == {
        "intimate": None,
        "supervision": "Natt",
    }


def test_a_place_that_is_not_on_earth_is_red_and_alone(tmp_path: Path) -> None:
    lines = VISITS.splitlines()
    places = ("Latitud;Longitud", "59,1;14,9", "91;14,9")
    visits = "\n".join(f"{a};{b}" for a, b in zip(lines, places, strict=True))
    found = imported(tmp_path, visits=visits)
    assert told(found) == [("red", "import_position", 3, "Latitud")]
    assert found.problem is not None
    assert [(c.lat, c.lon) for c in found.problem.clients] == [(59.1, 14.9)]
    assert imported(tmp_path, visits=visits.replace("91;", "90;")).problem is not None


def test_clients_of_whom_nobody_says_where_they_live_are_told(tmp_path: Path) -> None:
    found = imported(tmp_path)
    assert found.made is not None
    codes = {each.code for each in found.made.assumed}
    assert {"clients_unplaced", "units_unplaced"} <= codes
    [client] = dataset(found).clients
    [unit] = dataset(found).units
    assert (client.lat, client.lon) == (unit.lat, unit.lon) == (59.27, 15.21)


def test_what_a_word_could_have_meant_is_told_as_planners_say_it(
    tmp_path: Path,
) -> None:
    found = imported(
        tmp_path, visits=VISITS.replace("09;08:00;30;Dusch", "09;08:00;30;Yoga")
    )
    [fault] = found.refused
    assert "Intim omvårdnad, Läkemedel, Måltid" in fault.message("sv")
    assert "medication" not in fault.message("sv")
    assert "meal" in fault.message("en").lower()


def test_what_is_assumed_is_told_as_planners_say_it(tmp_path: Path) -> None:
    made = imported(tmp_path).made
    assert made is not None
    said = [each.message("sv") for each in made.assumed]
    assert [text for text in said if text.startswith("Färdmedel: Bil,")]
