"""Presets of where one unit ends and another begins."""

from collections import defaultdict
from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from data.scenario.patch import Addition, Alteration, Patch
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.chance import drawn
from data.scenario.presets.preset import UNIT, Preset
from data.written_values import Cells, Value

_WITH_UNIT = (
    "employees",
    "clients",
    "visits",
    "shift_types",
    "staffing",
    "locked_shifts",
)
"""Files in which a row is of a unit; where somebody has worked, they have worked."""


class MergedUnits(Preset):
    """Two units become one."""

    name: ClassVar[str] = "merge"
    into: str = Field(examples=["centrala"], json_schema_extra=dict(UNIT))
    gone: str = Field(examples=["yttre"], json_schema_extra=dict(UNIT))

    def changes(self, base: BaseRows) -> Patch:
        """Hand all of one unit to the other; the name of the first stays, empty."""
        base.check_units(self.into, self.gone)
        if self.into == self.gone:
            return Patch()
        moved = tuple(
            _alteration(file, {"unit_id": self.gone}, {"unit_id": self.into})
            for file in _WITH_UNIT
            if base.rows(file, unit_id=self.gone)
        )
        return Patch(change=(*moved, *self._lending(base)))

    def _lending(self, base: BaseRows) -> list[Alteration]:
        """Return who lends to whom when one of the units is no more."""
        units = {str(row["unit_id"]): _lends_to(row) for row in base.rows("units")}
        theirs = [*units[self.into], *units[self.gone]]
        both = (self.into, self.gone)
        found = {self.into: [u for u in dict.fromkeys(theirs) if u not in both]}
        found[self.gone] = []
        for id_, lends in units.items():
            if id_ not in both and self.gone in lends:
                renamed = (self.into if u == self.gone else u for u in lends)
                found[id_] = list(dict.fromkeys(renamed))
        return [
            _alteration("units", {"unit_id": id_}, {"lends_to": lends})
            for id_, lends in found.items()
            if lends != units[id_]
        ]


class DividedUnit(Preset):
    """One unit becomes two, each with half of the clients and of the staff."""

    name: ClassVar[str] = "split"
    unit: str = Field(examples=["centrala"], json_schema_extra=dict(UNIT))

    def changes(self, base: BaseRows) -> Patch:
        """Move whole routes, and every second of those who have the same work."""
        base.check_units(self.unit)
        clients, people = self._clients(base), self._people(base)
        if not clients or not people:
            return Patch()
        new = base.free_id("units", f"{self.unit}-2")
        (old,) = base.rows("units", unit_id=self.unit)
        name = f"{old['name']} 2"
        unit = Addition(file="units", set={**old, "unit_id": new, "name": name})
        types = [
            Addition(file="shift_types", set={**row, "unit_id": new, "shift_id": id_})
            for row in base.rows("shift_types", unit_id=self.unit)
            for id_ in [base.free_id("shift_types", f"{row['shift_id']}-2")]
        ]
        return Patch(change=self._moved(base, clients, people, new), add=(unit, *types))

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many there are to divide."""
        files = ("clients", "employees")
        return {f: len(base.rows(f, unit_id=self.unit)) for f in files}

    def _moved(
        self, base: BaseRows, clients: list[str], people: list[str], new: str
    ) -> tuple[Alteration, ...]:
        steps = [
            _alteration("clients", {"client_id": clients}, {"unit_id": new}),
            _alteration("employees", {"employee_id": people}, {"unit_id": new}),
        ]
        own = base.rows("visits", unit_id=self.unit)
        if any(visit["client_id"] in clients for visit in own):
            where = {"client_id": clients, "unit_id": self.unit}
            steps.append(_alteration("visits", where, {"unit_id": new}))
        for row in base.rows("units"):
            if self.unit in _lends_to(row):
                lends: Value = [*_lends_to(row), new]
                steps.append(
                    _alteration(
                        "units", {"unit_id": row["unit_id"]}, {"lends_to": lends}
                    )
                )
        return tuple(steps)

    def _clients(self, base: BaseRows) -> list[str]:
        """Return the clients of about half of the visiting time, by whole routes."""
        minutes: dict[str, int] = defaultdict(int)
        for visit in base.rows("visits"):
            minutes[str(visit["client_id"])] += int(str(visit["minutes"]))
        routes: dict[str, list[str]] = defaultdict(list)
        for row in base.rows("clients", unit_id=self.unit):
            routes[str(row.get("route_id") or row["client_id"])].append(
                str(row["client_id"])
            )
        long = {r: sum(minutes[c] for c in ids) for r, ids in routes.items()}
        left = sum(long.values()) / 2
        moved: list[str] = []
        for route in sorted(routes, key=lambda r: (-long[r], r)):
            if long[route] <= left and not self._is_decided(base, routes[route]):
                moved += routes[route]
                left -= long[route]
        return moved

    def _is_decided(self, base: BaseRows, clients: list[str]) -> bool:
        """Whether somebody's visit to one of the clients is locked."""
        locked = {str(row["visit_id"]) for row in base.rows("locked_visits")}
        visits = base.rows("visits")
        return any(
            v["visit_id"] in locked and v["client_id"] in clients for v in visits
        )

    def _people(self, base: BaseRows) -> list[str]:
        """Return every second of those without locked work, alike side by side."""
        people = base.people(base.rows("employees", unit_id=self.unit))
        free = [id_ for id_ in people if not base.is_locked(id_, base.days)]
        return sorted(drawn(free, self.name), key=lambda id_: _work(people[id_]))[1::2]


def _work(row: Cells) -> tuple[str, ...]:
    return tuple(str(row.get(name)) for name in ("employment", "role", "shift_kinds"))


def _lends_to(row: Cells) -> list[str]:
    lends = row.get("lends_to")
    return list(lends) if isinstance(lends, list) else []


def _alteration(
    file: str, where: Mapping[str, object], new: Mapping[str, Value]
) -> Alteration:
    return Alteration.model_validate({"file": file, "where": where, "set": new})
