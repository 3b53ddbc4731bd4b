"""Clients whose named contact has left are told before anybody plans."""

import pytest

from constraints import default_rules
from scheduler.feasibility import feasibility
from tests.build import client, employee, problem, shift_type, visit

pytestmark = pytest.mark.usefixtures("plain_weeks")


def told(last: str | None, *, visited: bool = True) -> list[str]:
    """Return what is told of a week from 21 December and a contact until ``last``."""
    made = problem(
        days=7,
        employees=[employee("amy", last=last), employee("bo")],
        clients=[client("carl", contact="amy"), client("dora", contact="bo")],
        visits=[visit("v1", client="carl" if visited else "dora")],
        shift_types=[shift_type("day", breaks="30@10:30-12:30")],
    )
    every = feasibility(made, default_rules())
    return [f.message("en") for f in every if f.check == "contacts_gone"]


@pytest.mark.parametrize("last", ["2026-12-10", "2026-12-26"])
def test_a_contact_who_leaves_before_the_last_day_is_told(last: str) -> None:
    [message] = told(last)
    assert f"carl: Amy, {last}" in message
    assert "1 client has" in message


@pytest.mark.parametrize("last", ["2026-12-27", None])
def test_one_who_stays_is_not(last: str | None) -> None:
    assert told(last) == []


def test_nor_is_one_of_somebody_who_is_not_visited() -> None:
    assert told("2026-12-10", visited=False) == []
