"""Why a plan cannot do what is asked, and the cheapest ways out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, Visit
from scheduler.feasibility import findings_until
from scheduler.proofs.questions import Over
from scheduler.rules.rule import Rule
from scheduler.why_not.dataset_repair import Repair, RepairKind, priced
from scheduler.why_not.member import ASKED, Member, MemberKind, without
from scheduler.why_not.searches import Searches
from scheduler.why_not.small_question import SmallQuestion
from scheduler.why_not.smallest_clash import Clash, clash_of, explains
from scheduler.why_not.trials import Trials
from scheduler.why_not.ways import Ways

MOST = 12
"""Clashes of a dataset that are looked for."""


class WhyVerdict(StrEnum):
    """What is known of something that is not done."""

    IMPOSSIBLE = "impossible"
    """No legal plan makes the visit."""
    IMPOSSIBLE_TOGETHER = "impossible_together"
    """No legal plan makes the visit and all of certain others."""
    BEYOND_SHIFTS = "beyond_shifts"
    """No plan does it as planning lays shifts: only longer overtime might."""
    CLASH = "clash"
    """No legal plan keeps all that is named."""
    NOT_FOUND = "not_found"
    """Nothing is proved."""


@dataclass(frozen=True)
class Contradiction:
    """What is not done or cannot be, why, and what would help."""

    verdict: WhyVerdict
    visit: str | None = None
    """The open visit that it is about, if it is about one."""
    clash: Clash | None = None
    """What cannot hold together; nothing where nothing is proved."""
    repairs: tuple[Repair, ...] = ()
    alike: tuple[str, ...] = ()
    """Other visits that the same stops."""


@dataclass(frozen=True)
class Contradictions:
    """What was found in the time that there was."""

    found: tuple[Contradiction, ...]
    left: tuple[Visit, ...] = ()
    """Open visits for which there was no time."""


@dataclass(frozen=True)
class WhyNot:
    """Asks of one dataset, and a plan of it if there is one."""

    problem: Problem
    rules: Sequence[Rule]
    plan: Plan | None
    over: Over
    late: Over
    """When no more is searched for, so that there is time to mend what was found."""

    def all(self) -> Contradictions:
        """Say why open visits of the plan are not made; without one, what clashes."""
        if self.plan is None:
            return Contradictions(tuple(self._clashes()))
        return self.of_visits(self.open_visits())

    def of_visits(self, visits: Sequence[Visit]) -> Contradictions:
        """Say why visits are not made, and for which there was no time."""
        found: list[Contradiction] = []
        left = list(visits)
        while left and not self.late():
            visit = left.pop(0)
            if not self._is_alike(found, self._searches.visit(visit)):
                found.append(self.visit(visit))
        return Contradictions(tuple(self._mended(found)), tuple(left))

    def _is_alike(self, found: list[Contradiction], question: SmallQuestion) -> bool:
        """Whether something found stops the question's visit as well; note it there."""
        for number, one in enumerate(found):
            if one.clash and explains(one.clash, question, self.over):
                [visit] = question.problem.visits
                found[number] = replace(one, alike=(*one.alike, visit.id))
                return True
        return False

    def visit(self, visit: Visit) -> Contradiction:
        """Say why a visit is not made: proved impossible, or not found."""
        question = self._searches.visit(visit)
        for asked in (question, self._searches.together(visit)):
            clash = self._clash(asked)
            if clash and Member(MemberKind.VISIT, visit.id) in clash.members:
                return self._named(clash, visit.id)
        ways = Ways(question, self.plan).to_visit(visit)
        extra = priced(Repair(RepairKind.EXTRA_SHIFT), ways) if ways else None
        repairs = (extra,) if extra and extra.ways else ()
        return Contradiction(WhyVerdict.NOT_FOUND, visit.id, None, repairs)

    def open_visits(self) -> list[Visit]:
        """Return the must-visits that the plan leaves open, the first first."""
        made = PlanView(self.problem, self.plan or Plan()).rows_by_visit
        must = [v for v in self.problem.visits if v.is_must]
        return sorted(
            (v for v in must if len(made.get(v.id, ())) < v.staff),
            key=lambda v: (v.priority, v.earliest, v.id),
        )

    def _clashes(self) -> list[Contradiction]:
        """Return what no plan of the dataset can keep.

        What a program points at is mended before anything else is looked for, which
        takes all the time there is where people are many.
        """
        first = self._mended(self._asked(self._searches.suspected(), ()))
        every = self._asked(self._further(), first)
        return [*every[: len(first)], *self._mended(every[len(first) :])]

    def _asked(
        self, questions: Iterable[SmallQuestion], known: Sequence[Contradiction]
    ) -> list[Contradiction]:
        """Return what is known to clash, and what clashes in questions besides."""
        found = list(known)
        for question in questions:
            if len(found) == MOST or self.late():
                break
            clashes = [one.clash for one in found if one.clash]
            beside = _beside(question, clashes, [v for c in found for v in c.alike])
            if beside is None or beside.as_laid().answer(self.over) is not False:
                continue
            if self._is_alike(found, beside):
                continue
            if clash := self._clash(beside):
                found.append(self._named(clash, None))
        return found

    def _clash(self, question: SmallQuestion) -> Clash | None:
        """Return what clashes whatever is worked; else what does as shifts are laid."""
        laid = question.as_laid()
        if laid == question:
            return clash_of(question, self.late)
        if laid.answer(self.late) is not False:
            return None
        whatever = question.answer(self.late) is False
        return clash_of(question if whatever else laid, self.late)

    def _further(self) -> Iterator[SmallQuestion]:
        """Yield what may clash besides; what takes longer to point at comes later."""
        if not self.late():
            cheap = findings_until(self.problem, self.rules, self.late)
            yield from self._searches.pointed_at(cheap)
        yield from self._searches.everywhere()

    def _mended(self, found: Sequence[Contradiction]) -> list[Contradiction]:
        """Return what was found with its repairs."""
        clashing = [one for one in found if one.clash]
        repairs = self._trials.repairs([one.clash for one in clashing if one.clash])
        by_clash = dict(zip(map(id, clashing), repairs, strict=True))
        return [replace(o, repairs=by_clash.get(id(o), o.repairs)) for o in found]

    def _named(self, clash: Clash, visit: str | None) -> Contradiction:
        visits = [m.id for m in clash.members if m.kind is MemberKind.VISIT]
        verdict = WhyVerdict.CLASH
        if clash.question.is_laid:
            verdict = WhyVerdict.BEYOND_SHIFTS
        elif visits and len(visits) == sum(m.kind in ASKED for m in clash.members):
            one = len(visits) == 1
            verdict = WhyVerdict.IMPOSSIBLE if one else WhyVerdict.IMPOSSIBLE_TOGETHER
        about = visit or next(iter(visits), None)
        return Contradiction(verdict, about, clash)

    @cached_property
    def _searches(self) -> Searches:
        return Searches(self.problem, self.rules)

    @cached_property
    def _trials(self) -> Trials:
        return Trials(self.problem, self.plan, self.over)


def _beside(
    question: SmallQuestion, known: Sequence[Clash], stopped: Sequence[str]
) -> SmallQuestion | None:
    """Return a question without what clashes demand; nothing where that is all."""
    visits = [Member(MemberKind.VISIT, id_) for id_ in stopped]
    demands = [m for clash in known for m in clash.members if m.is_demand]
    question = without(question, [*visits, *demands])
    return question if question.asks or question.dates is None else None
