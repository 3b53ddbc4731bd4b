"""The bound is computed beside the planning; what goes wrong there costs no plan."""

from threading import Event

import pytest

from scheduler.planning.bound_thread import bounding
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits, Status
from tests.build import problem

EMPTY = problem()
PATIENCE = 10
"""Seconds after which a thread that should be done is not."""


QUOTED = "Amy earns 30 000"


class BadBoundError(Exception):
    """What a defect in the bound could raise."""


def broken(*_given: object) -> int:
    raise BadBoundError(QUOTED)


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


def test_what_goes_wrong_in_the_bound_is_noted_without_its_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("scheduler.bound.lower_bound", broken)
    with bounding(EMPTY, ()) as bound:
        pass
    assert bound() is None
    (noted,) = caplog.messages
    assert noted.startswith("the bound failed: BadBoundError\n")
    assert "in broken" in noted
    assert QUOTED not in noted


def test_what_goes_wrong_in_the_planning_is_told_before_the_bound_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = Event()
    monkeypatch.setattr("scheduler.bound.lower_bound", lambda *_: go.wait(PATIENCE))
    with pytest.raises(ZeroDivisionError), bounding(EMPTY, ()):
        raise ZeroDivisionError
    assert not go.is_set()
    go.set()


def test_a_plan_whose_bound_fails_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(seconds=None, effort=0, workers=1)
    assert plan(EMPTY, (), limits).status is Status.OPTIMAL
    monkeypatch.setattr("scheduler.bound.lower_bound", broken)
    found = plan(EMPTY, (), limits)
    assert (found.bound, found.gap) == (None, None)
    assert found.status is Status.FEASIBLE
