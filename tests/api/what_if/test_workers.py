"""Workers of a machine's own: Ctrl-C at a terminal reaches them, too."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

COUNTS = """
import os, signal, sys
from threading import Event, Thread
from api.what_if.workers import Workers

def pressed(*_):
    heard.append(1)

def press():
    while not over.wait(0.05):
        os.killpg(0, {number})

if __name__ == "__main__":
    heard, over = [], Event()
    signal.signal({number}, pressed)
    keys = Thread(target=press)
    with Workers(1) as workers:
        keys.start()
        client = workers.client()
        print(client.submit(sum, [1, 2]).result())
        Event().wait(0.2)
        over.set()
        keys.join()
    print(bool(heard))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_what_a_terminal_sends_reaches_no_worker(
    tmp_path: Path, number: signal.Signals
) -> None:
    script = tmp_path / "counts.py"
    script.write_text(COUNTS.format(number=int(number)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.stdout, done.stderr) == ("3\nTrue\n", "")
    assert done.returncode == 0
