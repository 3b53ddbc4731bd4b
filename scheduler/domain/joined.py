"""Groups that hang together: those with a member in common, be it through others."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def joined(groups: Iterable[frozenset[T]]) -> list[frozenset[T]]:
    """Return what the groups are when those with a member in common are one.

    Empty groups are none.
    """
    found: list[frozenset[T]] = []
    for group in filter(None, groups):
        touched = [other for other in found if other & group]
        apart = [other for other in found if not other & group]
        found = [*apart, group.union(*touched)]
    return found
