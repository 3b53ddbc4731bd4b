"""A municipality many times over: as many people as a wall may have to show."""

import csv
import re
import shutil
from pathlib import Path

_OTHER_IDS = ("lends_to", "after")
DATED = re.compile(r"(-\d{8})?$")
"""How the id of a visit ends that is laid out from a need."""
_PLAN = ("shifts.csv", "visits.csv", "unassigned.csv")


def times_over(source: Path, times: int, to: Path) -> Path:
    """Write the tables of a dataset or a plan with every id in so many versions."""
    to.mkdir(parents=True)
    for file in sorted(source.iterdir()):
        if file.suffix == ".csv":
            _copy(file, times, to / file.name)
        elif file.name in ("dataset.toml", "rules.json"):
            shutil.copy(file, to)
    return to


def plan_times_over(source: Path, times: int, to: Path) -> Path:
    """Write what is read of a plan, as ``times_over``."""
    times_over(source, times, to)
    for file in to.iterdir():
        if file.name not in _PLAN:
            file.unlink()
    return to


def _copy(file: Path, times: int, to: Path) -> None:
    with file.open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    if not rows:
        shutil.copy(file, to)
        return
    with to.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for n in range(times):
            writer.writerows(
                {k: _cell(k, v, n) for k, v in row.items()} for row in rows
            )


def _cell(column: str, value: str, copy: int) -> str:
    """Return a cell of a copy: ids have the number of the copy behind them.

    But before the date of a visit that is laid out from a need: the need's id has it.
    """
    is_id = column.endswith(("_id", "_ids")) or column in _OTHER_IDS
    if copy == 0 or not value or not is_id:
        return value
    return "|".join(
        DATED.sub(rf"-{copy + 1}\g<0>", part, count=1) for part in value.split("|")
    )
