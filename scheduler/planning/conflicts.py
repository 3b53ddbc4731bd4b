"""What stands in the way of a legal plan: known causes, and rules that clash."""

from collections.abc import Callable, Iterator
from itertools import islice

from scheduler.audit.audit import Audit
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.explain.clash import clashing_rules
from scheduler.feasibility import Finding, feasibility
from scheduler.messages import say
from scheduler.planning.result import Conflict
from scheduler.rules.rule import Breach, Rule

MOST_CONFLICTS = 20
"""Hard breaches that a result explains; the plan's files list them all."""

OF_RULES = frozenset(
    {
        "hours_unreachable",
        "hours_locked_above",
        "staffing_short",
        "lock_forbidden",
        "broken_without_work",
    }
)
"""Checks whose errors no plan can mend; those of others only leave visits open."""

MOST_PEOPLE = 5
"""People whose rules are searched for a clash; one takes up to some seconds."""


def causes(
    problem: Problem, rules: tuple[Rule, ...], judged: Audit | None = None
) -> Iterator[Conflict]:
    """Yield what the cheap checks know that no plan can do, whatever ``judged`` did."""
    for check in feasibility(problem, rules):
        if check.severity == "error":
            yield Conflict(
                message_sv=check.message("sv"),
                message_en=check.message("en"),
                is_proof=judged is not None and _proves(check, judged),
            )


def _proves(check: Finding, judged: Audit) -> bool:
    """Say whether a plan has a hard breach of the kind that a check foretells."""
    rule = check.facts.get("rule")
    return check.check in OF_RULES and any(
        b.hard
        and rule in (None, b.rule)
        and b.employee == check.employee
        and check.date in (None, b.date)
        for b in judged.breaches
    )


def broken(
    context: PlanningContext, judged: Audit, over: Callable[[], bool]
) -> Iterator[Conflict]:
    """Yield the hard breaches of a plan, with the rules that force them.

    No more clashes are searched for once ``over`` says that time is up.
    """
    hard = islice((b for b in judged.breaches if b.hard), MOST_CONFLICTS)
    known: dict[str, tuple[str, ...]] = {}
    for breach in hard:
        who = breach.employee
        if who and who not in known and len(known) < MOST_PEOPLE and not over():
            known[who] = clashing_rules(context, who, over)
        clash = known.get(who or "", ())
        others = tuple(id_ for id_ in clash if id_ != breach.rule)
        told = _told(context, breach, others if breach.rule in clash else ())
        yield told.model_copy(update={"is_proof": bool(clash)})


def _told(
    context: PlanningContext, breach: Breach, others: tuple[str, ...]
) -> Conflict:
    rule = next(rule for rule in context.rules if rule.id == breach.rule)

    def sentence(language: str) -> str:
        if not others:
            return rule.explain(breach, language)
        names = [f"{say(f'rule.{id_}.title', language)} ({id_})" for id_ in others]
        clash = say("conflict.clash", language, rules=", ".join(names))
        return f"{rule.explain(breach, language)} {clash}"

    return Conflict(
        rules=(breach.rule, *others),
        message_sv=sentence("sv"),
        message_en=sentence("en"),
    )
