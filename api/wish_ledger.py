"""Who was granted which wish over time, what it cost, and how even that is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from pydantic import ConfigDict

from api.inputs import Inputs
from constraints.shifts.wishes_and_fairness import WishesAndFairness
from data.written_values import kronor
from scheduler.domain.described import Described
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, Wish
from scheduler.next_period.wish_history import decided_wishes
from scheduler.replanning.wish_prices import WishPrices


class LedgerPart(Described):
    """A part of the ledger, each field described by the docstring below it."""

    model_config = ConfigDict(frozen=True)


class LedgerWish(LedgerPart):
    """A wish that was decided."""

    date: dt.date
    """Which day."""
    shift_id: str | None
    """Which shift; `null` for any work."""
    want: bool
    """Whether to work, or to be free."""
    weight: int
    """1 to 3."""
    granted: bool
    """What became of it."""
    cost: float | None
    """SEK in pay that refusing it would have saved; `null` where it is not known."""


class PersonsWishes(LedgerPart):
    """What became of one person's wishes."""

    employee_id: str
    """Who."""
    asked: int
    """How many were decided."""
    granted: int
    """How many of them were granted."""
    share: float
    """Weight that was granted, of all that was asked for."""
    cost: float
    """SEK that the granted ones cost, as far as it was measured."""
    wishes: list[LedgerWish]
    """Each of them, the earliest first."""


class WishLedger(LedgerPart):
    """What became of all wishes; of a person's colleagues only how even it is."""

    people: list[PersonsWishes]
    """Everybody who wished for anything, or the one who is asked for."""
    count: int
    """How many people there are with wishes, all of them counted."""
    least: float | None
    """The smallest share that anybody got, by weight; nobody is named."""
    middle: float | None
    """The median share."""
    most: float | None
    """The largest share."""

    def of(self, employee: str) -> "WishLedger":
        """Return what one person may see: their own, and how even it is."""
        mine = [each for each in self.people if each.employee_id == employee]
        return self.model_copy(update={"people": mine})


def wish_ledger(inputs: Inputs, plan: Plan | None = None) -> WishLedger:
    """Return the ledger that a dataset brings along, with those of a plan decided."""
    problem = inputs.problem
    decided: Sequence[Wish] = [w for w in problem.wishes if w.granted is not None]
    if plan is not None:
        wishes = decided_wishes(PlanView(problem, plan))
        decided = with_costs(inputs, plan, wishes)
    people = _people(decided)
    shares = [person.share for person in people]
    return WishLedger(
        people=people,
        count=len(people),
        least=min(shares, default=None),
        middle=round(median(shares), 3) if shares else None,
        most=max(shares, default=None),
    )


def with_costs(inputs: Inputs, plan: Plan, wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """Return wishes with what those cost that the plan grants.

    What the wish itself weighs is no part of it.
    """
    problem = inputs.problem
    rules = [r for r in inputs.rules if not isinstance(r, WishesAndFairness)]
    prices = WishPrices(problem, plan, rules)
    return tuple(_with_cost(problem, prices, wish) for wish in wishes)


def _with_cost(problem: Problem, prices: WishPrices, wish: Wish) -> Wish:
    if not wish.granted or wish.date not in problem.dates:
        return wish
    return wish.model_copy(update={"cost": prices.of(wish)})


def _people(wishes: Iterable[Wish]) -> list[PersonsWishes]:
    by_person: Mapping[str, list[Wish]] = defaultdict(list)
    for wish in sorted(wishes, key=lambda w: (w.employee, w.date)):
        by_person[wish.employee].append(wish)
    return [_person(who, mine) for who, mine in by_person.items()]


def _person(who: str, wishes: Sequence[Wish]) -> PersonsWishes:
    granted = [wish for wish in wishes if wish.granted]
    asked = sum(wish.weight for wish in wishes)
    return PersonsWishes(
        employee_id=who,
        asked=len(wishes),
        granted=len(granted),
        share=round(sum(wish.weight for wish in granted) / asked, 3),
        cost=kronor(sum(wish.cost or 0 for wish in granted)),
        wishes=[
            LedgerWish(
                date=wish.date,
                shift_id=wish.shift,
                want=wish.want,
                weight=wish.weight,
                granted=bool(wish.granted),
                cost=None if wish.cost is None else kronor(wish.cost),
            )
            for wish in wishes
        ],
    )
