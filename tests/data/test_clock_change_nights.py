"""Both nights on which the clocks are changed, written down and read again."""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest

from data.faults import BadInput
from data.reading.dataset import read_dataset, read_document
from data.reading.plans import read_plan, read_plan_document
from data.writing.dataset_files import write_dataset, write_document
from data.writing.plan_files import write_plan_document
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.values import Instant
from tests.build import (
    absence,
    at,
    plan,
    problem,
    shift_row,
    shift_type,
    visit,
    visit_row,
    worked,
)
from tests.data.plan_build import RULES, small_result, write_plan
from tests.data.reading.build import Files, faults_of

Rows = list[dict[str, object]]

AUTUMN, SPRING = "2026-10-25", "2027-03-28"
QUARTERS = range(0, 300, 15)
"""Minutes after midnight, past the end of the hour that is repeated or skipped."""

nights = pytest.mark.parametrize("night", [AUTUMN, SPRING])


def _midnight(night: str) -> Instant:
    return at(f"{night} 00:00")


def _town(night: str) -> Problem:
    """Build the eve and the night, with something at each quarter of it."""
    eve = date.fromisoformat(night) - timedelta(days=1)
    moments = [_midnight(night) + minutes for minutes in QUARTERS]
    return problem(
        start=eve,
        days=2,
        agreement="AB",
        shift_types=(shift_type("night", "21:00-07:00", kind="night", paid_meal=True),),
        visits=tuple(
            visit(f"v{t}", date=eve).model_copy(
                update={"earliest": t, "latest": t + 15}
            )
            for t in moments
        ),
        absences=tuple(
            absence("amy", f"{eve} 08:00", f"{eve} 09:00").model_copy(
                update={"start": t, "end": t + 15}
            )
            for t in moments
        ),
    )


def _plan(town: Problem) -> Plan:
    """Build a plan in which visits and breaks begin at each quarter."""
    eve = f"{town.start}"
    night = [f"{eve} 21:00", f"{town.end} 07:00"]
    shifts = [
        shift_row("amy", *night, shift="night").model_copy(
            update={"breaks": ((v.earliest, v.earliest + 30),)}
        )
        for v in town.visits
    ]
    calls = [
        visit_row(v.id, start=f"{eve} 22:00").model_copy(
            update={"start": v.earliest, "end": v.earliest + 30}
        )
        for v in town.visits
    ]
    return plan(*shifts, *calls)


@nights
def test_a_dataset_reads_back(tmp_path: Path, night: str) -> None:
    town = _town(night)
    write_dataset(town, tmp_path / "town", b'{"rules": []}')
    assert read_dataset(tmp_path / "town").model_copy(update={"sha256": ""}) == (
        town.model_copy(update={"sha256": ""})
    )
    again = read_document(write_document(town))
    assert (again.visits, again.absences) == (town.visits, town.absences)


@nights
def test_the_shift_before_the_plan_reads_back(night: str) -> None:
    first, eve = date.fromisoformat(night), date.fromisoformat(night)
    eve -= timedelta(days=1)
    whole = worked("amy", f"{eve} 21:00", f"{night} 07:00")
    past = tuple(
        whole.model_copy(update={"end": _midnight(night) + m}) for m in QUARTERS
    )
    town = _town(night).model_copy(
        update={"start": first, "visits": (), "clients": (), "worked_shifts": past}
    )
    assert read_document(write_document(town)).worked_shifts == past


@nights
def test_a_plan_reads_back(tmp_path: Path, night: str) -> None:
    town = _town(night)
    made = _plan(town)
    result = small_result(plan=made)
    write_plan(tmp_path / "plan", town, result, RULES)
    assert read_plan(tmp_path / "plan", town) == made
    document = write_plan_document(town, result, RULES)
    assert read_plan_document(document, town) == made


def _written(tmp_path: Path, column: str) -> list[str]:
    town = _town(AUTUMN)
    write_plan(tmp_path / "plan", town, small_result(plan=_plan(town)), RULES)
    file = "shifts.csv" if column == "breaks" else "visits.csv"
    with (tmp_path / "plan" / file).open(encoding="utf-8", newline="") as opened:
        return [row[column] for row in csv.DictReader(opened)]


def test_an_offset_is_written_only_where_a_time_occurs_twice(tmp_path: Path) -> None:
    starts = _written(tmp_path, "start")
    assert starts[7:9] == ["2026-10-25T01:45", "2026-10-25T02:00+02:00"]
    assert starts[11:13] == ["2026-10-25T02:45+02:00", "2026-10-25T02:00+01:00"]
    assert starts[15:17] == ["2026-10-25T02:45+01:00", "2026-10-25T03:00"]


def test_both_ends_of_a_break_have_an_offset_or_none(tmp_path: Path) -> None:
    breaks = _written(tmp_path, "breaks")
    assert breaks[6:8] == ["01:30+02:00-02:00+02:00", "01:45+02:00-02:15+02:00"]
    assert breaks[5:6] == ["01:15-01:45"]
    assert breaks[10] == "02:30+02:00-02:00+01:00"
    assert breaks[14:17] == [
        "02:30+01:00-03:00+01:00",
        "02:45+01:00-03:15+01:00",
        "03:00-03:30",
    ]


def _break_of(tmp_path: Path, night: str, taken: str) -> tuple[int, int]:
    """Read a night shift with one break; return it in minutes after midnight."""
    town = _town(night).model_copy(update={"visits": (), "clients": ()})
    folder = tmp_path / "hand"
    folder.mkdir()
    rows = ["employee_id,date,shift_id,unit_id,start,end,breaks"]
    rows += [f"amy,{town.start},night,centre,{town.start}T21:00,{night}T07:00,{taken}"]
    (folder / "shifts.csv").write_text("\n".join(rows), encoding="utf-8")
    [(start, end)] = read_plan(folder, town).shifts[0].breaks
    return start - _midnight(night), end - _midnight(night)


@pytest.mark.parametrize(
    ("taken", "minutes"),
    [
        ("02:30-03:00", (210, 240)),  # as long as its clock times say
        ("02:15-02:45", (135, 165)),
        ("02:15+01:00-02:45+01:00", (195, 225)),
        ("02:15-02:45+01:00", (195, 225)),
        ("02:15+02:00-02:45+01:00", (135, 225)),
        ("02:30+02:00-02:30+01:00", (150, 210)),
        ("02:45-02:15", (165, 195)),
        ("02:30+02:00-03:00", (150, 240)),
        ("01:00+02:00-01:30", (60, 90)),
        ("23:30-24:00", (-30, 0)),
    ],
)
def test_a_break_in_the_autumn_night(
    tmp_path: Path, taken: str, minutes: tuple[int, int]
) -> None:
    assert _break_of(tmp_path, AUTUMN, taken) == minutes


@pytest.mark.parametrize(
    ("taken", "minutes"), [("01:45-03:15", (105, 135)), ("03:00-03:30", (120, 150))]
)
def test_a_break_in_the_spring_night(
    tmp_path: Path, taken: str, minutes: tuple[int, int]
) -> None:
    assert _break_of(tmp_path, SPRING, taken) == minutes


@pytest.mark.parametrize(
    ("night", "taken"),
    [
        (AUTUMN, "02:30+03:00-03:00"),
        (AUTUMN, "02:30+01:00-02:45+02:00"),
        (AUTUMN, "01:00+01:00-01:30"),
        (SPRING, "03:00+01:00-03:30"),
    ],
)
def test_a_break_with_a_wrong_offset_is_a_fault(
    tmp_path: Path, night: str, taken: str
) -> None:
    with pytest.raises(BadInput) as caught:
        _break_of(tmp_path, night, taken)
    [fault] = caught.value.faults
    assert (fault.code, fault.column, fault.value) == ("break_offset", "breaks", taken)


def test_a_plan_with_a_wrong_offset_is_a_fault() -> None:
    town = _town(AUTUMN)
    document = write_plan_document(town, small_result(plan=_plan(town)), RULES)
    cast("Rows", document["visits"])[0]["end"] = "2026-10-25T00:30+01:00"
    with pytest.raises(BadInput) as caught:
        read_plan_document(document, town)
    assert [(f.code, f.pointer) for f in caught.value.faults] == [
        ("offset", "/visits/0/end")
    ]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("earliest", "2026-12-23T01:00+01:00", None),
        ("earliest", "2026-12-23T01:00+02:00", "offset"),
        ("earliest", "2026-12-23T01:00+1:00", "moment"),
        ("earliest", "2026-12-23T01:00Z", "moment"),
        ("latest", "2026-12-23T02:00-11:00", "offset"),
    ],
)
def test_an_offset_must_be_that_of_the_zone(
    tmp_path: Path, column: str, value: str, code: str | None
) -> None:
    folder = Files().put("visits.csv", 4, column, value).write(tmp_path)
    if code is None:
        assert read_dataset(folder).visit["v3"].earliest == at("2026-12-23 01:00")
    else:
        assert [(f.column, f.code) for f in faults_of(folder)] == [(column, code)]


def test_a_wrong_offset_is_told_with_the_right_one(tmp_path: Path) -> None:
    files = Files().put("visits.csv", 4, "earliest", "2026-12-23T01:00-05:30")
    [fault] = faults_of(files.write(tmp_path))
    assert (fault.file, fault.line) == ("visits.csv", 4)
    assert fault.message("en") == (
        "“2026-12-23T01:00-05:30” has another offset from UTC than the dataset's time "
        "zone has then. Expected +01:00, or none."
    )


def test_a_visit_in_the_second_hour_can_be_asked_for() -> None:
    town = _town(AUTUMN)
    document = write_document(town.model_copy(update={"absences": ()}))
    second = "2026-10-25T02:30+01:00"
    cast("Rows", document["visits"])[0] |= {"earliest": second, "latest": second}
    asked = read_document(document).visits[0]
    assert asked.earliest == asked.latest == _midnight(AUTUMN) + 210
