"""Jobs and results outlive the process; the database grows up by itself."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from api.http.app import create_app
from api.store import migrations
from api.store.database import DatabaseUnusableError, open_file, tune
from api.store.migrate import migrate
from api.store.schema import Base
from tests.api.answers import order, ordered, post_dataset, state
from tests.api.conftest import Opener
from tests.api.fakes import PATIENCE, FakePlanner, HeldExecutor
from tests.api.http.client import TestClient
from tests.api.village import good_plan


def test_results_outlive_the_process(serve: Opener, tmp_path: Path) -> None:
    file = tmp_path / "jobs.sqlite"
    first = serve(engine=open_file(file))
    schedule = ordered(first)
    second = serve(engine=open_file(file))
    assert state(second, schedule) == state(first, schedule)
    address = f"/v1/schedules/{schedule}/plan"
    assert second.get(address).json() == first.get(address).json()
    assert order(second, post_dataset(first)).status_code == 202


def test_what_waited_is_taken_up_in_its_order(serve: Opener, tmp_path: Path) -> None:
    file = tmp_path / "jobs.sqlite"
    waiting = serve(pool=HeldExecutor(), engine=open_file(file))
    names = ["a", "b", "c"]
    schedules = [ordered(waiting, limits={"seed": n}) for n, _ in enumerate(names)]
    planner = FakePlanner()
    resumed = serve(planner, engine=open_file(file))
    assert [state(resumed, s)["state"] for s in schedules] == ["completed"] * 3
    assert [asked["limits"].seed for asked in planner.asked] == [0, 1, 2]


def _die(file: Path) -> None:
    """Leave every job as one that ran when the process was killed."""
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE jobs SET state = 'running'")
    connection.close()


def test_what_ran_when_the_process_died_is_begun_anew(
    serve: Opener, tmp_path: Path
) -> None:
    file = tmp_path / "jobs.sqlite"
    schedule = ordered(serve(pool=HeldExecutor(), engine=open_file(file)))
    for restarts in (1, 2):
        _die(file)
        held = state(serve(pool=HeldExecutor(), engine=open_file(file)), schedule)
        assert (held["state"], held["restarts"]) == ("queued", restarts)
    planner = FakePlanner()
    done = state(serve(planner, engine=open_file(file)), schedule)
    assert (done["state"], done["restarts"]) == ("completed", 2)
    assert len(planner.asked) == 1


def test_what_died_three_times_has_failed(serve: Opener, tmp_path: Path) -> None:
    file = tmp_path / "jobs.sqlite"
    schedule = ordered(serve(pool=HeldExecutor(), engine=open_file(file)))
    for _ in range(2):
        _die(file)
        serve(pool=HeldExecutor(), engine=open_file(file))
    _die(file)
    planner = FakePlanner()
    found = state(serve(planner, engine=open_file(file)), schedule)
    assert found["state"] == "failed"
    assert found["error"]["code"] == "died"
    assert found["finished_at"] is not None
    assert planner.asked == []


@pytest.mark.parametrize(
    ("facts", "is_filed"),
    [
        ("restarts = 2", False),
        ("restarts = 3", True),
        ("restarts = 1, stop_asked = 1", True),
    ],
)
def test_what_is_left_of_planning_that_died_is_gone_on_with_or_filed(
    serve: Opener, tmp_path: Path, facts: str, is_filed: bool
) -> None:
    file = tmp_path / "jobs.sqlite"
    schedule = ordered(serve(pool=HeldExecutor(), engine=open_file(file)))
    left = good_plan()
    with sqlite3.connect(file) as connection:
        query = f"UPDATE jobs SET last_plan = ?, {facts}"
        connection.execute(query, [left.model_dump_json()])
    connection.close()
    planner = FakePlanner()
    api = serve(planner, engine=open_file(file))
    warm = [asked["warm"] for asked in planner.asked]
    assert warm == ([] if is_filed else [left])
    found = state(api, schedule)
    assert found["state"] == ("incomplete" if is_filed else "completed")
    shifts = api.get(f"/v1/schedules/{schedule}/plan").json()["shifts"]
    assert [(s["employee_id"], s["date"]) for s in shifts] == [("amy", "2026-12-21")]


def test_an_orderly_end_keeps_the_best_plan_and_the_queue(tmp_path: Path) -> None:
    file, begun = tmp_path / "jobs.sqlite", Event()
    planner = FakePlanner(during=begun.set, waits=True)
    pool = ThreadPoolExecutor(max_workers=1)
    with TestClient(create_app(open_file(file), pool, lambda: planner)) as api:
        running = ordered(api)
        assert begun.wait(PATIENCE)
        waiting = ordered(api)
    held = HeldExecutor()
    with TestClient(create_app(open_file(file), held, lambda: planner)) as api:
        assert state(api, running)["state"] == "incomplete"
        assert api.get(f"/v1/schedules/{running}/plan").status_code == 200
        assert state(api, waiting)["state"] == "queued"
    assert len(planner.asked) == 1


def test_a_file_is_kept_in_wal_mode_with_its_references(tmp_path: Path) -> None:
    engine = tune(open_file(tmp_path / "jobs.sqlite"))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_the_migrations_make_the_tables_that_the_program_uses(
    tmp_path: Path,
) -> None:
    engine = tune(open_file(tmp_path / "new.sqlite"))
    migrate(engine)
    migrate(engine)  # a second time there is nothing to do
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_place_of_the_database_may_be_anything(tmp_path: Path) -> None:
    engine = open_file(tmp_path / "a?b=c#d.sqlite")
    migrate(tune(engine))
    engine.dispose()
    assert (tmp_path / "a?b=c#d.sqlite").exists()


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    engine = tune(open_file(tmp_path / "jobs.sqlite"))
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseUnusableError):
        migrate(engine)


def test_the_program_may_stand_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = Path(migrations.__file__).parent
    copied = shutil.copytree(scripts, tmp_path / "100% %(here)s")
    monkeypatch.setattr("api.store.migrate.SCRIPTS", copied)
    migrate(tune(open_file(tmp_path / "jobs.sqlite")))


def test_a_failed_migration_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = tune(open_file(tmp_path / "jobs.sqlite"))

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("alembic.op.create_index", broken)
    with pytest.raises(ZeroDivisionError):
        migrate(engine)
    monkeypatch.undo()
    migrate(engine)
    engine.dispose()
