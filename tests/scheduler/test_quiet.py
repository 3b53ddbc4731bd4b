"""What the optimiser notes for its maintainers stays off a planner's terminal."""

import subprocess
import sys


def test_a_warning_reaches_no_terminal_unasked() -> None:
    noted = (
        "import logging, scheduler.planning.best.incumbent as incumbent;"
        "incumbent.log.warning('noted')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", noted], capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
