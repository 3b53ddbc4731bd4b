"""Whether the real service answers as its OpenAPI says, asked by schemathesis.

A schedule, a draft, a study and what they name are there, so that more is answered than
"no such schedule".
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import httpx

from benchmarks.service.running_service import RunningService

_SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
_HOOKS = Path(__file__).with_name("contract_hooks.py")
_NOBODY = "0" * 32
"""The id of nothing: what is deleted would be missed by those who ask later."""
_PATIENCE = 120
"""Seconds that an answer may take."""
_ACCEPTED = ["2xx", "3xx", "401", "403", "404", "409", "412", "429"]
"""How a request of the right form is answered."""
_AFTER = 120
"""Seconds that what is under way at the end may take, and the report of it."""
_NAMING = "422"
"""Refused for what it names or holds, which no form can say."""


class Wanted(NamedTuple):
    """What is asked."""

    examples: int
    """For each operation and round, on top of those at its boundaries."""
    seconds: int
    """For all of them: each gets its share, and rounds follow until they are over."""
    paths: str = ""
    """A pattern of the paths of operations; all if it is empty."""
    in_a_row: bool = False
    """Whether each is asked of what those before it answered; else of what is there."""

    @property
    def name(self) -> str:
        """What is asked, in a word or two."""
        how = "in a row" if self.in_a_row else "each alone"
        return ", ".join(filter(None, (how, self.paths)))


def contract(service: RunningService, wanted: Wanted, room: Path) -> dict[str, Any]:
    """Ask operations whatever their descriptions allow, and more; tell what came."""
    if wanted.in_a_row:
        return _asked(service, wanted, room, "stateful", _in_a_row())
    phases = "examples,coverage,fuzzing"
    return _asked(service, wanted, room, phases, _alone(known_ids(service)))


def _asked(
    service: RunningService, wanted: Wanted, room: Path, phases: str, settings: str
) -> dict[str, Any]:
    kept, report = room / "schemathesis.toml", room / f"{phases}.xml"
    kept.write_text(settings, encoding="utf-8")
    command = [str(_SCHEMATHESIS), "--no-color", "--config-file", str(kept), "run"]
    command += [f"{service.url}/openapi.json", "--url", service.url]
    command += ["--checks", "all", "--max-response-time", str(_PATIENCE)]
    command += ["--max-examples", str(wanted.examples), "--seed", "1"]
    command += ["--continue-on-failure", "--generation-database", "none"]
    command += ["--request-timeout", str(_PATIENCE), "--suppress-health-check", "all"]
    command += ["--max-time", str(wanted.seconds)]
    command += ["--phases", phases]
    command += ["--report", "junit", "--report-junit-path", str(report)]
    if wanted.paths:
        command += ["--include-path-regex", wanted.paths]
    try:
        said = subprocess.run(
            command,
            cwd=room,
            capture_output=True,
            text=True,
            check=False,
            timeout=wanted.seconds + _PATIENCE + _AFTER,
        )
    except subprocess.TimeoutExpired:
        return {"faults": [f"not over {_PATIENCE + _AFTER} s after its time"]}
    return {"seconds": wanted.seconds} | _told(said.stdout, report)


def known_ids(service: RunningService) -> Mapping[str, str]:
    """Return what paths can name that is there, by the name of the parameter."""
    with httpx.Client(base_url=service.url, timeout=_PATIENCE) as client:
        [schedule] = client.get("/v1/schedules").json()["items"]
        id_, dataset = schedule["id"], schedule["dataset"]
        plan = client.get(f"/v1/schedules/{id_}/plan").json()
        shift, visit = plan["shifts"][0], plan["visits"][0]
        who = shift["employee_id"]
        begun = client.post("/v1/drafts", json={"schedule": id_, "author": "benchmark"})
        study = client.post("/v1/studies", json=_study(dataset, who))
        trial = client.post("/v1/robustness", json={"schedules": [id_], "days": 7})
    return {
        "dataset_id": dataset,
        "rule_set_id": dataset,
        "schedule_id": id_,
        "draft_id": begun.json()["id"],
        "study_id": study.json()["id"],
        "trial_id": trial.json()["id"],
        "employee_id": who,
        "shift": f"{who}@{shift['date']}",
        "visit_id": visit["visit_id"],
        "client_id": visit["visit_id"].split("-")[0],  # as samples name visits
    }


def _study(dataset: str, who: str) -> dict[str, Any]:
    """Return a study that is soon done."""
    limits = {"seconds": 1, "effort": 0, "seeds": 1, "most_seeds": 1}
    return {"dataset": dataset, "worlds": [{"add_employee": who}], "limits": limits}


def _alone(ids: Mapping[str, str]) -> str:
    """Return how operations are asked of what is there."""
    dataset, schedule = ids["dataset_id"], ids["schedule_id"]
    known = [f'"path.{name}" = {json.dumps(id_)}' for name, id_ in ids.items()]
    nobody = [f'"path.{name}" = "{_NOBODY}"' for name in ids if name.endswith("_id")]
    return "\n".join(
        [
            *_beginning(),
            "[dictionaries]",
            f'datasets.values = ["{dataset}"]',
            f'schedules.values = ["{schedule}"]',
            "[parameters]",
            *known,
            '"body.dataset" = { dictionary = "datasets", probability = 0.8 }',
            '"body.schedule" = { dictionary = "schedules", probability = 0.8 }',
            '"body.schedules[*]" = { dictionary = "schedules", probability = 0.8 }',
            *_operations('include-method = "DELETE"'),
            "[operations.parameters]",
            *nobody,
            *_operations('include-path-regex = "/why$"'),  # ten seconds each
            "phases.coverage.enabled = false",
            "generation.max-examples = 2",
            *_naming(),
        ]
    )


def _in_a_row() -> str:
    """Return how operations are asked of what others answered."""
    return "\n".join(
        [
            *_beginning(),
            *_operations('include-path-regex = "/why$"'),
            "enabled = false",
            *_naming(),
        ]
    )


def _naming() -> list[str]:
    """Return which operations are asked for what a body or a query names."""
    query = r"/(exports/.*|negotiation-pack.*|pages.zip|tours|candidates|changes)$"
    return [
        *_operations('include-method = ["POST", "PATCH"]'),
        *_may_be(_NAMING),
        *_operations(f"include-path-regex = {json.dumps(query)}"),
        *_may_be(_NAMING),
    ]


def _beginning() -> list[str]:
    return [f"hooks = {json.dumps(str(_HOOKS))}", *_may_be()]


def _operations(which: str) -> list[str]:
    return ["[[operations]]", which]


def _may_be(*more: str) -> list[str]:
    statuses = json.dumps([*_ACCEPTED, *more])
    return [f"checks.positive_data_acceptance.expected-statuses = {statuses}"]


def _told(said: str, report: Path) -> dict[str, Any]:
    if not report.exists():
        return {"faults": [said[-2_000:]]}
    cases = list(ElementTree.parse(report).iter("testcase"))
    faults = list(_faults(cases))
    return {
        "operations": len({case.get("name") for case in cases}),
        "summary": said[said.rfind("Test cases:") :].splitlines()[:6],
        "kinds": dict(Counter(fault.splitlines()[0] for fault in faults)),
        "faults": faults,
    }


def _faults(cases: list[ElementTree.Element]) -> Iterator[str]:
    for case in cases:
        for fault in (*case.iter("failure"), *case.iter("error")):
            told = f"{fault.get('message') or ''}\n{fault.text or ''}"
            yield f"{case.get('name')}\n{told[:2_000]}"
