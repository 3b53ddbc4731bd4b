"""The plan at a glance: how it ended and the figures that a board asks for first."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from data.both_languages import (
    Both,
    both,
    measure,
    money,
    named,
    number,
    percent,
    points,
    same,
)
from data.ended import ended
from data.report.steering import shown_value
from scheduler.audit.audit import Audit
from scheduler.audit.figures import EVERYWHERE, Figure
from scheduler.planning.result import Result, Status

_FIGURES = ("K01", "K03", "K08", "K12")


class Tone(StrEnum):
    """Whether a figure needs attention."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True)
class Tile:
    """One figure of the summary."""

    label: Both
    value: Both
    note: Both | None = None
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class PlanVerdict:
    """How planning ended, in a sentence."""

    text: Both
    tone: Tone


def verdict_of(result: Result) -> PlanVerdict:
    """Say how planning ended and what stands in the way of using the plan."""
    if result.audit is None:
        return PlanVerdict(ended(result), Tone.BAD)
    hard, open_ = result.audit.hard_breaches, result.audit.must_open
    legal = both("report.verdict.hard" if hard else "report.verdict.legal", hard=hard)
    done = both("report.verdict.open" if open_ else "report.verdict.done", open=open_)
    text = both("report.verdict", ended=ended(result), legal=legal, done=done)
    return PlanVerdict(text, Tone.BAD if hard or open_ else Tone.GOOD)


def tiles_of(result: Result) -> tuple[Tile, ...]:
    """Return the figures of the summary; none without a plan."""
    if result.audit is None:
        return ()
    return tuple(_tiles(result, result.audit))


def _tiles(result: Result, audit: Audit) -> Iterator[Tile]:
    yield _visits(audit)
    yield _cost(audit)
    yield _weighed(audit)
    yield _bound(result, audit)
    for id_ in _FIGURES:
        figure = audit.figures.get(EVERYWHERE, {}).get(id_)
        if figure is not None and figure.value is not None:
            note = _people_met(audit) if id_ == "K01" else None
            yield _figure(id_, figure, note)
    yield _hard(audit)
    yield _soft(audit)


def _cost(audit: Audit) -> Tile:
    if not audit.vehicle_cost:
        note = both("report.tile.price_note")
        return Tile(both("report.tile.price"), money(audit.paid), note)
    note = both("report.tile.paid_note", vehicles=money(audit.vehicle_cost))
    return Tile(both("report.tile.paid"), money(audit.paid), note)


def _weighed(audit: Audit) -> Tile:
    note = both("report.tile.weighed_note", objective=points(audit.objective))
    return Tile(both("report.tile.weighed"), points(audit.soft_cost), note)


def _bound(result: Result, audit: Audit) -> Tile:
    label = both("report.tile.bound")
    if result.bound is None:
        why = "illegal" if audit.hard_breaches else "no_bound"
        return Tile(label, same("–"), both(f"report.tile.{why}"))
    note = both("report.tile.proven")
    if result.gap is not None and result.status is not Status.OPTIMAL:
        note = both("report.tile.gap", gap=percent(result.gap))
    return Tile(label, points(result.bound), note)


def _visits(audit: Audit) -> Tile:
    label = both("report.tile.visits")
    done = audit.figures.get(EVERYWHERE, {}).get("V_done")
    tone = Tone.BAD if audit.must_open else Tone.GOOD
    note = both("report.tile.visits_note", open=audit.must_open)
    if done is None or done.numerator is None or done.denominator is None:
        return Tile(label, same("–"), note, tone)
    value = both(
        "report.tile.of", part=round(done.numerator), all=round(done.denominator)
    )
    return Tile(label, value, note, tone)


def _people_met(audit: Audit) -> Both | None:
    """Tell what the plan decides from what it took over."""
    found = audit.figures[EVERYWHERE]
    parts = {"within": found.get("K01_within"), "before": found.get("K01_before")}
    values = {name: shown_value(f) for name, f in parts.items() if f and f.value}
    return both("report.tile.K01_note", **values) if len(values) == len(parts) else None


def _figure(id_: str, figure: Figure, note: Both | None) -> Tile:
    value = both(
        "report.tile.figure",
        value=shown_value(figure),
        measure=measure(figure.unit, figure.value or 0),
    )
    return Tile(named("figure", id_), value, note)


def _hard(audit: Audit) -> Tile:
    tone = Tone.BAD if audit.hard_breaches else Tone.GOOD
    return Tile(both("report.tile.hard"), number(audit.hard_breaches), None, tone)


def _soft(audit: Audit) -> Tile:
    count = sum(not breach.hard for breach in audit.breaches)
    note = both("report.tile.soft_note", cost=points(audit.soft_cost))
    return Tile(both("report.tile.soft"), number(count), note)
