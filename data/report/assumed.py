"""What a plan rests on: assumptions of the pay, readings of the rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from data.both_languages import Both, both, named, points, rule_name
from scheduler.messages import LANGUAGES, catalogue
from scheduler.rules.rule import Rule


class Sentence(Protocol):
    """Anything that says itself in either language."""

    def text(self, language: str = "sv") -> str:
        """Return the sentence."""


@dataclass(frozen=True)
class RuleReading:
    """How one rule was read."""

    id: str
    name: Both
    force: Both
    """Binding, or the points for one unit."""
    statement: Both | None
    """The rule in the planner's words."""
    cite: str
    text: Both | None
    """What was chosen where the source leaves it open."""
    assumed: bool


def said(sentences: Sequence[Sentence]) -> tuple[Both, ...]:
    """Return sentences in both languages."""
    return tuple(Both(*(s.text(lang) for lang in LANGUAGES)) for s in sentences)


def readings_of(rules: Sequence[Rule]) -> tuple[RuleReading, ...]:
    """Return how each rule was read, those that nobody could verify first."""
    made = (
        RuleReading(
            id=rule.id,
            name=rule_name(rule.id),
            force=_force(rule),
            statement=_told(rule.id, "text"),
            cite=rule.source.cite,
            text=_told(rule.id, "reading"),
            assumed=rule.source.assumed,
        )
        for rule in rules
    )
    return tuple(sorted(made, key=lambda r: (not r.assumed, r.id)))


def _told(id_: str, part: str) -> Both | None:
    key = f"rule.{id_}.{part}"
    return both(key) if key in catalogue() else None


def _force(rule: Rule) -> Both:
    if rule.hard:
        return both("report.law" if rule.statutory else "report.hard")
    per = named("report.price.per", rule.id)
    return both("report.price.each", price=points(rule.price), per=per)
