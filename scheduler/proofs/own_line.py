"""One person's shifts, and what keeps the person from a visit whoever else works."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import AbsenceRow, Employee, Problem, Visit, WorkedShift
from scheduler.proofs.questions import Over, is_impossible, traced_roster
from scheduler.proofs.reach import Reach
from scheduler.proofs.smallest import smallest
from scheduler.rules.rule import Rule

Fact = AbsenceRow | ShiftRow | WorkedShift
"""What is given of one person: an absence, a locked shift, a shift worked before."""


class Hindrance(NamedTuple):
    """Rules and facts that together keep a person from visits, none of them idle."""

    rules: tuple[str, ...]
    """Kinds."""
    facts: tuple[Fact, ...]


class OwnLine:
    """Asks whether a person could ever be on a shift that holds certain visits."""

    def __init__(
        self, reach: Reach, employee: Employee, visits: Iterable[Visit], over: Over
    ) -> None:
        self._reach, self._employee, self._over = reach, employee, over
        self._alone = reach.context.problem.alone(employee.id)
        self._holding = {o for v in visits for o in reach.holding(employee, v)}

    def hindrance(self) -> Hindrance | None:
        """Return what keeps the person from all the visits; nothing where unproved."""
        hard = [rule for rule in self._reach.context.rules if rule.hard]
        kinds = [rule.kind for rule in sorted(hard, key=_is_of_single_shifts)]
        proves = self._question(self._alone)
        if not proves(kinds):
            return None
        rules = smallest(kinds, proves, self._over)
        facts = smallest(
            _facts(self._alone),
            lambda some: self._question(_with(self._alone, some))(rules),
            self._over,
        )
        return Hindrance(rules, facts)

    def _question(self, problem: Problem) -> Callable[[Collection[str]], bool]:
        """Return what says whether rules keep the person from all shifts that hold."""
        who = self._employee
        offered = {who.id: tuple(self._reach.offered(who))}
        roster = traced_roster(self._reach.context, problem, offered)
        holds = roster.model.new_bool_var("on a shift that holds one")
        works = [roster.works(who, option) for option in self._holding]
        roster.model.add_bool_or([*works, ~holds])

        def keep_away(kinds: Collection[str]) -> bool:
            on = [roster.switch(kind)[0] for kind in kinds]
            return is_impossible(roster.model, [*on, holds], self._over)

        return keep_away


def _is_of_single_shifts(rule: Rule) -> bool:
    return type(rule).allows_shift is not Rule.allows_shift


def _facts(alone: Problem) -> Sequence[Fact]:
    return (*alone.worked_shifts, *alone.locked_shifts, *alone.absences)


def _with(alone: Problem, facts: Collection[Fact]) -> Problem:
    """Return the problem with no facts of a person but these."""
    kinds = {
        "worked_shifts": WorkedShift,
        "locked_shifts": ShiftRow,
        "absences": AbsenceRow,
    }
    return alone.model_copy(
        update={
            name: tuple(fact for fact in facts if isinstance(fact, kind))
            for name, kind in kinds.items()
        }
    )
