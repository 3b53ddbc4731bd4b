"""A process that writes one folder again and again until it is killed: run as a module.

Each version fills every file with its number. ``slow`` waits between any two steps of
the disk, so that a kill meets each of them; ``moves`` does without exchange.
"""

import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import sleep
from typing import Any

from data.disk import exchange
from data.disk.whole_folder import write_folder
from tests.data.disk.folders import OWN

STEP = 0.002
"""Seconds after each change of the disk."""


def write(folder: Path, version: int) -> None:
    """Write one version."""
    content = f"{version}".encode()
    write_folder(folder, {"one": content, "two": content}, OWN)


def _slowed(act: Callable[..., Any]) -> Callable[..., Any]:
    def acts(*given: Any, **named: Any) -> Any:
        done = act(*given, **named)
        sleep(STEP)
        return done

    return acts


def main(folder: str, *how: str) -> None:
    """Write until killed."""
    if "moves" in how:
        exchange.exchange = lambda *_: False
    if "slow" in how:
        for name in ("rename", "mkdir", "unlink"):
            setattr(Path, name, _slowed(getattr(Path, name)))
        os.fsync = _slowed(os.fsync)
        exchange.exchange = _slowed(exchange.exchange)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for version in count():
        write(Path(folder), version)


if __name__ == "__main__":
    main(*sys.argv[1:])
