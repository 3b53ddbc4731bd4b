"""What is done for a study, and what comes out."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.comparison_files import (
    files_in_both_languages,
    frontiers_of,
    whole_of_study,
)
from api.http.job_work import Outcome, below_dataset, with_rules
from api.http.studies.frontier_views import FrontierView
from api.http.studies.study_order import StudyOrder
from api.store.dataset_store import DatasetStore
from api.store.schema import JobState
from api.what_if.kept_runs import KeptRuns
from api.what_if.study import Study
from api.what_if.sweep import Sweep, Tally
from api.what_if.workers import Workers
from api.what_if.world import World, other_worlds, world_of
from data.faults import BadInput, Fault
from data.reading.checks.shift_types import unplannable


@dataclass(frozen=True)
class StudyPlace:
    """Where studies are made."""

    runs: Path | None = None
    """Where finished runs are kept, so that none is made twice; else they are not."""
    cluster: str | None = None
    """Address of a dask scheduler to compute on, instead of this machine's cores."""

    @contextmanager
    def kept(self) -> Iterator[KeptRuns]:
        """Give the runs that there are, and room for more."""
        if self.runs is not None:
            yield KeptRuns(self.runs)
            return
        with TemporaryDirectory(prefix="bemanna-runs-") as folder:
            yield KeptRuns(Path(folder))


def worlds_of(order: StudyOrder, datasets: DatasetStore) -> list[World]:
    """Return the base and the other worlds that are asked for.

    Raises
    ------
    LookupError
        There is no such dataset.
    BadInput
        With every fault of every world.
    """
    inputs = with_rules(datasets.read(order.dataset), order.rules)
    if faults := unplannable(inputs.problem):
        raise BadInput(map(below_dataset, faults))
    rules = datasets.rules(order.dataset) if order.rules is None else order.rules
    base = world_of(inputs, rules)
    try:
        return [base, *other_worlds(base, order.asked(base))]
    except BadInput as bad:
        raise BadInput(map(_of_order, bad.faults)) from bad


def _of_order(fault: Fault) -> Fault:
    """Return a fault of a step, or else of what a patch made of the dataset."""
    is_of_step = (fault.pointer or "").startswith(("/worlds/", "/frontiers/"))
    return fault if is_of_step else below_dataset(fault)


@dataclass(frozen=True)
class StudyWork:
    """Carries out a study."""

    place: StudyPlace
    tell: Callable[[Tally], None]
    stop: Callable[[], bool]
    told_on: date | None = None
    """When people were last told of the dataset's days, which no world keeps."""

    def do(self, order: StudyOrder, datasets: DatasetStore) -> Outcome:
        """Plan every world with the same seeds, and compare each with the base."""
        worlds = worlds_of(order, datasets)
        limits = order.limits
        with (
            self.place.kept() as kept,
            Workers(limits.cores, self.place.cluster) as workers,
        ):
            sweep = Sweep(kept, workers, self.stop, self.tell)
            study = Study(worlds, limits.as_effort(), sweep)
            found = study.findings()
        curves = frontiers_of(study, order.frontiers)
        whole = whole_of_study(study, found, self.told_on)
        files = {} if whole is None else files_in_both_languages(whole, curves)
        document = {
            "base": worlds[0].name,
            "worlds": [one.model_dump(mode="json") for one in found],
            "failed": study.failed,
            "frontiers": [FrontierView.of(c).model_dump(mode="json") for c in curves],
        }
        return replace(_ended(document, stopped=self.stop()), files=files)


def _ended(document: dict[str, Any], *, stopped: bool) -> Outcome:
    has_pairs = any(world["seeds"] for world in document["worlds"])
    found = {"result": json.dumps(document)}
    if not stopped:
        return Outcome(JobState.COMPLETED, found=found)
    return Outcome(
        JobState.INCOMPLETE if has_pairs else JobState.CANCELLED, found=found
    )
