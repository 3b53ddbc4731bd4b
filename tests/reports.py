"""Made-up reports of a plan: who came late, who was ill, what was declined.

The assumptions are the tests' own: delays are exponential, a visit takes about what is
granted, and whoever is ill is missed at every visit of the shift.
"""

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.written_values import local
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem

Rows = list[dict[str, str]]


@dataclass
class MadeUpReports:
    """Reports of everything that a plan has, drawn anew for each seed."""

    problem: Problem
    plan: Plan
    seed: int = 0
    spread: float = 0.2
    """Standard deviation of how long a visit takes, of what is granted."""
    late: float = 4.0
    """Mean delay, minutes."""
    declined: float = 0.03
    missed: float = 0.01
    ill: float = 0.06
    """Share of shifts that somebody is too ill for."""
    stays_on: float = 0.1
    """Share of shifts that last half an hour longer."""
    takes: Mapping[str, int] = field(default_factory=dict)
    """What visits of a client take in truth, minutes, if not what is granted."""

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._clock = PlanView(self.problem, self.plan).clock
        self.gone = {
            (row.employee, row.date)
            for row in self.plan.shifts
            if self._random.random() < self.ill
        }

    def performed(self) -> Rows:
        """Return the rows of ``performed.csv``."""
        return [self._visit(row) for row in self.plan.visits]

    def _visit(self, row: VisitRow) -> dict[str, str]:
        visit = self.problem.visit[row.visit]
        told = {"visit_id": row.visit, "employee_id": row.employee, "reason": ""}
        chance = self._random.random()
        if chance < self.declined:
            return told | _no_times("declined") | {"reason": "vill inte"}
        if chance < self.declined + self.missed or (row.employee, visit.date) in (
            self.gone
        ):
            return told | _no_times("missed")
        start = row.start + round(self._random.expovariate(1 / self.late)) - 1
        usual = self.takes.get(visit.client, visit.minutes)
        minutes = max(1, round(self._random.gauss(usual, self.spread * usual)))
        times = {"start": self._told(start), "end": self._told(start + minutes)}
        return told | times | {"status": "performed"}

    def worked(self) -> Rows:
        """Return the rows of ``worked.csv``."""
        return [self._time(row) for row in self.plan.shifts]

    def _time(self, row: ShiftRow) -> dict[str, str]:
        told = {"employee_id": row.employee, "date": row.date.isoformat()}
        if (row.employee, row.date) in self.gone:
            return told | {"start": "", "end": "", "break_minutes": "", "kind": "sick"}
        end = row.end + (30 if self._random.random() < self.stays_on else 0)
        rest = sum(stop - begin for begin, stop in row.breaks)
        times = {"start": self._told(row.start), "end": self._told(end)}
        return told | times | {"break_minutes": str(rest), "kind": "work"}

    def _told(self, moment: int) -> str:
        return local(moment, self._clock)

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write both files, and return where they are."""
        performed, worked = folder / "performed.csv", folder / "worked.csv"
        write_rows(performed, self.performed())
        write_rows(worked, self.worked())
        return performed, worked


def _no_times(status: str) -> dict[str, str]:
    return {"start": "", "end": "", "status": status}


def write_rows(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write rows as CSV, the header from the first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
