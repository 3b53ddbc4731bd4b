"""The tables of a comparison as sheets for people: words and names, not keys."""

from collections.abc import Callable, Mapping, Sequence

from data.both_languages import Both, both, measure, same
from data.comparison.compared_world import WholeComparison
from data.comparison.comparison_tables import comparison_tables
from data.comparison.cost_steps import cost_steps
from data.comparison.frontier import QUANTITIES, Frontier
from data.tables.frames import Frame, frame_of
from scheduler.audit.figures.figure import EVERYWHERE
from scheduler.messages import say

_KEYS = ("topic", "key", "item", "place", "preset")
"""Columns for whoever reckons further: what they name is beside them in words."""


def comparison_sheets(
    whole: WholeComparison, language: str, frontiers: Sequence[Frontier] = ()
) -> dict[str, Frame]:
    """Return every table by what people call it, with headings that they read."""
    tables = comparison_tables(whole, language, frontiers)
    tables["cost"] = _with_sums(tables["cost"], whole, language)
    words = _Words(whole, language)
    return {
        say(f"comparison.sheet.{name}", language): words.told(name, table)
        for name, table in tables.items()
    }


def _with_sums(cost: Frame, whole: WholeComparison, language: str) -> Frame:
    """Return each world's items with what all of them come to, also those alike."""
    names = [str(name) for name in cost]
    found: list[dict[str, object]] = []
    for world in whole.worlds:
        steps = cost_steps(world)
        items = cost[cost["world"] == world.other.name]
        total: dict[str, object] = {
            "world": world.other.name,
            "name": say("comparison.cost.total", language),
            "base": steps.base / 100,
            "other": steps.other / 100,
            "change": (steps.other - steps.base) / 100,
        }
        found += [dict(zip(names, row, strict=True)) for row in items.values.tolist()]
        found.append(total)
    return frame_of(found, names)


def side_by_side_sheet(table: Frame, units: Mapping[str, str], language: str) -> Frame:
    """Return plans side by side as people read them, from the table of keys.

    Parameters
    ----------
    table
        As ``comparison_frame`` lays it out.
    units
        The names of units by their ids.
    """
    said: Mapping[str, Callable[[str], Both]] = {
        "topic": lambda topic: both(f"comparison.topic.{topic}"),
        "scope": lambda unit: _place(unit, units),
        "unit": measure,
    }
    sheet = table.drop(columns="key")
    for column, words in said.items():
        sheet[column] = [getattr(words(cell), language) for cell in sheet[column]]
    headings = {"topic": "topic", "scope": "unit", "name": "name", "unit": "measure"}
    return sheet.rename(
        columns={
            column: say(f"comparison.column.{heading}", language)
            for column, heading in headings.items()
        }
    )


def _place(unit: str, names: Mapping[str, str]) -> Both:
    if unit == EVERYWHERE:
        return both("comparison.cell.everywhere")
    return same(names.get(unit, unit))


class _Words:
    """What keys are called in one language."""

    def __init__(self, whole: WholeComparison, language: str) -> None:
        self._language = language
        self._units = {u.id: u.name for side in whole.sides for u in side.problem.units}
        self._curves = {
            f"{key}{part}": self._say(f"comparison.curve.{key}") + sign
            for key, _ in QUANTITIES
            for part, sign in (("", ""), ("_half_width", " ±"))
        }

    def told(self, name: str, table: Frame) -> Frame:
        """Return a table in words."""
        kept = table.drop(columns=[key for key in _KEYS if key in table])
        cells = self._cells(name)
        for column in cells.keys() & {*kept}:
            kept[column] = [cells[column](cell) for cell in kept[column]]
        return kept.rename(columns=lambda column: self._heading(name, column))

    def _cells(self, name: str) -> Mapping[str, Callable[[str], str]]:
        """Return how the cells of columns are said."""
        if name == "quantities":
            return {
                "unit": lambda unit: str(getattr(measure(unit), self._language)),
                "verdict": lambda found: self._say(f"comparison.verdict.{found}"),
            }
        return {
            "unit": lambda unit: self._units.get(unit, unit),
            "day": lambda kind: self._say(f"comparison.cell.{kind}"),
            "what": lambda what: self._say(f"comparison.cell.{what}"),
            "frontier": lambda which: self._say(f"comparison.frontier.{which}"),
            "is_base": lambda flag: self._say(f"template.{'yes' if flag else 'no'}"),
        }

    def _heading(self, name: str, column: str) -> str:
        if column in self._curves:
            return self._curves[column]
        own = "measure" if (name, column) == ("quantities", "unit") else column
        return self._say(f"comparison.column.{own}")

    def _say(self, key: str) -> str:
        return say(key, self._language)
