"""The workbook is read back with another library than the one that wrote it."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.excel.workbook import schedule_xlsx
from data.palette import AWAY, RED_DAY, RED_INK, SHIFTS, WEEKEND
from scheduler.domain.plan import Plan, Unassigned
from scheduler.domain.problem import Problem
from scheduler.domain.values import ShiftKind
from scheduler.planning.result import Result, Status
from tests.build import (
    absence,
    day,
    employee,
    need,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
)
from tests.data.reading.town import Town
from tests.data.reading.town_plan import RULES, dealt_result

pytestmark = pytest.mark.usefixtures("plain_weeks")

NAMES = [
    "Schema",
    "Arbetspass",
    "Besök",
    "Obemannade platser",
    "Regelavvikelser",
    "Kostnader",
    "Priset rad för rad",
    "Timmar enligt lag",
    "Nyckeltal",
]
FIRST_DAY, DATE_ROW = 4, 5
"""Column and row, counted from 1, of the first date on the wall."""


def read(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def result_of(made: Plan | None) -> Result:
    status = Status.FEASIBLE if made else Status.INFEASIBLE
    return Result(status=status, plan=made, seconds=1, seed=0, workers=1)


def book_of(made: Problem, *rows: object) -> Workbook:
    return read(schedule_xlsx(made, result_of(plan(*rows)), ()))  # type: ignore[arg-type]


def sheet(view: Workbook, name: str) -> Worksheet:
    found = view[name]
    assert isinstance(found, Worksheet)
    return found


def rows_of(page: Worksheet) -> list[dict[str, object]]:
    heads, *rows = page.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def cell_of(page: Worksheet, name: str, number: int) -> Cell:
    """Return the cell of a person on the plan day with this number."""
    for row in page.iter_rows(min_row=DATE_ROW + 1):
        if row[0].value == name:
            found = row[FIRST_DAY - 1 + number]
            assert isinstance(found, Cell)
            return found
    raise AssertionError(name)


def fill(cell: Cell) -> str:
    return "#" + str(cell.fill.fgColor.rgb)[2:]


@pytest.fixture(scope="module")
def town() -> Town:
    return Town()


@pytest.fixture(scope="module")
def view(town: Town) -> Workbook:
    return read(schedule_xlsx(town.problem, dealt_result(town.problem), RULES))


def test_the_wall_comes_first_and_then_the_flat_tables(view: Workbook) -> None:
    assert view.sheetnames == NAMES


def test_the_days_of_the_wall_are_dates(view: Workbook, town: Town) -> None:
    page = sheet(view, "Schema")
    cells = page[DATE_ROW][FIRST_DAY - 1 : FIRST_DAY - 1 + town.problem.days]
    dates = [c.value.date() for c in cells if isinstance(c.value, dt.datetime)]
    assert dates == list(town.problem.dates)


def test_a_shift_code_has_the_colour_of_its_kind() -> None:
    night = shift_type("N1", "21:00-07:00", kind="night")
    asked = need("2026-12-21 07:00", "2026-12-23 07:00")
    made = problem(shift_types=(shift_type("D1"), night), staffing=(asked,))
    rows = (
        shift_row(shift="D1"),
        shift_row(start="2026-12-22 21:00", end="2026-12-23 07:00", shift="N1"),
    )
    page = sheet(book_of(made, *rows), "Schema")
    by_day, by_night = cell_of(page, "Amy", 0), cell_of(page, "Amy", 1)
    assert (by_day.value, fill(by_day)) == ("D1", SHIFTS[ShiftKind.DAY].fill)
    assert (by_night.value, fill(by_night)) == ("N1", SHIFTS[ShiftKind.NIGHT].fill)


def test_absences_weekends_and_red_days_are_told_apart() -> None:
    away = absence("amy", "2026-12-22 00:00", "2026-12-22 24:00", "sick")
    made = problem(absences=(away,), start=day(-2), days=6)
    page = sheet(book_of(made), "Schema")
    sick, saturday = cell_of(page, "Amy", 3), cell_of(page, "Amy", 0)
    eve = cell_of(page, "Amy", 5)
    assert (sick.value, fill(sick)) == ("SJ", AWAY.fill)
    assert (fill(saturday), fill(eve)) == (WEEKEND, RED_DAY)


def test_lent_and_extra_shifts_are_marked() -> None:
    made = problem(
        units=(unit(), unit("outer")),
        shift_types=(shift_type("D1"),),
        employees=(employee(degree_pct=75),),
        staffing=(
            need("2026-12-21 07:00", "2026-12-21 16:00", unit="outer"),
            need("2026-12-22 07:00", "2026-12-22 16:00"),
        ),
    )
    rows = (
        shift_row(shift="D1", unit="outer"),
        shift_row(
            start="2026-12-22 07:00",
            end="2026-12-22 16:00",
            shift="D1",
            pay_class="extra",
        ),
    )
    page = sheet(book_of(made, *rows), "Schema")
    assert [cell_of(page, "Amy", n).value for n in (0, 1)] == ["D1*", "D1+"]


def test_resource_time_is_marked_coloured_and_summed() -> None:
    asked = need("2026-12-22 07:00", "2026-12-22 08:00")
    types = (shift_type("D1"), shift_type("R1", kind="resource"))
    made = problem(
        shift_types=types, employees=(employee(), employee("bo")), staffing=(asked,)
    )
    tuesday = {"start": "2026-12-22 07:00", "end": "2026-12-22 16:00"}
    rows = (
        shift_row(shift="D1"),
        shift_row(shift="D1", **tuesday),
        shift_row("bo", shift="R1", **tuesday),
    )
    book = book_of(made, *rows)
    page = sheet(book, "Schema")
    idle, asked_for = cell_of(page, "Amy", 0), cell_of(page, "Amy", 1)
    assert (idle.value, fill(idle)) == ("D1°", SHIFTS[ShiftKind.RESOURCE].fill)
    assert (asked_for.value, fill(asked_for)) == ("D1", SHIFTS[ShiftKind.DAY].fill)
    heads = [cell.value for cell in page[DATE_ROW]]
    sums = [page[DATE_ROW + n][heads.index("Resurstid")].value for n in (2, 3)]
    assert sums == [9, 9]
    uses = [row["Används till"] for row in rows_of(sheet(book, "Arbetspass"))]
    assert uses == ["Resurstid", "Bemanningskrav", "Resurstid"]


def test_overtime_after_a_shift_is_used_for_what_the_shift_is() -> None:
    made = problem(visits=(visit(),))
    rows = (
        shift_row(),
        shift_row(
            start="2026-12-21 16:00",
            end="2026-12-21 17:00",
            part=2,
            pay_class="overtime",
        ),
        visit_row(),
    )
    shifts = rows_of(sheet(book_of(made, *rows), "Arbetspass"))
    assert [row["Används till"] for row in shifts] == ["Besök", "Besök"]


def test_the_line_ends_in_hours_and_balance() -> None:
    page = sheet(book_of(problem(), shift_row()), "Schema")
    heads = [cell.value for cell in page[DATE_ROW]]
    line = [cell.value for cell in page[DATE_ROW + 2]]
    at = dict(zip(heads, line, strict=True))
    assert (at["Pass"], at["Arbetade"], at["Avtalad tid"]) == (1, 9, 40)
    assert at["Utg. saldo"] == -31


def test_people_on_duty_stand_at_the_bottom() -> None:
    page = sheet(book_of(problem(), shift_row()), "Schema")
    assert cell_of(page, "centre: dag kl. 10", 0).value == 1
    assert cell_of(page, "centre: dag kl. 10", 1).value == 0


def test_a_broken_rule_frames_the_cell() -> None:
    plain = sheet(book_of(problem(), shift_row()), "Schema")
    assert cell_of(plain, "Amy", 0).border.right.style == "thin"
    made, rows = problem(), plan(shift_row())
    audit = dealt_result(Town().problem).audit
    assert audit is not None
    broken = audit.breaches[0].model_copy(update={"employee": "amy", "date": day(0)})
    judged = audit.model_copy(update={"breaches": (broken,), "costs": ()})
    result = result_of(rows).model_copy(update={"audit": judged})
    page = sheet(read(schedule_xlsx(made, result, RULES)), "Schema")
    border = cell_of(page, "Amy", 0).border
    assert (border.right.style, border.right.color.rgb) == (
        "thick",
        "FF" + RED_INK[1:],
    )


def test_the_wall_stays_in_view_and_prints_on_a3(view: Workbook) -> None:
    page = sheet(view, "Schema")
    assert page.freeze_panes == "D6"
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 8
    fit = page.sheet_properties.pageSetUpPr
    assert fit is not None
    assert fit.fitToPage
    width, height = page.page_setup.fitToWidth, page.page_setup.fitToHeight
    assert (width or 1, height) == (1, 0)
    assert (page.print_title_rows, page.print_title_cols) == ("$3:$5", "$A:$C")


@pytest.mark.parametrize("name", NAMES[1:])
def test_flat_tables_filter_below_a_frozen_heading(view: Workbook, name: str) -> None:
    page = sheet(view, name)
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == page.dimensions
    assert all(isinstance(cell.value, str) for cell in page[1])


def test_shifts_have_real_dates_times_and_hours() -> None:
    made = book_of(problem(), shift_row(breaks="12:00-12:30"))
    (row,) = rows_of(sheet(made, "Arbetspass"))
    assert row["Datum"] == dt.datetime.fromisoformat("2026-12-21")
    assert row["Börjar"] == dt.datetime.fromisoformat("2026-12-21T07:00")
    assert row["Betald tid, h"] == 8.5
    assert row["Raster"] == "12:00–12:30"


def test_visits_have_windows_and_places_by_name() -> None:
    made = problem(visits=(visit(),))
    (row,) = rows_of(sheet(book_of(made, shift_row(), visit_row()), "Besök"))
    assert row["Tidigast"] == dt.datetime.fromisoformat("2026-12-21T08:00")
    assert row["Senast"] == dt.datetime.fromisoformat("2026-12-21T09:00")
    assert (row["Restid, min"], row["Kommer från"]) == (2, "centre")


def test_a_visit_that_nobody_makes_says_why() -> None:
    made = problem(visits=(visit(),))
    left = Unassigned(visit="v1", reason="no_skill", detail="delegering")
    (row,) = rows_of(sheet(book_of(made, left), "Obemannade platser"))
    assert row["Varför"] == "Ingen har den kompetens som krävs"
    assert row["Detaljer"] == "delegering"


def test_breaches_are_in_words_the_binding_first(view: Workbook) -> None:
    rows = rows_of(sheet(view, "Regelavvikelser"))
    assert [r["Gäller som"] for r in rows[:2]] == ["Tvingande", "Poängsatt"]
    assert rows[0]["Avvikelse"] == "e000 bryter mot R01 med 90."
    costs = [r["Poäng"] for r in rows[1:]]
    assert costs == sorted(costs, key=lambda c: -float(str(c)))


def test_costs_are_kronor_and_hours(view: Workbook, town: Town) -> None:
    audit = dealt_result(town.problem).audit
    assert audit is not None
    rows = rows_of(sheet(view, "Kostnader"))
    total = sum(float(str(row["Belopp, kr"])) for row in rows)
    assert total == pytest.approx(audit.personnel_cost / 100)
    assert {"Månadslön", "PO-pålägg"} <= {str(r["Postens namn"]) for r in rows}


def test_figures_have_scope_and_parts(view: Workbook) -> None:
    rows = rows_of(sheet(view, "Nyckeltal"))
    first = next(r for r in rows if r["Nyckeltal"] == "K03")
    assert first["Gäller för"] == "Alla enheter"
    assert first["Namn"] == "Nyttjandegrad"
    assert isinstance(first["Täljare"], float | int)


def test_a_name_that_looks_like_a_formula_is_a_name() -> None:
    evil = '=HYPERLINK("http://x","y")'
    made = problem(employees=(employee(name=evil),), units=(unit(name="@cmd"),))
    content = schedule_xlsx(made, result_of(plan(shift_row())), ())
    page = sheet(read(content), "Schema")
    assert cell_of(page, evil, 0).data_type == "s"
    assert cell_of(page, evil, 0).row > DATE_ROW
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in parts.read(name) for name in sheets)
    table = sheet(read(content), "Arbetspass")
    names = [cell for cell in table["D"] if cell.value == evil]
    assert [cell.quotePrefix for cell in names] == [True]


def test_the_same_result_gives_the_same_bytes(town: Town) -> None:
    result = dealt_result(town.problem)
    once, twice = (schedule_xlsx(town.problem, result, RULES) for _ in range(2))
    assert once == twice


def test_without_a_plan_the_wall_shows_who_is_away() -> None:
    away = absence("amy", "2026-12-21 00:00", "2026-12-21 24:00")
    made = problem(absences=(away,))
    view = read(schedule_xlsx(made, result_of(None), ()))
    assert cell_of(sheet(view, "Schema"), "Amy", 0).value == "SE"
    assert rows_of(sheet(view, "Regelavvikelser")) == []


def test_rows_about_nothing_known_are_written_by_id() -> None:
    rows = shift_row("ghost", shift="??", unit="moon"), visit_row("v9", "ghost")
    view = book_of(problem(), *rows, Unassigned(visit="v8", reason="odd"))
    (shift,) = rows_of(sheet(view, "Arbetspass"))
    (visited,) = rows_of(sheet(view, "Besök"))
    (left,) = rows_of(sheet(view, "Obemannade platser"))
    assert (shift["Namn"], shift["Enhet"], shift["Passtyp"]) == ("ghost", "moon", None)
    assert (visited["Namn"], visited["Brukare"]) == ("ghost", None)
    assert left["Varför"] == "odd"
