"""Locks that the law or another rule forbids."""

from collections.abc import Iterator

from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.feasibility.broken_rules import broken_rule
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.locks.locked_breaks import with_breaks
from scheduler.feasibility.prospects import Prospects
from scheduler.rules.rule import Breach, Rule
from scheduler.rules.stated import break_terms_of

_Key = tuple[object, ...]


def forbidden_locks(prospects: Prospects) -> Iterator[Finding]:
    """Find hard breaches in a plan of nothing but the locks.

    What the empty plan breaks as well is work that is missing, not a lock at fault;
    so is a second person whom a locked visit lacks. Breaks that a lock does not name
    are yet to be laid, so only what is broken with them and without counts.
    """
    problem = prospects.problem
    if not (problem.locked_shifts or problem.locked_visits):
        return
    locked = Plan(shifts=problem.locked_shifts, visits=problem.locked_visits)
    shifts = with_breaks(problem, break_terms_of(prospects.rules))
    laid = locked.model_copy(update={"shifts": shifts})
    missing = {_key(b) for _, b in _hard_breaches(prospects, Plan())}
    stays = {_key(b) for _, b in _hard_breaches(prospects, laid)} - missing
    for rule, breach in _hard_breaches(prospects, locked):
        if _key(breach) in stays and breach.message not in rule.unfinished:
            yield broken_rule("lock_forbidden", rule, breach)


def _hard_breaches(prospects: Prospects, plan: Plan) -> Iterator[tuple[Rule, Breach]]:
    view = PlanView(prospects.problem, plan)
    for rule in prospects.rules:
        for breach in rule.check(view):
            if breach.hard:
                yield rule, breach


def _key(breach: Breach) -> _Key:
    return (breach.rule, breach.employee, breach.client, breach.visit, breach.date)
