"""A week in which Amy makes the visits and Bo is on duty beside her; Cia is off."""

from scheduler.domain.plan import Plan
from tests.api.answers import order, post_dataset
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import sent
from tests.api.village import amy, good_plan
from tests.build import clock, employee, shift_row

PEOPLE = (
    amy(),
    employee("bo", name="Bo Berg", degree_pct=20, day_break=clock("16:00")),
    employee("cia", name="Cia Ceder", degree_pct=20, day_break=clock("16:00")),
)


def two_on_duty() -> Plan:
    """Build the village's plan with Bo on duty besides."""
    bo = shift_row("bo", end="2026-12-21 15:30", breaks="11:30-12:00")
    made = good_plan()
    return made.model_copy(update={"shifts": (*made.shifts, bo)})


def begun(api: TestClient, **fields: object) -> str:
    """Plan the week, and begin to change it; return the address of the draft."""
    made = order(api, post_dataset(api, employees=PEOPLE)).json()["id"]
    return sent(api, f"/schedules/{made}/drafts", author="Kim", **fields)
