"""A chain of periods, each planned from what the one before it hands on."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from api.inputs import Inputs, read_inputs
from api.next_dataset import next_dataset
from benchmarks.kept import replace
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
    inputs: Inputs,
    lengths: Sequence[int],
    limits: Limits,
    place: Path,
    *,
    repeats: bool = False,
) -> Iterator[ChainLinkMade]:
    """Plan periods of so many days each, as a planner does with files on disk.

    What lies in ``place`` from a run that was killed is not planned again.
    ``repeats``: visits and demand that have dates come again in each.
    """
    for number, following in enumerate((*lengths[1:], 0), start=1):
        made = ChainLinkMade(inputs, _planned(inputs, limits, place, number))
        yield made
        if following:
            last = inputs.problem.end + timedelta(days=following)
            problem = next_dataset(inputs, made.period.plan, last, repeats=repeats)
            folder = place / f"{number + 1:02}"
            rules = write_handbook(inputs.rules).encode()
            write_dataset(problem, folder, rules, force=True)
            inputs = read_inputs(folder)


def _planned(inputs: Inputs, limits: Limits, place: Path, number: int) -> Result:
    """Return the plan of a dataset: the one that is kept, or else a new one."""
    kept = place / f"{number:02}-{inputs.problem.sha256[:12]}.json"
    if kept.exists():
        return Result.model_validate_json(kept.read_bytes())
    result = plan(*inputs, limits, on_progress=lambda _: None, stop=lambda: False)
    replace(kept, result.model_dump_json())
    return result
