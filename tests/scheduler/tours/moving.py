"""Moves of every sort on an engine, hot and cold."""

from collections.abc import Iterator

from scheduler.tours.engine import Engine


def batches(engine: Engine, small: int, large: int) -> Iterator[None]:
    """Make batches of moves; yield after each."""
    for heat in (1e6, 3e4, 100.0, 0.0):
        engine.small_moves(small, heat)
        yield
        engine.large_moves(engine.waiting, large, heat)
        yield
