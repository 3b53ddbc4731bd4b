"""Absences, wishes, balances and addresses of other systems are read as visits are."""

from datetime import date
from pathlib import Path

import pytest

from data.importing.import_files import ImportAsked, Imported, import_files
from scheduler.domain.problem import Problem
from scheduler.domain.values import Placed
from tests.data.importing.made_up_exports import (
    MadeUpExport,
    all_surroundings,
    all_three,
    sample,
)
from tests.data.importing.small_files import VISITS, dataset, imported, told


def read(exports: list[MadeUpExport], folder: Path) -> Imported:
    return import_files([e.write(folder) for e in exports], ImportAsked())


def test_absences_wishes_and_balances_become_those_of_the_dataset(
    tmp_path: Path,
) -> None:
    found = read([*all_three(), *all_surroundings()], tmp_path)
    assert told(found) == [("yellow", "import_not_granted", 3, "Status")]
    problem, was = dataset(found), sample()
    assert problem.absences == was.absences
    days = (problem.start, problem.end)
    assert problem.wishes == tuple(
        wish.model_copy(update={"shift": None})
        for wish in was.wishes
        if days[0] <= wish.date <= days[1]
    )
    assert [_brought(problem, e.id) for e in was.employees] == [
        _brought(was, e.id) for e in was.employees
    ]


def _brought(problem: Problem, who: str) -> tuple[int, ...]:
    balance = problem.balance[who]
    return (
        balance.hours_carried_minutes,
        balance.overtime_year_minutes,
        balance.extra_year_minutes,
        balance.weekends_worked,
    )


def test_addresses_are_found_in_the_register_of_places(tmp_path: Path) -> None:
    visits, *others = all_three()
    visits.without("Latitud", "Longitud")
    problem = dataset(read([visits, *others, *all_surroundings()], tmp_path))
    placed = [client.placed for client in problem.clients]
    assert placed.count(Placed.FOUND) == 19 - len(
        [n for n in range(1, 20) if not n % 3]
    )
    first = problem.client["c001"]
    assert first.address == "Björkvägen 1, 715 00 Småort"
    assert (first.lat, first.key) == (round(sample().client["c001"].lat, 5), "N001")
    assert {place.name for place in problem.places} <= {
        *(f"Björkvägen {n}, Småort" for n in range(1, 20)),
        "Småort",
    }


def test_coordinates_of_visits_are_better_than_those_of_an_address(
    tmp_path: Path,
) -> None:
    problem = dataset(read([*all_three(), *all_surroundings()], tmp_path))
    assert {client.placed for client in problem.clients} == {Placed.GIVEN}
    assert problem.places == ()


ABSENCES = """Anst.nr;Frånvaroorsak;Fr.o.m.;T.o.m.
7;VAB;2026-11-16;2026-11-17
8;Tjl;2026-11-18 13:00;2026-11-18 17:00
"""


def away(problem: Problem) -> list[tuple[str, str, int]]:
    """Return who is away, why, and for how many minutes."""
    return [(a.employee, a.kind.value, a.end - a.start) for a in problem.absences]


def test_an_absence_lasts_through_its_last_day_or_to_its_clock_time(
    tmp_path: Path,
) -> None:
    found = imported(tmp_path, absences=ABSENCES)
    assert told(found) == []
    assert away(dataset(found)) == [("7", "parental", 2880), ("8", "leave", 240)]


@pytest.mark.parametrize(
    ("row", "minutes", "yellow"),
    [
        ("7;Sjuk;2026-11-20;", 23 * 1440, "import_open_absence"),
        ("7;Sjuk;2026-11-20;9999-12-31", 23 * 1440, "import_open_absence"),
        ("7;Sjuk;2026-11-20 00:00;2026-11-21 23:59", 2880, ""),
        ("7;Sjuk;2026-11-20 00:00;2026-11-21 00:00", 2880, "import_through_last_day"),
        ("7;Sjuk;2026-11-20 06:10;2026-11-21 00:00", 1070, ""),
        ("7;Sjuk;2026-11-20 06:10;2026-11-20", 1070, ""),
        ("Eva Ek;Sjukdom;20261120;20261120", 1440, ""),
    ],
)
def test_edges_of_an_absence_in_the_ways_that_exports_have(
    row: str, minutes: int, yellow: str, tmp_path: Path
) -> None:
    absences = f"{ABSENCES.splitlines()[0]}\n{row}\n"
    found = imported(tmp_path, absences=absences)
    assert [code for _, code, _, _ in told(found)] == ([yellow] if yellow else [])
    assert away(dataset(found)) == [("7", "sick", minutes)]


def test_clock_times_of_columns_of_their_own_cut_an_absence(tmp_path: Path) -> None:
    absences = (
        "Anst.nr;Frånvaro;Datum;Från kl;Till kl;Omfattning\n"
        "7;Sjuk;2026-11-20;10:00;15:30;50\n8;Sem;2026-11-20;;;100\n"
        "7;Sjuk;2026-11-24;21:00;07:00;\n"
    )
    found = imported(tmp_path, absences=absences)
    assert told(found) == []
    assert [minutes for _, _, minutes in away(dataset(found))] == [330, 1440, 600]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("9;Sjuk;2026-11-20;2026-11-20", "import_unknown_employee", "Anst.nr"),
        ("7;Yoga;2026-11-20;2026-11-20", "import_unknown_value", "Frånvaroorsak"),
        ("7;;2026-11-20;2026-11-20", "missing_value", "Frånvaroorsak"),
        ("7;Sjuk;;2026-11-20", "missing_value", "Fr.o.m."),
        ("7;Sjuk;2026-11-20;2026-11-19", "ends_before_start", "T.o.m."),
        ("7;Sjuk;2026-11-31;", "import_date", "Fr.o.m."),
    ],
)
def test_an_absence_that_cannot_be_read_is_red(
    row: str, code: str, column: str, tmp_path: Path
) -> None:
    found = imported(tmp_path, absences=f"{ABSENCES}{row}\n")
    assert told(found) == [("red", code, 4, column)]


def test_a_part_of_a_day_without_clock_times_is_red(tmp_path: Path) -> None:
    absences = ABSENCES.replace("T.o.m.", "T.o.m.;Omfattning")
    absences = absences.replace("17\n", "17;50 %\n").replace("17:00", "17:00;50 %")
    found = imported(tmp_path, absences=absences)
    assert told(found) == [("red", "import_part_absence", 2, "Omfattning")]


def test_leave_that_was_not_granted_is_left_out_and_told(tmp_path: Path) -> None:
    absences = ABSENCES.replace("T.o.m.", "T.o.m.;Status")
    absences = absences.replace("17\n", "17;Avslag\n").replace("17:00", "17:00;Godkänd")
    found = imported(tmp_path, absences=absences)
    assert told(found) == [("yellow", "import_not_granted", 2, "Status")]
    assert [who for who, _, _ in away(dataset(found))] == ["8"]


def test_an_absence_that_stands_twice_counts_once(tmp_path: Path) -> None:
    found = imported(tmp_path, absences=f"{ABSENCES}{ABSENCES.splitlines()[1]}\n")
    assert told(found) == [("yellow", "import_row_again", 4, "Anst.nr")]
    assert len(dataset(found).absences) == 2


WISHES = """Anst.nr;Önskad ledighet;T.o.m.;Vikt
7;2026-12-01;2026-12-03;3
8;2026-12-05;;
"""


def wished(problem: Problem) -> list[tuple[str, date, bool, int]]:
    return [(w.employee, w.date, w.want, w.weight) for w in problem.wishes]


def test_wished_days_off_are_a_wish_for_each_day(tmp_path: Path) -> None:
    found = imported(tmp_path, wishes=WISHES)
    assert told(found) == []
    assert wished(dataset(found)) == [
        *(("7", date(2026, 12, day), False, 3) for day in (1, 2, 3)),
        ("8", date(2026, 12, 5), False, 1),
    ]


def test_wishes_outside_the_plan_are_left_out_and_told(tmp_path: Path) -> None:
    found = imported(tmp_path, wishes=WISHES.replace("2026-12-05", "2027-12-05"))
    assert told(found) == [("yellow", "import_wish_outside", 3, "Önskad ledighet")]
    assert len(dataset(found).wishes) == 3


def test_a_wish_about_a_shift_that_nobody_has_is_about_the_day(
    tmp_path: Path,
) -> None:
    wishes = "Anst.nr;Datum;Önskemål;Pass\n7;2026-12-01;Jobba;X9\n8;2026-12-01;Ledig;\n"
    found = imported(tmp_path, wishes=wishes)
    assert told(found) == [("yellow", "import_wish_any_shift", 2, "Pass")]
    problem = dataset(found)
    assert [(w.shift, w.want) for w in problem.wishes] == [(None, True), (None, False)]
    shift = problem.shift_types[0].id
    problem = dataset(imported(tmp_path, wishes=wishes.replace("X9", shift)))
    assert problem.wishes[0].shift == shift


@pytest.mark.parametrize("last", ["2026-11-30", "2027-02-01"])
def test_a_wish_ends_after_it_begins_and_before_long(last: str, tmp_path: Path) -> None:
    found = imported(tmp_path, wishes=WISHES.replace("2026-12-03", last))
    assert told(found) == [("red", "import_wish_days", 2, "T.o.m.")]


def test_a_wish_that_does_not_say_what_is_for_a_day_off(tmp_path: Path) -> None:
    found = imported(tmp_path, wishes="Anst.nr;Datum;Vikt\n7;2026-12-01;2\n")
    assert told(found) == [("yellow", "import_wish_off", 2, "Datum")]
    assert wished(dataset(found)) == [("7", date(2026, 12, 1), False, 2)]


BALANCES = """Anst.nr;Timbank;Övertid i år;Mertid i år (min);Kompsaldo;LAS-dagar
7;-3:30;12,5;90;4:15;
8;5;0;0;;200
"""


def test_balances_are_hours_unless_the_heading_says_minutes(tmp_path: Path) -> None:
    found = imported(tmp_path, balances=BALANCES)
    assert told(found) == []
    eva, bo = dataset(found).balances
    assert (eva.hours_carried_minutes, eva.overtime_year_minutes) == (-210, 750)
    assert (eva.extra_year_minutes, eva.comp_minutes, eva.las_days) == (90, 255, None)
    assert (bo.hours_carried_minutes, bo.las_days) == (300, 200)


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("12,5", "-12,5", "whole", "Övertid i år"),
        ("12,5", "mycket", "import_number", "Övertid i år"),
        ("7;-3", "9;-3", "import_unknown_employee", "Anst.nr"),
        ("8;5", "7;5", "import_second_row", "Anst.nr"),
        ("200", "2000", "whole", "LAS-dagar"),
    ],
)
def test_a_balance_that_cannot_be_is_red(
    old: str, new: str, code: str, column: str, tmp_path: Path
) -> None:
    found = imported(tmp_path, balances=BALANCES.replace(old, new))
    line = 3 if old in ("8;5", "200") else 2
    assert told(found) == [("red", code, line, column)]


def test_an_address_of_somebody_without_visits_is_told_and_left_out(
    tmp_path: Path,
) -> None:
    addresses = "Kundnr;Adress;Postort\nk1;Ekvägen 1;Byn\nk9;Ekvägen 9;Byn\n"
    found = imported(tmp_path, addresses=addresses)
    assert told(found) == [("yellow", "import_no_visits", 3, "Kundnr")]
    [client] = dataset(found).clients
    assert (client.address, client.placed) == ("Ekvägen 1, Byn", Placed.ASSUMED)


def test_visits_may_tell_where_the_client_lives(tmp_path: Path) -> None:
    lines = VISITS.splitlines()
    visits = "\n".join(
        f"{a};{b}" for a, b in zip(lines, ("Adress", "Ekvägen 1", ""), strict=True)
    )
    places = "Adress;Latitud;Longitud\nEkvägen 1;59,2;14,9\nEkvägen 2;59,3;14,8\n"
    problem = dataset(imported(tmp_path, visits=visits, places=places))
    [client] = problem.clients
    assert (client.lat, client.placed) == (59.2, Placed.FOUND)
    assert [place.name for place in problem.places] == ["Ekvägen 1"]


def test_neither_address_nor_key_is_shown(tmp_path: Path) -> None:
    addresses = "Kundnr;Adress;Nyckel\nk1;Ekvägen 1;N7\n"
    found = imported(tmp_path, addresses=addresses)
    assert "Ekvägen" not in repr(found.tables)
    assert "N7" not in repr(found.tables)


def test_a_place_that_is_not_on_earth_is_red(tmp_path: Path) -> None:
    places = "Adress;Latitud;Longitud\nEkvägen 1;91;14,9\n"
    found = imported(tmp_path, places=places)
    assert told(found) == [("red", "import_position", 2, "Latitud")]


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("N;E", "6563000;489000"),
        ("X;Y", "6 563 000,0;489 000,0"),
        ("X;Y", "489000;6563000"),
        ("Nord;Ost", "6563000;489000"),
        ("SWEREF99 TM N;SWEREF99 TM E", "6563000;489000"),
        ("sweref99tm_n;sweref99tm_e", "6563000;489000"),
        ("Latitud;Longitud", "6563000;489000"),
        ("N SWEREF 99 15 00;E SWEREF 99 15 00", "6565626,25;138995,598"),
        ("RT90 X;RT90 Y", "6565406,785;1442996,515"),
        ("EPSG:3006 N;EPSG:3006 E", "6563000;489000"),
        ("N EPSG:3009;E EPSG:3009", "6565626,25;138995,598"),
        ("Koordinater", "6563000, 489000"),
        ("SWEREF99 TM", "6 563 000, 489 000"),
        ("Koordinater (EPSG:3009)", "6565626.25 138995.598"),
        ("Lat/Long", "59.205942, 14.807385"),
        ("GPS", '"59,205942; 14,807385"'),
        ("WGS84", "59.205942,14.807385"),
        ("Koordinater", "N 59.205942° E 14.807385°"),
        ("Koordinater", "POINT (14.807385 59.205942)"),
        ("Läge", "SWEREF 99 15 00: 6565626.25 138995.598"),
    ],
)
def test_metres_are_read_as_municipalities_have_them(
    tmp_path: Path, headings: str, cells: str
) -> None:
    places = f"Adress;{headings}\nEkvägen 1;{cells}\n"
    addresses = "Kundnr;Adress\nk1;Ekvägen 1\n"
    problem = dataset(imported(tmp_path, places=places, addresses=addresses))
    [client] = problem.clients
    assert (client.lat, client.lon) == pytest.approx((59.205942, 14.807385), abs=5e-6)
    assert client.placed is Placed.FOUND


@pytest.mark.parametrize("headings", ["N;E", "N SWEREF 99 12 34;E SWEREF 99 12 34"])
def test_metres_of_a_zone_that_nobody_names_are_red(
    tmp_path: Path, headings: str
) -> None:
    places = f"Adress;{headings}\nEkvägen 1;6565625;138993\n"
    found = imported(tmp_path, places=places)
    column = headings.partition(";")[0]
    assert told(found) == [("red", "import_grid_unclear", 2, column)]


def test_a_cell_that_should_have_both_coordinates_is_red_without(
    tmp_path: Path,
) -> None:
    places = "Adress;Koordinater\nEkvägen 1;59.2, 14.8\nEkvägen 2;59,2\nEkvägen 3;\n"
    found = imported(tmp_path, places=places)
    assert told(found) == [
        ("red", "import_position_pair", 3, "Koordinater"),
        ("red", "missing_value", 4, "Koordinater"),
    ]


def test_a_letter_is_no_coordinate_where_its_cells_are_none(tmp_path: Path) -> None:
    visits = "\n".join(
        f"{line};{more}"
        for line, more in zip(VISITS.splitlines(), ("X;N", "x;2", "x;1"), strict=True)
    )
    found = imported(tmp_path, visits=visits)
    assert told(found) == []
    assert {client.placed for client in dataset(found).clients} == {Placed.ASSUMED}
