"""Shift types that a rule lets nobody work."""

from collections.abc import Iterator

from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects


def refused_shifts(prospects: Prospects) -> Iterator[Finding]:
    """Find shift types that one rule by itself forbids everybody on every day."""
    for type_ in prospects.problem.shift_types:
        rules = prospects.refusing(type_)
        if rules:
            facts = {"shift": type_.id, "rules": ", ".join(rule.id for rule in rules)}
            yield Finding(check="shift_refused", severity="warning", facts=facts)
