"""How long a compiled search may go on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """How long a search may go on: ``seconds`` of wall time, or ``steps`` exactly."""

    seconds: float = 0.0
    steps: int | None = None

    def part(self, share: float) -> "Budget":
        """Return a share of it."""
        steps = None if self.steps is None else round(self.steps * share)
        return Budget(self.seconds * share, steps)

    def share(self, elapsed: float, done: int) -> float:
        """Return how much of it is spent after so many seconds and steps, 0 to 1."""
        if self.steps is not None:
            return 1.0 if self.steps <= done else done / self.steps
        return 1.0 if self.seconds <= elapsed else elapsed / self.seconds
