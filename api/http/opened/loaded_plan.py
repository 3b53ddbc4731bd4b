"""A dataset and a plan from folders, put where the service keeps its own."""

import json
from pathlib import Path

from api.http.order import ScheduleOrder
from api.http.routes.access import ApiService
from api.http.routes.schedules import Ordered
from api.inputs import read_inputs
from api.judging import judged
from api.store.schema import Operation
from data.reading.dataset import RULES
from data.reading.plans import read_plan
from data.writing.plan_files import write_plan_document


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
    row, _ = service.datasets.put(inputs, rules)
    if plan is None:
        return
    result = judged(inputs, read_plan(plan, inputs.problem))
    document = write_plan_document(inputs.problem, result, inputs.rules)
    rows = {name: document[name] for name in ("shifts", "visits", "unassigned")}
    order = ScheduleOrder(dataset=row.id, name=inputs.problem.name, plan=rows)
    wanted = Ordered(Operation.EVALUATE, order)
    key = f"loaded {wanted.as_job(None, service).digest}"
    job, is_new = service.jobs.add(wanted.as_job(key, service))
    if is_new:
        service.runner.take(job.id)
