"""What came of each attempt, kept as a table."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from pathlib import Path

from pydantic import ValidationError

from benchmarks.kept import replace
from benchmarks.routing.instances.best_known import BestKnown
from benchmarks.routing.instances.read import Family
from benchmarks.routing.instances.suite import UnusableInputError
from scheduler.domain.values import Frozen

GAP = "gap_percent"
"""Column that follows from others; it is there for people."""


class SolverRun(Frozen):
    """One instance solved with one seed."""

    family: Family
    instance: str
    seed: int
    cost: float | None
    """``None``: the solution breaks constraints."""
    best_known: Decimal | None
    proven: bool
    """Whether ``best_known`` is proved to be optimal."""
    seconds_to_best: float
    seconds: float
    """Until the solver returned."""
    steps: int
    violations: int
    commit: str

    @property
    def gap_percent(self) -> float | None:
        """How much dearer it is than the best known."""
        if self.cost is None or self.best_known is None:
            return None
        return self._known.gap_percent(self.cost)

    @property
    def is_optimal(self) -> bool:
        """Whether a proved optimum was found."""
        return (
            self.proven and self.cost is not None and self._known.is_hit_by(self.cost)
        )

    @property
    def is_new_best(self) -> bool:
        """Whether nothing as cheap has been published."""
        return self.cost is not None and self._known.is_beaten_by(self.cost)

    @property
    def _known(self) -> BestKnown:
        return BestKnown(self.best_known, self.proven)


def read_runs(file: Path) -> list[SolverRun]:
    """Return the runs in a table, none where there is none."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    try:
        return [
            SolverRun.model_validate(
                {name: value or None for name, value in row.items() if name != GAP}
            )
            for row in rows
        ]
    except ValidationError as error:
        raise UnusableInputError(f"{file}: is no table of runs") from error


def write_runs(file: Path, runs: Sequence[SolverRun]) -> None:
    """Write the table of all runs, whole or not at all."""
    text = StringIO()
    table = csv.DictWriter(text, [*SolverRun.model_fields, GAP], lineterminator="\n")
    table.writeheader()
    table.writerows(_row(run) for run in runs)
    replace(file, text.getvalue())


def _row(run: SolverRun) -> dict[str, object]:
    gap = run.gap_percent
    return run.model_dump() | {GAP: None if gap is None else f"{gap:.3f}"}
