"""Presets of who may work where: at home only, with neighbours, or from one pool."""

from collections.abc import Iterable
from statistics import fmean
from typing import ClassVar, Literal

from pydantic import Field

from data.scenario.patch import Addition, Alteration, Patch
from data.scenario.presets.base_rows import BaseRows, with_kinds_of_day
from data.scenario.presets.chance import drawn
from data.scenario.presets.preset import Preset
from data.written_values import Cells
from scheduler.domain.travel import great_circle_km

_POOL = "pool"
_ANY_SHIFT_BY_DAY = ["day", "evening", "long", "resource"]


class Lending(Preset):
    """Units lend staff to nobody, or to their nearest neighbours."""

    name: ClassVar[str] = "lending"
    how: Literal["local", "rings"] = "rings"
    reach: int = Field(default=2, ge=1, le=20)
    """To how many units each lends."""

    def changes(self, base: BaseRows) -> Patch:
        """Change the units that lend otherwise."""
        units = base.rows("units")
        steps = []
        for unit in units:
            near = _nearest(unit, units)[: self.reach] if self.how == "rings" else []
            if near != (unit.get("lends_to") or []):
                step = Alteration(
                    file="units",
                    where={"unit_id": (str(unit["unit_id"]),)},
                    set={"lends_to": near},
                )
                steps.append(step)
        return Patch(change=tuple(steps))


class CentralPool(Preset):
    """One more unit of people who work wherever they are needed."""

    name: ClassVar[str] = "pool"
    posts: int = Field(default=3, ge=1, le=30)
    degree: int = Field(default=75, ge=25, le=100)
    """Per cent of full time."""

    def changes(self, base: BaseRows) -> Patch:
        """Add the pool, and posts like drawn colleagues who work by day."""
        models = [i for i, row in base.monthly().items() if with_kinds_of_day(row)]
        if not models:
            return Patch()
        order = drawn(models, self.name)
        units = base.rows("units")
        unit: Cells = {
            "unit_id": base.free_id("units", _POOL),
            "name": "Pool",
            "lat": round(fmean(_numbers(units, "lat")), 6),
            "lon": round(fmean(_numbers(units, "lon")), 6),
        }
        unit["lends_to"] = _nearest(unit, units)
        people = [
            Addition(
                file="employees",
                like=order[number % len(order)],
                set={
                    "employee_id": base.free_id("employees", f"{_POOL}-{number + 1}"),
                    "name": "",
                    "unit_id": unit["unit_id"],
                    "degree_pct": self.degree,
                    "shift_kinds": _ANY_SHIFT_BY_DAY,
                    "transport": "car",
                    "from": None,
                    "to": None,
                },
            )
            for number in range(self.posts)
        ]
        return Patch(add=(Addition(file="units", set=unit), *people))


def _nearest(unit: Cells, units: Iterable[Cells]) -> list[str]:
    """Return the other units, nearest first."""
    (lat,), (lon,) = _numbers([unit], "lat"), _numbers([unit], "lon")
    far = {
        str(other["unit_id"]): great_circle_km(
            lat, lon, *_numbers([other], "lat"), *_numbers([other], "lon")
        )
        for other in units
        if other["unit_id"] != unit["unit_id"]
    }
    return sorted(far, key=lambda id_: (far[id_], id_))


def _numbers(rows: Iterable[Cells], column: str) -> list[float]:
    return [float(str(row[column])) for row in rows]
