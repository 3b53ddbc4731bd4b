"""Scenarios of a dataset with needs: these first, then the visits that they grant."""

import json
from functools import cache
from typing import Any, cast

import pytest

from data.reading.dataset import read_document
from data.sample import make_sample
from data.writing.dataset_files import write_document
from scheduler.domain.problem import Problem
from tests.data.scenario.build import applied, faults

BASE = make_sample("small")
NEED = BASE.needs[0].id
"""Of a client who has no other visits that follow it."""
GRANTED = [v.id for v in BASE.visits if v.id.startswith(f"{NEED}-")]


@cache
def _written() -> str:
    return json.dumps(write_document(BASE))


def base() -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(_written()))


def patched(**patch: object) -> Problem:
    return read_document(applied(base(), **patch))


def test_an_empty_patch_leaves_the_visits_to_the_needs() -> None:
    assert applied(base()) == base() | {"visits": []}


def test_a_granted_time_is_changed_in_one_cell() -> None:
    step = {"file": "needs", "where": {"need_id": NEED}, "set": {"minutes": 77}}
    made = patched(change=[step])
    assert {v.id for v in made.visits if v.minutes == 77} == set(GRANTED)
    assert len(made.visits) == len(BASE.visits)


def test_a_need_that_is_removed_takes_its_visits_along() -> None:
    made = patched(remove=[{"file": "needs", "where": {"need_id": NEED}}])
    assert BASE.visit.keys() - made.visit.keys() == set(GRANTED)


def test_a_need_can_be_added_like_another() -> None:
    step = {"file": "needs", "like": NEED, "set": {"need_id": "new", "days": "1111111"}}
    assert len(patched(add=[step]).visits) == len(BASE.visits) + BASE.days


def test_a_granted_visit_can_be_changed_by_its_id() -> None:
    id_ = GRANTED[0]
    step = {"file": "visits", "where": {"visit_id": id_}, "plus": {"minutes": 5}}
    document = applied(base(), change=[step])
    assert [row["visit_id"] for row in document["visits"]] == [id_]
    made = read_document(document)
    assert made.visit[id_].minutes == BASE.visit[id_].minutes + 5
    assert made.needs == BASE.needs


def test_granted_visits_can_be_selected_and_removed() -> None:
    meals = {v.id for v in BASE.visits if v.kind == "meal"}
    document = applied(base(), remove=[{"file": "visits", "where": {"kind": "meal"}}])
    assert {row["visit_id"] for row in document["visits"]} == meals
    assert read_document(document).visit.keys() == BASE.visit.keys() - meals


def test_a_client_who_goes_takes_needs_and_visits_along() -> None:
    client = BASE.needs[0].client
    document = applied(
        base(), remove=[{"file": "clients", "where": {"client_id": client}}]
    )
    made = read_document(document)
    assert document["visits"] == []
    assert client not in {v.client for v in made.visits} | {
        n.client for n in made.needs
    }


def test_needs_are_changed_before_the_visits_that_they_grant() -> None:
    steps = [
        {"file": "visits", "where": {"minutes": 77}, "set": {"minutes": 78}},
        {"file": "needs", "where": {"need_id": NEED}, "set": {"minutes": 77}},
    ]
    made = patched(change=steps)
    assert {v.id for v in made.visits if v.minutes == 78} == set(GRANTED)


@pytest.mark.parametrize("days", [3, 14])
def test_another_number_of_days_grants_as_many(days: int) -> None:
    made = patched(dataset={"days": days})
    daily = [v for v in made.visits if v.id.startswith(f"{_daily()}-")]
    assert len(daily) == days


def _daily() -> str:
    return next(n.id for n in BASE.needs if all(n.days) and n.every == 1)


def test_a_wrong_need_is_blamed_on_nothing_else() -> None:
    step = {"file": "needs", "where": {"need_id": "gone"}, "set": {"minutes": 5}}
    assert [f.code for f in faults(base(), change=[step])] == ["patch_hits_nothing"]


def test_locks_of_granted_visits_on_days_that_are_no_more_are_left_out() -> None:
    daily = [v.id for v in BASE.visits if v.id.startswith(f"{_daily()}-")]
    locks = [{"visit_id": id_, "employee_id": "e001"} for id_ in daily]
    made = applied(base() | {"locked_visits": locks}, dataset={"days": 2})
    assert [row["visit_id"] for row in made["locked_visits"]] == daily[:2]
