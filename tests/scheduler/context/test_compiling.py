"""A machine that has not compiled the engines says how long that takes yet."""

from threading import Event

import pytest

from scheduler.context.compiling import Compile, Compiling, await_compiled
from scheduler.planning.result import Limits
from scheduler.planning.time_budget import TimeBudget


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def begun_at(
    clock: Clock, first: float | None, share: float = 1.0
) -> tuple[Compiling, Event]:
    """Return three engines, the first of them compiled after some seconds or not."""
    over, reached = Event(), Event()

    def compile_first() -> None:
        if first is None:
            reached.set()
            over.wait(10)
        clock.now += first or 0

    def compile_second() -> None:
        reached.set()
        over.wait(10)

    usual: dict[Compile, float] = {
        compile_first: 10,
        compile_second: 6,
        lambda: None: 4,
    }
    made = Compiling(usual, clock, lambda: clock.now * share)
    assert reached.wait(10)
    return made, over


@pytest.mark.parametrize(
    ("first", "gone", "share", "left"),
    [
        pytest.param(None, 4, 1, 16, id="at first it is what is usual"),
        pytest.param(None, 4, 0.5, 36, id="half a core takes twice as long"),
        pytest.param(None, 20, 1, 20, id="a slow machine takes longer for all"),
        pytest.param(5, 0, 1, 5, id="and a fast one less, once one engine is made"),
        pytest.param(0.1, 0, 1, 10, id="what was made before says nothing of it"),
    ],
)
def test_what_is_left_goes_by_how_fast_it_went(
    first: float | None, gone: float, share: float, left: float
) -> None:
    clock = Clock()
    made, over = begun_at(clock, first, share)
    clock.now += gone
    assert made.left() == pytest.approx(left)
    over.set()
    made.done.result(10)


def test_it_is_told_every_second_and_heard_when_to_stop() -> None:
    clock, told = Clock(), list[float]()
    made, over = begun_at(clock, None)
    looks = iter([0.5, 1.0, 1.0, 0.5, 0.6])

    def stop() -> bool:
        clock.now += next(looks, 0)
        return len(told) == 2

    assert not await_compiled(made, stop, told.append)
    assert told == [17.5, 16.4]
    over.set()


def test_reading_what_was_compiled_before_is_told_to_nobody() -> None:
    clock, told = Clock(), list[float]()
    made, over = begun_at(clock, None)
    looks = iter([1.5, 0.5])

    def stop() -> bool:
        clock.now += next(looks, 0)
        return clock.now >= 2

    assert not await_compiled(made, stop, told.append)
    assert told == []
    over.set()


def test_it_takes_nothing_of_the_time_for_planning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr("scheduler.planning.time_budget.monotonic", clock)
    time = TimeBudget(Limits(seconds=60), size=0)
    usual = time.left
    clock.now = 80
    time.begin()
    assert (time.left, time.seconds) == (usual, 80)
