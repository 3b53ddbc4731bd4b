"""People whom the bound does not tell apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.context.candidate_shifts import Options
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption

Members = int
"""A set of members of a crew, as bits."""


@dataclass(frozen=True)
class Crew:
    """Colleagues of one unit and kind of pay, with the same skills and shift kinds.

    What holds for each of them holds for the crew when it is added up.
    """

    members: tuple[Employee, ...]
    able: Mapping[ShiftOption, Members]
    """Who could work each option."""
    has: frozenset[frozenset[str]]
    """The sets of skills that are asked for somewhere and that they have."""

    @property
    def unit(self) -> str:
        """Where they belong."""
        return self.members[0].unit

    @property
    def is_monthly(self) -> bool:
        """Whether they have monthly pay; people paid by the hour all get the same."""
        return self.members[0].is_monthly

    @cached_property
    def cheapest(self) -> Employee:
        """The one with the lowest pay."""
        return min(self.members, key=lambda e: e.monthly_pay)

    @cached_property
    def by_date(self) -> Mapping[date, Sequence[ShiftOption]]:
        """The options of each date."""
        found: dict[date, list[ShiftOption]] = defaultdict(list)
        for option in self.able:
            found[option.date].append(option)
        return found

    def nested(self, day: date) -> Iterator[tuple[list[Employee], list[ShiftOption]]]:
        """Yield groups of members with all options of a day that only they could work.

        Nobody works more than one of them (R16).
        """
        options = self.by_date[day]
        for members in {self.able[o] for o in options}:
            only = [o for o in options if self.able[o] | members == members]
            yield [e for n, e in enumerate(self.members) if members >> n & 1], only

    def days_of(self, employee: Employee) -> Iterator[list[ShiftOption]]:
        """Yield what a person could work on each date on which that is anything."""
        bit = 1 << self.members.index(employee)
        for options in self.by_date.values():
            if mine := [o for o in options if self.able[o] & bit]:
                yield mine

    def most_minutes(self, employee: Employee) -> int:
        """Return the paid minutes of the longest option on each of a person's days."""
        return sum(
            max(o.paid_minutes for o in options) for options in self.days_of(employee)
        )


def crews_of(problem: Problem, options: Options) -> list[Crew]:
    """Sort everybody who could work anything at all into crews."""
    asked = {v.skills for v in problem.visits} | {n.skills for n in problem.staffing}
    groups: dict[tuple[object, ...], list[Employee]] = defaultdict(list)
    for employee in problem.employees:
        has = frozenset(skills for skills in asked if skills <= employee.skills)
        pay = None if employee.is_monthly else employee.monthly_pay
        paid = employee.agreement, pay
        groups[employee.unit, paid, has, employee.shift_kinds].append(employee)
    return [
        Crew(
            tuple(members),
            able,
            frozenset(s for s in asked if s <= members[0].skills),
        )
        for members in groups.values()
        if (able := _able(members, options))
    ]


def _able(
    members: Sequence[Employee], options: Options
) -> Mapping[ShiftOption, Members]:
    found: dict[ShiftOption, Members] = defaultdict(int)
    for number, employee in enumerate(members):
        for option in options[employee.id]:
            found[option] |= 1 << number
    return dict(found)
