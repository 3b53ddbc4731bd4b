"""Twelve presets of a sample, planned by the clock: alone, together, and killed."""

from collections.abc import Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import NamedTuple

from api.what_if.asked_worlds import WORDS
from api.what_if.kept_runs import KeptRuns, WantedRun
from api.what_if.sweep import Sweep
from api.what_if.workers import Workers
from api.what_if.world import World, base_world, other_worlds
from data.sample import make_sample
from data.scenario.patch import Patch
from data.scenario.patch_place import PatchPlace
from data.writing.dataset_files import write_dataset
from scheduler.planning.result import Limits

PRESETS = (
    "friday-ob",
    "extra-hours",
    "daily-rest",
    "weekends:1/3",
    "no-split-shifts",
    "staffing:-5",
    "staffing:10",
    "vacancies",
    "sickness",
    "outbreak",
    "dispensers",
    "demand:10",
)
"""Those for which every sample has something to change."""
_LOOK = 0.2
"""Seconds between looks at how much is kept."""


class TimedSweep(NamedTuple):
    """One sweep, from the start of its workers until they have ended."""

    seconds: float
    done: int
    kept: int
    """Runs that were there before."""
    failed: int


def preset_worlds(sample: str) -> list[World]:
    """Return what the presets make of a sample."""
    with TemporaryDirectory() as folder:
        write_dataset(make_sample(sample), Path(folder) / sample)
        base = base_world(Path(folder) / sample, None)
    return other_worlds(base, (partial(_patch, word, base) for word in PRESETS))


def _patch(word: str, base: World) -> tuple[Patch, PatchPlace]:
    return WORDS["preset"](word, base, "sv"), PatchPlace(word)


def runs_of(worlds: Sequence[World], limits: Limits) -> list[WantedRun]:
    """Return one run of each world."""
    return [WantedRun(world.name, world.inputs, limits) for world in worlds]


def timed_sweep(runs: Sequence[WantedRun], folder: Path, cores: int) -> TimedSweep:
    """Make the runs that are missing in a folder with so many worker processes."""
    begun = monotonic()
    with Workers(cores) as workers:
        tally = Sweep(KeptRuns(folder), workers).make(runs)
    lasted = round(monotonic() - begun, 1)
    return TimedSweep(lasted, tally.done, tally.kept, len(tally.failed))


def killed_half_way(runs: Sequence[WantedRun], folder: Path, cores: int) -> list[str]:
    """Kill the process of a sweep when half of its runs are kept; return those."""
    kept = KeptRuns(folder)
    sweep = get_context("spawn").Process(target=timed_sweep, args=(runs, folder, cores))
    sweep.start()
    while sweep.is_alive() and sum(map(kept.has, runs)) < len(runs) // 2:
        sleep(_LOOK)
    sweep.kill()
    sweep.join()
    return sorted(run.digest for run in runs if kept.has(run))


def written_at(folder: Path, digests: Sequence[str]) -> dict[str, int]:
    """Return when each kept run was written, nanoseconds."""
    return {digest: (folder / digest).stat().st_mtime_ns for digest in digests}
