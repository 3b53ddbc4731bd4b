"""Reports on their way in: matched to visits, or refused with all their faults."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from data.faults import BadInput
from data.follow_up.reported_files import read_reported, read_reported_document
from scheduler.domain.problem import Problem
from scheduler.follow_up.reported import Reported, VisitOutcome
from tests.build import at, problem, visit

HEAD = "visit_id,client_id,date,kind,employee_id,start,end,status,reason"
WORKED_HEAD = "employee_id,date,start,end,break_minutes,kind"
MADE = "v1,,,,amy,2026-12-21T08:03,2026-12-21T08:40,performed,"


def village() -> Problem:
    return problem(
        visits=(
            visit("v1"),
            visit("v2", "2026-12-21 17:00"),
            visit("two", "2026-12-22 08:00", staff=2, kind="intimate"),
        )
    )


def read(
    folder: Path, *rows: str, head: str = HEAD, name: str = "performed"
) -> Reported:
    path = folder / "juni.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return read_reported({name: [path]}, village())


def faults(folder: Path, *rows: str, **given: str) -> list[tuple[str, int, str]]:
    with pytest.raises(BadInput) as refused:
        read(folder, *rows, **given)
    assert {f.file for f in refused.value.faults} == {str(folder / "juni.csv")}
    return [(f.code, f.line or 0, f.column or "") for f in refused.value.faults]


def test_a_row_with_an_id_says_who_made_that_visit_and_when(tmp_path: Path) -> None:
    [row] = read(tmp_path, MADE).visits
    assert (row.visit, row.client, row.employee) == ("v1", "carl", "amy")
    assert row.span == (at("2026-12-21 08:03"), at("2026-12-21 08:40"))
    assert row.outcome is VisitOutcome.PERFORMED


def test_a_row_without_an_id_is_about_the_visit_whose_window_is_nearest(
    tmp_path: Path,
) -> None:
    rows = [
        f",carl,2026-12-21,care,amy,2026-12-21T{start},2026-12-21T{end},performed,"
        for start, end in (("16:30", "17:00"), ("09:40", "10:00"), ("20:00", "20:30"))
    ]
    found = read(tmp_path, *rows).visits
    assert [row.visit for row in found] == ["v1", "v2", None]


def test_a_row_alone_is_about_the_nearest_too(tmp_path: Path) -> None:
    row = ",carl,2026-12-21,care,amy,2026-12-21T16:30,2026-12-21T17:00,performed,"
    assert [found.visit for found in read(tmp_path, row).visits] == ["v2"]


def test_two_people_make_one_visit(tmp_path: Path) -> None:
    row = ",carl,2026-12-22,intimate,amy,2026-12-22T08:00,2026-12-22T08:30,performed,"
    assert [r.visit for r in read(tmp_path, row, row, row).visits] == [
        "two",
        "two",
        None,
    ]


def test_rows_with_ids_are_matched_first(tmp_path: Path) -> None:
    late = ",carl,2026-12-21,care,amy,2026-12-21T07:00,2026-12-21T07:20,performed,"
    assert [row.visit for row in read(tmp_path, late, MADE).visits] == ["v1", "v2"]


def test_a_declined_visit_needs_no_times_where_one_alone_can_be_meant(
    tmp_path: Path,
) -> None:
    row = ",carl,2026-12-22,intimate,,,,declined,trött"
    [found] = read(tmp_path, row).visits
    assert (found.visit, found.outcome, found.reason) == ("two", "declined", "trött")
    unclear = ",carl,2026-12-21,care,,,,declined,"
    none = ",carl,2026-12-23,care,,,,missed,"
    assert faults(tmp_path, unclear, none) == [
        ("performed_unclear", 2, "kind"),
        ("performed_none", 3, "kind"),
    ]


CARE_DECLINED = ",carl,2026-12-21,care,,,,declined,"


def test_a_declined_visit_without_times_is_the_one_that_no_other_row_is_about(
    tmp_path: Path,
) -> None:
    morning = ",carl,2026-12-21,care,amy,2026-12-21T07:00,2026-12-21T07:20,performed,"
    told = read(tmp_path, CARE_DECLINED, morning).visits
    assert {(row.visit, row.outcome) for row in told} == {
        ("v1", "performed"),
        ("v2", "declined"),
    }


def test_as_many_declined_without_times_as_are_left_are_all_of_them(
    tmp_path: Path,
) -> None:
    told = read(tmp_path, CARE_DECLINED, CARE_DECLINED).visits
    assert [row.visit for row in told] == ["v1", "v2"]
    third = faults(tmp_path, CARE_DECLINED, CARE_DECLINED, CARE_DECLINED)
    assert third == [("performed_none", 4, "kind")]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    rows = (
        "v9,,,,amy,2026-12-21T08:00,2026-12-21T08:30,performed,",
        ",carl,,care,amy,2026-12-21T08:00,2026-12-21T08:30,performed,",
        "v1,,,,eve,2026-12-21T08:30,2026-12-21T08:30,performed,",
        "v1,,,,,,,performed,",
        "v1,,,,amy,2026-12-21T08:00,,gjort,",
    )
    assert faults(tmp_path, *rows) == [
        ("one_of", 6, "status"),
        ("missing_value", 3, "date"),
        ("ends_before_start", 4, "end"),
        ("missing_value", 5, "employee_id"),
        ("missing_value", 5, "start"),
        ("missing_value", 5, "end"),
        ("unknown_id", 2, "visit_id"),
        ("unknown_id", 4, "employee_id"),
    ]


def test_swedish_excel_is_understood(tmp_path: Path) -> None:
    head = HEAD.replace(",", ";")
    row = "v1;;;;amy;2026-12-21 8:03;2026-12-21 8:40;performed;"
    [found] = read(tmp_path, row, head=head).visits
    assert found.minutes == 37


def test_worked_time_and_absence_are_read(tmp_path: Path) -> None:
    rows = (
        "amy,2026-12-21,2026-12-21T07:00,2026-12-21T16:00,0:30,work",
        "amy,2026-12-22,,,,sick",
        "amy,2026-12-23,2026-12-23T07:00,2026-12-23T16:00,,",
    )
    work, ill, plain = read(tmp_path, *rows, head=WORKED_HEAD, name="worked").times
    assert (work.break_minutes, work.absence) == (30, None)
    assert (ill.span, ill.absence) == (None, "sick")
    assert plain.absence is None


def test_faults_of_worked_time_are_told_at_once(tmp_path: Path) -> None:
    rows = (
        "amy,2026-12-21,,,,work",
        "amy,2026-12-21,2026-12-22T07:00,2026-12-22T16:00,,",
        "amy,2026-12-28,2026-12-28T07:00,2026-12-28T16:00,,",
        "amy,2026-12-21,2026-12-21T07:00,2026-12-22T07:01,,holiday",
    )
    assert faults(tmp_path, *rows, head=WORKED_HEAD, name="worked") == [
        ("one_of", 5, "kind"),
        ("missing_value", 2, "start"),
        ("missing_value", 2, "end"),
        ("worked_other_day", 3, "start"),
        ("outside_plan", 4, "date"),
        ("longer_than_a_day", 5, "end"),
    ]


def test_a_workbook_holds_both_in_words_that_people_use(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Utförda besök"
    page.append(HEAD.split(","))
    page.append([cell or None for cell in MADE.split(",")])
    more = book.create_sheet("Arbetad tid")
    more.append(WORKED_HEAD.split(","))
    more.append(["amy", "2026-12-22", None, None, None, "sick"])
    path = tmp_path / "rapport.xlsx"
    book.save(path)
    found = read_reported({"performed": [path]}, village())
    assert (len(found.visits), len(found.times)) == (1, 1)
    assert read_reported({"performed": [path], "worked": [path]}, village()) == found


def test_several_files_of_one_kind_are_read_as_one(tmp_path: Path) -> None:
    paths = [tmp_path / f"v{n}.csv" for n in (52, 53)]
    for path, row in zip(paths, (MADE, "v2,,,,,,,declined,"), strict=True):
        path.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    found = read_reported({"performed": paths}, village())
    assert [r.visit for r in found.visits] == ["v1", "v2"]
    paths[0].write_text(f"{HEAD}\nv9{MADE[2:]}\n", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_reported({"performed": paths}, village())
    assert [(f.file, f.line) for f in refused.value.faults] == [(str(paths[0]), 2)]


def test_a_document_is_read_as_files_are() -> None:
    made = {"visit_id": "v1", "employee_id": "amy", "status": "performed"}
    times = {"start": "2026-12-21T08:03", "end": "2026-12-21T08:40"}
    found = read_reported_document({"performed": [made | times]}, village())
    assert found.visits[0].minutes == 37
    with pytest.raises(BadInput) as refused:
        read_reported_document({"performed": [made], "utfört": []}, village())
    told = [(f.code, f.pointer) for f in refused.value.faults]
    assert told == [
        ("unknown_array", "/utf\u00f6rt"),
        ("missing_value", "/performed/0/start"),
        ("missing_value", "/performed/0/end"),
    ]


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read_reported({"worked": [tmp_path / "none.csv"]}, village())
    assert [fault.code for fault in refused.value.faults] == ["no_file"]
