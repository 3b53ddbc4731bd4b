"""How good could any plan be: what every legal plan must cost at least.

The bound is what is paid whatever happens, plus the least price of a linear program
that every legal plan is a point of. Each of its ingredients flatters the plan:

- ``fixed`` is exact: monthly pay, sick pay and PO are due without a single duty.
- ``roster`` is the program's price. Its columns are how many of a crew work an option,
  at the least wages, and what the ways of a date cost; its rows are what people are
  there for (absence, one shift a day, weekends, contracted hours), what rules charge
  for their shifts and for burdens that are shared unevenly, and what the work needs
  (visits, whole tours of them, headcount). Shifts may be worked in fractions and people
  of a crew are added up, which can only be cheaper.
- ``travel`` is the way from the nearest place to each visit whose ways are not counted
  by date, and ``meetings`` the people a client meets at least. Both are due only if
  visits are done; what a plan saves of them by leaving a visit open is taken off the
  price of leaving it open.

Plans with a hard breach are not covered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from time import thread_time

from scheduler.bound.cover import Cover
from scheduler.bound.crew_roster import CrewRoster
from scheduler.bound.crews import crews_of
from scheduler.bound.headcount_rows import HeadcountRows
from scheduler.bound.meeting_rows import MeetingRows
from scheduler.bound.program import Program
from scheduler.bound.tighten import Tightening
from scheduler.bound.tours.tour_rows import TourDay, alike
from scheduler.bound.visit_columns import Calls
from scheduler.bound.visit_rows import Visiting
from scheduler.bound.wages import LeastWages
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import MODES, PlanningContext
from scheduler.domain.problem import Problem
from scheduler.rules.price_parts import PricePart
from scheduler.rules.rule import Rule
from scheduler.rules.stated import bound_terms_of, weights_of

__all__ = ["Bound", "bound", "bounds", "lower_bound"]

SECONDS = 60.0
"""Of computing, after which a bound is good enough."""

ROUNDS = 4
"""How often each date is looked at, as what shifts cost changes."""


@dataclass(frozen=True)
class Bound:
    """Öre that every legal plan costs at least, by what it is for."""

    fixed: int
    roster: int
    travel: int
    meetings: int
    shares: Mapping[PricePart, int] = field(default_factory=dict)
    """What ``roster`` pays for where it is least; together as much."""

    @property
    def parts(self) -> Mapping[PricePart, int]:
        """All but what is fixed, by part of the price.

        No part is proved alone: one may be less where another is more.
        """
        found = {part: self.shares.get(part, 0) for part in PricePart}
        found[PricePart.DUTIES] += self.roster - sum(self.shares.values())
        found[PricePart.TRAVEL] += self.travel
        found[PricePart.MEETINGS] += self.meetings
        return found

    @property
    def total(self) -> int:
        """The bound; variable costs are never negative."""
        return self.fixed + max(0, self.roster + self.travel + self.meetings)


def lower_bound(
    problem: Problem, rules: Sequence[Rule], *, seconds: float = SECONDS
) -> int:
    """Return öre that every legal plan of a problem costs at least under its rules."""
    return bound(problem, rules, seconds=seconds).total


def bound(
    problem: Problem, rules: Sequence[Rule], *, seconds: float = SECONDS
) -> Bound:
    """Return the bound by ingredient, when as much is proved as can be."""
    *_, last = bounds(problem, rules, seconds=seconds)
    return last


def bounds(
    problem: Problem,
    rules: Sequence[Rule],
    *,
    seconds: float = SECONDS,
    enough: Callable[[], bool] = lambda: False,
) -> Iterator[Bound]:
    """Yield bounds, each at least as high as those before.

    ``rules`` are a municipality's rules made whole, statutory ones included.
    ``seconds`` of the thread's computing limit the program's solution, not its making.
    What comes after the first bound is looked for until there is ``enough``. Prices
    are whole öre, so what is proven may be rounded up.
    """
    made = _Making(problem, rules)
    covers = [*made.visits(), *made.headcount()]
    begun = thread_time()

    def left() -> float:
        return seconds - (thread_time() - begun)

    proof = Tightening(made.program, left)
    proof.tighten(covers)
    yield made.bound(proof.proven)
    for rows in made.tours(lambda: 0.0 if enough() else left()):
        proof.tighten(rows)
        yield made.bound(proof.proven)


class _Making:
    """Builds the program step by step."""

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self._problem = problem
        self._terms = bound_terms_of(rules)
        self._context = PlanningContext(problem, rules, weights_of(rules))
        self._options = possible_options(self._context)
        self.program = Program()
        self._wages = LeastWages(problem)
        crews = crews_of(problem, self._options)
        self._roster = CrewRoster(
            self.program, self._context, self._terms, crews, self._wages
        )
        every = {o for mine in self._options.values() for o in mine}
        self._meetings = MeetingRows(self._context, self._terms, every).by_client()
        self._days: list[TourDay] = []
        self._travel = 0
        """Öre for the ways to visits, known once their rows are."""

    def visits(self) -> list[Cover]:
        """Return rows for the visits of every unit."""
        found: list[Cover] = []
        loss = {client: met.loss for client, met in self._meetings.items()}
        units = dict.fromkeys(v.unit for v in self._problem.visits)
        for unit in units if self._terms.knows_visits else ():
            visiting = self._visiting(unit)
            self._travel += visiting.travel
            found += visiting.covers(loss)
            self._days += [day for day in visiting.days if day.options]
        return found

    def _visiting(self, unit: str) -> Visiting:
        shifts = self._roster.with_visits[unit]
        crews = (shift.crew for mine in shifts.values() for shift in mine)
        modes = {MODES.index(e.transport) for crew in crews for e in crew.members}
        calls = Calls(
            self._context,
            self._terms,
            [v for v in self._problem.visits if v.unit == unit],
            list(shifts),
            sorted(modes),
        )
        return Visiting(self.program, self._context, self._terms, calls, shifts)

    def headcount(self) -> list[Cover]:
        """Return rows for the headcount of every unit."""
        found: list[Cover] = []
        units = dict.fromkeys(n.unit for n in self._problem.staffing)
        for unit in units if self._terms.counts_present else ():
            shifts = self._roster.without[unit]
            head = HeadcountRows(self.program, self._context.view, self._terms, shifts)
            found += head.covers([n for n in self._problem.staffing if n.unit == unit])
        return found

    def tours(self, left: Callable[[], float]) -> Iterator[Sequence[Cover]]:
        """Yield rows that whole tours prove, the dearest dates' first."""
        groups = alike(self.program, self._days)
        for _ in range(ROUNDS):
            for group in sorted(groups, key=lambda g: -g.weight):
                if left() <= 0:
                    return
                if found := list(group.found(left)):
                    yield found

    def bound(self, proven: float) -> Bound:
        """Return the bound with what is proved of the program."""
        return Bound(
            fixed=self._wages.fixed(),
            roster=ceil(proven),
            shares={p: round(each) for p, each in self.program.spent().items()},
            travel=self._travel,
            meetings=sum(met.served for met in self._meetings.values()),
        )
