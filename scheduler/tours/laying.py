"""Lay tours without names: in rounds, after which dates learn from each other."""

from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from scheduler.context.search_budget import Budget
from scheduler.tours.alike_dates import AlikeDates
from scheduler.tours.engine import Engine, Heat, run_islands
from scheduler.tours.kernels.model import Flags, restore

ROUNDS = 8

FIRST = 0.3
"""Share of the time for the first round, in which all is still to be found."""

LEAST_SECONDS, LEAST_STEPS = 0.6, 20_000
"""What a round takes at least: looking at what other dates have takes a moment too."""

SHORT, WARMER = 30_000.0, 1.15
"""How hot a single round begins at most, öre, and how many times hotter the first is
for each round more: what has little time is shaken apart by more heat than that."""

COOL = Heat(3_000.0, 300.0)
"""How hot the last round is, öre."""


def lay(  # noqa: PLR0913
    engines: Sequence[Engine],
    dates: AlikeDates,
    budget: Budget,
    heat: Heat,
    stop: Callable[[], bool],
    only: Flags | None = None,
) -> Engine:
    """Improve tours with all engines; return the one that has the best of it.

    ``heat`` is that of the first round. ``only`` these tasks (by number) are moved,
    when given, and in one round: little is to change there.
    """
    many = _many(budget) if only is None else 1
    for part, now in _rounds(budget, heat, many):
        best = run_islands(engines, part, now, stop, only)
        if stop():
            break
        dates.share(best, only)
        for engine in engines:
            if engine is not best:
                restore(engine.state, best.state)
    return best


def _rounds(budget: Budget, heat: Heat, many: int) -> Iterator[tuple[Budget, Heat]]:
    """Yield what each of ``many`` rounds has, and how hot it is.

    On the clock, rounds end when they should, and are left out for which no time is
    left; but for the last one, which is to cool down.
    """
    begun = monotonic()
    rest = (1 - FIRST) / max(1, many - 1)
    for n in range(many):
        is_last = n == many - 1
        ends = 1.0 if is_last else FIRST + n * rest
        part = budget.part(rest if n else ends)
        left = ends * budget.seconds - (monotonic() - begun)
        if is_last:
            left = max(left, part.seconds / 2)
        if left > 0 or budget.steps is not None:
            yield Budget(left, part.steps), _cooled(heat, n, many)


def _many(budget: Budget) -> int:
    of = budget.seconds / LEAST_SECONDS
    if budget.steps is not None:
        of = budget.steps / LEAST_STEPS
    return max(1, min(ROUNDS, int(of)))


def _cooled(heat: Heat, n: int, many: int) -> Heat:
    """Return how hot round ``n`` is: from the first heat to that of the last."""
    first = min(heat.hot, SHORT * WARMER ** (many - 1))
    hot, cold = n / max(1, many - 1), (n + 1) / many
    return Heat(
        first * (COOL.hot / first) ** hot,
        heat.cold * (COOL.cold / heat.cold) ** cold if n < many - 1 else COOL.cold,
    )
