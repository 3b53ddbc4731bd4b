"""One person, two visits, one good plan: what commands and service are tried on."""

from pathlib import Path

from constraints import default_rules
from data.reading.dataset import read_dataset
from data.writing.dataset_files import write_dataset, write_document
from scheduler.audit.audit import audit
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Employee, Problem
from scheduler.planning.result import Result, Status
from tests.build import (
    clock,
    employee,
    plan,
    problem,
    shift_row,
    shift_type,
    visit,
    visit_row,
)
from tests.data.plan_build import write_plan

TOKEN_NAME = "Amy Ångström"
"""A name that must never turn up in a log."""


def amy(**given: object) -> Employee:
    """Build the one who works."""
    usual = {"name": TOKEN_NAME, "degree_pct": 20, "day_break": clock("16:00")}
    return employee("amy", **usual | given)


def village(**given: object) -> Problem:
    """Build a week in which Amy works eight hours and visits Carl twice."""
    usual: dict[str, object] = {
        "employees": (amy(),),
        "visits": (visit("v1"), visit("v2", "2026-12-21 10:00", minutes=20)),
        "shift_types": (shift_type("day", "07:00-15:30", "30@10:30-12:30"),),
    }
    return problem(**usual | given)


def good_plan() -> Plan:
    """Build the plan that does it all and breaks no hard rule."""
    return plan(
        shift_row("amy", end="2026-12-21 15:30", breaks="11:30-12:00"),
        visit_row("v1", wait_minutes=58),
        visit_row(
            "v2",
            start="2026-12-21 10:00",
            minutes=20,
            from_id="carl",
            travel_minutes=0,
            wait_minutes=90,
        ),
    )


def lazy_plan() -> Plan:
    """Build a legal plan that leaves the second visit open."""
    done = good_plan()
    return done.model_copy(update={"visits": done.visits[:1]})


def result_of(problem: Problem, made: Plan, **given: object) -> Result:
    """Judge a plan under the default rules."""
    usual: dict[str, object] = {
        "status": Status.FEASIBLE,
        "plan": made,
        "audit": audit(problem, made, default_rules()),
        "bound": 100_000,
        "seconds": 1.5,
        "seed": 0,
        "workers": 2,
    }
    return Result.model_validate(usual | given)


def dataset_folder(folder: Path, **given: object) -> Path:
    """Write the village as a dataset."""
    write_dataset(village(**given), folder)
    return folder


def plan_folder(folder: Path, dataset: Path, plan: Plan | None = None) -> Path:
    """Write a plan of a dataset as the planner would."""
    read = read_dataset(dataset)
    result = result_of(read, plan or good_plan())
    write_plan(folder, read, result, default_rules())
    return folder


def document(**given: object) -> dict[str, object]:
    """Return the village as a JSON document."""
    return write_document(village(**given))
