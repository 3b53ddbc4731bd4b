"""What many tests share."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
"""A time limit would fail on a busy machine; it is no test of what is right."""


def pytest_collection() -> None:
    """Search for no garbage while modules are read: a fifth of the time of that."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave all that modules hold out of searches for garbage: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _no_power_cut() -> Iterator[None]:
    """Do not wait for disks: that is for when the power is cut, which no test does.

    Some twenty files are written with each dataset, and each waited some milliseconds.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="module")
def plain_weeks() -> Iterator[None]:
    """Let contracts know no holidays: the tests' week is that of Christmas."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("scheduler.pay.hours", "constraints.checking.owed_hours"):
            patch.setattr(f"{module}.is_holiday", lambda _day: False)
        yield
