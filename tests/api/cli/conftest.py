"""Signals are heard as in the command, and as before afterwards."""

import signal
from collections.abc import Iterator

import pytest

from api.cli.stopping import SIGNALS, stopping


@pytest.fixture(autouse=True)
def _listening() -> Iterator[None]:
    before = {number: signal.signal(number, signal.SIG_DFL) for number in SIGNALS}
    stopping.listen()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
