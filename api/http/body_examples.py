"""A whole example of each JSON body, for whoever reads what the service takes.

Ids stand for those of the reader's own datasets and schedules.
"""

from collections.abc import Mapping
from typing import Any

_ID = "0f5b1c2e9a7d4c3b8e6f1a2b3c4d5e6f"
_OTHER = "7c9e6679f7b94c2e8d1a5b0f3e2d4c6a"
_DAY = "2026-12-01"
_WHO, _ELSE = "e002", "e007"
_BY = "Eva Ek"
_SICK = {"employee_id": _WHO, "from": f"{_DAY}T06:10", "to": "2026-12-04T00:00"}
_GIVEN = {"kind": "give", "employee_id": _WHO, "date": _DAY, "to": _ELSE}
_ROW = {
    "employee_id": "row 1",
    "unit_id": "outer",
    "role": "usk",
    "employment": "monthly",
    "degree_pct": 75,
    "week_minutes": 2220,
    "monthly_pay": 31000,
    "transport": "car",
    "day_break": "00:00",
}
_DATASET = {
    "dataset": {
        "format": 1,
        "name": "One day",
        "start": _DAY,
        "days": 1,
        "agreement": "AB",
    },
    "units": [{"unit_id": "outer", "name": "Yttre", "lat": 59.17, "lon": 14.87}],
    "employees": [_ROW | {"employee_id": _WHO, "name": "Amina J"}],
    "clients": [{"client_id": "c012", "unit_id": "outer", "lat": 59.2, "lon": 14.9}],
    "visits": [
        {
            "visit_id": "v1",
            "client_id": "c012",
            "date": _DAY,
            "earliest": f"{_DAY}T08:00",
            "latest": f"{_DAY}T09:00",
            "minutes": 30,
            "staff": 1,
            "kind": "care",
            "priority": 1,
        }
    ],
    "shift_types": [
        {
            "shift_id": "D1",
            "unit_id": "outer",
            "kind": "day",
            "start": "07:00",
            "end": "15:30",
            "breaks": ["30@10:30-12:30"],
            "days": "1111111",
        }
    ],
}
_BASE = {
    "rows": [_ROW],
    "people": [{"row_id": "row 1", "employee_id": _WHO}],
    "base": [{"row_id": "row 1", "week": 1, "monday": "D1", "tuesday": "D1"}],
    "demand": [
        {"unit_id": "outer", "weekday": 1, "start": "07:00", "end": "15:30", "want": 1}
    ],
}
_REPORTS = {
    "performed": [
        {
            "visit_id": "v1",
            "employee_id": _WHO,
            "start": f"{_DAY}T08:05",
            "end": f"{_DAY}T08:40",
        }
    ],
    "worked": [
        {
            "employee_id": _WHO,
            "date": _DAY,
            "start": f"{_DAY}T07:00",
            "end": f"{_DAY}T15:30",
            "break_minutes": 30,
        }
    ],
}
_WORLDS = [{"preset": "weekends:1/3"}, {"add_employee": "e003"}]

EXAMPLES: Mapping[str, dict[str, Any]] = {
    "add_dataset": _DATASET,
    "rename_dataset": {"name": "December, as granted"},
    "take_part": {"units": ["outer"], "first": "2026-12-21", "last": "2026-12-27"},
    "make_base_schedule": {
        "weeks": 8,
        "limits": {"seconds": 60},
        "vacant": "outer:75",
    },
    "lay_out_base_schedule": {"base": _BASE, "start": "2026-12-28", "repeats": True},
    "order_schedule": {
        "dataset": _ID,
        "name": "December, first try",
        "rules": [{"kind": "visits_done", "price_kr": 200}],
        "limits": {"seconds": 180, "seed": 0},
    },
    "make_export": {"codes": '[items]\nextra = { time = "TID" }\n'},
    "follow_schedule_up": _REPORTS,
    "make_next_dataset": {"last": "2027-01-31", "repeats": True},
    "list_visit_times": {
        "client": "c012",
        "date": _DAY,
        "minutes": 30,
        "between": "07:00-12:00",
    },
    "list_sick_candidates": _SICK,
    "replan_schedule": _SICK | {"among": [_ELSE, "e011"]},
    "propose_schedule": {"by": _BY},
    "comment_schedule": {"by": _BY, "text": "på kurs då", "about": f"{_WHO}@{_DAY}"},
    "publish_schedule": {"by": _BY, "told_on": "2026-11-15"},
    "begin_draft": {"schedule": _ID, "author": _BY, "name": "Week 49"},
    "make_edit": {"edit": _GIVEN, "author": _BY},
    "try_edit": {"edit": _GIVEN, "author": _BY},
    "undo_edit": {"author": _BY},
    "order_study": {
        "dataset": _ID,
        "worlds": _WORLDS,
        "frontiers": ["posts:-1,1,2"],
        "limits": {"seconds": 60, "seeds": 3},
    },
    "compare_schedules": {"schedules": [_ID, _OTHER]},
    "order_trial": {"schedules": [_ID, _OTHER], "days": 1000, "share_pct": 8},
}
"""By the id of the operation."""


def with_example(operation: dict[str, Any]) -> None:
    """Show an example of the JSON body that an operation takes."""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        content["application/json"]["example"] = EXAMPLES[operation["operationId"]]
