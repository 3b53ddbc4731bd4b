"""Shift types that a rule lets nobody work."""

from collections.abc import Iterator

from scheduler.domain.problem import ShiftType
from scheduler.feasibility.day_breaks import day_break_advice
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.wording import rule_words
from scheduler.messages import LANGUAGES


def refused_shifts(prospects: Prospects) -> Iterator[Finding]:
    """Find shift types that one rule by itself forbids everybody on every day."""
    for type_ in prospects.problem.shift_types:
        if ids := [rule.id for rule in prospects.refusing(type_)]:
            yield _finding(prospects, type_, ids)


def _finding(prospects: Prospects, type_: ShiftType, rules: list[str]) -> Finding:
    named = {
        f"rules_{language}": ", ".join(rule_words(rule, language) for rule in rules)
        for language in LANGUAGES
    }
    return Finding(
        check="shift_refused",
        severity="warning",
        facts={"shift": type_.id, **named, **day_break_advice(prospects, type_)},
    )
