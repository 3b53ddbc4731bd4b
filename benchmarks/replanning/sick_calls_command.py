"""``python -m benchmarks sick``: random sick calls on a plan, held to the targets."""

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

from rich.console import Console

from api.inputs import read_inputs
from api.replanning.answers import Teller
from benchmarks.kept import conditions, file_of, write
from benchmarks.replanning.drawn_calls import drawn_calls, median, touched
from benchmarks.replanning.fewest_changes import FewestChanges
from data.reading.plans import read_plan
from scheduler.domain.plan_view import PlanView
from scheduler.replanning.replan import Replanner
from scheduler.replanning.sick_call import SickCall, after_call
from scheduler.replanning.substitutes import Substitutes
from scheduler.rules.rule import Rule

EXACT_SECONDS = 30.0
"""For one model; what is proved until then counts."""


def tried(
    view: PlanView, rules: Sequence[Rule], call: SickCall, *, exact: bool
) -> dict[str, Any]:
    """Answer one call; return processor time and what became of the plan."""
    begun = process_time()
    vacancy = after_call(view, call)
    found = Substitutes(vacancy, rules)
    ranked = [
        (lost, [*found.ranked(lost), *found.without_anybody(lost)])
        for lost in vacancy.lost
    ]
    teller = Teller(view, rules)
    for lost, ways in ranked:
        teller.vacant(lost, ways)
    answered = process_time()
    made = Replanner(view, vacancy, rules).replanned()
    planned = process_time()
    row: dict[str, Any] = {
        "employee": call.employee,
        "moment": teller.moment(call.start),
        "shifts": len(vacancy.lost),
        "candidates_seconds": round(answered - begun, 3),
        "plan_seconds": round(planned - answered, 3),
        "changes": len(made.changes),
        "touched": touched(view.plan, made.plan, vacancy),
        "worse": [f"{b.rule} {b.message} {b.employee}" for b in made.worse],
        "steps": [way.step.value for way in made.ways],
        "left": sum(change.kind == "visit_left" for change in made.changes),
    }
    if exact and vacancy.lost:
        least, proved = FewestChanges(vacancy, made, rules).solved(EXACT_SECONDS)
        row |= {"fewest": least, "proved": proved}
    return row


def summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what the targets ask for."""
    exact = [row for row in rows if "fewest" in row]
    ratios = [row["changes"] / row["fewest"] for row in exact]
    return {
        "calls": len(rows),
        "touched": sum(bool(row["touched"]) for row in rows),
        "worse": sum(bool(row["worse"]) for row in rows),
        "candidates_median": median([row["candidates_seconds"] for row in rows]),
        "candidates_most": max(row["candidates_seconds"] for row in rows),
        "plan_median": median([row["plan_seconds"] for row in rows]),
        "plan_most": max(row["plan_seconds"] for row in rows),
        "exact": len(exact),
        "ratio_most": round(max(ratios, default=0), 3),
        "ratio_mean": round(sum(ratios) / len(ratios), 3) if ratios else 0,
    }


def main(arguments: Sequence[str]) -> int:
    """Try the calls, print the summary and keep the record."""
    asked = _asked(arguments)
    load = os.getloadavg()[0]
    problem, rules = read_inputs(asked.folder, judges=True)
    view = PlanView(problem, read_plan(asked.plan, problem))
    console = Console(highlight=False)
    rows: list[dict[str, Any]] = []
    for call in drawn_calls(view, asked.calls, asked.seed):
        exact = sum("fewest" in row for row in rows) < asked.exact
        rows.append(tried(view, rules, call, exact=exact))
        console.print(f"{len(rows)} {rows[-1]}", soft_wrap=True)
    now = datetime.now(UTC)
    record = conditions(now, load) | {"dataset": problem.name, "seed": asked.seed}
    record |= {"summary": summary(rows), "calls": rows}
    kept = write(record, file_of(f"sick-{problem.name}-", now, record["commit"]))
    console.print_json(data=record["summary"])
    console.print(str(kept), soft_wrap=True)
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m benchmarks sick")
    asked.add_argument("folder", type=Path, help="dataset")
    asked.add_argument("plan", type=Path, help="plan of it")
    asked.add_argument("--calls", type=int, default=200)
    asked.add_argument("--exact", type=int, default=20)
    asked.add_argument("--seed", type=int, default=0)
    return asked.parse_args(arguments)
