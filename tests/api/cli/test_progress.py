"""How progress is shown, on a terminal and without one."""

import io
from typing import Any

import pytest
from rich.console import Console

from api.cli.output import Output
from api.cli.progress import Panel, ProgressLines, showing
from scheduler.planning.result import Limits, Progress


class Listener(Output):
    """Keeps what would be printed."""

    def __init__(self, terminal: bool = False) -> None:
        super().__init__("en")
        self.page = io.StringIO()
        self.err = Console(file=self.page, force_terminal=terminal, width=100)

    @property
    def lines(self) -> list[str]:
        """The seconds of each line."""
        return [line.split(" s ")[0] for line in self.page.getvalue().splitlines()]


def progress(seconds: float, **given: Any) -> Progress:
    """Build a moment of improvement."""
    return Progress(**{"phase": "improve", "seconds": seconds, **given})


@pytest.mark.parametrize(
    ("second", "told"),
    [
        pytest.param(progress(10.9), ["10"], id="nothing new, soon"),
        pytest.param(progress(11.9), ["10"], id="nothing new, just before 2 s"),
        pytest.param(progress(12), ["10", "12"], id="nothing new for 2 s"),
        pytest.param(progress(10.9, price=1), ["10"], id="better, but soon"),
        pytest.param(progress(11, price=1), ["10", "11"], id="better after 1 s"),
        pytest.param(progress(11, bound=1), ["10", "11"], id="a bound after 1 s"),
        pytest.param(
            progress(10.2, phase="bound"), ["10", "10"], id="another phase, at once"
        ),
    ],
)
def test_a_line_comes_when_there_is_something_to_tell(
    second: Progress, told: list[str]
) -> None:
    listener = Listener()
    lines = ProgressLines(listener)
    lines(progress(10))
    lines(second)
    assert listener.lines == told


@pytest.mark.parametrize("terminal", [False, True])
def test_what_is_made_ready_is_said_with_the_time_it_takes(*, terminal: bool) -> None:
    listener = Listener(terminal)
    told = progress(3, phase="prepare", left=41.2)
    if terminal:
        panel = Panel("en", 60)
        panel(told)
        listener.err.print(panel)
    else:
        ProgressLines(listener)(told)
    words = "Making the search ready for this machine, about 42 s left"
    assert words in listener.page.getvalue()


def test_before_the_first_plan_a_line_has_no_empty_places() -> None:
    listener = Listener()
    ProgressLines(listener)(progress(2, phase="read"))
    assert listener.page.getvalue() == "2 s  Reading the dataset\n"


def test_the_panel_shows_all_that_is_known() -> None:
    listener = Listener()
    panel = Panel("en")
    panel(progress(1, price=123_456_00, bound=100_000_00, open_visits=2))
    listener.err.print(panel)
    told = listener.page.getvalue()
    for text in ("Improving the plan", "123,456", "100,000", "Must-visits open", "–"):
        assert text in told


def test_no_bound_stands_beside_a_plan_that_breaks_binding_rules() -> None:
    for hard, is_told in ((0, True), (1, False)):
        listener = Listener()
        told = progress(1, price=200_000_00, bound=123_456_00, hard_breaches=hard)
        ProgressLines(listener)(told)
        assert ("123,456" in listener.page.getvalue()) is is_told


class MadeUpClock:
    """Shows the time that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("api.cli.progress.monotonic", lambda: self.now)


def shown(panel: Panel) -> str:
    listener = Listener()
    listener.err.print(panel)
    return listener.page.getvalue()


@pytest.mark.parametrize(
    ("elapsed", "left", "full"),
    [
        (0, "180", 0),
        (45.5, "135", 15),
        (179.5, "1", 59),
        (180, "0", 60),
        (999, "0", 60),
    ],
)
def test_the_bar_and_the_seconds_say_how_much_is_left(
    monkeypatch: pytest.MonkeyPatch, elapsed: float, left: str, full: int
) -> None:
    clock = MadeUpClock(monkeypatch)
    panel = Panel("en", 180)
    clock.now += elapsed
    bar, *rows = shown(panel).splitlines()
    (row,) = [line.split() for line in rows if line.startswith("Seconds left")]
    assert row == ["Seconds", "left", left]
    assert bar.strip(" ━╸") == ""
    assert bar.count("━") == full


def test_nobody_knows_how_long_an_effort_takes() -> None:
    listener = Listener(terminal=True)
    with showing(listener, Limits(effort=3)) as display:
        display(progress(1))
    assert "Seconds left" not in listener.page.getvalue()
    assert "Improving the plan" in listener.page.getvalue()


def test_what_is_paid_stands_apart_from_what_is_weighed() -> None:
    panel = Panel("en", 60)
    panel(progress(1, paid=2_079_141_00, price=2_518_464_00, open_visits=3))
    rows = [" ".join(line.split()) for line in shown(panel).splitlines()]
    assert "Cost SEK 2,079,141" in rows
    assert "Must-visits open 3" in rows
    assert "Best plan, weighed 2,518,464 points" in rows


def test_a_phase_that_nobody_named_is_no_defect() -> None:
    listener = Listener()
    ProgressLines(listener)(progress(0, phase="dreaming"))
    assert listener.lines == ["0"]


def test_a_terminal_gets_the_panel_and_is_left_clean() -> None:
    listener = Listener(terminal=True)
    with showing(listener, Limits()) as display:
        display(progress(1, price=5_00))
    told = listener.page.getvalue()
    assert "Improving the plan" in told
    assert told.endswith("\x1b[2K")  # the last thing done is to erase it


def test_no_terminal_gets_lines() -> None:
    listener = Listener()
    with showing(listener, Limits()) as display:
        display(progress(1))
        display(progress(3, price=1))
    assert listener.lines == ["1", "3"]
