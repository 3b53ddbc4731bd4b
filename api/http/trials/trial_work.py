"""What is done when somebody asks how robust schedules are, and what comes out."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic

from api.http.job_work import Outcome, plan_of
from api.http.trials.kept_rounds import lived_before, round_text
from api.http.trials.trial_order import TrialOrder
from api.http.trials.trial_views import DaysView
from api.store.dataset_store import DatasetStore
from api.store.jobs import MOST_RESTARTS, Jobs, Lease
from api.store.schema import Job, JobState
from api.what_if.lived_through import (
    GoesOn,
    Lived,
    days_of,
    lived_through,
    spreads_of,
    tried_plans,
)
from scheduler.robustness.ill_people import rounds_for
from scheduler.robustness.spread import Spread

_OFTEN = 0.5
"""Seconds between notes of progress."""


@dataclass(frozen=True)
class TrialWork:
    """Lives through sick days with schedules, and keeps each round."""

    lease: Lease
    jobs: Jobs
    stop: Callable[[], bool]

    def do(self, job: Job, datasets: DatasetStore) -> Outcome:
        """Live through the days that were asked for, until somebody says stop."""
        order = TrialOrder.model_validate_json(job.order)
        plans = {id_: plan_of(id_, self.jobs) for id_ in order.schedules}
        there = {id_: plan for id_, plan in plans.items() if plan is not None}
        if len(there) < len(plans):
            return Outcome(JobState.FAILED, found={"error": "schedule_gone"})
        inputs, draw = datasets.read(job.dataset_id), order.as_draw()
        length = inputs.problem.days
        days = rounds_for(inputs.problem, draw.days) * length
        lived: Lived = lived_before(self.jobs.rounds(job.id))
        tried = tried_plans(there, inputs, draw)
        if not (lived and _is_over(job)):
            keeper = self._keeper(length, days)
            lived = lived_through(tried, draw, keeper, lived)
        return _ended(lived, days, spreads_of(lived, tried, draw))

    def _keeper(self, length: int, days: int) -> GoesOn:
        """Return what keeps each round, and notes progress not too often."""
        last = -_OFTEN

        def keep(lived: Lived) -> bool:
            nonlocal last
            done = days_of(lived)
            number, text = done // length - 1, round_text(lived, length)
            self.jobs.keep_round(self.lease, number, text)
            if done == days or monotonic() - last >= _OFTEN:
                last = monotonic()
                tally = DaysView(done=done, days=days)
                self.jobs.note_tally(self.lease, tally.model_dump_json())
            return not self.stop()

        return keep


def _is_over(job: Job) -> bool:
    """Say whether nobody is to live through more days, after a process died."""
    return job.stop_asked or job.restarts > MOST_RESTARTS


def _ended(lived: Lived, days: int, figures: Iterable[Spread]) -> Outcome:
    document = {
        "days": days_of(lived),
        "figures": [spread.model_dump(mode="json") for spread in figures],
    }
    state = JobState.COMPLETED if days_of(lived) == days else JobState.INCOMPLETE
    return Outcome(state, found={"result": json.dumps(document)})
