"""Shifts that somebody could work, as keys."""

import os
import pickle
import subprocess
import sys
from dataclasses import replace

from scheduler.domain.clock import wall_clock
from scheduler.domain.shift_option import ShiftOption, option_of
from tests.build import MONDAY, UNIT, shift_type


def an_option() -> ShiftOption:
    return option_of(wall_clock("Europe/Stockholm"), shift_type(), MONDAY, UNIT)


def test_two_that_are_alike_are_one_key() -> None:
    assert {an_option(): 1}[an_option()] == 1


def test_one_with_overtime_is_another_key() -> None:
    late, early = an_option().prolonged(30), an_option().prolonged(0, early=30)
    assert len({an_option(), late, early, replace(late, unit="west")}) == 4


def test_it_is_found_again_in_another_process() -> None:
    kept = pickle.dumps((an_option(), {hash(an_option()): 0, an_option(): 1}))
    look = (
        "import pickle, sys\n"
        "option, found = pickle.load(sys.stdin.buffer)\n"
        "assert found[option] == 1 and hash(option) not in found"
    )
    subprocess.run(
        [sys.executable, "-c", look],
        input=kept,
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": os.getcwd()},
        check=True,
    )
