"""What ``dataset.toml`` must say, and what is wrong with it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from data.reading.dataset import read_dataset, read_document
from data.writing.dataset_files import write_document
from scheduler.domain.problem import TravelModel
from tests.build import problem, shift_type, visit
from tests.data.reading.build import Files, faults_of, where

TRAVEL = "[travel]\n"


@pytest.mark.parametrize(
    ("key", "line", "code"),
    [
        ("format", "", "missing_key"),
        ("format", "format = 2", "format_version"),
        ("format", 'format = "1"', "format_version"),
        ("format", "format = true", "format_version"),
        ("name", "", "missing_key"),
        ("name", "name = 7", "setting_text"),
        ("name", 'name = "  "', "setting_text"),
        ("name", 'name = "a\\nb"', "setting_text"),
        ("timezone", 'timezone = "Europe/Fjugesta"', "timezone"),
        ("timezone", 'timezone = "Europe"', "timezone"),
        ("timezone", 'timezone = "../etc/passwd"', "timezone"),
        ("timezone", "timezone = 1", "timezone"),
        ("timezone", 'timezone = ""', "timezone"),
        ("start", "", "missing_key"),
        ("start", "start = 2026-12-21T07:00:00", "date"),
        ("start", 'start = "21/12/2026"', "date"),
        ("start", "start = 20261221", "date"),
        ("start", "start = 1999-12-31", "start_year"),
        ("start", "start = 2021-12-31", "before_first_rate"),
        ("start", "start = 2199-01-01", "start_year"),
        ("days", "", "missing_key"),
        ("days", "days = 0", "whole"),
        ("days", "days = -7", "whole"),
        ("days", "days = 372", "whole"),
        ("days", "days = 7.0", "whole"),
        ("days", 'days = "7"', "whole"),
        ("days", "days = true", "whole"),
        ("days", f"days = 0x{'f' * 5000}", "whole"),
        ("agreement", "", "missing_key"),
        ("agreement", 'agreement = "XYZ"', "agreement"),
    ],
)
def test_a_wrong_setting_is_blamed_alone(
    tmp_path: Path, key: str, line: str, code: str
) -> None:
    faults = faults_of(Files().setting(key, line).write(tmp_path))
    number = ["format", "name", "timezone", "start", "days", "agreement"].index(key)
    at = number + 1 if line else None
    assert [where(fault) for fault in faults] == [(code, "dataset.toml", at, key)]


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        ("colour = 1", "unknown_key", 7, "colour"),
        ("travel = 1", "json_object", 7, "travel"),
        (TRAVEL + "speed = 3", "unknown_key", 8, "speed"),
        (TRAVEL + "detour = 0.9", "number", 8, "detour"),
        (TRAVEL + "detour = nan", "number", 8, "detour"),
        (TRAVEL + 'car_kmh = "fast"', "number", 8, "car_kmh"),
        (TRAVEL + "walk_kmh = 0", "number", 8, "walk_kmh"),
        (TRAVEL + "walk_kmh = true", "number", 8, "walk_kmh"),
        (TRAVEL + "handling_minutes = -1", "number", 8, "handling_minutes"),
        ("name = again", "toml", 7, None),
        ('name = "again"', "toml", 7, None),
        ("days = " + "9" * 5000, "toml", 8, None),
        ("deep = " + "[" * 5000, "toml", 8, None),
    ],
)
def test_more_settings_can_be_wrong(
    tmp_path: Path, text: str, code: str, line: int, key: str | None
) -> None:
    faults = faults_of(Files().add("dataset.toml", text).write(tmp_path))
    assert [where(fault) for fault in faults] == [(code, "dataset.toml", line, key)]


@pytest.mark.parametrize("written", ["-7", "0x10000000000000000"])
def test_a_wrong_number_is_shown_as_it_can_be_written(
    tmp_path: Path, written: str
) -> None:
    [fault] = faults_of(Files().setting("days", f"days = {written}").write(tmp_path))
    assert fault.value == written


def test_private_keys_are_not_read(tmp_path: Path) -> None:
    files = Files().add("dataset.toml", "x_me = 1\n[travel]\nx_too = 2")
    assert read_dataset(files.write(tmp_path)).travel_model == TravelModel()


def test_travel_settings_replace_the_usual_ones(tmp_path: Path) -> None:
    files = Files().add("dataset.toml", "[travel]\ndetour = 1\nhandling_minutes = 0.5")
    read = read_dataset(files.write(tmp_path)).travel_model
    assert read == TravelModel(detour=1.0, handling_minutes=0.5)


def test_the_time_zone_may_be_left_out(tmp_path: Path) -> None:
    files = Files().setting("timezone", "")
    assert read_dataset(files.write(tmp_path)).timezone == "Europe/Stockholm"


@pytest.mark.parametrize("days", [1, 371])
def test_a_plan_is_from_one_day_to_53_weeks(tmp_path: Path, days: int) -> None:
    files = Files().setting("days", f"days = {days}").drop("locked_shifts.csv")
    files.drop("locked_visits.csv").set_rows("visits.csv", files.rows("visits.csv")[:3])
    files.set_rows("staffing.csv", files.rows("staffing.csv")[:1])
    read = read_dataset(files.write(tmp_path))
    assert read.end == date(2026, 12, 21) + timedelta(days=days - 1)


@pytest.mark.parametrize(
    ("start", "agreement"), [("2022-01-01", "AB"), ("2021-12-31", "AB@2025-03-31")]
)
def test_a_plan_may_start_once_there_are_rates(start: str, agreement: str) -> None:
    made = problem(
        start=date.fromisoformat(start),
        agreement=agreement,
        visits=(visit("v1", f"{start} 08:00"),),
        shift_types=(shift_type(breaks="30@10:30-12:30"),),
    )
    assert str(read_document(write_document(made)).start) == start


def test_rows_are_not_blamed_for_a_start_that_cannot_be_read(tmp_path: Path) -> None:
    faults = faults_of(Files().setting("start", "start = 1").write(tmp_path))
    assert [fault.code for fault in faults] == ["date"]
