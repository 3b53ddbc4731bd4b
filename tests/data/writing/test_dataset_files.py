"""Datasets written and read again."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.faults import BadInput
from data.reading.dataset import read_dataset, read_document
from data.writing.dataset_files import write_dataset, write_document
from scheduler.domain.problem import Problem
from tests.build import (
    MONDAY,
    absence,
    at,
    balance,
    client,
    day,
    done,
    employee,
    hourly,
    need,
    shift_type,
    unit,
    visit,
    wish,
    worked,
)
from tests.build import problem as build
from tests.data.reading.build import Files

OLD_RULES = b'{\n  "rules": []\n}\n'
"""As every version has written ``rules.json``."""

_ID = (
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="|"
        ),
        min_size=1,
        max_size=6,
    )
    .map(lambda text: normalize("NFC", text))
    .filter(lambda text: text[0] not in "=+-@")
)
_NAME = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs"]), max_size=12
).map(str.strip)
_KR = st.integers(100, 5_000_000)
_CLOCK = st.integers(0, 1439)
_WHEN = st.integers(0, 6 * 1440).map(lambda m: at("2026-12-21 00:00") + m)


def _town(**given: object) -> Problem:
    return build(shift_types=(shift_type(paid_meal=True),), **given)


def _unsigned(problem: Problem) -> Problem:
    return problem.model_copy(update={"sha256": ""})


@st.composite
def _problems(draw: st.DrawFn) -> Problem:
    units = draw(st.lists(_ID, min_size=1, max_size=3, unique=True))
    people = draw(st.lists(_ID, min_size=1, max_size=4, unique=True))
    clients = draw(
        st.lists(_ID.filter(lambda i: i not in units), max_size=3, unique=True)
    )
    homes = st.sampled_from(units)
    staff = [
        employee(
            id_,
            name=draw(_NAME),
            unit=draw(homes),
            monthly_pay=draw(_KR),
            degree_pct=draw(st.floats(1, 100, exclude_min=True)),
            day_break=draw(_CLOCK),
            weekends=draw(st.none() | st.just({"worked": 1, "of": 2})),
            first=draw(st.none() | st.dates(date(1990, 1, 1), date(2020, 1, 1))),
            skills={"usk", *draw(st.sets(_ID, max_size=2))},
        )
        for id_ in people
    ]
    coordinates = st.floats(-90, 90)
    return build(
        name=draw(_NAME.filter(str.isprintable).filter(bool)),
        units=tuple(
            unit(
                u,
                name=draw(_NAME) or u,
                lat=draw(coordinates),
                lends_to=tuple(x for x in units if x != u),
            )
            for u in units
        ),
        employees=tuple(staff),
        clients=tuple(
            client(
                c,
                unit=draw(homes),
                contact=draw(st.none() | st.sampled_from(people)),
                avoid=draw(st.sets(st.sampled_from(people))),
                counts_continuity=draw(st.booleans()),
            )
            for c in clients
        ),
        visits=tuple(
            visit(f"v{n}", client=c, unit=draw(homes), skills={"usk"})
            for n, c in enumerate(clients)
        ),
        shift_types=(shift_type(unit=None, paid_meal=True),),
        absences=tuple(
            absence(p, "2026-12-22 00:00", "2026-12-23 00:00").model_copy(
                update={"start": (s := draw(_WHEN)), "end": s + draw(_CLOCK) + 1}
            )
            for p in people
        ),
    )


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
@given(problem=_problems())
def test_what_is_written_is_read_again(tmp_path: Path, problem: Problem) -> None:
    folder = tmp_path / "town"
    write_dataset(problem, folder, force=True)
    read = read_dataset(folder)
    assert _unsigned(read) == _unsigned(problem)
    document = json.loads(json.dumps(write_document(problem)))
    assert read_document(document) == read


def test_every_kind_of_row_is_read_again(tmp_path: Path) -> None:
    problem = build(
        employees=(
            employee(),
            hourly(gender="x", transport="walk", shift_kinds={"day"}),
        ),
        clients=(client(route="r", backups=("hal", "amy"), avoid_gender={"m"}),),
        visits=(
            visit(kind="meal", priority=2, staff=2, skills={"usk"}),
            visit("v2", "2026-12-21 10:00", after="v1", gap_min=0, gap_max=200),
        ),
        shift_types=(
            shift_type(
                breaks="30@10:30-12:30", max_per_day=0, days=(True,) * 6 + (False,)
            ),
            shift_type("split", "07:00-11:00|16:00-20:00", unit=None),
            shift_type("night", "21:00-07:00", "30@23:30-00:00|30@03:00-04:00"),
            shift_type("late", "15:00-00:00", "30@18:00-20:00", paid_meal=True),
        ),
        staffing=(
            need("2026-12-21 21:00", "2026-12-22 00:00", max=3, skills={"usk"}),
            need("2026-12-21 00:00", "2026-12-22 00:00", min=0, want=2),
        ),
        absences=(absence("amy", "2026-12-23 12:00", "2026-12-24 00:00"),),
        wishes=(
            wish("amy", day(1), want=True, shift="day", weight=2),
            wish("hal", day(40), want=False),
        ),
        worked_shifts=(worked("amy", "2026-12-20 21:00", "2026-12-21 07:00", 30),),
        done_visits=(done("amy", day(-1)),),
        balances=(balance("hal", hours_carried_minutes=-5, nights_worked=2),),
    )
    write_dataset(problem, tmp_path / "town")
    assert _unsigned(read_dataset(tmp_path / "town")) == _unsigned(problem)


def test_the_digest_is_of_the_content_not_of_the_bytes(tmp_path: Path) -> None:
    files = Files()
    plain = read_dataset(files.write(tmp_path / "plain"))
    write_dataset(plain, tmp_path / "again", rules=b"[]")
    assert read_dataset(tmp_path / "again").sha256 == plain.sha256
    files.put("employees.csv", 2, "name", "Amy Ä")
    assert read_dataset(files.write(tmp_path / "other")).sha256 != plain.sha256


def test_the_digest_is_the_same_in_another_process(tmp_path: Path) -> None:
    folder = Files().write(tmp_path / "town")
    code = (
        "import sys; from pathlib import Path;"
        "from data.reading.dataset import read_dataset;"
        "sys.stdout.write(read_dataset(Path(sys.argv[1])).sha256)"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {read_dataset(folder).sha256}


def _refused(folder: Path, *, force: bool) -> list[str]:
    with pytest.raises(BadInput) as caught:
        write_dataset(_town(name="new"), folder, force=force)
    return [fault.code for fault in caught.value.faults]


def test_a_dataset_is_not_overwritten_unasked(tmp_path: Path) -> None:
    write_dataset(_town(), tmp_path / "town")
    assert _refused(tmp_path / "town", force=False) == ["dataset_there"]
    assert read_dataset(tmp_path / "town").name == "test"


def test_a_dataset_is_replaced_as_a_whole_and_kept_where_asked(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    write_dataset(_town(), folder, rules=b'{"rules": []}')
    (folder / "wishes.csv").write_text("changed")
    write_dataset(_town(name="new"), folder, force=True)
    assert read_dataset(folder).name == "new"
    assert not (folder / "rules.json").exists()
    assert (tmp_path / "town.1" / "rules.json").read_text() == '{"rules": []}'
    assert (tmp_path / "town.1" / "wishes.csv").read_text() == "changed"


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ["thesis.txt", "x_thesis.md"])
def test_a_file_of_somebody_s_own_is_never_overwritten(
    tmp_path: Path, name: str, force: bool
) -> None:
    write_dataset(_town(), tmp_path / "town")
    (tmp_path / "town" / name).write_text("years of work")
    assert _refused(tmp_path / "town", force=force) == ["not_a_dataset_folder"]
    assert (tmp_path / "town" / name).read_text() == "years of work"
    assert [path.name for path in tmp_path.iterdir()] == ["town"]


def test_a_dataset_of_an_older_version_is_known_by_its_files(tmp_path: Path) -> None:
    write_dataset(_town(), tmp_path / "town", rules=OLD_RULES)
    (tmp_path / "town" / ".manifest.json").unlink()
    assert _refused(tmp_path / "town", force=False) == ["dataset_there"]
    write_dataset(_town(name="new"), tmp_path / "town", force=True)
    assert read_dataset(tmp_path / "town").name == "new"


def test_a_dataset_that_somebody_made_is_never_overwritten(tmp_path: Path) -> None:
    folder = Files().write(tmp_path / "town")
    made = "# by hand\n" + (folder / "dataset.toml").read_text()
    (folder / "dataset.toml").write_text(made)
    assert _refused(folder, force=True) == ["not_a_dataset_folder"]
    assert (folder / "dataset.toml").read_text() == made


@pytest.mark.parametrize("name", ["plan", "plan.1", "travel.csv", "old plan"])
@pytest.mark.parametrize("file", ["shifts.csv", "result.json"])
def test_a_plan_beside_the_files_is_passed_over(
    tmp_path: Path, name: str, file: str
) -> None:
    write_dataset(_town(), tmp_path / "town")
    (tmp_path / "town" / "travel.csv").unlink()
    before = read_dataset(tmp_path / "town")
    (tmp_path / "town" / name).mkdir()
    (tmp_path / "town" / name / file).touch()
    assert read_dataset(tmp_path / "town") == before


def test_a_folder_of_something_else_beside_the_files_is_a_fault(
    tmp_path: Path,
) -> None:
    write_dataset(_town(), tmp_path / "town")
    (tmp_path / "town" / "more").mkdir()
    with pytest.raises(BadInput) as caught:
        read_dataset(tmp_path / "town")
    assert [(f.code, f.file) for f in caught.value.faults] == [("unknown_file", "more")]


def test_a_name_may_hold_anything_that_can_be_printed(tmp_path: Path) -> None:
    problem = _town(name='Åsa "x" \\ # [travel] = 1')
    write_dataset(problem, tmp_path / "town")
    assert read_dataset(tmp_path / "town").name == problem.name


def test_the_start_is_a_date_in_both_forms() -> None:
    settings = write_document(_town())["dataset"]
    assert isinstance(settings, dict)
    assert date.fromisoformat(settings["start"]) == MONDAY
    assert _town().end == MONDAY + timedelta(days=6)
