"""Several people and the visits that nobody else may make, as one question."""

from collections.abc import Collection, Mapping, Sequence

from ortools.sat.python import cp_model

from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.proofs.in_turn import ModelVisit, keep_in_turn
from scheduler.proofs.questions import (
    Over,
    answer,
    is_impossible,
    is_possible,
    traced_roster,
    true_of,
)
from scheduler.proofs.reach import Reach
from scheduler.roster.subproblem import narrow
from scheduler.roster.variables import Tour

FOR_EVER = 10**6
"""Minutes that a visit may come after another where nothing says how many."""


class Crowd:
    """A model of who works what and makes which visit, each visit on demand.

    It leaves out what only makes it harder: other visits, breaks, headcount but that of
    ``staffed`` units. What it cannot do no plan can. Visits of those who are ``tied``
    to their shifts begin while these last.
    """

    def __init__(  # noqa: PLR0913
        self,
        reach: Reach,
        people: Sequence[Employee],
        visits: Sequence[Visit],
        over: Over,
        staffed: Collection[str] = (),
        tied: Collection[str] = (),
    ) -> None:
        self._reach, self._over, self._tied = reach, over, tied
        self.people, self.visits = people, visits
        problem = _shifts_of(reach.context.problem, people, staffed)
        offered = {e.id: tuple(reach.offered(e)) for e in people}
        is_out_counted = bool(staffed) or any(
            v.cars is not None for v in problem.vehicles
        )
        self._out = _tours(reach, people, visits) if is_out_counted else {}
        self._roster = traced_roster(
            reach.context, problem, offered, tuple(self._out.values())
        )
        self._model = self._roster.model
        self._starts = {
            v.id: self._model.new_int_var(*reach.window(v), v.id) for v in visits
        }
        self._makes: dict[tuple[str, str], cp_model.IntVar] = {}
        self._asked = {v.id: self._ask(v) for v in visits}
        for employee in people:
            self._keep_apart(employee)

    @property
    def rules(self) -> tuple[str, ...]:
        """Kinds of the rules that people are held to."""
        return tuple(self._roster.switches)

    def cannot(self, rules: Collection[str], visits: Collection[str]) -> bool:
        """Say whether it is proved that under these rules one of the visits is open."""
        return is_impossible(self._model, self._literals(rules, visits), self._over)

    def answer(self) -> bool | None:
        """Say whether all can be made under all rules; nothing where unproved."""
        asked = self._literals(self.rules, [v.id for v in self.visits])
        return answer(self._model, asked, self._over)

    def cheapest(
        self, prices: Mapping[tuple[str, ShiftOption], int]
    ) -> list[tuple[str, ShiftOption]] | None:
        """Return which of some shifts are worked where all is done, and cost least.

        The least that was found in the time; nothing where none was.
        """
        people = {e.id: e for e in self.people}
        works = {key: self._roster.works(people[key[0]], key[1]) for key in prices}
        costs = [price * works[key] for key, price in prices.items()]
        self._model.minimize(cp_model.LinearExpr.sum(costs))
        asked = self._literals(self.rules, [v.id for v in self.visits])
        return true_of(self._model, asked, works, self._over)

    def hold_to_one_duty_a_day(self) -> None:
        """Let nobody begin two duties on a day, whether a rule says so or not."""
        for employee in self.people:
            for day in {option.date for option in self._roster.options(employee)}:
                self._roster.works_on(employee, day)

    def keep_in_order(self, kind: str | None = None) -> None:
        """Keep visits at their distances from those that they follow, whoever comes.

        As a rule of this ``kind``, which may be left out, where one is named.
        """
        asked = {visit.id: visit for visit in self.visits}
        under = self._roster.switch(kind) if kind else []
        for visit in self.visits:
            before = asked.get(visit.after or "")
            if before is not None:
                both = [*under, self._asked[before.id], self._asked[visit.id]]
                gap = self._starts[visit.id] - self._starts[before.id] - before.minutes
                most = FOR_EVER if visit.gap_max is None else visit.gap_max
                self._model.add_linear_constraint(
                    gap, visit.gap_min or 0, most
                ).only_enforce_if(*both)

    def can(self, rules: Collection[str], visits: Collection[str]) -> bool:
        """Say whether all of the visits are seen to be made under these rules."""
        return is_possible(self._model, self._literals(rules, visits), self._over)

    def _literals(
        self, rules: Collection[str], visits: Collection[str]
    ) -> list[cp_model.IntVar]:
        on = [self._roster.switches[kind] for kind in rules]
        return [*on, *(self._asked[id_] for id_ in visits)]

    def _ask(self, visit: Visit) -> cp_model.IntVar:
        """Return the literal that has a whole crew make the visit."""
        may = self._reach.context.permitted_to(visit)
        takers = [
            self._taker(employee, visit)
            for employee in self.people
            if employee.id in may
        ]
        asked = self._model.new_bool_var(f"{visit.id} is made")
        self._model.add(sum(takers) >= visit.staff).only_enforce_if(asked)
        return asked

    def _taker(self, employee: Employee, visit: Visit) -> cp_model.IntVar:
        makes = self._model.new_bool_var(f"{employee.id} makes {visit.id}")
        works = [
            self._during(employee, option, visit)
            for option in self._reach.holding(employee, visit)
        ]
        self._model.add_bool_or([*works, ~makes])
        self._makes[employee.id, visit.id] = makes
        return makes

    def _during(
        self, employee: Employee, option: ShiftOption, visit: Visit
    ) -> cp_model.IntVar:
        """Return a literal that has somebody be on a shift, and there in time."""
        on = self._on(employee, option)
        if employee.id not in self._tied:
            return on
        during = self._model.new_bool_var("")
        self._model.add_implication(during, on)
        spans = [list(span) for span in self._reach.starts(employee, option, visit)]
        inside = cp_model.Domain.from_intervals(spans)
        start = self._starts[visit.id]
        self._model.add_linear_expression_in_domain(start, inside).only_enforce_if(
            during
        )
        return during

    def _on(self, employee: Employee, option: ShiftOption) -> cp_model.IntVar:
        """Return the literal that somebody is on a shift, and out where that counts."""
        if option in self._out:
            return self._roster.takes(employee, self._out[option])
        return self._roster.works(employee, option)

    def _keep_apart(self, employee: Employee) -> None:
        """Keep what a person makes apart in time, the way between included.

        Not all of it when time is up: what is asked then has no answer.
        """
        mine = [v for v in self.visits if (employee.id, v.id) in self._makes]
        stays = [
            self._model.new_optional_fixed_size_interval_var(
                self._starts[v.id], v.minutes, self._makes[employee.id, v.id], v.id
            )
            for v in mine
        ]
        self._model.add_no_overlap(stays)
        for n, first in enumerate(mine):
            if self._over():
                return
            for second in mine[n + 1 :]:
                self._keep_order(employee, first, second)

    def _keep_order(self, employee: Employee, one: Visit, other: Visit) -> None:
        gaps = self._gap(employee, one, other), self._gap(employee, other, one)
        pair = self._of_model(employee, one), self._of_model(employee, other)
        keep_in_turn(self._model, pair, gaps)

    def _of_model(self, employee: Employee, visit: Visit) -> ModelVisit:
        makes = self._makes[employee.id, visit.id]
        return ModelVisit(makes, self._starts[visit.id], self._reach.window(visit))

    def _gap(self, employee: Employee, first: Visit, second: Visit) -> int:
        return first.minutes + self._reach.way(employee, first.client, second.client)


def _tours(
    reach: Reach, people: Sequence[Employee], visits: Sequence[Visit]
) -> dict[ShiftOption, Tour]:
    """Return a tour of whatever visits for each shift that holds one.

    Whoever drives one needs a car, and is not there for the headcount.
    """
    options = dict.fromkeys(
        option for e in people for v in visits for option in reach.holding(e, v)
    )
    return {o: Tour(n, o, (), frozenset()) for n, o in enumerate(options)}


def _shifts_of(
    problem: Problem, people: Sequence[Employee], staffed: Collection[str]
) -> Problem:
    """Return what concerns some people's shifts, as if nobody else worked."""
    some = narrow(problem, frozenset(e.id for e in people), staffed)
    return some.model_copy(update={"visits": (), "locked_visits": ()})
