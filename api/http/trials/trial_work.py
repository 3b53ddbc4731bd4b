"""What is done when somebody asks how robust schedules are, and what comes out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from api.http.job_work import Outcome, plan_of
from api.http.trials.trial_order import TrialOrder
from api.http.trials.trial_views import DaysView
from api.store.dataset_store import DatasetStore
from api.store.jobs import Jobs
from api.store.schema import Job, JobState
from api.what_if.lived_through import lived_through
from scheduler.robustness.ill_people import rounds_for
from scheduler.robustness.spread import spreads

_OFTEN = 0.5
"""Seconds between notes of progress."""


@dataclass(frozen=True)
class TrialWork:
    """Lives through sick days with schedules."""

    tell: Callable[[DaysView], None]
    stop: Callable[[], bool]

    def do(self, job: Job, jobs: Jobs, datasets: DatasetStore) -> Outcome:
        """Live through the days that were asked for, until somebody says stop."""
        order = TrialOrder.model_validate_json(job.order)
        plans = {id_: plan_of(id_, jobs) for id_ in order.schedules}
        there = {id_: plan for id_, plan in plans.items() if plan is not None}
        if len(there) < len(plans):
            return Outcome(JobState.FAILED, found={"error": "schedule_gone"})
        inputs, draw = datasets.read(job.dataset_id), order.as_draw()
        days = rounds_for(inputs.problem, draw.days) * inputs.problem.days
        tell = self._teller(days)
        lived = lived_through(there, inputs, draw, tell, self.stop)
        done = len(next(iter(lived.values())))
        document = {
            "days": done,
            "figures": [spread.model_dump(mode="json") for spread in spreads(lived)],
        }
        state = JobState.COMPLETED if done == days else JobState.INCOMPLETE
        return Outcome(state, found={"result": json.dumps(document)})

    def _teller(self, days: int) -> Callable[[int], None]:
        """Return what notes progress, not more often than anybody looks."""
        last = -_OFTEN

        def note(done: int) -> None:
            nonlocal last
            if done == days or monotonic() - last >= _OFTEN:
                last = monotonic()
                self.tell(DaysView(done=done, days=days))

        return note
