"""The four figures that the committee asked for, before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.board.outcomes import MeasuredOutcome, OutcomeMeasure, Period
from data.board.sick_leave import sick_pct
from data.board.wishes_met import wishes_met
from data.both_languages import Both, both, named, number, same, with_sign
from data.comparison.compared_world import ComparedSide, ComparedWorld
from data.words.compared_words import shown
from scheduler.audit.comparison import Topic

AREAS = ("sick", "hours", "people", "opinions")
_FIGURES = {
    "hours": ("K11_extra", "K11_overtime", "K10"),
    "people": ("K01", "K01_median", "K01_over20", "K01_all"),
}
_OUTCOMES = {
    "sick": (OutcomeMeasure.SICK, OutcomeMeasure.SICK_SHORT),
    "hours": (
        OutcomeMeasure.EXTRA,
        OutcomeMeasure.OVERTIME,
        OutcomeMeasure.EXTRA_COST,
    ),
    "people": (OutcomeMeasure.PEOPLE_MET, OutcomeMeasure.PEOPLE_MET_MEDIAN),
    "opinions": (OutcomeMeasure.OPINION,),
}


_UNIT = {
    OutcomeMeasure.PEOPLE_MET: "people",
    OutcomeMeasure.PEOPLE_MET_MEDIAN: "people",
    OutcomeMeasure.OPINION: "",
}
"""What is not per cent."""
_HALF_SHOWN = 0.05
"""Percentage points below which a change is written as none."""
_NOTHING = same("–")
"""What stands where there is no difference to tell."""


@dataclass(frozen=True)
class BoardFigure:
    """One figure on both sides of the change, with its definition."""

    name: Both
    definition: Both
    before: Both
    after: Both
    change: Both
    is_outcome: bool
    """Measured in reality; else counted in the plans."""
    shares: tuple[float | None, float | None] = (None, None)
    """Of the highest answer, for opinions."""


def board_figures(
    world: ComparedWorld, outcomes: Sequence[MeasuredOutcome]
) -> dict[str, tuple[BoardFigure, ...]]:
    """Return the figures by area."""
    planned = {
        "sick": _sick(world),
        "hours": _audited(world, "hours"),
        "people": _audited(world, "people"),
        "opinions": _wishes(world),
    }
    return {a: (*planned[a], *_measured(outcomes, a)) for a in AREAS}


def headline(figures: Sequence[BoardFigure]) -> BoardFigure:
    """Return what stands for an area: measured on both sides if it was, else planned.

    Whoever reads only the top of the page should see what happened.
    """
    measured = (f for f in figures if f.is_outcome and f.change != _NOTHING)
    return next(measured, figures[0])


def _sick(world: ComparedWorld) -> Iterator[BoardFigure]:
    before, after = sick_pct(world.base.problem), sick_pct(world.other.problem)
    yield _figure("board.sick", before, after, "%")


def _audited(world: ComparedWorld, area: str) -> Iterator[BoardFigure]:
    for key in _FIGURES[area]:
        found = world.of(Topic.FIGURE, key)
        if found is not None:
            yield BoardFigure(
                name=named("figure", key),
                definition=both(f"figure.{key}.how"),
                before=shown(found.base[0], found.unit),
                after=shown(found.other[0], found.unit),
                change=_change(found.base[0], found.other[0], found.unit),
                is_outcome=False,
            )


def _wishes(world: ComparedWorld) -> Iterator[BoardFigure]:
    yield _figure("board.wishes", _met(world.base), _met(world.other), "%")


def _met(side: ComparedSide) -> float | None:
    met, wishes = wishes_met(side.runs[0].view)
    return 100 * met / wishes if wishes else None


def _figure(
    key: str, before: float | None, after: float | None, unit: str
) -> BoardFigure:
    return BoardFigure(
        name=both(key),
        definition=both(f"{key}.how"),
        before=shown(before, unit),
        after=shown(after, unit),
        change=_change(before, after, unit),
        is_outcome=False,
    )


def _change(before: float | None, after: float | None, unit: str) -> Both:
    if before is None or after is None:
        return _NOTHING
    if unit == "%":
        text = both("comparison.percentage_points", points=_points(before, after))
    else:
        text = shown(after - before, unit)
    return with_sign(text, after - before)


def _points(before: float, after: float) -> Both:
    """Write a change of a share; a small one as small, if both sides look otherwise."""
    seems = number(before, 1) != number(after, 1)
    is_hidden = seems and abs(after - before) < _HALF_SHOWN
    return number(after - before, 2 if is_hidden else 1)


def _measured(outcomes: Sequence[MeasuredOutcome], area: str) -> Iterator[BoardFigure]:
    for measure in _OUTCOMES[area]:
        mine = [o for o in outcomes if o.measure is measure]
        for label in dict.fromkeys(o.label for o in mine):
            sides = {o.period: o for o in mine if o.label == label}
            before, after = sides.get(Period.BEFORE), sides.get(Period.AFTER)
            yield _outcome(measure, label, before, after)


def _outcome(
    measure: OutcomeMeasure,
    label: str,
    before: MeasuredOutcome | None,
    after: MeasuredOutcome | None,
) -> BoardFigure:
    unit = _UNIT.get(measure, "%")
    first, second = (None if side is None else side.value for side in (before, after))
    sides = [_when(side) for side in (before, after) if side is not None]
    return BoardFigure(
        name=same(label) if label else both(f"board.outcome.{measure}"),
        definition=_joined(" ", [both(f"board.outcome.{measure}.how"), *sides]),
        before=shown(first, unit),
        after=shown(second, unit),
        change=_change(first, second, unit),
        is_outcome=True,
        shares=(_share(before), _share(after)),
    )


def _share(outcome: MeasuredOutcome | None) -> float | None:
    return outcome.value / outcome.of if outcome and outcome.of else None


def _when(outcome: MeasuredOutcome) -> Both:
    """Say by whom an outcome was measured, when, and of how many."""
    words = [same(outcome.source)] if outcome.source else []
    if outcome.first and outcome.last:
        words.append(same(f"{outcome.first} – {outcome.last}"))
    if outcome.answers is not None:
        words.append(both("board.answers", count=outcome.answers))
    if not words:
        return same("")
    return both(f"board.when.{outcome.period}", told=_joined(", ", words))


def _joined(between: str, words: Sequence[Both]) -> Both:
    told = [word for word in words if word.sv]
    return Both(between.join(w.sv for w in told), between.join(w.en for w in told))
