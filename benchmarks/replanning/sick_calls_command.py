"""``python -m benchmarks.replanning.sick_calls_command DIR PLAN --out FILE.json``."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from api.inputs import read_inputs
from api.replanning.answers import Teller
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
    """Answer one call; return what it took and what became of the plan."""
    begun = perf_counter()
    vacancy = after_call(view, call)
    found = Substitutes(vacancy, rules)
    ranked = [
        (lost, [*found.ranked(lost), *found.without_anybody(lost)])
        for lost in vacancy.lost
    ]
    teller = Teller(view.clock, rules)
    for lost, ways in ranked:
        teller.vacant(lost, ways)
    answered = perf_counter()
    made = Replanner(view, vacancy, rules).replanned()
    planned = perf_counter()
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
        "open_must": sum(change.kind == "visit_left" for change in made.changes),
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


def main() -> None:
    """Try the calls and write the record."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("plan", type=Path)
    asked.add_argument("--calls", type=int, default=200)
    asked.add_argument("--exact", type=int, default=20)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    problem, rules = read_inputs(given.folder, judges=True)
    view = PlanView(problem, read_plan(given.plan, problem))
    rows: list[dict[str, Any]] = []
    for call in drawn_calls(view, given.calls, given.seed):
        exact = sum("fewest" in row for row in rows) < given.exact
        rows.append(tried(view, rules, call, exact=exact))
        print(json.dumps(rows[-1]), flush=True)
    record = {"dataset": problem.name, **summary(rows), "rows": rows}
    given.out.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(summary(rows)))


if __name__ == "__main__":
    main()
