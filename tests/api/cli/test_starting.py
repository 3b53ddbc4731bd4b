"""A command that takes seconds to begin says so at once, and again and again."""

import inspect
import io
from time import sleep

import pytest
from rich.console import Console

from api.cli import starting
from api.cli.command_line import app
from api.cli.output import Output
from api.cli.progress import showing
from api.cli.starting import Starting
from scheduler.planning.result import Limits


def test_the_first_line_comes_at_once_and_others_until_the_command_has_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(starting, "OFTEN", 0.05)
    told: list[float] = []
    waiting = Starting(told.append)
    assert told == [0.0]
    sleep(0.4)
    waiting.end()
    seen = len(told)
    assert seen >= 3
    assert told == sorted(told)
    sleep(0.2)
    assert len(told) == seen


def lines_of(output: Output) -> io.StringIO:
    page = io.StringIO()
    output.err = Console(file=page)
    return page


def test_a_command_that_tells_how_far_it_is_has_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(starting, "OFTEN", 0.05)
    output = Output("en")
    page = lines_of(output)
    with output.starting():
        output.begun()
        sleep(0.2)
    assert page.getvalue() == "0 s  Starting\n"


def test_progress_takes_the_place_of_saying_that_it_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(starting, "OFTEN", 0.05)
    output = Output("en")
    page = lines_of(output)
    with output.starting(), showing(output, Limits()):
        sleep(0.2)
    assert page.getvalue() == "0 s  Starting\n"


def test_a_command_that_fails_says_no_more_that_it_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(starting, "OFTEN", 0.05)
    output = Output("sv")
    page = lines_of(output)
    with pytest.raises(ZeroDivisionError), output.starting():
        raise ZeroDivisionError
    sleep(0.2)
    assert page.getvalue() == "0 s  Startar\n"


def test_a_command_that_is_soon_done_says_nothing_on_the_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    output = Output("en")
    page = lines_of(output)
    with output.working():
        pass
    assert page.getvalue() == ""
    monkeypatch.setattr(starting, "OFTEN", 0.05)
    with output.working():
        sleep(0.4)
    lines = page.getvalue().splitlines()
    assert len(lines) >= 3
    assert set(lines) == {"0 s  Working"}


def test_where_a_command_is_is_told_again_until_it_is_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(starting, "OFTEN", 0.05)
    output = Output("en")
    page = lines_of(output)
    with output.starting():
        output.goes_on(lambda _seconds: "first")
        sleep(0.4)
        output.goes_on(lambda _seconds: "then")
    output.goes_on(lambda _seconds: "after")
    sleep(0.2)
    begun, *lines = page.getvalue().splitlines()
    assert begun == "0 s  Starting"
    assert lines.count("first") >= 3
    assert lines[-2:] == ["then", "after"]
    assert lines.index("then") == lines.count("first")


AT_ONCE = {"serve", "completion"}
"""Commands that are there at once, or for good."""


@pytest.mark.parametrize("name", sorted({*app.commands} - AT_ONCE))
def test_every_command_says_that_it_works(name: str) -> None:
    called = app.commands[name].callback
    assert called is not None
    body = inspect.getsource(called.__code__)  # not of what it wraps
    assert "with output.working():" in body or "with output.starting():" in body
