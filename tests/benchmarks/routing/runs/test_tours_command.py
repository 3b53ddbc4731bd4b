"""The command: every run scored, kept, compared, and continued after a stop."""

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.__main__ import command
from benchmarks.machine import commit
from benchmarks.routing.instances.instance import Answer, Instance
from benchmarks.routing.runs.record import default_file
from benchmarks.routing.runs.score import score
from benchmarks.routing.runs.tours_command import main
from tests.benchmarks.routing.days import Raw, home_care, italian, visits

Shown = pytest.CaptureFixture[str]
PATIENTS = Answer(
    ((0, 1), (4,), (2, 3)), (10, 30, 30, 60, 68), seconds_to_best=0.25, steps=1234
)
VISITS = Answer(((0, 1), (2,)), (20, 45, 20), seconds_to_best=0.5, steps=99)


class Fake:
    """A solver that knows the hand-made days, and notes what it is asked."""

    def __init__(self, stop_after: int = 99) -> None:
        self.asked: list[tuple[str, int, int | None]] = []
        self.stop_after = stop_after
        self.late = 0

    def __call__(
        self,
        instance: Instance,
        *,
        seconds: float,
        workers: int,
        seed: int,
        target: int | None = None,
    ) -> Answer:
        assert (seconds, workers) == (7.0, 2)
        if len(self.asked) == self.stop_after:
            raise KeyboardInterrupt
        self.asked.append((instance.name, seed, target))
        known = VISITS if instance.hard else PATIENTS
        starts = tuple(n * instance.scale + self.late for n in known.starts)
        return Answer(known.routes, starts, known.seconds_to_best, known.steps)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with a day of each family, and one that cannot be solved."""
    folder = tmp_path / "data"
    days = {
        "mankowska/halle": home_care(),
        "italian/rome": italian(),
        "bredstrom/1F": visits(),
        "bredstrom/9F": visits(),
    }
    for name, raw in days.items():
        write(folder / f"{name}.json", raw)
    (folder / "best_known.csv").write_text(
        "instance,best_known,proven_optimal\nhalle,15.7083,yes\nrome,17,\n"
    )
    (folder / "bredstrom_best_known.csv").write_text(
        "instance,best_known_travel,cpsat_status\n1F,60,OPTIMAL\n9F,,INFEASIBLE\n"
    )
    return folder


def write(file: Path, raw: Raw) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(raw))


@pytest.fixture
def tours(data: Path, tmp_path: Path) -> Callable[..., int]:
    """Return the command on all days, with a table called ``runs.csv``."""

    def run(*arguments: str, solve: Fake) -> int:
        table = str(tmp_path / "runs.csv")
        given = ["--data", str(data), "--out", table, "--seconds", "7", *arguments]
        return main(given, solve)

    return run


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "runs.csv").open(newline="") as table:
        return list(csv.DictReader(table))


def test_every_possible_instance_is_solved_with_every_seed(
    tours: Callable[..., int], tmp_path: Path, capsys: Shown
) -> None:
    solve = Fake()
    assert tours("--seeds", "2", solve=solve) == 0
    assert solve.asked == [
        ("halle", 1, 47_125),
        ("halle", 2, 47_125),
        ("rome", 1, None),
        ("rome", 2, None),
        ("1F", 1, 60),
        ("1F", 2, 60),
    ]
    kept = rows(tmp_path)
    assert [(row["instance"], row["seed"]) for row in kept] == [
        (name, str(seed)) for name, seed, _ in solve.asked
    ]
    assert kept[4] | {"seconds": ""} == {
        "family": "bredstrom",
        "instance": "1F",
        "seed": "1",
        "cost": "65.0",
        "best_known": "60",
        "proven": "True",
        "seconds_to_best": "0.5",
        "seconds": "",
        "steps": "99",
        "violations": "0",
        "commit": commit(),
        "gap_percent": "8.333",
    }
    assert "9F: is proved to be impossible, skipped" in capsys.readouterr().out


def test_people_see_each_run_and_a_summary(
    tours: Callable[..., int], capsys: Shown
) -> None:
    tours("--seeds", "2", solve=Fake())
    shown = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert shown[1] == "halle 1 15.708333 15.7083 +0.00 0.2 1,234"
    assert "bredstrom 1 2 0 +8.333 +8.333 0 of 2 0 1F" in shown
    assert "mankowska 1 2 0 +0.000 +0.000 2 of 2 0 halle" in shown
    assert "italian 1 2 0 -7.843 -7.843 0 of 0 1 rome" in shown
    assert "new best on rome: 15.666667, published 17" in shown


def test_the_machine_and_the_effort_stand_beside_the_table(
    tours: Callable[..., int], tmp_path: Path
) -> None:
    tours(solve=Fake())
    record = json.loads((tmp_path / "runs.json").read_text())
    assert (record["seconds"], record["workers"]) == (7, 2)
    assert record["commit"] == commit()
    assert record["machine"]["cores"] >= 1
    assert "numba" in record["versions"]
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


def test_one_family_can_be_chosen(tours: Callable[..., int]) -> None:
    solve = Fake()
    tours("--family", "italian", "--family", "bredstrom", "--seeds", "1", solve=solve)
    assert [name for name, _, _ in solve.asked] == ["rome", "1F"]


def test_a_stop_keeps_what_is_done_and_resume_does_the_rest(
    tours: Callable[..., int], tmp_path: Path, capsys: Shown
) -> None:
    assert tours(solve=Fake(stop_after=4)) == 130
    assert len(rows(tmp_path)) == 4
    assert "mankowska" in capsys.readouterr().out
    rest = Fake()
    assert tours("--resume", solve=rest) == 0
    assert [(name, seed) for name, seed, _ in rest.asked] == [
        ("rome", 2),
        ("rome", 3),
        ("1F", 1),
        ("1F", 2),
        ("1F", 3),
    ]
    assert len(rows(tmp_path)) == 9
    assert tours("--resume", solve=Fake(stop_after=0)) == 0


def test_resume_of_nothing_begins(tours: Callable[..., int], tmp_path: Path) -> None:
    assert tours("--resume", "--seeds", "1", solve=Fake()) == 0
    assert len(rows(tmp_path)) == 3


def test_a_table_is_not_overwritten(
    tours: Callable[..., int], tmp_path: Path, capsys: Shown
) -> None:
    tours(solve=Fake())
    before = rows(tmp_path)
    assert tours(solve=Fake()) == 2
    assert "--resume" in capsys.readouterr().err
    assert rows(tmp_path) == before


def test_runs_of_another_effort_are_not_mixed(
    tours: Callable[..., int], tmp_path: Path, capsys: Shown
) -> None:
    tours(solve=Fake())
    assert tours("--resume", "--workers", "3", solve=Fake()) == 2
    assert "was begun with workers 2, not 3" in capsys.readouterr().err
    (tmp_path / "runs.json").unlink()
    assert tours("--resume", solve=Fake()) == 2


def test_a_table_of_something_else_is_not_continued(
    tours: Callable[..., int], tmp_path: Path, capsys: Shown
) -> None:
    tours(solve=Fake())
    (tmp_path / "runs.csv").write_text("a,b\n1,2\n")
    assert tours("--resume", solve=Fake()) == 2
    assert "is no table of runs" in capsys.readouterr().err


def test_an_invalid_solution_is_told_and_fails_but_stops_nothing(
    tours: Callable[..., int], tmp_path: Path, capsys: Shown
) -> None:
    solve = Fake()
    solve.late = -1
    assert tours("--seeds", "1", solve=solve) == 1
    kept = rows(tmp_path)
    assert [row["cost"] for row in kept] == ["", "", ""]
    assert [row["gap_percent"] for row in kept] == ["", "", ""]
    assert [row["violations"] for row in kept] == ["4", "3", "2"]
    shown = capsys.readouterr().out
    assert "  k1: patient ada service wash starts at 9.999, before its window" in shown
    assert tours("--seeds", "1", "--resume", solve=solve) == 1


def test_one_instance_ends_with_its_cost(data: Path, capsys: Shown) -> None:
    solve = Fake()
    file = str(data / "mankowska" / "halle.json")
    assert main(["--instance", file, "--seconds", "7"], solve) == 0
    assert solve.asked == [("halle", 1, 47_125)]
    assert capsys.readouterr().out.splitlines()[-1] == "cost=15.708333"


def test_a_whole_cost_has_no_decimals(data: Path, capsys: Shown) -> None:
    file = str(data / "bredstrom" / "1F.json")
    assert main(["--instance", file, "--seconds", "7", "--seeds", "2"], Fake()) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "cost=65"


def test_a_written_solution_can_be_scored(data: Path, tmp_path: Path) -> None:
    file, out = data / "mankowska" / "halle.json", tmp_path / "plan.json"
    given = ["--instance", str(file), "--seconds", "7", "--solution", str(out)]
    assert main(given, Fake()) == 0
    verdict = score(json.loads(file.read_text()), json.loads(out.read_text()))
    assert verdict.violations == ()
    assert verdict.cost == pytest.approx(47.125 / 3)


def test_an_invalid_solution_of_one_instance_has_no_cost(
    data: Path, tmp_path: Path, capsys: Shown
) -> None:
    solve, out = Fake(), tmp_path / "plan.json"
    solve.late = -1
    given = [
        "--instance",
        str(data / "mankowska" / "halle.json"),
        "--solution",
        str(out),
    ]
    assert main([*given, "--seconds", "7"], solve) == 1
    assert "cost=" not in capsys.readouterr().out
    assert not out.exists()


def test_a_solution_is_not_computed_for_a_place_that_is_not_there(
    data: Path, tmp_path: Path, capsys: Shown
) -> None:
    solve, out = Fake(), tmp_path / "none" / "plan.json"
    given = [
        "--instance",
        str(data / "mankowska" / "halle.json"),
        "--solution",
        str(out),
    ]
    assert main(given, solve) == 2
    assert solve.asked == []
    assert "its folder is not there" in capsys.readouterr().err


def test_data_that_is_not_there_is_said_to_be_missing(
    data: Path, tmp_path: Path, capsys: Shown
) -> None:
    assert main(["--data", str(tmp_path / "none")], Fake()) == 2
    assert "none: no such folder" in capsys.readouterr().err
    (data / "italian" / "rome.json").unlink()
    assert main(["--data", str(data)], Fake()) == 2
    assert "no instance of italian" in capsys.readouterr().err
    assert main(["--instance", str(tmp_path / "none.json")], Fake()) == 2


def test_all_damaged_files_are_told_at_once(data: Path, capsys: Shown) -> None:
    write(data / "mankowska" / "halle.json", {"patients": []})
    (data / "italian" / "rome.json").write_text("[")
    assert main(["--data", str(data)], Fake()) == 2
    told = capsys.readouterr().err
    assert "halle.json: caregivers: Field required" in told
    assert "rome.json: " in told


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "--data x --seconds 0",
        "--data x --seconds nan",
        "--data x --seconds soon",
        "--data x --workers 0",
        "--data x --seeds 0",
        "--data x --seeds 1.5",
        "--data x --family solomon",
        "--data x --solution y",
        "--instance x --out y",
        "--instance x --resume",
        "--instance x --family italian",
    ],
)
def test_what_cannot_be_understood_ends_with_code_2(
    arguments: str, capsys: Shown
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments.split(), Fake())
    assert ended.value.code == 2
    assert "python -m benchmarks tours: error: " in capsys.readouterr().err


def test_tours_is_a_word_of_the_benchmarks(tmp_path: Path, capsys: Shown) -> None:
    assert command(["tours", "--data", str(tmp_path / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err
    assert command(["detours"]) == 2
    assert "[tours |" in capsys.readouterr().err


def test_the_default_table_is_called_after_day_and_commit() -> None:
    file = default_file(datetime(2026, 12, 21, tzinfo=UTC), "abc+")
    assert re.fullmatch(r"tours-2026-12-21-abc\.csv", file.name)
    assert file.parent.name == "results"
