"""One person's old and new days side by side, with the rules that each touches."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from data.both_languages import Both, both, same
from data.force import force_of
from data.shift_codes import code_of, kind_of, span_of
from data.wall import WallCell, WallDay, WallLine, days_of
from scheduler.audit.audit import Audit
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import ShiftKind
from scheduler.messages import LANGUAGES
from scheduler.rules.rule import Breach, Rule


class Strength(StrEnum):
    """As ``Force``, or a lawful exception from rest that is made up for."""

    SOFT = "soft"
    MUST = "must"
    HARD = "hard"
    EXCEPTION = "exception"


@dataclass(frozen=True)
class NegotiatedPlan:
    """A plan with what it was judged to be."""

    name: str
    view: PlanView
    audit: Audit
    rules: Sequence[Rule]


class TouchedRule(NamedTuple):
    """A rule that a row touches."""

    id: str
    force: Strength
    sentence: Both


class DaySide(NamedTuple):
    """What somebody does on one day of one plan."""

    day: WallDay
    text: Both
    kind: ShiftKind | None
    """``None`` without a duty."""
    rules: tuple[TouchedRule, ...]


class DayPair(NamedTuple):
    """A day of the old schedule and the one in its place."""

    old: DaySide | None
    new: DaySide | None

    @property
    def is_changed(self) -> bool:
        """Whether something else is worked, or at another time."""
        return (self.old and self.old.text) != (self.new and self.new.text)


RulesByDay = Mapping[dt.date | None, tuple[TouchedRule, ...]]
"""``None``: on no day of the plan."""


def touched_rules(plan: NegotiatedPlan) -> Mapping[str, RulesByDay]:
    """Return the rules that each person's rows touch, by id and day."""
    by_id = {rule.id: rule for rule in plan.rules}
    days = frozenset(plan.view.problem.dates)
    found: dict[str, dict[dt.date | None, list[TouchedRule]]]
    found = defaultdict(lambda: defaultdict(list))
    for breach in plan.audit.breaches:
        if breach.employee is not None and not _is_of_tours(
            breach, by_id.get(breach.rule)
        ):
            day = breach.date if breach.date in days else None
            told = _touched(breach, by_id.get(breach.rule))
            if told not in found[breach.employee][day]:
                found[breach.employee][day].append(told)
    return {who: {d: tuple(r) for d, r in by.items()} for who, by in found.items()}


def _is_of_tours(breach: Breach, rule: Rule | None) -> bool:
    """Whether it is what a way or a visit weighs: no matter of who works when."""
    prices = rule is not None and type(rule).price_tours is not Rule.price_tours
    return prices and not breach.hard


def _touched(breach: Breach, rule: Rule | None) -> TouchedRule:
    force = Strength(force_of(breach, rule))
    if breach.compensation is not None:
        force = Strength.EXCEPTION
    sentence = both("report.breach.unknown")
    if rule is not None:
        sentence = Both(*(rule.explain(breach, language) for language in LANGUAGES))
    return TouchedRule(breach.rule, force, sentence)


def day_sides(
    plan: NegotiatedPlan, line: WallLine | None, rules: RulesByDay
) -> dict[int, DaySide]:
    """Return a person's days by how far each is from the Monday of the first week."""
    if line is None:
        return {}
    monday = plan.view.problem.start.weekday()
    days = days_of(plan.view.problem)
    return {
        monday + number: DaySide(
            day, *_told(plan.view, line, day, cell), rules.get(day.date, ())
        )
        for number, (day, cell) in enumerate(zip(days, line.cells, strict=True))
    }


def day_pairs(
    old: Mapping[int, DaySide], new: Mapping[int, DaySide]
) -> Iterator[DayPair]:
    """Yield the days of both in their order, each beside the one in its place."""
    for place in sorted(old.keys() | new.keys()):
        yield DayPair(old.get(place), new.get(place))


def _told(
    view: PlanView, line: WallLine, day: WallDay, cell: WallCell
) -> tuple[Both, ShiftKind | None]:
    if cell.duties:
        texts = (f"{code_of(view, d)} {span_of(view, d)}" for d in cell.duties)
        return same(", ".join(texts)), kind_of(view, cell.duties[0])
    if cell.absence is not None:
        return both(f"report.absence.{cell.absence}"), None
    if line.employee is not None and not line.employee.employed_on(day.date):
        return same("–"), None
    return both("people.free"), None
