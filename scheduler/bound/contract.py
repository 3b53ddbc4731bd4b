"""What contracts ask for (R07), and what hours beyond them cost."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from operator import or_

from scheduler.bound.crews import Crew
from scheduler.bound.program import Program, Term
from scheduler.bound.wages import LeastWages
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.hours import minutes_present, ordinary_minutes
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.price_parts import PricePart


@dataclass(frozen=True)
class Account:
    """Minutes of contracted work of one person."""

    aim: int = 0
    """What would leave nothing over."""
    over: tuple[int, int] = (0, 0)
    """Beyond the aim: at least (what was carried in cannot be worked off), at most."""
    under: tuple[int, int] = (0, 0)
    """Short of the aim: at least (there are not enough days), at most."""
    around: tuple[int, int] | None = None
    """What whole shifts come to nearest below the aim, and above it; ``None`` where
    they may come to anything."""

    @property
    def ends(self) -> tuple[int, int]:
        """The least minutes that are worked, and the most."""
        return max(0, self.aim - self.under[1]), self.aim + self.over[1]


def add_contracts(
    program: Program,
    accounts: Iterable[Account],
    terms: BoundTerms,
    worked: Iterable[Term],
    extra: int,
) -> None:
    """Hold the ordinary minutes of a crew to the account of each of its members.

    ``worked`` are all minutes of the crew, of which the column ``extra`` tells how many
    are paid above the contract and do not count.
    """
    mine = [_add_account(program, account, terms) for account in accounts]
    program.row([*worked, (extra, -1), *((m, -1) for m in mine)], 0, 0)


def _add_account(program: Program, account: Account, terms: BoundTerms) -> int:
    """Price the minutes that one person has left over; return how many are worked.

    What is left over is the distance to the aim. On whole shifts it is nowhere below
    the line between the two points around the aim.
    """
    aim, price = account.aim, terms.balance_minute
    least, most = account.ends
    worked = program.column(0, most, least)
    over, under = (
        program.column(price, high, low, part=PricePart.CONTRACTS)
        for low, high in (account.over, account.under)
    )
    program.row([(worked, 1), (over, -1), (under, 1)], aim, aim)
    if account.around:
        below, above = account.around
        slope = (above + below - 2 * aim) / (above - below)
        row = [(over, 1), (under, 1), (worked, -slope)]
        program.row(row, lower=aim - below - slope * below)
    return worked


def accounts_of(view: PlanView, terms: BoundTerms, crew: Crew) -> Iterator[Account]:
    """Yield the accounts of those in a crew who have contracts."""
    for employee in crew.members:
        goal = _goal(view, employee)
        if goal is not None:
            most = crew.most_minutes(employee)
            account = _account(goal, terms.carry or 0, most)
            days = crew.days_of(employee)
            yield replace(account, around=_around(view.problem, days, account))


def _account(goal: Fraction, carry: int, most: int) -> Account:
    aim = floor(goal + Fraction(1, 2))
    limit = max(0, floor(goal + carry))
    least = max(0, ceil(goal - carry))
    over, under = max(0, -aim), max(0, aim - most)
    return Account(
        aim, (over, max(over, limit - aim)), (under, max(under, aim - least))
    )


def _around(
    problem: Problem, days: Iterable[Sequence[ShiftOption]], account: Account
) -> tuple[int, int] | None:
    """Return the sums of whole shifts around an aim; ``None`` where it is one itself.

    Nothing is said of split shifts: one part alone may fill the contract.
    """
    sums, aim = 1, account.aim  # bit n: whether n minutes can be worked
    for options in days:
        if any(len(o.parts) > 1 for o in options):
            return None
        each = {0, *(ordinary_minutes(problem, o) for o in options)}
        sums = reduce(or_, (sums << minutes for minutes in each))
    above = sums >> max(0, aim)
    if aim < 0 or not above or above & 1:
        return None
    below = sums & ((1 << aim) - 1)
    return below.bit_length() - 1, aim + (above & -above).bit_length() - 1


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
    return program.column(wages.extra_minute(crew), most, part=PricePart.DUTIES)
