"""Presets of sick leave: so much of it on the whole, or a week when many fall ill."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from pydantic import Field, FiniteFloat

from data.scenario.patch import Addition, Patch
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.chance import drawn, share_of
from data.scenario.presets.preset import UNIT, Preset

_WEEK = 7
_Spell = tuple[str, Sequence[date]]
"""Somebody, and the days that they are ill."""


class SicknessLevel(Preset):
    """So many per cent of the monthly staff's days are sick days."""

    name: ClassVar[str] = "sickness"
    level: FiniteFloat = Field(default=12, ge=4, le=15)
    """Per cent, those included that the base has already."""
    days: int = Field(default=4, ge=1, le=14)
    """How long one is ill."""

    def changes(self, base: BaseRows) -> Patch:
        """Add drawn spells until the level is reached."""
        wanted = self.level / 100 * _staff_days(base) - _sick_days(base)
        return Patch(add=tuple(map(_absence, self._spells(base, wanted))))

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how much sick leave there is already."""
        share = 100 * _sick_days(base) / max(1, _staff_days(base))
        return {"known": Decimal(f"{share:.1f}")}

    def _spells(self, base: BaseRows, wanted: float) -> Iterator[_Spell]:
        """Yield spells by chance, while one more comes nearer to what is wanted."""
        spells = {
            f"{id_} {days[0]}": (id_, days)
            for id_ in base.monthly()
            for days in self._slots(base)
            if not (base.is_locked(id_, days) or base.is_away(id_, days))
        }
        reached = 0
        for key in drawn(spells, self.name):
            length = len(spells[key][1])
            if reached + length / 2 > wanted:
                return
            reached += length
            yield spells[key]

    def _slots(self, base: BaseRows) -> list[Sequence[date]]:
        starts = range(0, len(base.days), self.days)
        return [base.days[n : n + self.days] for n in starts]


class OutbreakWeek(Preset):
    """In one week of the plan, many fall ill at the same time."""

    name: ClassVar[str] = "outbreak"
    week: int = Field(default=1, ge=1, le=52)
    share: FiniteFloat = Field(default=30, ge=5, le=60)
    """Per cent of the monthly staff."""
    unit: str | None = Field(
        default=None, examples=["yttre"], json_schema_extra=dict(UNIT)
    )

    def changes(self, base: BaseRows) -> Patch:
        """Let a drawn share be ill for the whole week."""
        days = base.days[(self.week - 1) * _WEEK : self.week * _WEEK]
        people = base.monthly(self.unit)
        ill = share_of(people, self.share, self.name) if days else []
        spells = [(id_, days) for id_ in ill if not base.is_locked(id_, days)]
        return Patch(add=tuple(map(_absence, spells)))

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many weeks the plan has, and how many people a monthly wage."""
        weeks = -(-len(base.days) // _WEEK)
        return {"weeks": weeks, "people": len(base.monthly(self.unit))}


def _staff_days(base: BaseRows) -> int:
    return len(base.monthly()) * len(base.days)


def _sick_days(base: BaseRows) -> int:
    """Return how many days of the plan the monthly staff is known to be ill."""
    people = base.monthly()
    ill = base.rows("absences", kind="sick")
    return sum(len(base.days_of(row)) for row in ill if row["employee_id"] in people)


def _absence(spell: _Spell) -> Addition:
    who, days = spell
    span = {"start": f"{days[0]}", "end": f"{days[-1]}"}
    return Addition(file="absences", set={"employee_id": who, **span, "kind": "sick"})
