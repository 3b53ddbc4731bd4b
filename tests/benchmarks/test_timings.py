from datetime import UTC, datetime
from json import loads
from pathlib import Path

from rich.console import Console

from benchmarks.__main__ import keep, table
from benchmarks.machine import commit, machine, versions
from benchmarks.timings import TimedFigure, figures_of

NOON = datetime(2026, 12, 21, 12, 0, tzinfo=UTC)
MOVES = TimedFigure(
    case="moves",
    sample="small",
    rounds=7,
    steps=20_000,
    median_seconds=0.04,
    best_seconds=0.03,
)


def test_a_report_becomes_figures() -> None:
    report = {
        "benchmarks": [
            {
                "extra_info": {"case": "moves", "sample": "small", "steps": 20_000},
                "stats": {"rounds": 7, "median": 0.0400001, "min": 0.03, "max": 9.0},
            }
        ]
    }
    assert figures_of(report) == [MOVES]


def test_speed_is_steps_in_the_median_time() -> None:
    assert MOVES.steps_per_second == 500_000


def test_a_record_says_what_was_measured_where(tmp_path: Path) -> None:
    file = keep([MOVES], NOON, 0.254, tmp_path / "results")
    record = loads(file.read_text(encoding="utf-8"))
    assert file.name.startswith("2026-12-21-")
    assert record["measured"] == "2026-12-21T12:00:00+00:00"
    assert record["commit"] == commit() != ""
    assert record["machine"] == machine() | {"load_before": 0.25}
    assert record["machine"]["cores"] >= 1
    assert record["machine"]["cpu"]
    assert record["versions"] == versions()
    assert {"python", "ortools", "numba"} <= set(record["versions"])
    assert [TimedFigure.model_validate(f) for f in record["figures"]] == [MOVES]


def test_people_read_seconds_and_speed() -> None:
    console = Console(record=True, width=120)
    with console.capture() as shown:
        console.print(table([MOVES, MOVES.model_copy(update={"steps": 1})]))
    moves, single = shown.get().splitlines()[1:3]
    assert "0.0400" in moves
    assert "500,000" in moves
    assert single.rstrip().endswith("1")
