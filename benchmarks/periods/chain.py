"""A chain of periods, each planned from what the one before it hands on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from api.inputs import Inputs, read_inputs
from api.next_dataset import next_dataset
from benchmarks.periods.joined import PlannedPeriod
from constraints.handbook.handbook import write_handbook
from data.writing.dataset_files import write_dataset
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits, Result


class ChainLinkMade(NamedTuple):
    """A period with the plan that was made of it."""

    inputs: Inputs
    result: Result

    @property
    def period(self) -> PlannedPeriod:
        """Dataset and plan.

        Raises
        ------
        ValueError
            No plan was made.
        """
        if self.result.plan is None:
            raise ValueError(self.inputs.problem.start)
        return PlannedPeriod(self.inputs.problem, self.result.plan)


def chain(
    inputs: Inputs, count: int, days: int, limits: Limits, place: Path
) -> Iterator[ChainLinkMade]:
    """Plan so many periods of so many days, as a planner does with files on disk."""
    for number in range(count):
        result = plan(*inputs, limits, on_progress=lambda _: None, stop=lambda: False)
        made = ChainLinkMade(inputs, result)
        yield made
        if number + 1 < count:
            last = inputs.problem.end + timedelta(days=days)
            problem = next_dataset(inputs, made.period.plan, last)
            folder = place / f"{number + 2:02}"
            write_dataset(problem, folder, write_handbook(inputs.rules).encode())
            inputs = read_inputs(folder)
