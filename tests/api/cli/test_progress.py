"""How progress is shown, on a terminal and without one."""

import io
from typing import Any

import pytest
from rich.console import Console

from api.cli.output import Output
from api.cli.progress import Panel, ProgressLines, showing
from scheduler.planning.result import Progress


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
        pytest.param(progress(13.9), ["10"], id="nothing new, just before 4 s"),
        pytest.param(progress(14), ["10", "14"], id="nothing new for 4 s"),
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


def test_the_panel_shows_all_that_is_known() -> None:
    listener = Listener()
    panel = Panel("en")
    panel(progress(1, price=123_456_00, bound=100_000_00, open_visits=2))
    listener.err.print(panel)
    told = listener.page.getvalue()
    for text in ("Improving the plan", "123,456", "100,000", "Must-visits open", "–"):
        assert text in told


def test_a_phase_that_nobody_named_is_no_defect() -> None:
    listener = Listener()
    ProgressLines(listener)(progress(0, phase="dreaming"))
    assert listener.lines == ["0"]


def test_a_terminal_gets_the_panel_and_is_left_clean() -> None:
    listener = Listener(terminal=True)
    with showing(listener) as display:
        display(progress(1, price=5_00))
    told = listener.page.getvalue()
    assert "Improving the plan" in told
    assert told.endswith("\x1b[2K")  # the last thing done is to erase it


def test_no_terminal_gets_lines() -> None:
    listener = Listener()
    with showing(listener) as display:
        display(progress(1))
        display(progress(3, price=1))
    assert listener.lines == ["1", "3"]
