"""All that a negotiation pack tells (*förhandlingsunderlag*)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from data.both_languages import Both
from data.negotiation.changed_days import (
    DayPair,
    NegotiatedPlan,
    RulesByDay,
    TouchedRule,
    day_pairs,
    day_sides,
    touched_rules,
)
from data.negotiation.consequences import consequences
from data.negotiation.measures import MEASURES, LineMeasure, Pair, value_of
from data.tallies.line_tally import LineTally, tally_of
from data.tallies.wish_outcomes import wish_outcomes
from data.wall import WallLine, wall_of


@dataclass(frozen=True)
class PersonChange:
    """One person before and after."""

    id: str
    name: str
    unit: str
    in_old: bool
    in_new: bool
    pairs: tuple[Pair, ...]
    consequences: tuple[Both, ...]
    days: tuple[DayPair, ...]
    rules: tuple[TouchedRule, ...]
    """What the new schedule as a whole touches, on no one day."""

    @property
    def changed(self) -> int:
        """On how many days something else is worked."""
        return sum(day.is_changed for day in self.days)


class MeasureSummary(NamedTuple):
    """One measure of everybody, and whom it gets better or worse for."""

    total: Pair | None
    """``None`` where nothing can be added up."""
    measure: LineMeasure
    better: int
    worse: int
    more: int
    less: int
    same: int


@dataclass(frozen=True)
class NegotiationPack:
    """Two schedules, everybody in them, and what changes for all."""

    old: NegotiatedPlan
    new: NegotiatedPlan
    for_four_weeks: bool
    """Whether counts are told for four weeks: the plans are not equally long."""
    people: tuple[PersonChange, ...]
    summary: tuple[MeasureSummary, ...]

    @property
    def changed(self) -> int:
        """For how many people something changes."""
        return sum(person.changed > 0 for person in self.people)


@dataclass(frozen=True)
class _OneSide:
    """The lines of one plan with what they amount to."""

    plan: NegotiatedPlan
    lines: Mapping[str, WallLine]
    tallies: Mapping[str, LineTally]
    rules: Mapping[str, RulesByDay]


def negotiation_pack(old: NegotiatedPlan, new: NegotiatedPlan) -> NegotiationPack:
    """Compare two schedules person by person, each judged by its own inputs.

    Days stand beside each other by week and weekday from the Monday of the first week
    on, so that a new period can be set against the one before.
    """
    scaled = old.view.problem.days != new.view.problem.days
    before, after = _side(old), _side(new)
    ids = dict.fromkeys((*after.lines, *before.lines))
    people = tuple(_person(who, before, after, scaled=scaled) for who in ids)
    summary = tuple(_summary(n, measure, people) for n, measure in enumerate(MEASURES))
    return NegotiationPack(old, new, scaled, people, summary)


def _side(plan: NegotiatedPlan) -> _OneSide:
    lines = {ln.id: ln for group in wall_of(plan.view).groups for ln in group.lines}
    wishes = wish_outcomes(plan.view)
    tallies = {
        who: tally_of(plan.view, line, [w for w in wishes if w.wish.employee == who])
        for who, line in lines.items()
    }
    return _OneSide(plan, lines, tallies, touched_rules(plan))


def _person(
    who: str, before: _OneSide, after: _OneSide, *, scaled: bool
) -> PersonChange:
    line = after.lines.get(who) or before.lines[who]
    pairs = tuple(
        Pair(measure, *(_value(measure, side, who, scaled) for side in (before, after)))
        for measure in MEASURES
    )
    sides = [
        day_sides(side.plan, side.lines.get(who), side.rules.get(who, {}))
        for side in (before, after)
    ]
    units = {**before.plan.view.problem.unit, **after.plan.view.problem.unit}
    home = line.employee.unit if line.employee else ""
    return PersonChange(
        id=who,
        name=line.name,
        unit=units[home].name if home in units else home,
        in_old=who in before.lines,
        in_new=who in after.lines,
        pairs=pairs,
        consequences=tuple(consequences(pairs)),
        days=tuple(day_pairs(*sides)),
        rules=after.rules.get(who, {}).get(None, ()),
    )


def _value(
    measure: LineMeasure, side: _OneSide, who: str, scaled: bool
) -> Fraction | None:
    days = side.plan.view.problem.days if scaled else None
    return value_of(measure, side.tallies.get(who), days)


def _summary(
    number: int, measure: LineMeasure, people: Sequence[PersonChange]
) -> MeasureSummary:
    pairs = [person.pairs[number] for person in people]
    changes = [pair.change for pair in pairs if pair.change is not None]
    return MeasureSummary(
        total=Pair(measure, *_totals(pairs)) if measure.adds_up else None,
        measure=measure,
        better=sum(pair.is_better is True for pair in pairs),
        worse=sum(pair.is_better is False for pair in pairs),
        more=sum(change > 0 for change in changes),
        less=sum(change < 0 for change in changes),
        same=sum(change == 0 for change in changes),
    )


def _totals(pairs: Sequence[Pair]) -> Iterator[Fraction]:
    yield sum((pair.old for pair in pairs if pair.old is not None), Fraction(0))
    yield sum((pair.new for pair in pairs if pair.new is not None), Fraction(0))
