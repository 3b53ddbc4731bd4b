"""What is left of a proof when all that is idle is left out."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.proofs.smallest import smallest


@pytest.mark.parametrize("needed", ["", "a", "h", "dh", "abcdefgh"])
def test_only_what_is_needed_is_left(needed: str) -> None:
    def proves(some: Sequence[str]) -> bool:
        return set(needed) <= set(some)

    assert "".join(smallest("abcdefgh", proves, bool)) == needed


def test_of_two_proofs_that_of_what_comes_last_is_left() -> None:
    found = smallest("abcdefgh", lambda some: bool({"a", "h"} & set(some)), bool)
    assert found == ("h",)


@given(st.sets(st.frozensets(st.integers(0, 9), min_size=1), min_size=1))
def test_nothing_that_is_left_is_idle(proofs: set[frozenset[int]]) -> None:
    def proves(some: Sequence[int]) -> bool:
        return any(proof <= set(some) for proof in proofs)

    found = smallest(range(10), proves, bool)
    assert proves(found)
    assert not any(proves([m for m in found if m != left]) for left in found)


def test_time_that_is_up_leaves_what_still_proves() -> None:
    looks = iter([False])
    found = smallest("abcd", lambda some: "a" in some, lambda: next(looks, True))
    assert found == ("a", "b", "c", "d")
