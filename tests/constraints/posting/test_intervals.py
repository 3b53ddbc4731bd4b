from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.posting.intervals import cliques, rest_choices
from scheduler.domain.values import Span

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda x: (x[0], sum(x)))


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@given(st.lists(SPANS, max_size=8))
@settings(max_examples=200, deadline=None)
def test_cliques_hold_every_pair_that_overlaps_and_no_other(spans: list[Span]) -> None:
    together = {p for c in cliques(spans) for p in combinations(sorted(c), 2)}
    pairs = combinations(range(len(spans)), 2)
    assert together == {(i, j) for i, j in pairs if overlap(spans[i], spans[j])}


@given(
    st.lists(st.lists(SPANS, min_size=1, max_size=2), max_size=6),
    st.integers(1, 20),
    st.lists(SPANS, max_size=2),
)
@settings(max_examples=300, deadline=None)
def test_every_way_to_rest_is_one_that_is_offered_or_a_worse_one(
    blocks: list[list[Span]], minutes: int, busy: list[Span]
) -> None:
    """Compare with trying a rest from every minute."""
    offered = {frozenset(c) for c in rest_choices(blocks, (2, 38), minutes, busy)}
    tried = {
        frozenset(
            i
            for i, block in enumerate(blocks)
            if any(overlap(part, (start, start + minutes)) for part in block)
        )
        for start in range(2, 39 - minutes)
        if not any(overlap(part, (start, start + minutes)) for part in busy)
    }
    assert offered <= tried
    assert all(any(choice <= way for choice in offered) for way in tried)
