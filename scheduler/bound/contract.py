"""What contracts ask for (R07), and what hours beyond them cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from scheduler.bound.crews import Crew
from scheduler.bound.program import Program, Term
from scheduler.bound.wages import LeastWages
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.pay.hours import minutes_present
from scheduler.rules.bound_terms import BoundTerms


@dataclass(frozen=True)
class Account:
    """Minutes of contracted work of one person, or of several together."""

    aim: int = 0
    """What would leave nothing over."""
    over: tuple[int, int] = (0, 0)
    """Beyond the aim: at least (what was carried in cannot be worked off), at most."""
    under: tuple[int, int] = (0, 0)
    """Short of the aim: at least (there are not enough days), at most."""

    def __add__(self, other: "Account") -> "Account":
        return Account(
            self.aim + other.aim,
            (self.over[0] + other.over[0], self.over[1] + other.over[1]),
            (self.under[0] + other.under[0], self.under[1] + other.under[1]),
        )


def add_contract(
    program: Program,
    account: Account,
    terms: BoundTerms,
    worked: Iterable[Term],
    extra: int,
) -> None:
    """Hold a crew's ordinary minutes to its account; minutes left over have a price.

    ``worked`` are all minutes, of which the column ``extra`` tells how many are paid
    above the contract and do not count.
    """
    price = terms.balance_minute
    over = program.column(price, account.over[1], account.over[0])
    under = program.column(price, account.under[1], account.under[0])
    signed = [(extra, -1), (over, -1), (under, 1)]
    program.row([*worked, *signed], account.aim, account.aim)


def account_of(view: PlanView, terms: BoundTerms, crew: Crew) -> Account:
    """Add up the accounts of everybody in a crew."""
    carry = terms.carry or 0
    goals = ((e, _goal(view, e)) for e in crew.members)
    accounts = (
        _account(goal, carry, crew.most_minutes(e))
        for e, goal in goals
        if goal is not None
    )
    return sum(accounts, Account())


def _account(goal: Fraction, carry: int, most: int) -> Account:
    aim = floor(goal + Fraction(1, 2))
    limit = max(0, floor(goal + carry))
    least = max(0, ceil(goal - carry))
    over, under = max(0, -aim), max(0, aim - most)
    return Account(
        aim, (over, max(over, limit - aim)), (under, max(under, aim - least))
    )


def _goal(view: PlanView, employee: Employee) -> Fraction | None:
    """Return the ordinary minutes wanted; ``None`` for who is not employed at all."""
    problem = view.problem
    if not any(map(employee.employed_on, problem.dates)):
        return None
    carried = problem.balance[employee.id].hours_carried_minutes
    return minutes_present(problem, employee) - carried


def extra_column(program: Program, crew: Crew, wages: LeastWages) -> int:
    """Return a column: minutes that a crew is paid above its contracts."""
    most = sum(map(crew.most_minutes, crew.members))
    return program.column(wages.extra_minute(crew), most)
