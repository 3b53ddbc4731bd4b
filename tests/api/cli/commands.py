"""Runs command lines inside the test, and reads what they printed."""

import json
from typing import Any, NamedTuple

import pytest

from api.cli.command_line import run
from api.cli.exits import Exit
from api.cli.stopping import stopping


class Ran(NamedTuple):
    """What a command line did."""

    code: Exit
    out: str
    err: str

    @property
    def document(self) -> Any:
        """What it printed for programs."""
        return json.loads(self.out)


class Shell:
    """Runs command lines."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object) -> Ran:
        """Run one."""
        stopping.listen()
        code = run([str(word) for word in words])
        out, err = self._capsys.readouterr()
        return Ran(code, out, err)
