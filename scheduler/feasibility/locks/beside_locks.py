"""Shifts that a person's locked ones leave no room for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.lines.pairs import hard_pairwise, shape, without_past
from scheduler.rules.rule import Rule

NEAR = range(-1, 2)
"""Days between two shifts that rules of pairs can speak of."""


class LockedOut(NamedTuple):
    """What keeps a person from a shift: a locked one, and the rule between them."""

    lock: ShiftOption
    rule: str


@dataclass
class BesideLocks:
    """Judges shifts together with the locked ones beside them, a pair at a time."""

    problem: Problem
    rules: Sequence[Rule]
    _known: dict[tuple[object, ...], str | None] = field(default_factory=dict)

    def locked_out(self, employee: Employee, option: ShiftOption) -> LockedOut | None:
        """Return the lock that forbids the person a shift that is not locked itself."""
        near = list(self._near(employee, option))
        if option in near:
            return None
        judged = ((lock, self._rule_between(employee, lock, option)) for lock in near)
        return next((LockedOut(lock, rule) for lock, rule in judged if rule), None)

    def _near(self, employee: Employee, option: ShiftOption) -> Iterator[ShiftOption]:
        for days in NEAR:
            beside = option.date + timedelta(days=days)
            yield from self._locks.get((employee.id, beside), ())

    @cached_property
    def _locks(self) -> dict[tuple[str, date], list[ShiftOption]]:
        clock = wall_clock(self.problem.timezone)
        found: dict[tuple[str, date], list[ShiftOption]] = {}
        for row in self.problem.locked_shifts:
            type_ = self.problem.shift_type.get(row.shift)
            if type_ is not None and row.part == 1:
                lock = option_of(clock, type_, row.date, row.unit)
                found.setdefault((row.employee, row.date), []).append(lock)
        return found

    def _rule_between(
        self, employee: Employee, lock: ShiftOption, option: ShiftOption
    ) -> str | None:
        zero = wall_clock(self.problem.timezone).at(lock.date, 0)
        key = (employee.day_break, shape(lock, zero), shape(option, zero))
        if key not in self._known:
            alone = without_past(self.problem, employee)
            breaches = hard_pairwise(self.rules, alone, employee, lock, option)
            self._known[key] = next((breach.rule for breach in breaches), None)
        return self._known[key]
