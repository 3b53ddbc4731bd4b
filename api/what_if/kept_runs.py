"""Finished runs, kept by what they were made from, so that none is made twice."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from api.inputs import Inputs
from api.plan_folder import save_plan, whole_plan
from data.reading.plans import read_plan
from data.result_document import read_result, versions, written_rules
from scheduler.audit.audit import Audit, audit
from scheduler.domain.plan import Plan
from scheduler.planning.result import Limits, Result


@dataclass(frozen=True)
class WantedRun:
    """One plan to be made."""

    world: str
    inputs: Inputs
    limits: Limits

    @cached_property
    def digest(self) -> str:
        """What tells the run from all that are made from anything else."""
        whole = {
            "dataset": self.inputs.problem.sha256,
            "rules": written_rules(self.inputs.rules),
            "limits": self.limits.model_dump(mode="json"),
            "versions": versions(),
        }
        text = json.dumps(whole, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class KeptRun:
    """A plan that was made, judged anew, and the proven bound if there is one, öre."""

    plan: Plan
    audit: Audit
    bound: int | None


@dataclass(frozen=True)
class KeptRuns:
    """Plan folders in a folder, each under the digest of its inputs and limits."""

    folder: Path

    def place(self, run: WantedRun) -> Path:
        """Return the folder of a run, whether it is there or not."""
        return self.folder / run.digest

    def has(self, run: WantedRun) -> bool:
        """Whether a run was finished; a folder appears whole or not at all."""
        return self.place(run).is_dir()

    def keep(self, run: WantedRun, result: Result) -> None:
        """Write a finished run, with all that a planner opens."""
        place = self.place(run)
        place.parent.mkdir(parents=True, exist_ok=True)
        save_plan(place, whole_plan(run.inputs, result), None, force=True)

    def read(self, run: WantedRun) -> KeptRun:
        """Return a finished run; raises ``BadInput`` where somebody damaged it."""
        place, inputs = self.place(run), run.inputs
        plan = read_plan(place, inputs.problem)
        found = audit(inputs.problem, plan, inputs.rules)
        facts = read_result(place)
        bound = None if facts is None else facts.bound
        return KeptRun(plan, found, None if bound is None else round(100 * bound))
