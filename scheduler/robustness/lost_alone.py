"""What each person's sickness takes of a plan if nobody else is ill.

It is worked out once for each person and day, and how often it happens is known: the
part of what sickness takes that needs no drawing.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from scheduler.robustness.bad_days import BadDay, told
from scheduler.robustness.ill_people import Draw, IllDay, ill_days, ill_shares
from scheduler.robustness.repair import Repairer


class LostAlone:
    """The days of one draw, each person's loss by itself."""

    def __init__(self, repairer: Repairer, draw: Draw) -> None:
        self._repairer, self._draw = repairer, draw
        self._problem = repairer.problem

    @cached_property
    def _alone(self) -> dict[tuple[date, str], BadDay]:
        """What one day takes on which one person is ill, and nothing went before."""
        return {
            (day, who): told(0, self._repairer.repaired(day, frozenset({who}), {}))
            for day, duties in self._repairer.days.items()
            for who in sorted({duty.employee for duty in duties})
        }

    @cached_property
    def _ill(self) -> dict[IllDay, frozenset[str]]:
        return ill_days(self._problem, self._draw)

    @cached_property
    def _share(self) -> dict[date, float]:
        return ill_shares(self._problem, self._draw)

    def on(self, lived: BadDay) -> Sequence[BadDay]:
        """Return what each of those who are ill on a day takes of it alone."""
        ill = self._ill.get(IllDay(lived.round, lived.day), frozenset())
        known = ((lived.day, who) for who in sorted(ill))
        return [self._alone[key] for key in known if key in self._alone]

    def expected(self, read: Callable[[BadDay], float]) -> float:
        """Return what those come to on a day, whoever is drawn."""
        alone = self._alone.items()
        whole = sum(self._share[day] * read(one) for (day, _), one in alone)
        return whole / self._problem.days
