"""A sweep whose process is killed while its third run is made."""

import os
import signal
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest
from distributed import LocalCluster

from api.inputs import read_inputs
from api.what_if.kept_runs import KeptRuns, WantedRun
from api.what_if.sweep import Sweep
from api.what_if.workers import NOWHERE, Workers
from scheduler.planning.result import Limits
from tests.api.fakes import PATIENCE, FakePlanner, use_planner


def main(dataset: str, folder: str) -> None:
    """Make four runs, and die in the third when the first is kept."""
    inputs, kept = read_inputs(Path(dataset)), KeptRuns(Path(folder))
    runs = [WantedRun("base", inputs, Limits(seed=seed)) for seed in range(4)]

    def die_third() -> None:
        if len(planner.asked) < 3:
            return
        until = monotonic() + PATIENCE
        while not any(map(kept.has, runs)) and monotonic() < until:
            sleep(0.01)
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.MonkeyPatch.context() as patch:
        planner = use_planner(patch, FakePlanner(during=die_third))
        in_process = LocalCluster(
            processes=False,
            n_workers=1,
            threads_per_worker=1,
            dashboard_address=NOWHERE,
        )
        with in_process as local, Workers(1, local.scheduler_address) as workers:
            Sweep(kept, workers).make(runs)


if __name__ == "__main__":
    main(*sys.argv[1:])
