"""Whether the real service answers as its OpenAPI says, asked by schemathesis.

A schedule, a draft and what they name are there, so that more is answered than
"no such schedule".
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx

from benchmarks.service.running_service import RunningService

_SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
_NOBODY = "0" * 32
"""The id of nothing: what is deleted would be missed by those who ask later."""
_PATIENCE = 120
"""Seconds that an answer may take."""


def contract(
    service: RunningService, examples: int, room: Path, more: Sequence[str] = ()
) -> dict[str, Any]:
    """Ask each operation so many examples, and at its boundaries; tell what came.

    Whether a question of the right form is answered depends on what it names: that
    one is refused is no fault. The test of the contract looks at those that read.
    """
    settings, report = room / "schemathesis.toml", room / "junit.xml"
    settings.write_text(_settings(known_ids(service)), encoding="utf-8")
    command = [str(_SCHEMATHESIS), "--no-color", "--config-file", str(settings), "run"]
    command += [f"{service.url}/openapi.json", "--url", service.url]
    command += ["--checks", "all", "--exclude-checks", "positive_data_acceptance"]
    command += ["--max-response-time", str(_PATIENCE)]
    command += ["--max-examples", str(examples), "--seed", "1", *more]
    command += ["--continue-on-failure", "--generation-database", "none"]
    command += ["--request-timeout", str(_PATIENCE), "--suppress-health-check", "all"]
    command += ["--phases", "examples,coverage,fuzzing"]
    command += ["--report", "junit", "--report-junit-path", str(report)]
    said = subprocess.run(
        command, cwd=room, capture_output=True, text=True, check=False
    )
    return _told(said.stdout, report)


def known_ids(service: RunningService) -> Mapping[str, str]:
    """Return what paths can name that is there, by the name of the parameter."""
    with httpx.Client(base_url=service.url, timeout=_PATIENCE) as client:
        [schedule] = client.get("/v1/schedules").json()["items"]
        id_ = schedule["id"]
        begun = client.post("/v1/drafts", json={"schedule": id_, "author": "benchmark"})
        plan = client.get(f"/v1/schedules/{id_}/plan").json()
    shift, visit = plan["shifts"][0], plan["visits"][0]
    return {
        "dataset_id": schedule["dataset"],
        "rule_set_id": schedule["dataset"],
        "schedule_id": id_,
        "draft_id": begun.json()["id"],
        "employee_id": shift["employee_id"],
        "shift": f"{shift['employee_id']}@{shift['date']}",
        "visit_id": visit["visit_id"],
    }


def _settings(ids: Mapping[str, str]) -> str:
    """Return what schemathesis is to ask about."""
    known = [f'"path.{name}" = "{id_}"' for name, id_ in ids.items()]
    nobody = [f'"path.{name}" = "{_NOBODY}"' for name in ids if name.endswith("_id")]
    return "\n".join(
        [
            "[parameters]",
            *known,
            "[[operations]]",
            'include-method = "DELETE"',
            "[operations.parameters]",
            *nobody,
            "[[operations]]",  # they look for half a minute each time
            'include-path-regex = "/why$"',
            "[operations.parameters]",
            *nobody,
        ]
    )


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
