"""Garbage is let be while many objects are made, and not for longer."""

import gc

import pytest

from data.disk.uncollected import uncollected


def test_the_last_to_be_done_lets_garbage_be_looked_for_again() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_that_fails_lets_garbage_be_looked_for_again() -> None:
    with pytest.raises(ValueError, match="no"), uncollected():
        raise ValueError("no")
    assert gc.isenabled()
