"""How unevenly a burden is shared at least (R40).

Those who have borne most cannot lose any of it, and those who have borne least can
only catch up with the shifts that there are.
"""

from collections.abc import Iterable, Mapping, Sequence

from scheduler.bound.crews import Crew
from scheduler.bound.program import Program, Term
from scheduler.bound.weekends import Weekends
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind
from scheduler.rules.shared_burden import SharedBurden

Manned = Sequence[tuple[Crew, Mapping[ShiftOption, Sequence[int]]]]
"""Crews, and the columns that count those of them who work an option."""

_KIND = {"evenings": ShiftKind.EVENING, "nights": ShiftKind.NIGHT}


class SpreadRows:
    """Columns for what each person bears in the plan, and rows that compare them."""

    def __init__(self, program: Program, manned: Manned, weekends: Weekends) -> None:
        self._program, self._manned, self._weekends = program, manned, weekends

    def add(self, burdens: Iterable[SharedBurden]) -> None:
        """Price the largest count less the smallest of every burden."""
        borne: dict[str, Mapping[str, Sequence[Term]]] = {}
        for burden in burdens:
            if burden.counts not in borne:
                borne[burden.counts] = self._borne(_KIND.get(burden.counts))
            self._compare(burden, borne[burden.counts])

    def _borne(self, kind: ShiftKind | None) -> Mapping[str, Sequence[Term]]:
        """Return what adds up to how much each bears of a kind, or of weekends."""
        if kind is None:
            crews = (crew for crew, _ in self._manned)
            people = (employee for crew in crews for employee in crew.members)
            return {e.id: [(c, 1) for c in self._weekends.of(e)] for e in people}
        found: dict[str, Sequence[Term]] = {}
        for crew, columns in self._manned:
            found |= self._shares(crew, columns, kind)
        return found

    def _shares(
        self, crew: Crew, columns: Mapping[ShiftOption, Sequence[int]], kind: ShiftKind
    ) -> Mapping[str, Sequence[Term]]:
        """Share the shifts of a kind that a crew works among its members."""
        mine = {
            e.id: sum(any(o.kind is kind for o in day) for day in crew.days_of(e))
            for e in crew.members
        }
        shares = {id_: self._program.column(0, most) for id_, most in mine.items()}
        worked = [
            (c, -1) for o, each in columns.items() if o.kind is kind for c in each
        ]
        self._program.row([*((c, 1) for c in shares.values()), *worked], 0, 0)
        return {id_: [(column, 1)] for id_, column in shares.items()}

    def _compare(
        self, burden: SharedBurden, borne: Mapping[str, Sequence[Term]]
    ) -> None:
        """Hold everybody of the group between the smallest count and the largest."""
        program, counts = self._program, burden.carried.values()
        days = self._weekends.view.problem.days + 1
        largest = program.column(burden.price, max(counts) + days, max(counts))
        smallest = program.column(-burden.price, max(counts) + days, min(counts))
        for id_, carried in burden.carried.items():
            mine = borne.get(id_, ())
            program.row([(largest, 1), *((c, -w) for c, w in mine)], lower=carried)
            program.row([(smallest, 1), *((c, -w) for c, w in mine)], upper=carried)
