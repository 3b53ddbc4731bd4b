"""The cheapest line of a person, beside all lines that there are."""

from functools import cache
from itertools import product

import numpy as np
import pytest

from scheduler.context.search_budget import Budget
from scheduler.lines.engine import anneal_lines
from scheduler.lines.kernels.arrays import FORBIDDEN, LineArrays, Longs, Records
from scheduler.lines.kernels.line_search import anneal, start
from scheduler.lines.kernels.line_states import UNLAWFUL
from scheduler.lines.kernels.manning import OFF, Manning, nobody
from scheduler.lines.kernels.whole_lines import renew, settle
from scheduler.lines.state_graphs import line_room, line_states
from tests.build import shift_type
from tests.scheduler.lines.fortnight import HISTORY, made, rules, table_of

pytestmark = pytest.mark.usefixtures("plain_weeks")

DAYS = 14
LINES = 1_000
"""About how many lines a person has in each case."""
CASES = range(150)


@cache
def arrays(*, with_past: bool) -> LineArrays:
    past = HISTORY if with_past else ()
    split = shift_type("split", "07:00-11:00|14:00-18:00")
    case = made(worked_shifts=past, shift_types=(*made().shift_types, split))
    return table_of(case, rules()).arrays


def drawn(case: int) -> tuple[LineArrays, Manning, int]:
    """Draw prices, limits and what one person may work; the others work something."""
    random = np.random.default_rng(case)
    m = arrays(with_past=case % 2 == 1)
    e = int(random.integers(len(m.off)))
    m = m._replace(
        price=random.integers(-60_000, 40_000, m.price.shape),
        pair=m.pair + 7_000 * random.integers(0, 2, m.pair.shape),
        need=random.integers(0, 2, m.need.shape),
        limits=limits(random, m),
        person=history(random, m),
        past_weekends=random.integers(0, 2, m.past_weekends.shape),
        period=periods(random, m),
        may=m.may.copy(),
        off=m.off.copy(),
    )
    s = nobody(m, case + 1)
    start(m, s)
    anneal(m, s, 400, 1e6)
    few(random, m, e)
    return m, s, e


def limits(random: np.random.Generator, m: LineArrays) -> Records:
    """Draw limits that a fortnight meets on both sides."""
    found = m.limits.copy()

    def fee() -> int:
        return int(random.choice((0, 9_000, 40_000, UNLAWFUL)))

    for most, beyond, top in (
        ("days_preferred", "extra_day", 2),
        ("days_most", "day_beyond", 6),
        ("nights_preferred", "extra_night", 3),
        ("nights_most", "night_beyond", 4),
        ("free_after_nights", "missing_day", 3),
        ("splits_most", "split_beyond", 2),
    ):
        found[most], found[beyond] = random.integers(0, top + 1), fee()
    found["extra_day"] %= UNLAWFUL
    found["weekend_beyond"] = fee() * random.integers(0, 2)
    found["weekly_rest"] = random.choice((0, 2160, 2400, 2760, 3840))
    found["split_days"] = random.choice((5, 28))
    found["carry"], found["beyond_carry"] = (
        random.choice((60, 660)),
        random.choice((100, 1_000)),
    )
    found["balance_minute"] = random.choice((0, 60))
    return found


def history(random: np.random.Generator, m: LineArrays) -> Records:
    found = m.person.copy()
    size = len(found)
    found["monthly"] = random.integers(0, 2, size)
    found["balance"] = -random.integers(0, 6_000, size)
    found["most_minutes"] = random.choice((900, 3_000, 10**9), size)
    found["weekends_worked"] = random.integers(0, 2, size)
    found["weekends_of"] = random.integers(1, 4, size)
    found["half_weekend"] = random.choice((0, 30_000), size)
    found["days_before"] = random.integers(0, 5, size)
    found["nights_before"] = random.integers(0, 2, size)
    found["free_before"] = random.choice((0, 1, 99), size)
    found["last_end"] = m.period[0, 0] - random.integers(-360, 3_000, size)
    found["unknown_before"] = random.integers(0, 2, size)
    return found


def periods(random: np.random.Generator, m: LineArrays) -> Longs:
    """Let the weeks of weekly rest begin up to three days before the plan."""
    found = m.period.copy()
    found[1:] -= 1440 * random.integers(0, 4)
    return found


def few(random: np.random.Generator, m: LineArrays, e: int) -> None:
    """Leave a person so few shifts that all lines can be tried; now and then a lock."""
    lines = 1
    for d in random.permutation(DAYS).tolist():
        kinds = random.permutation(np.flatnonzero(m.may[e, d]))
        kept, locked = kinds[: random.integers(0, 4)], random.integers(5) == 0
        if lines * (len(kept) + 1) > LINES:
            kept, locked = kinds[: random.integers(0, 2)], True
        m.may[e, d] = 0
        m.may[e, d, kept] = 1
        if locked and len(kept):
            m.off[e, d] = FORBIDDEN
        lines *= max(1, len(kept) + (not locked))


def cheapest_by_trying(m: LineArrays, s: Manning, e: int) -> int:
    """Return what the roster costs with the cheapest of all lines of a person."""
    days = [
        [*np.flatnonzero(may).tolist(), *([OFF] if off < FORBIDDEN else [])]
        for may, off in zip(m.may[e], m.off[e], strict=True)
    ]
    prices = []
    for line in product(*days):
        s.works[e] = line
        prices.append(start(m, s))
    return min(prices)


def test_the_line_put_back_is_the_cheapest_of_all_that_there_are() -> None:
    lawful = 0
    for case in CASES:
        m, s, e = drawn(case)
        only = s.works.copy()
        only[e] = OFF
        least = cheapest_by_trying(m, s, e)
        s.works[:] = only
        price = start(m, s)
        g = line_states(m)
        mine = g._replace(shapes=np.where(np.arange(len(m.off)) == e, g.shapes, 0))
        price += settle(m, s, mine, line_room(m, g))
        assert price == start(m, s)
        if g.shapes[e]:
            lawful += 1
            assert price == least, case
        else:
            assert int(s.cost[e]) >= UNLAWFUL
    assert lawful > len(CASES) // 3


@pytest.mark.parametrize("heat", [1e6, 30_000.0, 1.0])
def test_the_price_kept_is_the_price_counted_again(heat: float) -> None:
    m, s, _ = drawn(1)
    g = line_states(m)
    room = line_room(m, g)
    price, before = start(m, s), s.works.copy()
    for _ in range(5):
        price += renew(m, s, g, room, 20, heat)
        assert price == start(m, s)
    assert (s.works != before).any()


def test_however_early_it_ends_nobody_has_a_cheaper_line() -> None:
    m = arrays(with_past=True)
    m = m._replace(need=np.random.default_rng(1).integers(0, 2, m.need.shape))
    g, left = line_states(m), []
    for states in (None, g):
        s, asked = nobody(m, 1), iter((False, True))
        budget, once = Budget(seconds=1e6), range(1, 2)
        s.works[:] = anneal_lines(m, budget, once, asked.__next__, states=states)
        start(m, s)
        left.append(settle(m, s, g, line_room(m, g)))
    assert left[0] < 0
    assert left[1] == 0


def test_who_has_no_lawful_line_keeps_theirs() -> None:
    m = arrays(with_past=False)
    off = m.off.copy()
    off[0] = FORBIDDEN  # locked every day, on which there is no rest
    m = m._replace(off=off)
    s, g = nobody(m, 1), line_states(m)
    start(m, s)
    renew(m, s, g, line_room(m, g), 100, 1e5)
    assert g.shapes[0] == 0
    assert (s.works[0] == OFF).all()
    assert (s.works[1:] != OFF).any()
