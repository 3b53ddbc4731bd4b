"""Who could work what somebody does not, and what each would do to the plan."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Duty
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.values import Frozen, PayClass
from scheduler.replanning.line_judge import LineJudge, Rows
from scheduler.replanning.refill import Refill, Refiller
from scheduler.replanning.shift_rows import rows_for, worked_by
from scheduler.replanning.sick_call import LostDuty, Vacancy, rows_of
from scheduler.robustness.counted_heads import BesidesPlan, CountedHeads
from scheduler.robustness.route import Route
from scheduler.rules.rule import Breach, Rule

SHORT = 10_000_000
"""Öre that demand weighs which must be met and is not."""


MOST_SHAPES = 2
"""Shifts that each is tried on: what is left of one, and a whole one after it."""


class FillStep(StrEnum):
    """The ways to fill a vacancy, in the order in which a staffing unit tries them."""

    REDISTRIBUTE = "redistribute"
    """Colleagues on duty take the visits."""
    LEND = "lend"
    """Somebody comes over from a resource shift of a unit that lends."""
    RESOURCE = "resource"
    """Somebody of the unit works it instead of a resource shift."""
    EXTRA = "extra"
    """A part-timer is called in."""
    HOURLY = "hourly"
    OVERTIME = "overtime"
    """A full-timer is called in."""
    OPEN = "open"
    """Nobody comes and nobody takes over."""


_STEPS = {
    PayClass.EXTRA: FillStep.EXTRA,
    PayClass.HOURLY: FillStep.HOURLY,
    PayClass.OVERTIME: FillStep.OVERTIME,
}


class Substitute(Frozen):
    """A way to fill what is left of one duty."""

    step: FillStep
    employee: str | None = None
    """Who comes; nothing where nobody does."""
    lent: bool = False
    """Whether they belong to another unit."""
    come: Rows = ()
    """What they work instead."""
    gone: Rows = ()
    """What they do not work for it."""
    broken: tuple[Breach, ...] = ()
    """Hard rules that their line would break, and did not; and those of demand that
    must be met, where whoever is counted makes visits, or nobody is there."""
    price: int = 0
    """Öre more in pay, PO included."""
    points: int = 0
    """Öre that rules weigh: of the line, travel, new people, what stays open."""
    taken: tuple[VisitRow, ...] = ()
    """Visits as they are made now, by them and by colleagues."""
    open: tuple[VisitRow, ...] = ()
    """Visits that nobody takes, as they were planned."""
    open_must: int = 0
    new_clients: int = 0
    """Clients who meet somebody whom they do not know from the last weeks."""
    rest_before: int | None = None
    rest_after: int | None = None
    """Minutes free around the shift; nothing where no other shift is known."""

    @property
    def is_legal(self) -> bool:
        """Whether no hard rule would be broken."""
        return not self.broken

    @property
    def cost(self) -> int:
        """What it costs in all, a point as a krona; öre."""
        return self.price + self.points

    @property
    def rank(self) -> tuple[int, int, str]:
        """Where it stands among others; the least is best."""
        return len(self.broken), self.cost, self.employee or ""


class _Offer(NamedTuple):
    employee: Employee
    step: FillStep
    gone: Rows
    come: Rows


class Substitutes:
    """Finds who could fill the vacancies of one plan."""

    def __init__(self, vacancy: Vacancy, rules: Sequence[Rule]) -> None:
        self._vacancy = vacancy
        problem, plan = vacancy.problem, vacancy.plan
        self._refiller = Refiller(problem, plan, rules, vacancy.moment)
        self._view = self._refiller.view
        self._lines = LineJudge(problem, rules)
        self._heads = CountedHeads(self._view, rules)

    def ranked(self, lost: LostDuty) -> list[Substitute]:
        """Return everybody who could come for a duty, the best first.

        Those come last who would break a hard rule; who is away then is left out.
        """
        people = self._view.problem.employees
        return sorted(self._ways(lost, people), key=lambda way: way.rank)

    def way(self, lost: LostDuty, who: str | None) -> Substitute | None:
        """Return the best way with somebody, or with nobody who comes.

        Nothing if somebody is away then, or takes no such shifts.
        """
        if who is None:
            return min(self.without_anybody(lost), key=lambda way: way.rank)
        people = [e for e in self._view.problem.employees if e.id == who]
        return next(iter(self._ways(lost, people)), None)

    def _ways(
        self, lost: LostDuty, people: Iterable[Employee]
    ) -> Collection[Substitute]:
        """Return the best way with each."""
        nobody = self._refiller.put(self._refiller.routes(lost.span), ())
        best: dict[str, Substitute] = {}
        for offer in self._offers(lost, people):
            way = self._tried(lost, offer, nobody)
            other = best.get(offer.employee.id, way)
            best[offer.employee.id] = min(way, other, key=lambda w: w.rank)
        return best.values()

    def without_anybody(self, lost: LostDuty) -> tuple[Substitute, ...]:
        """Return what colleagues on duty can take, and leaving all of it open.

        What they could take if those drove off who must be there is a way of its own.
        """
        open_ = self._refiller.put((), lost.visits)
        best, *others = sorted(self._redistributed(lost), key=lambda way: way.rank)
        more = (way for way in others if len(way.open) < len(best.open))
        return best, *more, self._made(FillStep.OPEN, open_, self._short(lost))

    def _redistributed(self, lost: LostDuty) -> Iterator[Substitute]:
        """Yield what colleagues can take, also without those who must be there."""
        for stay in self._staying(lost):
            routes = self._refiller.routes(lost.span, stay)
            made = self._refiller.put(routes, lost.visits)
            short = self._short(lost, (), made.taken)
            yield self._made(FillStep.REDISTRIBUTE, made, short)

    def _staying(self, lost: LostDuty) -> tuple[frozenset[str], ...]:
        """Return who makes no more visits: nobody, or those who must be there."""
        heads = self._heads.during(lost.span)
        return (frozenset(), heads) if heads else (heads,)

    def _made(
        self, step: FillStep, made: Refill, short: tuple[Breach, ...], line: int = 0
    ) -> Substitute:
        return Substitute(
            step=step,
            broken=short,
            points=made.points + line + (SHORT if short else 0),
            taken=made.taken,
            open=made.open,
            open_must=self._musts(made.open),
            new_clients=self._strangers(made.taken),
        )

    def _tried(self, lost: LostDuty, offer: _Offer, there: Refill) -> Substitute:
        who = offer.employee
        effect = self._lines.effect(who.id, self._rows(who), offer.gone, offer.come)
        fresh = [Route(who, row, ()) for row in offer.come]
        alone = self._refiller.put(fresh, lost.visits)
        tried = []
        for stay in self._staying(lost):
            others = [r for r in there.routes if r.employee.id not in {who.id, *stay}]
            made = self._refiller.again(alone, others)
            short = () if effect.broken else self._short(lost, offer.come, made.taken)
            tried.append(self._made(offer.step, made, short, effect.points))
            if not short:
                break
        best = min(tried, key=lambda way: way.rank)
        return best.model_copy(
            update={
                "employee": who.id,
                "lent": offer.come[0].unit != who.unit,
                "come": offer.come,
                "gone": offer.gone,
                "price": effect.price,
                "broken": (*effect.broken, *best.broken),
                "rest_before": effect.rest_before,
                "rest_after": effect.rest_after,
            }
        )

    def _short(
        self, lost: LostDuty, come: Rows = (), taken: Sequence[VisitRow] = ()
    ) -> tuple[Breach, ...]:
        """Return what is broken because too few would be there."""
        away = self._heads.leaving(lost.span, taken)
        if not away and (lost.visits or not lost.meets_headcount):
            return ()
        before, after = BesidesPlan(lost.rows, lost.visits), BesidesPlan(come, taken)
        return self._heads.more_broken(lost.span, before, after)

    def _musts(self, rows: Sequence[VisitRow]) -> int:
        return sum(self._view.visit(row).is_must for row in rows)

    def _strangers(self, rows: Sequence[VisitRow]) -> int:
        visits = [(self._view.visit(row), row.employee) for row in rows]
        known = self._refiller.known
        met = {(v.client, e) for v, e in visits if known.is_new(v.client, e, v.date)}
        return len(met)

    def _rows(self, who: Employee) -> Rows:
        return tuple(r for r in self._view.plan.shifts if r.employee == who.id)

    def _offers(self, lost: LostDuty, people: Iterable[Employee]) -> Iterator[_Offer]:
        shapes, (start, end) = self._shapes(lost), lost.span
        out = {
            a.employee
            for a in self._view.problem.absences
            if a.start < end and start < a.end
        }
        for who in people:
            if who.id == lost.rows[0].employee or who.id in out:
                continue
            for rows in [s for s in shapes if self._takes(who, s)][:MOST_SHAPES]:
                yield self._offer(who, rows)

    def _takes(self, who: Employee, rows: Rows) -> bool:
        """Whether a shift is of a kind that somebody takes."""
        type_ = self._view.problem.shift_type.get(rows[0].shift)
        return type_ is None or who.works_kind(type_.kind)

    def _offer(self, who: Employee, rows: Rows) -> _Offer:
        spare = self._resource_duty(who, rows)
        above = who.pay_class(above=True)
        if spare is None:
            return _Offer(who, _STEPS[above], (), worked_by(rows, who, above))
        is_lent = who.unit != rows[0].unit
        step = FillStep.LEND if is_lent else FillStep.RESOURCE
        usual = who.pay_class()
        gone = tuple(rows_of(self._view, spare))
        return _Offer(who, step, gone, worked_by(rows, who, usual))

    def _resource_duty(self, who: Employee, rows: Rows) -> Duty | None:
        """Return a shift that somebody can be spared from, that has not begun."""
        for duty in self._view.planned_of(who):
            is_then = duty.start < rows[-1].end and rows[0].start < duty.end
            is_spare = is_then or duty.date == rows[0].date
            if (
                is_spare
                and self._vacancy.moment <= duty.start
                and self._view.is_resource(duty)
            ):
                return duty
        return None

    def _shapes(self, lost: LostDuty) -> list[Rows]:
        """Return the shifts that could be worked instead, the most alike first.

        After the shift itself, or the rest of it, come shifts of the unit that begin
        from then on and have most of what is left of a shift that had begun.
        """
        within = [r for r in lost.rows if not r.pay_class.is_above_contract]
        same = tuple(within or lost.rows)
        if lost.is_whole:
            return [same]
        first, last = lost.rows[0], lost.rows[-1]
        shared: list[tuple[int, ShiftOption]] = []
        for type_ in self._view.problem.shift_types:
            if type_.unit in (None, first.unit) and type_.days[first.date.weekday()]:
                option = option_of(self._view.clock, type_, first.date, first.unit)
                common = min(option.end, last.end) - max(option.start, first.start)
                if first.start <= option.start and common > 0:
                    shared.append((option.paid_minutes - 2 * common, option))
        shared.sort(key=lambda pair: (pair[0], pair[1].shift))
        return [same, *(rows_for(self._view, option) for _, option in shared)]
