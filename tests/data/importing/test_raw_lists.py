"""Lists as systems print them: no years, sums, dashes, visits that were called off."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.columns import UnreadableCellError
from data.importing.exported.written_dates import (
    DateForm,
    date_form,
    day_of,
    stated_day,
    weekday_of,
)
from data.importing.import_files import ImportAsked, Imported, import_files
from data.importing.mapping import ExportMapping
from scheduler.domain.clock import wall_clock
from scheduler.domain.values import VisitKind
from tests.data.importing.small_files import (
    HOURS,
    REGISTER,
    VISITS,
    dataset,
    imported,
    told,
)

STARTING = ImportAsked(ExportMapping().with_days(date(2026, 11, 30), 28))
NEAR = DateForm(near=date(2026, 11, 30))


def visits(folder: Path, *rows: str, title: str = "") -> Imported:
    """Return what comes of a list of visits; with a title no first day is known."""
    head = "Brukare;Dag;Kl fr;Kl till;Insats;Dubbelbem;Besöksstatus"
    text = "\n".join([*filter(None, [title]), head, *rows])
    if title:
        return imported(folder, visits=text, hours="")
    return imported(folder, asked=STARTING, visits=text, hours="")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("7/12", date(2026, 12, 7)),
        ("7.12.", date(2026, 12, 7)),
        ("mån 7/12", date(2026, 12, 7)),
        ("måndag den 7 december", date(2026, 12, 7)),
        ("7/12 (mån)", date(2026, 12, 7)),
        ("7 december, må", date(2026, 12, 7)),
        ("7 dec 07:15", date(2026, 12, 7)),
        ("31/5", date(2027, 5, 31)),
        ("1/6", date(2026, 6, 1)),
        ("2/1", date(2027, 1, 2)),
    ],
)
def test_a_date_without_a_year_is_in_the_nearest(written: str, day: date) -> None:
    assert day_of(written, NEAR) == day


@pytest.mark.parametrize("written", ["31/11", "12-07", "7", "32 dec", "0/12"])
def test_what_is_no_day_in_any_year_is_none(written: str) -> None:
    with pytest.raises(UnreadableCellError) as caught:
        day_of(written, NEAR)
    assert caught.value.code == "import_date"


def test_the_day_that_few_years_have_is_in_one_of_them() -> None:
    assert day_of("29/2", DateForm(near=date(2027, 6, 1))) == date(2028, 2, 29)


def test_days_behind_twelve_tell_the_order_of_dates_without_a_year() -> None:
    assert date_form(["12/3", "2/14"]) == DateForm(day_first=False)
    assert date_form(["12/3", "14/2"]) == DateForm()
    assert date_form(["12/3", "2/11"]) == DateForm(sure=False)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Period: 2026-11-02 - 2026-11-29", date(2026, 11, 2)),
        ("v. 45 (2/11/2026)", date(2026, 11, 2)),
        ("Nr 2026-99-99, 3.11.2026", None),
        ("Hemtjänst 2026", None),
        ("Arbetad tid november 2026", date(2026, 11, 15)),
        ("Schema dec. 2026", date(2026, 12, 15)),
        ("Maria 2026", None),
    ],
)
def test_a_title_may_say_the_year(title: str, day: date | None) -> None:
    assert stated_day(["Besök", title]) == day


@pytest.mark.parametrize(
    ("text", "weekday"), [("lör 2/1", 5), ("sö 3/1", 6), ("Tue 3/1", 1), ("2/1", None)]
)
def test_the_weekday_of_a_date_is_known(text: str, weekday: int | None) -> None:
    assert weekday_of(text) == weekday


def test_the_year_that_was_taken_is_told_once(tmp_path: Path) -> None:
    rows = (f"k1;{day}/12;08.00;08.30;Dusch;;" for day in (1, 2, 14))
    found = visits(tmp_path, *rows)
    dataset(found)
    assert [note for note in told(found) if note[1] == "import_year_taken"] == [
        ("yellow", "import_year_taken", 2, "Dag")
    ]


def test_a_title_above_says_which_year_it_is(tmp_path: Path) -> None:
    title = "Besökslista 2027-03-01 till 2027-03-14"
    found = visits(tmp_path, "k1;14/3;08.00;08.30;Dusch;;", title=title)
    assert [visit.date for visit in dataset(found).visits] == [date(2027, 3, 14)]


def test_without_a_year_anywhere_dates_are_red_and_told_once(tmp_path: Path) -> None:
    rows = [f"k1;{day}/12;08.00;08.30;Dusch;;" for day in (1, 2, 14)]
    found = visits(tmp_path, *rows, title="Besökslista")
    red = [note for note in told(found) if note[1] == "import_no_year"]
    assert red == [("red", "import_no_year", 3, "Dag")]


def test_a_weekday_that_the_year_does_not_have_there_is_red(tmp_path: Path) -> None:
    found = visits(tmp_path, "k1;tis 14/12;08.00;08.30;Dusch;;")
    assert ("red", "import_other_weekday", 2, "Dag") in told(found)


def test_sums_and_notes_are_passed_over_and_told(tmp_path: Path) -> None:
    row = "k1;14/12;08.00;08.30;Dusch;;"
    found = visits(tmp_path, row, "Antal besök: 1;;;;;;", "Summa k1;;;;0,5;;")
    assert len(dataset(found).visits) == 1
    assert ("yellow", "import_note", 3, None) in told(found)


def test_a_sum_below_a_register_is_nobody(tmp_path: Path) -> None:
    found = imported(tmp_path, register=f"{REGISTER}Antal: 2;;;;;\n")
    assert {person.id for person in dataset(found).employees} == {"7", "8"}


def test_a_row_that_is_filled_is_no_sum_whatever_its_first_word(tmp_path: Path) -> None:
    found = visits(tmp_path, "Summa;14/12;08.00;08.30;Dusch;;")
    assert len(dataset(found).visits) == 1


def test_a_dash_is_an_empty_cell(tmp_path: Path) -> None:
    found = visits(tmp_path, "k1;14/12;08.00;08.30;Dusch;-;–", "k2;–;08.00;08.30;Bad;;")
    assert ("red", "missing_value", 3, "Dag") in told(found)
    assert {note[2] for note in told(found) if note[0] == "red"} == {3}


def test_an_empty_end_is_blamed_by_its_heading(tmp_path: Path) -> None:
    found = visits(tmp_path, "k1;14/12;08.00;;Dusch;;")
    assert ("red", "missing_value", 2, "Kl till") in told(found)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Kvällsmedicin", VisitKind.MEDICATION),
        ("Morgonhygien", VisitKind.INTIMATE),
        ("Helgstäd", VisitKind.SERVICE),
        ("Matlåda", VisitKind.MEAL),
    ],
)
def test_a_part_of_the_day_may_stand_before_what_is_done(
    word: str, kind: VisitKind, tmp_path: Path
) -> None:
    found = visits(tmp_path, f"k1;14/12;08.00;08.30;{word};;")
    assert [visit.kind for visit in dataset(found).visits] == [kind]


def test_a_visit_that_was_called_off_recurs_and_is_not_made_that_day(
    tmp_path: Path,
) -> None:
    states = {7: "Planerat", 14: "Avbokat", 21: "Utfört"}
    rows = (f"k1;{day}/12;08.00;08.30;Dusch;;{state}" for day, state in states.items())
    found = visits(tmp_path, *rows)
    problem = dataset(found)
    assert len(problem.needs) == 1
    assert [visit.date.day for visit in problem.visits] == [30, 7, 21]
    assert ("yellow", "import_cancelled", 3, "Besöksstatus") in told(found)


def test_a_single_visit_that_was_called_off_is_none(tmp_path: Path) -> None:
    rows = ("k1;7/12;08.00;08.30;Dusch;;", "k2;8/12;08.00;08.30;Dusch;;inställt")
    assert [v.client for v in dataset(visits(tmp_path, *rows)).visits] == ["k1"]


def test_a_visit_that_another_row_makes_is_made(tmp_path: Path) -> None:
    rows = ("k1;7/12;08.00;08.30;Dusch;;Avbokat", "k1;7/12;08.00;08.30;Dusch;;Planerat")
    [visit] = dataset(visits(tmp_path, *rows)).visits
    assert visit.staff == 1


def test_nobody_has_met_whose_visit_was_called_off(tmp_path: Path) -> None:
    head = "Brukare;Datum;Starttid;Minuter;Insats;Personal;Status\n"
    row = "k1;2026-11-{};08:00;30;Dusch;7;{}\n"
    text = head + row.format("02", "Utförd") + row.format("10", "Avbokad")
    met = dataset(imported(tmp_path, visits=text, hours=HOURS)).done_visits
    assert [visit.date.day for visit in met] == [2]


@pytest.mark.parametrize(
    ("times", "start", "minutes"),
    [
        ("08:00-08:30", "08:00", 30),
        ("kl. 8.00 – 8.45", "08:00", 45),
        ("00:00-00:20", "00:00", 20),
        ("23.30-24.00", "23:30", 30),
        ("23:50-00:10", "23:50", 20),
    ],
)
def test_both_times_of_a_visit_may_stand_in_one_cell(
    times: str, start: str, minutes: int, tmp_path: Path
) -> None:
    text = f"Brukare;Datum;Tid;Insats\nk1;2026-12-07 (mån);{times};Tillsyn\n"
    found = imported(tmp_path, asked=STARTING, visits=text, hours="")
    [visit] = dataset(found).visits
    middle = wall_clock("Europe/Stockholm").with_offset(
        (visit.earliest + visit.latest) // 2
    )
    assert (f"{middle:%H:%M}", visit.minutes) == (start, minutes)


def test_both_times_of_a_shift_may_stand_in_one_cell(tmp_path: Path) -> None:
    hours = "Anst.nr;Datum;Arbetstid;Rast\n7;2026-11-14;21-07;30\n"
    [shift] = dataset(imported(tmp_path, hours=hours)).worked_shifts
    assert (shift.end - shift.start, shift.break_minutes) == (600, 30)


def test_hours_below_a_heading_of_times_are_no_span(tmp_path: Path) -> None:
    hours = "Anst.nr;Datum;Starttid;Arbetad tid\n7;2026-11-14;07:00;8,5\n"
    [shift] = dataset(imported(tmp_path, hours=hours)).worked_shifts
    assert shift.end - shift.start == 510


def test_a_cell_that_holds_no_two_times_is_red(tmp_path: Path) -> None:
    text = "Brukare;Datum;Tid\nk1;2026-12-07;8-9\nk1;2026-12-08;morgon\n"
    found = imported(tmp_path, asked=STARTING, visits=text, hours="")
    assert ("red", "import_span", 3, "Tid") in told(found)


def test_where_no_column_says_the_day_a_time_has_one_before_it(
    tmp_path: Path,
) -> None:
    text = "Kund;Start;Minuter\nk1;08:00;30\nk1;2026-12-08 08:00;30\n"
    found = imported(tmp_path, asked=STARTING, visits=text, hours="")
    assert [note for note in told(found) if note[0] == "red"] == [
        ("red", "import_no_day", 2, "Start")
    ]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("7/12 - 13/12", 7, 13),
        ("7/12-13/12", 7, 13),
        ("7-13/12", 7, 13),
        ("7–13 dec", 7, 13),
        ("7/12-26", 7, 7),
        ("mån 7/12 till sön 13/12", 7, 13),
        ("2026-12-07 - 2026-12-13", 7, 13),
        ("2026-12-07 t.o.m. 2026-12-13", 7, 13),
        ("2026-12-07", 7, 7),
    ],
)
def test_both_ends_of_an_absence_may_stand_in_one_cell(
    written: str, first: int, last: int, tmp_path: Path
) -> None:
    text = f"Namn;Typ;Period\nEva Ek;Semester;{written}\n"
    [absence] = dataset(imported(tmp_path, asked=STARTING, away=text)).absences
    day = wall_clock("Europe/Stockholm").day
    ends = day(absence.start).day, day(absence.end - 1).day
    assert ends == (first, last)


def test_several_days_off_may_be_wished_in_one_cell(tmp_path: Path) -> None:
    text = "Namn;Önskar ledigt\nEva Ek;24-26/12\n"
    wishes = dataset(imported(tmp_path, asked=STARTING, wishes=text)).wishes
    assert [wish.date.day for wish in wishes] == [24, 25, 26]


@pytest.mark.parametrize("written", ["7-13", "v. 50 - 51", "7/12 - 31/11"])
def test_what_is_no_two_dates_is_red(written: str, tmp_path: Path) -> None:
    text = f"Namn;Typ;Period\nEva Ek;Semester;{written}\n"
    found = imported(tmp_path, asked=STARTING, away=text)
    assert ("red", "import_date", 2, "Period") in told(found)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("v. 49 mån", date(2026, 11, 30)),
        ("v49 fredag", date(2026, 12, 4)),
        ("vecka 53 sön", date(2027, 1, 3)),
        ("v. 1 ti", date(2027, 1, 5)),
        ("2025 v. 49 mån", date(2025, 12, 1)),
        ("v. 49 2025, må", date(2025, 12, 1)),
    ],
)
def test_a_weekday_of_a_week_is_a_date(written: str, day: date) -> None:
    assert day_of(written, NEAR) == day


@pytest.mark.parametrize(
    ("written", "code"), [("v. 54 mån", "import_date"), ("v. 49 hej", "import_date")]
)
def test_what_is_no_week_or_weekday_is_no_date(written: str, code: str) -> None:
    with pytest.raises(UnreadableCellError) as caught:
        day_of(written, NEAR)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("261102", "261130"), (date(2026, 11, 2), date(2026, 11, 30))),
        (("021126", "301126"), (date(2026, 11, 2), date(2026, 11, 30))),
        (("101126", "111126"), (date(2026, 11, 10), date(2026, 11, 11))),
    ],
)
def test_six_digits_are_dates_that_lie_close(
    texts: tuple[str, ...], days: tuple[date, ...]
) -> None:
    form = date_form(texts)
    assert form.sure
    assert tuple(day_of(text, form) for text in texts) == days


def test_which_end_is_the_year_of_one_date_may_be_a_guess() -> None:
    assert date_form(["101126"]) == DateForm(sure=False)
    assert date_form(["261126"]) == DateForm()


def test_week_and_weekday_may_stand_in_two_columns(tmp_path: Path) -> None:
    text = "Brukare;Vecka;Veckodag;Kl fr;Kl till\nk1;v. 50;tis;08:00;08:30"
    found = imported(tmp_path, asked=STARTING, visits=text, hours="")
    assert [visit.date for visit in dataset(found).visits] == [date(2026, 12, 8)]
    assert ("yellow", "import_year_taken", 2, "Vecka") in told(found)


def test_a_week_beside_a_date_is_passed_over(tmp_path: Path) -> None:
    text = "Brukare;Vecka;Datum;Kl fr;Kl till\nk1;49;2026-12-08;08:00;08:30"
    found = imported(tmp_path, asked=STARTING, visits=text, hours="")
    assert [visit.date for visit in dataset(found).visits] == [date(2026, 12, 8)]


def test_clock_times_may_be_hours_with_decimals(tmp_path: Path) -> None:
    hours = "Anställd;Datum;Start;Slut;Rast (tim)\n7;261128;7;15,75;0,75"
    found = imported(tmp_path, hours=hours)
    [shift] = dataset(found).worked_shifts
    local = wall_clock("Europe/Stockholm").local
    assert f"{local(shift.start):%d %H:%M}-{local(shift.end):%H:%M}" == "28 07:00-15:45"
    assert shift.break_minutes == 45
    assert ("yellow", "import_decimal_clock", 2, "Slut") in told(found)


def test_who_is_on_a_sheet_of_hourly_staff_is_hourly(tmp_path: Path) -> None:
    book = Workbook()
    monthly, hourly = book.active, book.create_sheet("Timavlönade")
    notes = book.create_sheet("Info")
    assert monthly is not None
    monthly.append(["Anst.id", "Namn", "Befattning", "Anställning", "Ssgr"])
    monthly.append([7, "Eva Ek", "Usk", "Tillsv", "80 %"])
    hourly.append(["Anst.id", "Namn", "Befattning"])
    hourly.append([8, "Bo Al", "Vb"])
    notes.append(["Alla i urvalet."])
    notes.append(["Kontakt: planeringen"])
    path = tmp_path / "personal.xlsx"
    book.save(path)
    for name, text in (("visits", VISITS), ("hours", HOURS)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    found = import_files(sorted(tmp_path.iterdir()), ImportAsked())
    people = dataset(found).employee
    assert (people["7"].is_monthly, people["8"].is_monthly) == (True, False)
    codes = {code for _, code, _, _ in told(found)}
    assert {"import_by_title", "import_only_notes"} <= codes


def test_a_unit_that_each_file_calls_otherwise_is_one(tmp_path: Path) -> None:
    register = REGISTER.replace(";Norr", ";HTJ Norr 31240")
    hours = HOURS.replace("Rast", "Rast;Enhet").replace(";30", ";30;Norra hemtjänsten")
    found = imported(tmp_path, register=register, hours=hours)
    made = dataset(found)
    assert [unit.id for unit in made.units] == ["HTJ Norr 31240"]
    assert found.made is not None
    noted = [a.facts for a in found.made.assumed if a.code == "same_unit"]
    assert [fact["name"] for fact in noted] == ["Norr", "Norra hemtjänsten"]


def test_a_unit_without_people_is_told_and_not_joined(tmp_path: Path) -> None:
    register = REGISTER.replace("100;Norr", "100;Öst").replace("0;Norr", "0;Väst")
    found = imported(tmp_path, register=register)
    assert {unit.id for unit in dataset(found).units} == {"Öst", "Väst", "Norr"}
    assert found.made is not None
    alone = [a for a in found.made.assumed if a.code == "unit_without_people"]
    assert [a.facts["name"] for a in alone] == ["Norr"]
    assert "Norr har besök" in alone[0].message("sv")


def test_a_day_of_absence_among_worked_hours_is_passed_over(tmp_path: Path) -> None:
    hours = "Anst.nr;Datum;Från;Till;Rast;Orsak\n7;2026-11-14;07:00;16:00;30;\n"
    found = imported(tmp_path, hours=f"{hours}7;2026-11-15;;;;Sjuk")
    assert [shift.employee for shift in dataset(found).worked_shifts] == ["7"]
    assert ("yellow", "import_absent_then", 3, "Orsak") in told(found)
