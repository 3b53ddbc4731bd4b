"""How many of each crew work each option: what that costs, and what bounds it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.bound.contract import accounts_of, add_contracts, extra_column
from scheduler.bound.crews import Crew
from scheduler.bound.program import Program
from scheduler.bound.rest_rows import add_rests
from scheduler.bound.spread_rows import SpreadRows
from scheduler.bound.wages import LeastWages
from scheduler.bound.weekends import Weekends
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.hours import ordinary_minutes
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.price_parts import PricePart


@dataclass(frozen=True)
class Shift:
    """How many of a crew work an option, for one purpose."""

    crew: Crew
    column: int
    most: int
    """How many of them could."""


Offers = defaultdict[str, defaultdict[ShiftOption, list[Shift]]]
"""By unit and option."""


class CrewRoster:
    """Columns for everybody who could work, and the rows that hold them.

    Where headcount is asked for, a duty with visits and one without are two columns,
    since only the latter counts as present (R27).
    """

    def __init__(
        self,
        program: Program,
        context: PlanningContext,
        terms: BoundTerms,
        crews: Sequence[Crew],
        wages: LeastWages,
    ) -> None:
        self._program, self._terms, self._wages = program, terms, wages
        self._view = view = context.view
        self._rules = context.rules
        self._weekends = Weekends(program, view, terms)
        self._visited = {v.unit for v in view.problem.visits}
        self._staffed = {n.unit for n in view.problem.staffing}
        self.with_visits: Offers = defaultdict(lambda: defaultdict(list))
        """Duties that have visits, or may, where no headcount is asked for."""
        self.without: Offers = defaultdict(lambda: defaultdict(list))
        """Duties without visits, where headcount is asked for."""
        manned = [(crew, self._add(crew)) for crew in crews]
        self._few_of_a_type()
        spread = SpreadRows(program, manned, self._weekends)
        for rule in self._rules:
            spread.add(rule.shared_burdens(view.problem))

    def _add(self, crew: Crew) -> Mapping[ShiftOption, Sequence[int]]:
        columns = {option: self._columns(crew, option) for option in crew.able}
        for day in crew.by_date:
            for people, options in crew.nested(day):
                sure, perhaps = self._weekends.room(people, day)
                working = [(c, 1) for option in options for c in columns[option]]
                held = [(c, -1) for c in perhaps]
                self._program.row([*working, *held], upper=sure)
        if rest := self._terms.rest_between:
            add_rests(self._program, crew, columns, self._weekends, rest)
        self._charged(crew, columns)
        if crew.is_monthly and self._terms.carry is not None:
            self._contract(crew, columns)
        return columns

    def _columns(self, crew: Crew, option: ShiftOption) -> list[int]:
        cost = self._wages.ordinary(crew.cheapest, option)
        most = crew.able[option].bit_count()
        places = []
        if option.unit in self._visited or option.unit not in self._staffed:
            places.append(self.with_visits)
        if option.unit in self._staffed:
            places.append(self.without)
        made = []
        for place in places:
            column = self._program.column(cost, most, part=PricePart.DUTIES)
            place[option.unit][option].append(Shift(crew, column, most))
            made.append(column)
        return made

    def _charged(
        self, crew: Crew, columns: Mapping[ShiftOption, Sequence[int]]
    ) -> None:
        """Count what rules charge for single duties of a crew, at least."""
        least = {o: self._charge(crew, o) for o in columns}
        terms = [
            (c, -least[o]) for o, each in columns.items() for c in each if least[o]
        ]
        if terms:
            most = sum(least[o] * n.bit_count() for o, n in crew.able.items())
            column = self._program.column(1, 2 * most)
            self._program.row([(column, 1), *terms], lower=0)

    def _charge(self, crew: Crew, option: ShiftOption) -> int:
        """Return what rules charge whoever of a crew works an option, at least.

        A price below nought is saved of what that rule charges for the day off, which
        is not counted: together they are never below nought.
        """
        able = crew.able[option]
        return min(
            sum(max(0, r.price_shift(self._view, e, option)) for r in self._rules)
            for n, e in enumerate(crew.members)
            if able >> n & 1
        )

    def _contract(
        self, crew: Crew, columns: Mapping[ShiftOption, Sequence[int]]
    ) -> None:
        problem = self._view.problem
        minutes = [
            (column, ordinary_minutes(problem, o))
            for o, each in columns.items()
            for column in each
        ]
        extra = extra_column(self._program, crew, self._wages)
        accounts = accounts_of(self._view, self._terms, crew)
        add_contracts(self._program, accounts, self._terms, minutes, extra)

    def _few_of_a_type(self) -> None:
        """Let no more of a shift type be worked than there may be on a date (V02)."""
        types = self._view.problem.shift_type
        found: dict[tuple[str, date], list[int]] = defaultdict(list)
        for place in (self.with_visits, self.without):
            for by_option in place.values():
                for option, shifts in by_option.items():
                    key = option.shift, option.date
                    found[key] += [shift.column for shift in shifts]
        for (type_, _), columns in found.items():
            most = types[type_].max_per_day
            if most is not None:
                self._program.row([(c, 1) for c in columns], upper=most)
