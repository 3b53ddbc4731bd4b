"""Breaches in words, rule by rule: must-visits first, then the binding, the dearest."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from data.both_languages import Both, both, rule_name
from data.force import Force, force_of
from scheduler.audit.audit import Audit
from scheduler.messages import LANGUAGES
from scheduler.rules.rule import Breach, Rule

SHOWN = 40
"""Sentences of one rule in the report; the rest stands in the files."""

_ORDER = (Force.MUST, Force.HARD, Force.SOFT)


@dataclass(frozen=True)
class BrokenRule:
    """All breaches of one rule with one force."""

    id: str
    name: Both
    force: Force
    count: int
    cost: int
    sentences: tuple[Both, ...]

    @property
    def untold(self) -> int:
        """How many breaches have no sentence here."""
        return self.count - len(self.sentences)


def broken_rules(audit: Audit, rules: Sequence[Rule]) -> tuple[BrokenRule, ...]:
    """Return the breaches by rule."""
    by_id = {rule.id: rule for rule in rules}
    found: dict[tuple[str, Force], list[Breach]] = defaultdict(list)
    for breach in audit.breaches:
        found[breach.rule, force_of(breach, by_id.get(breach.rule))].append(breach)
    made = (
        _broken(by_id.get(id_), force, breaches)
        for (id_, force), breaches in found.items()
    )
    return tuple(sorted(made, key=lambda b: (_ORDER.index(b.force), -b.cost, b.id)))


def _broken(rule: Rule | None, force: Force, breaches: Sequence[Breach]) -> BrokenRule:
    dearest = sorted(breaches, key=lambda b: (-b.cost, -b.amount))
    first = breaches[0]
    return BrokenRule(
        id=first.rule,
        name=rule_name(first.rule),
        force=force,
        count=len(breaches),
        cost=sum(b.cost for b in breaches),
        sentences=tuple(_sentence(rule, b) for b in dearest[:SHOWN]),
    )


def _sentence(rule: Rule | None, breach: Breach) -> Both:
    if rule is None:
        return both("report.breach.unknown")
    return Both(*(rule.explain(breach, language) for language in LANGUAGES))
