"""How many of each crew work each option: what that costs, and what bounds it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.bound.contract import account_of, add_contract, extra_column
from scheduler.bound.crews import Crew
from scheduler.bound.program import Program
from scheduler.bound.wages import LeastWages
from scheduler.bound.weekends import Weekends
from scheduler.domain.plan_view import PlanView
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.hours import ordinary_minutes
from scheduler.rules.bound_terms import BoundTerms


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
        view: PlanView,
        terms: BoundTerms,
        crews: Sequence[Crew],
        wages: LeastWages,
    ) -> None:
        self._program, self._terms, self._wages = program, terms, wages
        self._view = view
        self._weekends = Weekends(program, view, terms)
        self._visited = {v.unit for v in view.problem.visits}
        self._staffed = {n.unit for n in view.problem.staffing}
        self.with_visits: Offers = defaultdict(lambda: defaultdict(list))
        """Duties that have visits, or may, where no headcount is asked for."""
        self.without: Offers = defaultdict(lambda: defaultdict(list))
        """Duties without visits, where headcount is asked for."""
        for crew in crews:
            self._add(crew)
        self._few_of_a_type()

    def _add(self, crew: Crew) -> None:
        columns = {option: self._columns(crew, option) for option in crew.able}
        for day in crew.by_date:
            for people, options in crew.nested(day):
                sure, perhaps = self._weekends.room(people, day)
                working = [(c, 1) for option in options for c in columns[option]]
                held = [(c, -1) for c in perhaps]
                self._program.row([*working, *held], upper=sure)
        if crew.is_monthly and self._terms.carry is not None:
            self._contract(crew, columns)

    def _columns(self, crew: Crew, option: ShiftOption) -> list[int]:
        cost = self._wages.ordinary(crew.cheapest, option)
        cost += self._away(crew, option.unit)
        most = crew.able[option].bit_count()
        places = []
        if option.unit in self._visited or option.unit not in self._staffed:
            places.append(self.with_visits)
        if option.unit in self._staffed:
            places.append(self.without)
        made = []
        for place in places:
            column = self._program.column(cost, most)
            place[option.unit][option].append(Shift(crew, column, most))
            made.append(column)
        return made

    def _away(self, crew: Crew, unit: str) -> int:
        """Return the price of one duty in a unit that the crew is lent to (R35)."""
        if unit == crew.unit:
            return 0
        ring = self._view.problem.unit[crew.unit].lends_to
        steps = 1 + ring.index(unit)
        return steps * self._terms.away_step

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
        account = account_of(self._view, self._terms, crew)
        add_contract(self._program, account, self._terms, minutes, extra)

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
