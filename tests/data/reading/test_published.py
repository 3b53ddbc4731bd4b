"""When a plan is told, and what was told before."""

import json
from pathlib import Path

from data.reading.dataset import read_dataset, read_document
from data.writing.dataset_files import write_dataset, write_document
from tests.build import at
from tests.data.reading.build import Files, faults_of, where

HEAD = "employee_id,date,shift_id,unit_id,start,end"
ROW = "amy,2026-12-21,gone,centre,2026-12-21T08:00,2026-12-21T15:00"


def published(row: str = ROW, told: str = "published_on = 2026-12-14") -> Files:
    files = Files().set("published_shifts.csv", f"{HEAD}\n{row}\n")
    text = files.content["dataset.toml"].decode()
    return files.set("dataset.toml", f"{text}{told}\n")


def test_both_are_read_and_written_as_they_were(tmp_path: Path) -> None:
    made = read_dataset(published().write(tmp_path / "one"))
    assert str(made.published_on) == "2026-12-14"
    (row,) = made.published_shifts
    assert (row.employee, row.shift, row.start) == (
        "amy",
        "gone",
        at("2026-12-21 08:00"),
    )
    write_dataset(made, tmp_path / "two")
    assert read_dataset(tmp_path / "two") == made
    document = json.loads(json.dumps(write_document(made)))
    assert read_document(document) == made


def test_dataset_without_them_is_written_without_them(tmp_path: Path) -> None:
    made = read_dataset(Files().write(tmp_path / "one"))
    assert (made.published_on, made.published_shifts) == (None, ())
    write_dataset(made, tmp_path / "two")
    assert not (tmp_path / "two" / "published_shifts.csv").exists()
    assert "published_on" not in (tmp_path / "two" / "dataset.toml").read_text()


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    row = "nobody,2026-12-21,D1,centre,2026-12-21T08:00,2026-12-21T15:00"
    files = published(row, 'published_on = "soon"')
    assert [where(f) for f in faults_of(files.write(tmp_path))] == [
        ("date", "dataset.toml", 7, "published_on"),
        ("unknown_id", "published_shifts.csv", 2, "employee_id"),
    ]
