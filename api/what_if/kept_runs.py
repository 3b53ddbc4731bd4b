"""Finished runs, kept by what they were made from, so that none is made twice."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from api.inputs import Inputs
from api.plan_folder import save_plan, whole_plan
from data.reading.plans import read_plan
from data.result_document import read_result, versions, written_rules
from scheduler.audit.audit import Audit, audit
from scheduler.domain.plan import Plan
from scheduler.planning.result import Limits, Result


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

    def place(self, inputs: Inputs, limits: Limits) -> Path:
        """Return the folder of a run, whether it is there or not."""
        whole = {
            "dataset": inputs.problem.sha256,
            "rules": written_rules(inputs.rules),
            "limits": limits.model_dump(mode="json"),
            "versions": versions(),
        }
        text = json.dumps(whole, sort_keys=True)
        return self.folder / hashlib.sha256(text.encode()).hexdigest()[:16]

    def has(self, inputs: Inputs, limits: Limits) -> bool:
        """Whether a run was finished; a folder appears whole or not at all."""
        return self.place(inputs, limits).is_dir()

    def keep(self, inputs: Inputs, limits: Limits, result: Result) -> None:
        """Write a finished run, with all that a planner opens."""
        place = self.place(inputs, limits)
        place.parent.mkdir(parents=True, exist_ok=True)
        save_plan(place, whole_plan(inputs, result), None, force=True)

    def read(self, inputs: Inputs, limits: Limits) -> KeptRun:
        """Return a finished run; raises ``BadInput`` where somebody damaged it."""
        place = self.place(inputs, limits)
        plan = read_plan(place, inputs.problem)
        found = audit(inputs.problem, plan, inputs.rules)
        facts = read_result(place)
        bound = None if facts is None else facts.bound
        return KeptRun(plan, found, None if bound is None else round(100 * bound))
