"""The smallest part of something that still proves what the whole proves."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def smallest(
    members: Sequence[T],
    proves: Callable[[Sequence[T]], bool],
    over: Callable[[], bool],
) -> tuple[T, ...]:
    """Return members that prove as all do, of which none can be left out.

    Ever smaller pieces are left out, the first ones first. Larger than need be when
    ``over`` says that time is up.
    """
    kept, size = list(members), len(members)
    while size:
        at = 0
        while at < len(kept):
            if over():
                return tuple(kept)
            fewer = kept[:at] + kept[at + size :]
            if proves(fewer):
                kept = fewer
            else:
                at += size
        size = size // 2
    return tuple(kept)
