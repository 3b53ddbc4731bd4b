"""The bound is computed beside the planning; what goes wrong there costs no plan."""

from collections.abc import Callable, Iterator
from itertools import count
from threading import Event, Timer
from time import sleep

import pytest

from scheduler.bound import Bound
from scheduler.planning import bound_thread
from scheduler.planning.bound_thread import bounding
from scheduler.planning.planner import plan
from scheduler.planning.result import LeastCost, Limits, Status
from scheduler.rules.price_parts import PricePart
from tests.build import problem

EMPTY = problem()
PATIENCE = 10
"""Seconds after which a thread that should be done is not."""

TIMED = Limits(seconds=PATIENCE)
EFFORT = Limits(seconds=None, effort=2_000, workers=1)
QUOTED = "Amy earns 30 000"

Enough = Callable[[], bool]


class BadBoundError(Exception):
    """What a defect in the bound could raise."""


def due(amount: int) -> Bound:
    return Bound(fixed=amount, roster=0, travel=0, meetings=0)


def least(amount: int) -> LeastCost:
    return LeastCost(fixed=amount, parts=dict.fromkeys(PricePart, 0))


def broken(*_given: object, **_named: object) -> Iterator[Bound]:
    yield due(42)
    raise BadBoundError(QUOTED)


def test_the_bound_is_unknown_until_it_is_computed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = Event()

    def wait(*_given: object, **_named: object) -> Iterator[Bound]:
        assert go.wait(PATIENCE)
        yield due(42)

    monkeypatch.setattr("scheduler.bound.bounds", wait)
    with bounding(EMPTY, (), TIMED) as bound:
        assert bound() is None
        go.set()
    assert bound() == least(42)


def test_the_bound_rises_while_the_block_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    risen = Event()

    def two(*_given: object, enough: Enough) -> Iterator[Bound]:
        yield due(1)
        yield due(2)
        risen.set()
        while not enough():
            pass

    monkeypatch.setattr("scheduler.bound.bounds", two)
    with bounding(EMPTY, (), TIMED) as bound:
        assert risen.wait(PATIENCE)
        assert bound() == least(2)
    assert bound() == least(2)


def test_where_effort_counts_the_bound_is_raised_as_often_whatever_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = Event()

    def endless(*_given: object, enough: Enough) -> Iterator[Bound]:
        amount = 0
        while not enough():
            amount += 1
            yield due(amount)
            assert go.wait(PATIENCE)

    monkeypatch.setattr("scheduler.bound.bounds", endless)
    with bounding(EMPTY, (), EFFORT) as bound:
        # Long after the block is left.
        Timer(0.2, go.set).start()
    assert bound() == least(1 + 2)


def test_no_more_than_its_share_of_the_time_is_computed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, minutes = Event(), count(step=60)

    def slow(*_given: object, **_named: object) -> Iterator[Bound]:
        begun.set()
        yield from map(due, range(PATIENCE))

    monkeypatch.setattr("scheduler.bound.bounds", slow)
    monkeypatch.setattr(bound_thread, "thread_time", lambda: next(minutes))
    with bounding(EMPTY, (), TIMED) as bound:
        assert begun.wait(PATIENCE)
        sleep(0.1)
    # A minute that was computed is paid for by four of waiting, which the end of the
    # block ends.
    assert bound() == least(0)


def test_what_goes_wrong_in_the_bound_is_noted_without_its_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("scheduler.bound.bounds", broken)
    with bounding(EMPTY, (), EFFORT) as bound:
        pass
    assert bound() == least(42)
    (noted,) = caplog.messages
    assert noted.startswith("the bound failed: BadBoundError\n")
    assert "in broken" in noted
    assert QUOTED not in noted


def test_what_goes_wrong_in_the_planning_is_told_before_the_bound_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = Event()
    monkeypatch.setattr("scheduler.bound.bounds", lambda *_, **__: go.wait(PATIENCE))
    with pytest.raises(ZeroDivisionError), bounding(EMPTY, (), TIMED):
        raise ZeroDivisionError
    assert not go.is_set()
    go.set()


def test_a_plan_whose_bound_fails_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(seconds=None, effort=0, workers=1)
    assert plan(EMPTY, (), limits).status is Status.OPTIMAL
    monkeypatch.setattr("scheduler.bound.bounds", lambda *_, **__: 1 // 0)
    found = plan(EMPTY, (), limits)
    assert (found.bound, found.gap) == (None, None)
    assert found.status is Status.FEASIBLE
