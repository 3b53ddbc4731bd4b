"""What stays is not looked through for garbage, and what was forgotten goes."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from api.http.opened.long_lived import LongLived, uncollected


class Circle:
    """Something that only the garbage collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _left_as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_there_is_left_alone_by_the_collector() -> None:
    LongLived(every=8).more()
    assert len(gc.get_objects()) < gc.get_freeze_count()


def test_what_was_forgotten_goes_when_all_is_looked_through() -> None:
    long_lived, forgotten = LongLived(every=2), Circle()
    gone = weakref.ref(forgotten)
    long_lived.more()
    del forgotten
    gc.collect()
    assert gone() is not None
    long_lived.more()
    assert gone() is None


def test_nobody_looks_for_garbage_until_all_have_made_what_they_make() -> None:
    with uncollected():
        with pytest.raises(ZeroDivisionError), uncollected():
            _ = 1 / 0
        assert not gc.isenabled()
    assert gc.isenabled()
