"""Who could be at one visit, each asked alone."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.proofs.questions import Over, refuting, traced_roster
from scheduler.proofs.reach import Reach
from scheduler.rules.rule import Rule


@dataclass(frozen=True)
class AskedCrew:
    """Asks people one by one whether they could ever make a visit.

    Nobody is in anybody's way, so each is a small question, and known answers do.
    """

    reach: Reach
    visit: Visit
    known: "dict[Hashable, Known]"

    def answer(self, over: Over) -> bool | None:
        """Say whether as many as are needed could; nothing where some are unsure."""
        able = unsure = 0
        for employee in self.reach.context.problem.employees:
            if over():
                return None
            can = self._can(employee)
            able += can is True
            unsure += can is None
            if able >= self.visit.staff:
                return True
        return None if able + unsure >= self.visit.staff else False

    def _can(self, employee: Employee) -> bool | None:
        context = self.reach.context
        rules, view = context.rules, context.view
        if not all(r.allows_visit(view, employee, self.visit) for r in rules):
            return False
        alone = context.problem.alone(employee.id)
        facts = (alone.absences, alone.worked_shifts, alone.locked_shifts)
        kinds = frozenset(rule.kind for rule in rules if binds(rule))
        types = len(alone.shift_types)
        reach = (self.reach.dates, self.reach.overtime)
        key = (employee, self.visit, facts, reach, types, alone.units)
        known = self.known.setdefault(key, Known())
        said = known.answer(kinds)
        return self._asked(employee, kinds, known) if said is None else said

    def _asked(
        self, employee: Employee, kinds: frozenset[str], known: "Known"
    ) -> bool | None:
        reach = self.reach
        holding = reach.holding(employee, self.visit)
        if not holding:
            known.never.append((kinds, kinds))
            return False
        hard = {rule.kind for rule in reach.context.rules if rule.hard}
        found: frozenset[str] | bool | None = self._refusing(employee, holding)
        if found is None:
            found = self._modelled(employee, holding)
        if found is True:
            known.able.append(kinds)
            return True
        if isinstance(found, frozenset):
            known.never.append((found | (kinds - hard), kinds))
            return False
        return None

    def _refusing(
        self, employee: Employee, holding: Sequence[ShiftOption]
    ) -> frozenset[str] | None:
        """Return few rules that refuse each of the shifts taken alone, if they do."""
        context = self.reach.context
        asking = [
            rule
            for rule in context.rules
            if rule.hard and type(rule).allows_shift is not Rule.allows_shift
        ]
        refusing: list[set[str]] = []
        for option in holding:
            refused = {
                rule.kind
                for rule in asking
                if not rule.allows_shift(context.view, employee, option)
            }
            if not refused:
                return None
            refusing.append(refused)
        named: set[str] = set()
        for refused in sorted(refusing, key=len):
            if not refused & named:
                shares = {
                    kind: sum(kind in one for one in refusing) for kind in refused
                }
                named.add(max(sorted(refused), key=shares.__getitem__))
        return frozenset(named)

    def _modelled(
        self, employee: Employee, holding: Sequence[ShiftOption]
    ) -> frozenset[str] | bool | None:
        """Return which rules keep a person off all of the shifts, whatever else."""
        reach = self.reach
        alone = reach.context.problem.alone(employee.id)
        offered = {employee.id: tuple(reach.offered(employee))}
        roster = traced_roster(reach.context, alone, offered)
        for day in {option.date for option in offered[employee.id]}:
            roster.works_on(employee, day)
        roster.model.add_bool_or(roster.works(employee, o) for o in holding)
        return refuting(roster.model, roster.switches)


@dataclass
class Known:
    """What is known of one person and one visit, by the rules that bind."""

    able: list[frozenset[str]] = field(default_factory=list)
    """Rules under which the person could."""
    never: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)
    """Rules under which the person could not, and all that bound then."""

    def answer(self, kinds: frozenset[str]) -> bool | None:
        """Say whether the person could under rules, if that is known."""
        if any(kinds <= able for able in self.able):
            return True
        if any(few <= kinds <= whole for few, whole in self.never):
            return False
        return None


def binds(rule: Rule) -> bool:
    """Whether anything is forbidden by a rule."""
    methods = (type(rule).allows_visit, type(rule).allows_shift)
    return rule.hard or methods != (Rule.allows_visit, Rule.allows_shift)
