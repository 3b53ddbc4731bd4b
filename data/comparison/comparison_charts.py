"""The charts of a world beside the base."""

from collections.abc import Iterator
from typing import NamedTuple

from data.both_languages import Both, both, number, same, with_sign
from data.comparison.compared_world import ComparedWorld
from data.comparison.cost_steps import CostSteps
from data.comparison.extra_hours import UnitExtraHours
from data.comparison.people_met import MetByClients, PeopleMet
from data.comparison.plot import (
    AxisScale,
    Block,
    Chart,
    Dot,
    Label,
    Line,
    across,
    foot_labels,
    height_labels,
    steps_through,
    upright,
)
from data.comparison.typical_day import TypicalDay
from data.words.compared_words import shown
from scheduler.audit.comparison import Topic

TOP_OF_DOTS = 6.0
"""Height of the marks of the middle client."""
_LEAST_TOP = 4
"""Clients at the top of a chart, so that its lines are whole numbers apart."""
_GAP = 0.12
"""Of the room for a group of bars, on each side of it."""


class FloatingBar(NamedTuple):
    """A row of a waterfall; places are per cent of the width."""

    name: Both
    start: float
    length: float
    kind: str
    amount: Both


def waterfall(steps: CostSteps, base: str, other: str) -> tuple[FloatingBar, ...]:
    """Draw from cost to cost; the axis begins a little below the least of them."""
    levels = [steps.base, steps.other, *(step.after for step in steps.steps)]
    room = max(levels) - min(levels)
    low = max(0.0, min(levels) - (0.15 * room or 1))
    scale = AxisScale(low, max(levels), 0, 100)

    def whole(name: str, level: float, kind: str) -> FloatingBar:
        return FloatingBar(same(name), 0, scale(level), kind, kronor(level))

    def part(name: Both, before: float, after: float) -> FloatingBar:
        start, end = sorted((scale(before), scale(after)))
        kind = "dearer" if after > before else "cheaper"
        amount = with_sign(kronor(after - before), after - before)
        return FloatingBar(name, start, round(end - start, 2), kind, amount)

    parts = (part(step.name, step.before, step.after) for step in steps.steps)
    return whole(base, steps.base, "base"), *parts, whole(other, steps.other, "other")


def kronor(ore: float) -> Both:
    """Write öre as the tables of the page do."""
    return shown(ore / 100, "kr")


class Whisker(NamedTuple):
    """A difference with its interval; places are per cent of the width."""

    low: float
    middle: float
    high: float
    zero: float


def whiskers(worlds: tuple[ComparedWorld, ...]) -> tuple[Whisker | None, ...]:
    """Draw the cost's difference of every world on one scale."""
    found = [world.of(Topic.OBJECTIVE, "personnel_cost") for world in worlds]
    spans = [
        (d.mean - (d.half_width or 0), d.mean, d.mean + (d.half_width or 0))
        for d in (cost.difference for cost in found if cost is not None)
    ]
    ends = [0.0, *(end for span in spans for end in span)]
    scale = AxisScale(min(ends), max(ends), 3, 97)
    drawn = iter(spans)
    return tuple(
        None if cost is None else _whisker(next(drawn), scale) for cost in found
    )


def _whisker(span: tuple[float, float, float], scale: AxisScale) -> Whisker:
    low, middle, high = span
    return Whisker(scale(low), scale(middle), scale(high), scale(0))


def extra_hours_chart(unit: UnitExtraHours) -> Chart:
    """Draw a unit's weeks: two bars each, overtime on top of extra hours."""
    scale = upright(0, max(week.most for week in unit.weeks))
    room = across(0, len(unit.weeks))
    blocks = tuple(_week_bars(unit, scale, room))
    weeks = [(room(n + 0.5), str(w.week[1])) for n, w in enumerate(unit.weeks)]
    return Chart(
        title=same(unit.name),
        rules=tuple(map(scale, scale.ticks)),
        blocks=blocks,
        labels=(*height_labels(scale), *foot_labels(weeks)),
    )


def _week_bars(
    unit: UnitExtraHours, scale: AxisScale, room: AxisScale
) -> Iterator[Block]:
    half = 0.5 - _GAP
    for n, week in enumerate(unit.weeks):
        for side, at, extra, overtime in (
            ("base", n + _GAP, week.base_extra, week.base_overtime),
            ("other", n + 0.5, week.other_extra, week.other_overtime),
        ):
            place = room(at), room(at + half) - room(at) - 1
            yield _bar(place, scale, (0, extra), f"{side} light")
            yield _bar(place, scale, (extra, extra + overtime), side)


def _bar(
    place: tuple[float, float], scale: AxisScale, values: tuple[float, float], kind: str
) -> Block:
    """Draw from value to value; ``place`` is where it begins, and how wide it is."""
    (x, width), (low, high) = place, values
    top = scale(high)
    return Block(x, top, round(width, 2), round(scale(low) - top, 2), kind)


def people_met_chart(found: PeopleMet) -> Chart:
    """Draw how many clients meet how many people, and the middle client of each."""
    counts = found.counts
    sides = (("base", found.base, _GAP), ("other", found.other, 0.5))
    most = max(max(met.clients.values(), default=0) for _, met, _ in sides)
    scale, room = upright(0, max(_LEAST_TOP, most)), across(0, len(counts))
    width = room(0.5 - _GAP) - room(0) - 0.6
    blocks = [
        _bar((room(n + at), width), scale, (0, met.clients[count]), side)
        for n, count in enumerate(counts)
        for side, met, at in sides
    ]
    every = max(1, len(counts) // 12)
    feet = [(room(n + 0.5), str(c)) for n, c in enumerate(counts) if n % every == 0]
    dots = [
        Dot(room(met.middle - counts.start + 0.5), TOP_OF_DOTS, side)
        for side, met, _ in sides
        if met.middle is not None
    ]
    return Chart(
        title=both("comparison.people_met.title"),
        rules=tuple(map(scale, scale.ticks)),
        blocks=tuple(blocks),
        dots=tuple(dots),
        labels=(*height_labels(scale), *foot_labels(feet)),
    )


def middle_words(met: MetByClients) -> Both:
    """Write how many people the middle client meets, where any client counts."""
    if met.middle is None:
        return both("comparison.people_met.nobody")
    return both("comparison.people_met.middle", people=number(met.middle, 1))


def typical_day_chart(day: TypicalDay) -> Chart:
    """Draw demand as an area, the other world's as a line, and both staffings."""
    scale, room = upright(0, day.top), across(0, 24)
    edges = [room(hour) for hour in range(25)]

    def level(people: tuple[float, ...]) -> str:
        return steps_through(edges, [scale(n) for n in people])

    floor = f"V{scale(0):g}H{edges[0]:g}Z"
    lines = [Line(level(day.base.wanted) + floor, "wanted")]
    if day.base.wanted != day.other.wanted:
        lines.append(Line(level(day.other.wanted), "wanted-other"))
    lines += [
        Line(level(day.base.on_duty), "base"),
        Line(level(day.other.on_duty), "other"),
    ]
    hours = [(room(hour), f"{hour:02}") for hour in range(0, 25, 4)]
    kind = both(f"comparison.day.{day.kind}")
    return Chart(
        title=both("comparison.day.title", unit=day.name, kind=kind),
        rules=tuple(map(scale, scale.ticks)),
        lines=tuple(lines),
        labels=(*height_labels(scale), *_inside(foot_labels(hours))),
    )


def _inside(labels: Iterator[Label]) -> Iterator[Label]:
    """Keep the last label from running out of the picture."""
    *inner, last = labels
    yield from inner
    yield last._replace(anchor="end")
