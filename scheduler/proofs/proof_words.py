"""What is proved of an open visit, in words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.context.planning_context import PlanningContext
from scheduler.context.staying_on import MOST
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import AbsenceRow, Employee, Visit
from scheduler.messages import LANGUAGES, say
from scheduler.proofs.kept_away import Cause, NoShift
from scheduler.proofs.own_line import Fact, Hindrance
from scheduler.proofs.proof import Proof, ProofVerdict
from scheduler.rules.rule import Rule

MOST_NAMED = 5
"""People, visits or shifts that a sentence names."""


@dataclass(frozen=True)
class ProofFacts:
    """What a proof consists of."""

    context: PlanningContext
    visit: Visit
    group: Sequence[Visit]
    """Visits that cannot all be made, the open one among them."""
    rules: Sequence[str]
    """Kinds of the rules that those keep who can make some of them."""
    causes: Mapping[Employee, Cause | None]
    """What keeps each of the staff from all of them; nothing where one may be made."""


def not_found(visit: Visit, *, has_shift: bool = True) -> Proof:
    """Return that nothing is proved of a visit.

    ``has_shift``: whether enough people could make it on a shift that planning lays.
    """
    key = "proof.not_found" if has_shift else "proof.not_found.no_shift"
    said = {f"message_{x}": say(key, x, hours=MOST // 60) for x in LANGUAGES}
    return Proof(visit=visit.id, verdict=ProofVerdict.NOT_FOUND, **said)


def proof_of(told: ProofFacts) -> Proof:
    """Return the proof in words."""
    beside = tuple(v.id for v in told.group if v.id != told.visit.id)
    verdict = ProofVerdict.IMPOSSIBLE_TOGETHER if beside else ProofVerdict.IMPOSSIBLE
    said = {f"message_{x}": _sentence(told, verdict, x) for x in LANGUAGES}
    return Proof(
        visit=told.visit.id,
        verdict=verdict,
        beside=beside,
        rules=_rules(told),
        **said,
    )


def _rules(told: ProofFacts) -> tuple[str, ...]:
    """Return the ids of the rules that the proof needs."""
    kinds = {*_kinds_of_those_who_can(told)}
    for cause in told.causes.values():
        if isinstance(cause, Hindrance):
            kinds.update(cause.rules)
        elif isinstance(cause, Rule):
            kinds.add(cause.kind)
    return tuple(sorted(r.id for r in told.context.rules if r.kind in kinds))


def _kinds_of_those_who_can(told: ProofFacts) -> Sequence[str]:
    return told.rules if None in told.causes.values() else ()


def _sentence(told: ProofFacts, verdict: ProofVerdict, language: str) -> str:
    able = [e for e, cause in told.causes.items() if cause is None]
    kinds = _kinds_of_those_who_can(told)
    reasons = "; ".join(_reasons(told, language))
    return say(
        f"proof.{verdict}.{'some' if able else 'nobody'}",
        language,
        count=len(told.group),
        staff=told.visit.staff,
        visits=_listed([v.id for v in told.group], language),
        able=len(able),
        names=_listed([e.name or e.id for e in able], language),
        rules=_titles(told.context, kinds, language) or "–",
        reasons=f" {reasons[:1].upper()}{reasons[1:]}." if reasons else "",
    )


def _reasons(told: ProofFacts, language: str) -> Iterator[str]:
    """Yield what keeps people away, once for all of whom the same is said.

    What is said of one person comes first.
    """
    people: dict[str, list[str]] = defaultdict(list)
    for employee, cause in told.causes.items():
        if cause is not None:
            why = _said(told, employee, cause, language)
            people[why].append(employee.name or employee.id)
    for why, names in sorted(people.items(), key=lambda pair: len(pair[1])):
        who = _listed(names, language)
        yield say("proof.people", language, names=who, why=why)


def _said(told: ProofFacts, employee: Employee, cause: Cause, language: str) -> str:
    if isinstance(cause, NoShift):
        return say(f"proof.no_shift.{cause}", language)
    if isinstance(cause, Hindrance):
        return _hindrance(told.context, cause, language)
    missing = sorted(told.visit.skills - employee.skills)
    if cause.lacks == "skill" and missing:
        return say("proof.lacks", language, skills=", ".join(missing))
    return _titles(told.context, (cause.kind,), language)


def _hindrance(context: PlanningContext, cause: Hindrance, language: str) -> str:
    rules = _titles(context, cause.rules, language)
    facts = [_fact(context, fact, language) for fact in cause.facts]
    return f"{_listed(facts, language)} ({rules})" if facts else rules


def _fact(context: PlanningContext, fact: Fact, language: str) -> str:
    day = context.view.clock.day
    first, last = day(fact.start), day(fact.end - 1)
    if isinstance(fact, AbsenceRow):
        what = say(f"report.absence.{fact.kind}", language).lower()
        days = f"{first}" if first == last else f"{first}–{last}"
        return f"{what} {days}"
    kind = "lock" if isinstance(fact, ShiftRow) else "worked"
    return say(f"proof.{kind}", language, shift=fact.shift, date=first)


def _titles(context: PlanningContext, kinds: Sequence[str], language: str) -> str:
    named = [r for r in context.rules if r.kind in kinds]
    return ", ".join(f"{r.id} {say(f'rule.{r.id}.title', language)}" for r in named)


def _listed(names: Sequence[str], language: str) -> str:
    shown, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    return (
        say("proof.and_more", language, shown=shown, more=more) if more > 0 else shown
    )
