"""Rules that are broken before anybody works: wages above a budget that may not be."""

from collections.abc import Iterator

from scheduler.feasibility.broken_rules import broken_rule
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects


def broken_without_work(prospects: Prospects) -> Iterator[Finding]:
    """Find hard breaches of the empty plan to which work can only add."""
    for rule in prospects.rules:
        if rule.hard and rule.breaks_without_work:
            for breach in rule.check(prospects.view):
                yield broken_rule("broken_without_work", rule, breach)
