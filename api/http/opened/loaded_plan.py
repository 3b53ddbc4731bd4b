"""A dataset and a plan from folders, put where the service keeps its own."""

import json
from pathlib import Path

from api.http.routes.access import ApiService
from api.http.routes.schedules import Ordered
from api.inputs import read_inputs
from data.reading.dataset import RULES
from data.reading.plans import read_plan


def load(service: ApiService, dataset: Path, plan: Path | None) -> None:
    """Keep a dataset, and a plan of it as a schedule; both once, however often.

    Raises
    ------
    BadInput
        With every fault of the dataset or the plan.
    """
    inputs = read_inputs(dataset, judges=True)
    own = dataset / RULES
    rules = json.loads(own.read_bytes()) if own.is_file() else None
    row, _ = service.datasets.put_as_read(inputs, rules)
    if plan is None:
        return
    made = read_plan(plan, inputs.problem)
    wanted = Ordered.to_judge(row.id, inputs, made, inputs.problem.name)
    wanted.queued(service, f"loaded {wanted.digest}")
