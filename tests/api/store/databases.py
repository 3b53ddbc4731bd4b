"""Databases that the store is tried on: a file, and PostgreSQL where there is one."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGINT
from tempfile import mkdtemp

import pytest


def _program(name: str) -> str:
    """Return where a program of PostgreSQL is; Debian keeps some off the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(debian[-1]) if debian else "")


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL of our own, reached by a socket only; give its address."""
    if not _program("initdb") or not _program("postgres"):
        pytest.skip("no PostgreSQL on this machine")
    place = Path(mkdtemp(prefix="bemanna-"))
    user = "postgres" if os.getuid() == 0 else None  # it refuses to run as root
    if user:
        shutil.chown(place, user)
    at = ["-D", f"{place}/data"]
    make = [_program("initdb"), *at, "-A", "trust", "-U", "bemanna"]
    serve = [_program("postgres"), *at, "-k", str(place), "-h", "", "-F"]
    try:
        subprocess.run(make, user=user, cwd=place, stdout=-3, check=True)
        with subprocess.Popen(serve, user=user, cwd=place, stderr=-3) as process:
            yield f"postgresql+psycopg://bemanna@/postgres?host={place}"
            process.send_signal(SIGINT)  # waits for nobody who is still connected
    finally:
        shutil.rmtree(place)
