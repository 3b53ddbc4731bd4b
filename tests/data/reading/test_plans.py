"""Plans handed in: by the planner, by hand, or by mistake."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.faults import BadInput, Fault
from data.reading.plans import read_plan, read_plan_document
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.problem import Problem
from scheduler.domain.values import PayClass
from tests.build import at, client, problem, shift_type, visit
from tests.data.plan_build import RULES, small_problem, small_result, write_plan
from tests.data.reading.build import Where, rows_of, text_of, where

SHIFTS = """employee_id,date,shift_id,unit_id,start,end
amy,2026-12-21,day,centre,2026-12-21T07:00,2026-12-21T16:00
hal,2026-12-21,split,centre,2026-12-21T07:00,2026-12-21T11:00
"""
VISITS = """visit_id,staff_no,employee_id,start,end
v1,1,amy,2026-12-21T08:00,2026-12-21T08:30
v1,2,hal,2026-12-21T08:00,2026-12-21T08:30
v2,1,amy,2026-12-21T10:05,2026-12-21T10:50
"""


def _by_hand(folder: Path, shifts: str = SHIFTS, visits: str = VISITS) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "shifts.csv").write_text(shifts)
    (folder / "visits.csv").write_text(visits)
    return folder


def _faults(folder: Path, problem: Problem | None = None) -> tuple[Fault, ...]:
    with pytest.raises(BadInput) as caught:
        read_plan(folder, problem or small_problem())
    for fault in caught.value.faults:
        assert fault.text("sv") != fault.text("en")
    return caught.value.faults


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Return a plan made by hand, with as little in it as there may be."""
    return read_plan(_by_hand(tmp_path), small_problem())


def test_paid_minutes_and_pay_class_are_derived(plan: Plan) -> None:
    assert [(r.part, r.paid_minutes, r.pay_class) for r in plan.shifts] == [
        (1, 510, PayClass.ORDINARY),
        (1, 240, PayClass.HOURLY),
    ]


def test_moves_and_waiting_are_derived(plan: Plan) -> None:
    assert [(r.from_id, r.travel_minutes, r.wait_minutes) for r in plan.visits] == [
        ("centre", 2, 58),
        ("centre", 2, 58),
        ("carl", 7, 88),
    ]


def test_places_that_are_left_out_are_those_that_nobody_takes(tmp_path: Path) -> None:
    bare = VISITS.replace("v1,2,", "v1,,")
    left = "visit_id,staff_no,reason,detail\nv2,,no_time,\n"
    folder = _by_hand(tmp_path, visits=bare)
    (folder / "unassigned.csv").write_text(left)
    made = read_plan(folder, small_problem())
    taken = [(row.visit, row.staff_no, row.employee) for row in made.visits]
    assert taken == [("v1", 1, "amy"), ("v1", 2, "hal"), ("v2", 1, "amy")]
    assert [(row.visit, row.staff_no) for row in made.unassigned] == [("v2", 2)]


def test_a_plan_is_the_same_without_its_places(tmp_path: Path, plan: Plan) -> None:
    lines = (line.split(",") for line in VISITS.splitlines())
    bare = "".join(",".join((id_, *rest)) + "\n" for id_, _, *rest in lines)
    made = read_plan(_by_hand(tmp_path / "bare", visits=bare), small_problem())
    assert (made.visits, made.shifts) == (plan.visits, plan.shifts)


def test_a_break_is_placed_clear_of_visits_and_moves(plan: Plan) -> None:
    assert plan.shifts[0].breaks == ((at("2026-12-21 11:15"), at("2026-12-21 11:45")),)


def _breaks(
    folder: Path, visits: list[str], breaks: str = "30@10:30-12:30", cells: str = ""
) -> tuple[tuple[int, int], ...]:
    """Return Amy's breaks, in minutes after midnight, on a day of these visits."""
    town = problem(
        clients=(client("carl"), client("dora", lat=59.19)),
        visits=tuple(
            visit(f"v{n}", f"2026-12-21 {text[:5]}", client=text[12:] or "carl")
            for n, text in enumerate(visits)
        ),
        shift_types=(shift_type(breaks=breaks),),
    )
    rows = [
        f"v{n},amy,2026-12-21T{text[:5]},2026-12-21T{text[6:11]}"
        for n, text in enumerate(visits)
    ]
    shifts = "employee_id,date,shift_id,unit_id,start,end,breaks,paid_minutes\n"
    shifts += (
        f"amy,2026-12-21,day,centre,2026-12-21T07:00,2026-12-21T16:00,{cells or ','}"
    )
    _by_hand(folder, shifts, "\n".join(["visit_id,employee_id,start,end", *rows]))
    midnight = at("2026-12-21 00:00")
    [row] = read_plan(folder, town).shifts
    return tuple((s - midnight, e - midnight) for s, e in row.breaks)


@pytest.mark.parametrize(
    ("visits", "start"),
    [
        ([], "11:15"),
        (["11:00-11:30"], "11:30"),
        (["11:00-11:31"], "11:31"),
        (["11:20-12:30"], "10:50"),
        (["10:00-11:00 dora", "11:37-12:30"], "11:07"),  # 7 minutes to come back
        (["10:00-11:00 dora", "11:36-12:30"], "11:15"),  # no room: the rules complain
        (["10:00-11:12 dora", "11:49-12:30"], "11:12"),  # all of the move after it
        (["10:00-11:11 dora", "11:48-12:30"], "11:18"),  # or all of it before
        (["09:00-11:36", "12:06-13:00"], "11:36"),
        (["09:00-11:37", "12:06-13:00"], "11:15"),
    ],
)
def test_the_break_finds_the_gap(tmp_path: Path, visits: list[str], start: str) -> None:
    hours, minutes = map(int, start.split(":"))
    begins = hours * 60 + minutes
    assert _breaks(tmp_path, visits) == ((begins, begins + 30),)


def test_two_breaks_do_not_meet(tmp_path: Path) -> None:
    assert _breaks(tmp_path, [], "30@11:00-12:00|30@11:00-12:30") == (
        (675, 705),
        (705, 735),
    )


def test_breaks_that_are_given_stay(tmp_path: Path) -> None:
    assert _breaks(tmp_path, [], cells="14:00-14:30,") == ((840, 870),)


def test_paid_minutes_as_long_as_the_shift_mean_no_break(tmp_path: Path) -> None:
    assert _breaks(tmp_path, [], cells=",540") == ()
    assert _breaks(tmp_path, [], cells=",510") == ((675, 705),)


def test_a_shift_that_is_no_type_is_for_the_rules(tmp_path: Path) -> None:
    folder = _by_hand(tmp_path, SHIFTS.replace("split", "invented"))
    assert read_plan(folder, small_problem()).shifts[1].shift == "invented"


def test_a_visit_outside_every_shift_comes_from_its_unit(tmp_path: Path) -> None:
    visits = "visit_id,employee_id,start,end\nv3,hal,2026-12-23T08:00,2026-12-23T08:30"
    [row] = read_plan(_by_hand(tmp_path, SHIFTS, visits), small_problem()).visits
    assert (row.from_id, row.travel_minutes, row.wait_minutes) == ("centre", 2, 0)


def test_a_visit_at_the_end_of_a_shift_is_outside_it(tmp_path: Path) -> None:
    visits = VISITS + "v3,1,amy,2026-12-21T16:00,2026-12-21T16:30\n"
    plan = read_plan(_by_hand(tmp_path, visits=visits), small_problem())
    assert [row.from_id for row in plan.visits] == [
        "centre",
        "centre",
        "carl",
        "centre",
    ]


def test_a_row_of_a_whole_day_is_for_the_rules(tmp_path: Path) -> None:
    folder = _by_hand(tmp_path, SHIFTS.replace("21T16:00", "22T07:00"))
    assert read_plan(folder, small_problem()).shifts[0].paid_minutes == 24 * 60 - 30


def test_visits_may_be_left_out_where_there_are_none(tmp_path: Path) -> None:
    town = problem(shift_types=(shift_type("day"),))
    (tmp_path / "shifts.csv").write_text("\n".join(SHIFTS.splitlines()[:2]))
    assert len(read_plan(tmp_path, town).shifts) == 1


_CELLS = [
    ("shifts.csv", 2, "employee_id", "zed", "unknown_id"),
    ("shifts.csv", 2, "employee_id", "", "missing_value"),
    ("shifts.csv", 2, "unit_id", "moon", "unknown_id"),
    ("shifts.csv", 2, "date", "2026-02-30", "date"),
    ("shifts.csv", 2, "start", "07:00", "moment"),
    ("shifts.csv", 2, "end", "2026-12-21T07:00", "ends_before_start"),
    ("shifts.csv", 2, "end", "2026-12-22T07:01", "longer_than_a_day"),
    ("visits.csv", 2, "visit_id", "v9", "unknown_id"),
    ("visits.csv", 2, "staff_no", "3", "whole"),
    ("visits.csv", 2, "employee_id", "zed", "unknown_id"),
    ("visits.csv", 2, "end", "2026-12-21T07:59", "ends_before_start"),
]


@pytest.mark.parametrize(("file", "line", "column", "value", "code"), _CELLS)
def test_a_wrong_cell_is_blamed_alone(  # noqa: PLR0913
    tmp_path: Path, file: str, line: int, column: str, value: str, code: str
) -> None:
    _by_hand(tmp_path)
    rows = rows_of((tmp_path / file).read_text())
    rows[line - 1][rows[0].index(column)] = value
    (tmp_path / file).write_text(text_of(rows))
    assert [where(f) for f in _faults(tmp_path)] == [(code, file, line, column)]


def _drop(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _write(name: str, content: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return write


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (_drop("shifts.csv"), ("missing_file", "shifts.csv", None, None)),
        (_drop("visits.csv"), ("missing_file", "visits.csv", None, None)),
        (_write("shifts.csv", b""), ("empty_file", "shifts.csv", None, None)),
        (_write("visits.csv", b"PK\x03\x04"), ("excel_file", "visits.csv", None, None)),
        (_write("visits.csv", b"a,b\n"), ("header", "visits.csv", 1, None)),
        (
            _write(
                "unassigned.csv", b"visit_id,staff_no,reason,detail\nv9,1,no_time,\n"
            ),
            ("unknown_id", "unassigned.csv", 2, "visit_id"),
        ),
    ],
)
def test_a_wrong_file_is_named(
    tmp_path: Path, damage: Callable[[Path], None], expected: Where
) -> None:
    damage(_by_hand(tmp_path))
    assert [where(f) for f in _faults(tmp_path)] == [expected]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert [f.code for f in _faults(tmp_path / "nowhere")] == ["no_folder"]


def test_other_files_in_a_plan_folder_are_left_alone(tmp_path: Path) -> None:
    (_by_hand(tmp_path) / "report.html").write_text("<html>")
    read_plan(tmp_path, small_problem())


def test_a_plan_for_another_dataset_is_one_fault(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", small_problem(), small_result(), RULES)
    other = small_problem().model_copy(update={"sha256": "1" * 64})
    [fault] = _faults(tmp_path / "plan", other)
    assert where(fault) == ("changed_dataset", "result.json", None, "dataset_sha256")
    assert "--agreement" in fault.message()
    shifts = tmp_path / "plan" / "shifts.csv"
    shifts.write_text(shifts.read_text().replace("hal", "zed"))
    [fault] = _faults(tmp_path / "plan", other)
    assert (fault.code, fault.facts) == ("other_dataset", {"unknown": 1, "all": 6})


def test_a_dataset_without_digest_takes_every_plan(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", small_problem(), small_result(), RULES)
    unsigned = small_problem().model_copy(update={"sha256": ""})
    assert read_plan(tmp_path / "plan", unsigned).shifts


def test_a_plan_of_strangers_is_one_fault(tmp_path: Path) -> None:
    shifts = SHIFTS.replace("amy", "zoe").replace("hal", "zed")
    visits = VISITS.replace("amy", "zoe").replace("hal", "zed")
    [fault] = _faults(_by_hand(tmp_path, shifts, visits.replace("v1", "w1")))
    assert (fault.code, fault.facts) == ("foreign_ids", {"unknown": 3, "all": 4})


def test_half_the_names_wrong_are_wrong_names(tmp_path: Path) -> None:
    shifts, visits = SHIFTS.replace("amy", "zoe"), VISITS.replace("amy", "zoe")
    faults = _faults(_by_hand(tmp_path, shifts, visits.replace("v1", "w1")))
    assert {fault.code for fault in faults} == {"unknown_id"}


def test_an_empty_plan_is_a_plan(tmp_path: Path) -> None:
    folder = _by_hand(tmp_path, SHIFTS.splitlines()[0], VISITS.splitlines()[0])
    assert read_plan(folder, small_problem()) == Plan()


@pytest.mark.parametrize(
    ("document", "code", "pointer"),
    [
        (None, "json_object", ""),
        ({"visits": []}, "missing_array", "/shifts"),
        ({"shifts": []}, "missing_array", "/visits"),
        ({"shifts": [], "visits": 3}, "json_array", "/visits"),
        ({"shifts": [], "visits": [], "tours": []}, "unknown_array", "/tours"),
        ({"shifts": [], "visits": [], "result": 3}, "result_value", "/result"),
        (
            {"shifts": [], "visits": [], "result": {"dataset_sha256": "x"}},
            "changed_dataset",
            "/result/dataset_sha256",
        ),
        (
            {"shifts": [{"employee_id": "zed"}], "visits": []},
            "foreign_ids",
            "/shifts",
        ),
    ],
)
def test_a_wrong_document_is_pointed_at(
    document: object, code: str, pointer: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read_plan_document(document, small_problem())
    fault = caught.value.faults[0]
    assert (fault.code, fault.pointer) == (code, pointer)


def _one_visit(folder: Path, night: str, clocks: str) -> tuple[ShiftRow, VisitRow]:
    """Read a night shift of 21–07 with one visit of 30 minutes in it."""
    start, end = clocks.split("-")
    eve = night[:-2] + f"{int(night[-2:]) - 1:02d}"
    town = problem(
        start=eve,
        days=2,
        visits=(visit("v1", f"{eve} 23:00"),),
        shift_types=(shift_type("night", "21:00-07:00", kind="night"),),
    )
    shifts = SHIFTS.splitlines()[0] + ",breaks\n"
    shifts += f"amy,{eve},night,centre,{eve}T21:00,{night}T07:00,{clocks}"
    visits = f"visit_id,employee_id,start,end\nv1,amy,{night}T{start},{night}T{end}"
    plan = read_plan(_by_hand(folder, shifts, visits), town)
    return plan.shifts[0], plan.visits[0]


@pytest.mark.parametrize(
    ("night", "clocks", "hours", "visit", "taken"),
    [
        ("2026-10-25", "01:45-02:15", 11, 30, 30),
        ("2026-10-25", "02:45-02:15", 11, 30, 30),  # from the first hour to the second
        ("2026-10-25", "02:45-03:15", 11, 30, 30),
        ("2026-10-25", "02:15-02:45", 11, 30, 30),
        ("2027-03-28", "01:45-03:15", 9, 30, 30),
    ],
)
def test_nights_on_which_the_clocks_are_changed(  # noqa: PLR0913
    tmp_path: Path, night: str, clocks: str, hours: int, visit: int, taken: int
) -> None:
    shift, call = _one_visit(tmp_path, night, clocks)
    assert shift.end - shift.start == hours * 60
    assert call.end - call.start == visit
    [(start, end)] = shift.breaks
    assert end - start == taken
    assert shift.paid_minutes == hours * 60 - taken


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of the planner; to write one takes longer than to read it."""
    folder = tmp_path_factory.mktemp("planner") / "plan"
    write_plan(folder, small_problem(), small_result(), RULES)
    return folder


_TORN = st.tuples(
    st.sampled_from(["shifts.csv", "visits.csv", "unassigned.csv", "result.json"]),
    st.integers(0, 900),
    st.integers(0, 30),
    st.one_of(st.binary(max_size=9), st.sampled_from([b",", b'"', b"\n", b"12:00-"])),
)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
@given(wounds=st.lists(_TORN, min_size=1, max_size=3))
def test_no_damage_ends_in_anything_but_located_words(
    tmp_path: Path, whole: Path, wounds: list[tuple[str, int, int, bytes]]
) -> None:
    folder = tmp_path / "plan"
    copytree(whole, folder, dirs_exist_ok=True)
    for name, start, length, new in wounds:
        old = (folder / name).read_bytes()
        start %= len(old) + 1
        (folder / name).write_bytes(old[:start] + new + old[start + length :])
    assert all(fault.text() for fault in _outcome(folder))


def _outcome(folder: Path) -> tuple[Fault, ...]:
    try:
        read_plan(folder, small_problem())
    except BadInput as error:
        return error.faults
    return ()
