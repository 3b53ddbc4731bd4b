"""The bound is computed beside the planning, and what goes wrong there is not lost."""

from threading import Event

import pytest

from scheduler.planning.bound_thread import bounding
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits
from tests.build import problem

EMPTY = problem()
PATIENCE = 10
"""Seconds after which a thread that should be done is not."""


class BadBoundError(Exception):
    """What a defect in the bound could raise."""


def broken(*_given: object) -> int:
    raise BadBoundError


def test_the_bound_is_unknown_until_it_is_computed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = Event()

    def wait(*_given: object) -> int:
        assert go.wait(PATIENCE)
        return 42

    monkeypatch.setattr("scheduler.bound.lower_bound", wait)
    with bounding(EMPTY, ()) as bound:
        assert bound() is None
        go.set()
    assert bound() == 42


def test_what_computing_the_bound_raises_reaches_who_waits_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scheduler.bound.lower_bound", broken)
    with pytest.raises(BadBoundError), bounding(EMPTY, ()):
        pass


def test_what_goes_wrong_in_the_planning_is_told_before_the_bound_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = Event()
    monkeypatch.setattr("scheduler.bound.lower_bound", lambda *_: go.wait(PATIENCE))
    with pytest.raises(ZeroDivisionError), bounding(EMPTY, ()):
        raise ZeroDivisionError
    assert not go.is_set()
    go.set()


def test_a_plan_whose_bound_fails_is_not_handed_out_as_if_it_had_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scheduler.bound.lower_bound", broken)
    with pytest.raises(BadBoundError):
        plan(EMPTY, (), Limits(seconds=None, effort=0, workers=1))
