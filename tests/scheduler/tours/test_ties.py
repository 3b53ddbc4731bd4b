"""Routes whose visits wait for each other, against working it out in Python."""

import pytest
from hypothesis import event, given, settings

from scheduler.tours.engine import Engine
from scheduler.tours.kernels.calls import prime
from tests.scheduler.tours.checker import faults
from tests.scheduler.tours.hamlet import (
    LARGEST,
    WEIGHTS,
    Hamlet,
    earliest,
    hamlets,
    orders_of,
    placed,
    price,
)
from tests.scheduler.tours.moving import batches
from tests.scheduler.tours.road import stop


def _starts(engine: Engine) -> dict[int, int]:
    begins = engine.state.tasks["begins"]
    return {t: int(begins[t]) for order in orders_of(engine) for t in order}


@given(hamlets())
@settings(max_examples=400, deadline=None)
def test_tied_visits_begin_as_early_as_everything_allows(hamlet: Hamlet) -> None:
    engine = hamlet.engine()
    legal = prime(engine.model, engine.state, engine.room)
    starts = earliest(hamlet, engine)
    event(f"legal: {legal}")
    assert legal == (starts is not None)
    if starts is not None:
        assert _starts(engine) == starts
        assert engine.total == price(hamlet, engine, starts)


@given(hamlets())
@settings(max_examples=200, deadline=None)
def test_after_moves_times_and_price_are_what_the_orders_say(hamlet: Hamlet) -> None:
    engine = hamlet.engine()
    if earliest(hamlet, engine) is None:
        engine = hamlet.engine(empty=True)
    for _ in batches(engine, 60, 8):
        starts = earliest(hamlet, engine)
        assert starts is not None
        assert _starts(engine) == starts
        assert engine.total == price(hamlet, engine, starts)
        assert faults(engine.model, engine.state) == []
    event(f"open: {len(engine.waiting)}")


@given(hamlets(breaks=3))
@settings(max_examples=200, deadline=None)
def test_breaks_and_tied_visits_keep_to_their_windows_and_to_each_other(
    hamlet: Hamlet,
) -> None:
    engine = hamlet.engine()
    legal = prime(engine.model, engine.state, engine.room)
    event(f"legal: {legal}")
    if legal:
        assert faults(engine.model, engine.state) == []
    else:
        engine = hamlet.engine(empty=True)
    for _ in batches(engine, 60, 8):
        assert faults(engine.model, engine.state) == []
    event(f"taken: {sum(map(len, orders_of(engine)))}")


@given(hamlets(breaks=3))
@settings(max_examples=150, deadline=None)
def test_moves_with_breaks_leave_nothing_to_be_counted_otherwise(
    hamlet: Hamlet,
) -> None:
    engine = hamlet.engine(empty=True)
    for _ in batches(engine, 60, 8):
        starts, total = _starts(engine), engine.total
        largest = int(engine.state.x["largest"][0])
        assert prime(engine.model, engine.state, engine.room)
        assert (_starts(engine), engine.total) == (starts, total)
        assert engine.state.x["largest"] == largest


CROSSED = [((0, 2), (3, 1)), ((2, 0), (1, 3))]
STRAIGHT = [((0, 2), (1, 3)), ((2, 0), (3, 1))]


@pytest.mark.parametrize(
    ("orders", "legal"),
    [(o, False) for o in CROSSED] + [(o, True) for o in STRAIGHT],
)
def test_two_pairs_that_wait_for_each_other_are_never_begun(
    orders: tuple[tuple[int, ...], ...], legal: bool
) -> None:
    pairs = stop("a", "08:00", "20:00", staff=2), stop("b", "08:00", "20:00", staff=2)
    engine = placed(pairs, orders).engine()
    assert prime(engine.model, engine.state, engine.room) == legal


@pytest.mark.parametrize(("gap_max", "begins"), [(120, 0), (119, 1), (90, 30)])
def test_a_visit_is_put_off_until_what_follows_is_not_too_late(
    gap_max: int, begins: int
) -> None:
    first = stop("a", "08:00", "12:00")
    late = stop("b", "10:30", "12:00", after=first.id, gap_max=gap_max)
    engine = placed((first, late), ((0,), (1,))).engine()
    moments = engine.state.tasks["begins"] - engine.model.tasks["low"]
    assert moments.tolist() == [begins, 0]


@pytest.mark.parametrize(("late", "largest"), [((4, 9), 9), ((9, 4), 9), ((9, 9), 9)])
def test_only_the_largest_lateness_is_priced_once_more(
    late: tuple[int, int], largest: int
) -> None:
    ids = ("first", "second")
    visits = [stop("a", "08:00", "08:00", id=id_, priority=2) for id_ in ids]
    later = {n: WEIGHTS.flex_minutes + minutes for n, minutes in enumerate(late)}
    engine = placed(visits, ((0,), (1,)), later).engine()
    outside = WEIGHTS.outside_minute
    assert engine.total == sum(late) * outside + largest * LARGEST


@pytest.mark.parametrize(("crews", "taken"), [((0, 0), 1), ((0, 1), 2)])
def test_two_places_at_a_visit_go_to_two_crews(
    crews: tuple[int, int], taken: int
) -> None:
    double = stop("a", "08:00", "12:00", staff=2)
    engine = placed((double,), ((), ())).engine()
    engine.model.routes["crew"] = crews
    engine.insert_open()
    assert len(engine.waiting) == 2 - taken
    for _ in batches(engine, 200, 20):
        assert faults(engine.model, engine.state) == []
    assert len(engine.waiting) == 2 - taken


def test_a_visit_is_not_put_off_by_what_follows_it_on_its_own_route() -> None:
    first = stop("a", "08:00", "12:00")
    then = stop("a", "08:00", "12:00", id="then", after=first.id, gap_max=0)
    hamlet = placed((first, then, stop("b", "08:00", "12:00")), ((2, 0, 1), ()))
    engine = hamlet.engine()
    for _ in range(20):
        for _ in batches(engine, 1, 0):
            assert _starts(engine) == earliest(hamlet, engine)
