"""The comparison as tables, for a workbook and for whoever reckons further."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import fmean

from data.both_languages import same
from data.comparison.compared_world import ComparedWorld, WholeComparison
from data.comparison.cost_steps import cost_steps
from data.comparison.extra_hours import extra_hours
from data.comparison.frontier import QUANTITIES, Frontier
from data.comparison.people_met import people_met
from data.comparison.quantity_rows import verdict_of
from data.comparison.typical_day import typical_days
from data.tables.frames import Frame, frame_of
from data.words.compared_words import quantity_name

Row = Mapping[str, object]
Rows = Callable[[ComparedWorld], Iterable[Row]]

_DECIMALS = 6
"""Of a difference; what is beyond is floating point's."""

_COLUMNS: Mapping[str, str] = {
    "quantities": "world topic key name unit base other difference half_width verdict "
    "pairs",
    "inputs": "world difference",
    "cost": "world item name base other change",
    "extra_hours": "world unit year week base_extra base_overtime other_extra "
    "other_overtime",
    "people_met": "world client base other",
    "staffing": "world unit day hour base_wanted base_on_duty other_wanted "
    "other_on_duty",
    "basis": "what name value agreement seeds",
}
"""Of each table, also where it has no rows: whoever reckons with it finds them."""


def comparison_tables(
    whole: WholeComparison, language: str, frontiers: Sequence[Frontier] = ()
) -> dict[str, Frame]:
    """Return every table by what it is about; amounts are kronor."""
    tables: dict[str, Iterable[Row]] = {
        "quantities": _of_worlds(
            whole, lambda w: _quantities(w, language, is_study=whole.is_study)
        ),
        "inputs": _of_worlds(whole, lambda w: _inputs(w, language)),
        "cost": _of_worlds(whole, lambda w: _cost(w, language)),
        "extra_hours": _of_worlds(whole, _extra_hours),
        "people_met": _of_worlds(whole, _people_met),
        "staffing": _of_worlds(whole, _staffing),
        "basis": _basis(whole, language),
    }
    found = {n: frame_of(rows, _COLUMNS[n].split()) for n, rows in tables.items()}
    if frontiers:
        rows = (row for each in frontiers for row in frontier_rows(each))
        found["frontier"] = frame_of(rows)
    return found


def frontier_rows(frontier: Frontier) -> Iterator[dict[str, object]]:
    """Yield the staffings of a curve with every quantity and how sure it is."""
    curves = [frontier.curve(key, unit) for key, unit in QUANTITIES]
    for n, point in enumerate(frontier.points):
        row: dict[str, object] = {
            "frontier": frontier.name,
            "place": point.place,
            "world": point.label,
            "preset": point.preset,
            "is_base": point is frontier.base,
            "bound": point.bound,
        }
        for curve in curves:
            row[curve.key] = curve.values[n]
            row[f"{curve.key}_half_width"] = curve.widths[n]
        yield row


def _of_worlds(whole: WholeComparison, rows: Rows) -> Iterator[Row]:
    for world in whole.worlds:
        for row in rows(world):
            yield {"world": world.other.name, **row}


def _quantities(
    world: ComparedWorld, language: str, *, is_study: bool
) -> Iterator[Row]:
    for quantity in world.quantities:
        found = quantity.difference
        yield {
            "topic": quantity.topic.value,
            "key": quantity.key,
            "name": getattr(quantity_name(quantity.topic, quantity.key), language),
            "unit": quantity.unit,
            "base": fmean(quantity.base),
            "other": fmean(quantity.other),
            "difference": round(found.mean, _DECIMALS),
            "half_width": found.half_width,
            "verdict": verdict_of(found, is_study=is_study),
            "pairs": found.pairs,
        }


def _inputs(world: ComparedWorld, language: str) -> Iterator[Row]:
    for sentence in (same(world.why), *world.differs):
        if sentence.sv:
            yield {"difference": getattr(sentence, language)}


def _cost(world: ComparedWorld, language: str) -> Iterator[Row]:
    for step in cost_steps(world).steps:
        yield {
            "item": step.item,
            "name": getattr(step.name, language),
            "base": step.base / 100,
            "other": step.other / 100,
            "change": step.change / 100,
        }


def _extra_hours(world: ComparedWorld) -> Iterator[Row]:
    for unit in extra_hours(world):
        for week in unit.weeks:
            yield {
                "unit": unit.unit,
                "year": week.week[0],
                "week": week.week[1],
                "base_extra": week.base_extra,
                "base_overtime": week.base_overtime,
                "other_extra": week.other_extra,
                "other_overtime": week.other_overtime,
            }


def _people_met(world: ComparedWorld) -> Iterator[Row]:
    met = people_met(world)
    base, other = met.base.by_client, met.other.by_client
    for client in {**base, **other}:
        yield {
            "client": client,
            "base": base.get(client),
            "other": other.get(client),
        }


def _staffing(world: ComparedWorld) -> Iterator[Row]:
    for day in typical_days(world):
        for hour in range(24):
            yield {
                "unit": day.unit,
                "day": day.kind,
                "hour": hour,
                "base_wanted": day.base.wanted[hour],
                "base_on_duty": day.base.on_duty[hour],
                "other_wanted": day.other.wanted[hour],
                "other_on_duty": day.other.on_duty[hour],
            }


def _basis(whole: WholeComparison, language: str) -> Iterator[Row]:
    for side in whole.sides:
        yield {
            "what": "dataset",
            "name": side.name,
            "value": side.problem.sha256,
            "agreement": side.problem.agreement,
            "seeds": ", ".join(map(str, side.seeds)),
        }
    for name, version in whole.versions:
        yield {"what": "version", "name": name, "value": version}
    sentences = (*([whole.untold] if whole.untold else []), *whole.assumptions)
    for sentence in sentences:
        yield {"what": "assumption", "value": getattr(sentence, language)}
