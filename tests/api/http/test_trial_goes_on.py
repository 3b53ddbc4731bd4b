"""Sick days that were lived through outlive the process, and can be fetched."""

import csv
import io
import sqlite3
from pathlib import Path
from statistics import pstdev
from typing import Any

import pytest
from openpyxl import load_workbook

from api.store.database import open_file
from api.store.jobs import Jobs, Lease
from scheduler.robustness import bad_days, lived_days
from scheduler.robustness.figures import FIGURES
from tests.api.answers import ordered
from tests.api.conftest import Opener
from tests.api.fakes import FakePlanner, HeldExecutor
from tests.api.http.client import TestClient
from tests.api.village import good_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")
DAYS = 70
"""Ten rounds."""


class DiedError(Exception):
    """Stands for the end of the process."""


def ask(api: TestClient, plan: str) -> str:
    """Ask for ten rounds; return the address."""
    body = {"schedules": [plan], "days": DAYS, "share_pct": 20}
    return str(api.post("/v1/robustness", json=body).headers["Location"])


def figures(api: TestClient, at: str) -> Any:
    return api.get(f"{at}/figures").json()


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the numbers of the rounds that are lived through."""
    lived: list[int] = []
    whole = bad_days.whole

    def heard(number: int, *day: Any) -> Any:
        lived.append(number)
        return whole(number, *day)

    monkeypatch.setattr(lived_days, "whole", heard)
    return lived


def died_after(
    rounds: int, file: Path, facts: str, serve: Opener, patch: pytest.MonkeyPatch
) -> tuple[str, Any]:
    """Leave a trial whose process died; return its address and what a whole one is."""
    api = serve(FakePlanner(good_plan()), engine=open_file(file))
    plan = ordered(api)
    whole = figures(api, ask(api, plan))
    keep = Jobs.keep_round

    def kept(self: Jobs, lease: Lease, number: int, days: str) -> None:
        keep(self, lease, number, days)
        if number == rounds - 1:
            raise DiedError

    with patch.context() as dying:
        dying.setattr(Jobs, "keep_round", kept)
        at = ask(api, plan)
    with sqlite3.connect(file) as connection:
        dead = f"state = 'running', error = NULL, leased_until = NULL, {facts}"
        query = f"UPDATE jobs SET {dead} WHERE id = ?"
        connection.execute(query, [at.rpartition("/")[2]])
    connection.close()
    return at, whole


def test_a_trial_goes_on_after_the_days_it_has_behind_it(
    serve: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: list[int]
) -> None:
    file = tmp_path / "jobs.sqlite"
    at, whole = died_after(4, file, "restarts = 0", serve, monkeypatch)
    rounds.clear()
    api = serve(FakePlanner(), engine=open_file(file))
    assert api.get(at).json()["state"] == "completed"
    assert sorted(set(rounds)) == [4, 5, 6, 7, 8, 9]
    assert figures(api, at) == whole


@pytest.mark.parametrize("facts", ["restarts = 2", "restarts = 1, stop_asked = 1"])
def test_a_trial_that_is_not_to_go_on_tells_the_days_it_has(
    serve: Opener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rounds: list[int],
    facts: str,
) -> None:
    file = tmp_path / "jobs.sqlite"
    at, _ = died_after(4, file, facts, serve, monkeypatch)
    rounds.clear()
    api = serve(FakePlanner(), engine=open_file(file))
    assert api.get(at).json()["state"] == "incomplete"
    assert figures(api, at)["days"] == 28
    assert rounds == []


def test_a_trial_that_waits_to_go_on_is_stopped_with_its_days(
    serve: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "jobs.sqlite"
    at, _ = died_after(4, file, "restarts = 0", serve, monkeypatch)
    held = HeldExecutor()
    api = serve(FakePlanner(), pool=held, engine=open_file(file))
    assert api.post(f"{at}/stop").json()["state"] == "queued"
    held.release()
    assert api.get(at).json()["state"] == "incomplete"
    assert figures(api, at)["days"] == 28


def test_every_day_is_fetched_with_the_name_of_its_schedule(api: TestClient) -> None:
    plan = ordered(api, name="=Vecka 52")
    at = ask(api, plan)
    answer = api.get(f"{at}/days.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == DAYS
    assert list(rows[0]) == ["plan", "name", "round", "date", *FIGURES]
    assert (rows[-1]["plan"], rows[-1]["name"]) == (plan, "'=Vecka 52")
    assert (rows[-1]["round"], rows[-1]["date"]) == ("9", "2026-12-27")
    each = [float(row["open_must"]) for row in rows]
    told = {row["figure"]: row["deviation"] for row in figures(api, at)["figures"]}
    assert pstdev(each) == pytest.approx(told["open_must"])
    book = load_workbook(io.BytesIO(api.get(f"{at}/days.xlsx").content))
    assert [sheet.max_row for sheet in book] == [len(FIGURES) + 1, DAYS + 1]
    assert book.worksheets[1]["B2"].value == "=Vecka 52"
    assert book.worksheets[1]["B2"].data_type == "s"
