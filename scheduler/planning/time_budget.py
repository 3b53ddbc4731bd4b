"""The clock of one run: what is gone, what is left, and how much each phase gets."""

from copy import copy
from math import inf
from time import monotonic

from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Problem
from scheduler.planning.result import Limits

SHARES = {"tours": 0.22, "people": 0.16, "visits": 0.18}
"""How much of the time each phase gets; the rest improves, less what ending takes."""

MOST = {"tours": 10.0, "people": 10.0, "visits": 3.0}
"""Seconds that a phase takes at most on a month of 140 clients: a first whole plan
comes within the minute, and visits move again in all of improvement. What is larger
has as much more time, if the run has."""

MONTH = 8_000
"""Size of a month of 140 clients."""

SMALL = 3_000
"""Size up to which some days of a unit are a good part of the problem."""

RUN_EACH = 250.0
"""Seconds of a run for each month that its size is, before those phases take longer."""

EACH = 0.0015
"""Seconds at most for each visit and each day of a person, as in ``MOST``: a small
problem is laid in a moment, and what is left is worth more in improvement."""

FEW_ROUNDS, ROUNDS = 2, 6
"""How often tours are laid, and people sought for them, at most: the few where there is
little time or effort, for a short search makes little of a round."""

AMPLE = 40_000
"""Effort from which there are as many rounds as in a long run."""

LONG = 90.0
"""Seconds from which there are as many rounds, and parts are planned by themselves."""

PROVING, MOST_PROVING = 0.04, 20.0
"""Share of the time, and seconds at most, in which it is proved of open must-visits
that no plan makes them."""

PROVING_EACH = 0.1
"""Seconds' worth of proofs for each thousand iterations, when effort is the limit."""

LAST = 0.06
"""Share of the time, at the end, that moves visits only: iterations of improvement
change duties and have little time for what that does to routes and continuity."""

HALF_ITERATION = 0.036
"""Share of the time that changing duties takes in an iteration, about, and then moving
visits; at most twice what a phase of a first draft takes, of which a small problem has
many more then than a short run has."""

HANDING_OVER = 0.012
"""Share of the time that duties change hands in an iteration, at most, once all
must-visits are covered: what is found is built upon, so many short ones find more."""

FIRST_HANDING_OVER = 3.0
"""Seconds at most that duties change hands before there is a plan, as in ``MOST``."""

SPARED = 1.3
"""Of what a first draft takes, what must be left for another to be begun."""

THRICE = 3.0
"""Of what a first draft takes, how long another run from nothing takes at most, where
the problem is small."""

SHORT = 15.0
"""Seconds from which a second process is ready early enough to find something."""

ANOTHER = 1_000
"""Between the seeds of a run and of another within it."""

LAYING_DATES = 0.018
"""Share of the time in which every third date is laid anew."""

ITERATIONS = 5
"""Iterations of improvement when effort, not the clock, is the limit: in three duties
change hands or are laid anew, in two dates are."""

LEAST_ITERATION = 2.0
"""Seconds below which no new iteration is begun, unless it takes less."""

LEAST_ENDING, ENDING_EACH, ENDING = 1.0, 0.003, 3.0
"""Seconds kept for the last audit and for writing: at least, for each visit and each
day of a person, and at most."""

TOGETHER = 0.25
"""Share of the time in which the whole is improved that was planned in parts, if they
have to do with each other."""

JUDGING_EACH = 0.000_3
"""Seconds for each visit and each day of a person in which a whole plan is judged."""


def size_of(problem: Problem) -> int:
    """Return how many visits and days of people there are to plan."""
    return len(problem.visits) + len(problem.employees) * problem.days


class TimeBudget:
    """Shares out the seconds of a run, or its effort; the clock starts when made.

    ``size`` is that of the problem, as ``size_of`` has it; ``slow``: how many times as
    long its work takes because others are at work on the same cores.
    """

    def __init__(self, limits: Limits, size: int, slow: float = 1.0) -> None:
        self.limits = limits
        self.is_small = size <= SMALL
        self._size, self._slow = size, slow
        self._most = EACH * size * slow
        self._ending = min(ENDING, LEAST_ENDING + ENDING_EACH * size * slow)
        self._judging = JUDGING_EACH * size
        self._whole = limits.seconds or 0.0
        self._months = max(1.0, min(slow * size / MONTH, self._whole / RUN_EACH))
        self._begun = monotonic()
        self._ready = 0.0

    def begin(self) -> None:
        """Count from now on: what made the machine ready was no planning."""
        self._ready = self.seconds

    @property
    def seconds(self) -> float:
        """Wall time since the run began."""
        return monotonic() - self._begun

    @property
    def left(self) -> float:
        """Seconds left for planning."""
        return self._whole - self._ending - (self.seconds - self._ready)

    @property
    def is_exact(self) -> bool:
        """Whether the run is limited by effort, not by the clock."""
        return self.limits.effort is not None

    def seeds(self) -> range:
        """Return a seed for each island."""
        first = 1000 * self.limits.seed + 1
        return range(first, first + (1 if self.has_second else self.limits.workers))

    @property
    def has_second(self) -> bool:
        """Whether a process searches from other seeds, instead of more threads."""
        is_worth_it = self.is_small and self._whole >= SHORT
        return is_worth_it and not self.is_exact and self.limits.workers > 1

    def of_second(self) -> Limits:
        """Return how hard that process tries: for as long as there is, by itself."""
        seed = self.limits.seed + ANOTHER // 2
        return self.limits.model_copy(
            update={"seconds": self.left, "workers": 1, "seed": seed}
        )

    def phase(self, name: str) -> Budget:
        """Return how long an engine may work on a phase."""
        if self.limits.effort is not None:
            return Budget(steps=round(self.limits.effort * 1000 * SHARES[name]))
        most = min(MOST[name] * self._months, self._most)
        seconds = min(SHARES[name] * self._whole, most, self.left)
        return Budget(seconds=max(0.2, seconds))

    @property
    def rounds(self) -> int:
        """How often tours are laid, and people sought for them, at most."""
        if self.limits.effort is not None:
            return ROUNDS if self.limits.effort >= AMPLE else FEW_ROUNDS
        return ROUNDS if self._whole >= LONG else FEW_ROUNDS

    def moving_visits(self, seconds: float) -> Budget:
        """Return the budget to move visits for so long, or as effort has it."""
        if self.limits.effort is not None:
            return Budget(steps=self.limits.effort * 100)
        return Budget(seconds=max(0.3, seconds))

    def handing_over(self, *, first: bool, covered: bool) -> Budget:
        """Return the budget to let duties change hands once."""
        if self.limits.effort is not None:
            return Budget(steps=self.limits.effort * 20)
        seconds = self.half_iteration(covered=covered)
        if covered:
            seconds = min(seconds, HANDING_OVER * self._whole)
        most = FIRST_HANDING_OVER * self._months if first else seconds
        return Budget(seconds=max(0.2, min(seconds, most)))

    def laying_dates(self) -> Budget:
        """Return the budget to lay every third date anew."""
        if self.limits.effort is not None:
            return Budget(steps=self.limits.effort * 90)
        return Budget(seconds=max(0.2, LAYING_DATES * self._whole))

    def somebody_more(self) -> Budget:
        """Return the budget to bring people in for what is open, once an iteration."""
        if self.limits.effort is not None:
            return Budget(steps=self.limits.effort * 90)
        return Budget(seconds=self.half_iteration(covered=False))

    def goes_on(self, iteration: int, *, covered: bool) -> bool:
        """Say whether there is time for another iteration of improvement."""
        if self.is_exact:
            return iteration < ITERATIONS
        least = min(LEAST_ITERATION, 3 * HALF_ITERATION * self._whole)
        return self._left_to_improve(covered=covered) > least

    @property
    def has_draft_left(self) -> bool:
        """Whether there is time for another first draft, and to improve it."""
        if self.is_exact:
            return True
        return self._left_to_improve(covered=False) > SPARED * self._phases

    @property
    def _phases(self) -> float:
        """Seconds that a first draft takes."""
        return sum(self.phase(name).seconds or 0.0 for name in SHARES)

    def of_another(self, attempt: int) -> "TimeBudget":
        """Return the clock of another run from nothing, within this one.

        A small one has a time of its own; a draft of a large one has what is left.
        """
        seed = self.limits.seed + ANOTHER * (attempt + 1)
        if self.is_exact or not self.is_small:
            same = copy(self)
            same.limits = self.limits.model_copy(update={"seed": seed})
            return same
        whole = min(THRICE * self._phases, self._left_to_improve(covered=False))
        seconds = whole + self._ending
        limits = self.limits.model_copy(update={"seconds": seconds, "seed": seed})
        return TimeBudget(limits, self._size, self._slow)

    def improved(self, iteration: int, since: float) -> float:
        """Return how much of the improvement is over that began at ``since`` seconds.

        As if all must-visits were covered; ``iteration`` counts where effort does.
        """
        if self.is_exact:
            return iteration / ITERATIONS
        gone = self.seconds - since
        left = max(0.0, self._left_to_improve(covered=True))
        return gone / max(1e-9, gone + left)

    def half_iteration(self, *, covered: bool) -> float:
        """Return the seconds that an iteration has for duties, and again for visits."""
        seconds = min(HALF_ITERATION * self._whole, 2 * self._most)
        return min(seconds, self._left_to_improve(covered=covered))

    @property
    def may_be_parted(self) -> bool:
        """Whether there are cores for several processes, and time for them to begin."""
        is_long = self.is_exact or self._whole >= LONG
        return is_long and self.limits.workers > 1

    def left_for_parts(self, *, is_cut: bool) -> float:
        """Return seconds for planning parts by themselves; no end where effort counts.

        Then the whole is judged, improved where it ``is_cut``, and proofs are sought.
        """
        if self.is_exact:
            return inf
        left = self.left - self.proving - self._judging
        return left * (1 - TOGETHER) if is_cut else left

    def _left_to_improve(self, *, covered: bool) -> float:
        """Return the seconds left before visits are moved for the last time.

        All there are while must-visits are open, but for what is proved of them: what
        they lack is people.
        """
        return self.left - (LAST * self._whole if covered else self.proving)

    @property
    def proving(self) -> float:
        """Seconds in which it is proved that open must-visits are impossible.

        Where effort counts, what so many would be worth: no clock is looked at.
        """
        if self.limits.effort is not None:
            return min(PROVING_EACH * self.limits.effort, MOST_PROVING)
        return min(PROVING * self._whole, MOST_PROVING)
