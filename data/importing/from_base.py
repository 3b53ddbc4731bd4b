"""What a base dataset says that files of other systems do not."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import cast

from data.problem_cells import settings_of, shift_type_cells
from data.sample.turns import day_turns, evening_turns, night_turns, weekend_turns
from data.written_values import Cells, Value
from scheduler.domain.problem import Problem

_REFERRING = ("backup_ids", "avoid_ids")


def kept_of_base(
    old: Mapping[str, Sequence[Cells]], places: Collection[str]
) -> dict[str, Sequence[Cells]]:
    """Return the rows of a base that hold for any period, about places that are here.

    Demand with a date was for the base's own days.
    """
    weekly = [row for row in old.get("staffing", ()) if row["weekday"] is not None]
    moves = [
        row
        for row in old.get("travel", ())
        if row["from_id"] in places and row["to_id"] in places
    ]
    same = {name: old.get(name, ()) for name in ("vehicles", "budgets")}
    found = {"staffing": weekly, "travel": moves, **same}
    return {name: rows for name, rows in found.items() if rows}


def kept_client(row: Cells, people: Collection[str]) -> Cells:
    """Return what a base says of a client, without people who are not here."""
    kept = {name: _known(row.get(name), people) for name in _REFERRING}
    contact = row.get("contact_id")
    return row | kept | {"contact_id": contact if contact in people else None}


def _known(ids: Value, people: Collection[str]) -> Value:
    return [each for each in cast("list[str]", ids or []) if each in people]


def shift_types_for(
    units: Sequence[str], old: Sequence[Cells]
) -> tuple[list[Cells], int]:
    """Return the base's shift types, with usual ones for units that have none.

    Returns also how many are usual ones, which nobody has given.
    """
    if not old:
        usual = _usual_shifts("", "P")
        return usual, len(usual)
    covered = {row["unit_id"] for row in old}
    bare = [] if None in covered else [unit for unit in units if unit not in covered]
    usual = [row for unit in bare for row in _usual_shifts(unit, unit)]
    return [*old, *usual], len(usual)


def _usual_shifts(unit: str, code: str) -> list[Cells]:
    """Return shift types that are legal as they are; no unit is any unit."""
    turns = (
        *day_turns(unit, code),
        *evening_turns(unit, code),
        *weekend_turns(unit, code),
        *night_turns(unit, code),
    )
    return [shift_type_cells(turn) for turn in turns]


def settings_for(
    base: Problem | None, agreement: str, name: str, period: tuple[date, int]
) -> dict[str, object]:
    """Return the settings: the base's, where there is one, for another period."""
    old = {} if base is None else settings_of(base)
    old.pop("published_on", None)
    start, days = period
    usual = {"format": 1, "timezone": "Europe/Stockholm", "agreement": agreement}
    fresh = {"name": name, "start": start.isoformat(), "days": days}
    return {**usual, **old, **fresh}
