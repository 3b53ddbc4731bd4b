"""The figures to steer by, as a table: figures down, units across."""

from dataclasses import dataclass

from data.both_languages import Both, both, measure, named, number, same
from scheduler.audit.audit import Audit
from scheduler.audit.figures import EVERYWHERE, Figure
from scheduler.messages import catalogue

_USUAL_DECIMALS = 1
_DECIMALS = {
    "kr": 0,
    "kr_h": 0,
    "km": 0,
    "visits": 0,
    "breaches": 0,
    "cars": 0,
    "weekends": 0,
    "shifts": 0,
    "index": 2,
}


@dataclass(frozen=True)
class FigureRow:
    """One figure in every scope."""

    id: str
    name: Both
    how: Both | None
    measure: Both
    values: tuple[Both, ...]
    parts: Both
    """What the overall value was computed from."""


@dataclass(frozen=True)
class FigureTable:
    """All figures; the columns are the scopes."""

    scopes: tuple[Both, ...]
    rows: tuple[FigureRow, ...]


def figure_table(audit: Audit, units: dict[str, str]) -> FigureTable:
    """Return the figures of an audit; ``units`` gives the units' names by id."""
    scopes = [scope for scope in audit.figures if audit.figures[scope]]
    ids = dict.fromkeys(id_ for scope in scopes for id_ in audit.figures[scope])
    return FigureTable(
        scopes=tuple(_scope_name(scope, units) for scope in scopes),
        rows=tuple(_row(audit, scopes, id_) for id_ in ids),
    )


def _scope_name(scope: str, units: dict[str, str]) -> Both:
    if scope == EVERYWHERE:
        return both("report.all_units")
    return same(units.get(scope, scope))


def _row(audit: Audit, scopes: list[str], id_: str) -> FigureRow:
    found = [audit.figures[scope].get(id_) for scope in scopes]
    first = next(figure for figure in found if figure is not None)
    key = f"figure.{id_}.how"
    return FigureRow(
        id=id_,
        name=named("figure", id_),
        how=both(key) if key in catalogue() else None,
        measure=measure(first.unit),
        values=tuple(shown_value(figure) for figure in found),
        parts=_parts(first),
    )


def shown_value(figure: Figure | None) -> Both:
    """Write a figure's value; a dash where there is none."""
    if figure is None or figure.value is None:
        return same("–")
    return number(figure.value, _DECIMALS.get(figure.unit, _USUAL_DECIMALS))


def _parts(figure: Figure) -> Both:
    """Write numerator and denominator; a plain sum has only itself."""
    if figure.numerator is None or figure.denominator in (None, 1):
        return same("")
    above, below = _plain(figure.numerator), _plain(figure.denominator or 0)
    return Both(f"{above.sv} / {below.sv}", f"{above.en} / {below.en}")


def _plain(value: float) -> Both:
    return number(value, 0 if value == round(value) else 1)
