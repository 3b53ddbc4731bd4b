"""The preset of who stands in for those who are away."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from data.scenario.patch import Addition, Patch, Removal
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.preset import Preset
from data.written_values import Cells, Value


class Replacement(Preset):
    """Nobody stands in, somebody by the hour, or somebody for the whole absence."""

    name: ClassVar[str] = "replacement"
    cover: Literal["none", "needed", "full"] = "none"

    def changes(self, base: BaseRows) -> Patch:
        """Take the hourly staff away, or give each absence a substitute."""
        if self.cover == "none":
            hourly = Removal(file="employees", where={"employment": ("hourly",)})
            there = base.rows("employees", employment="hourly")
            return Patch(remove=(hourly,) if there else ())
        return Patch(add=tuple(self._substitutes(base)))

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many are paid by the hour, and how often monthly staff is away."""
        away = [
            row
            for row in base.rows("absences")
            if row["employee_id"] in base.monthly() and base.days_of(row)
        ]
        hourly = base.rows("employees", employment="hourly")
        return {"hourly": len(hourly), "absences": len(away)}

    def _substitutes(self, base: BaseRows) -> Iterator[Addition]:
        people = base.monthly()
        for absence in base.rows("absences"):
            away = people.get(str(absence["employee_id"]))
            days = list(base.days_of(absence))
            if away is not None and days:
                span: Cells = {"from": f"{days[0]}", "to": f"{days[-1]}"}
                yield Addition(file="employees", set=self._row(base, away) | span)

    def _row(self, base: BaseRows, away: Cells) -> dict[str, Value]:
        """Return a substitute like the one who is away."""
        id_ = base.free_id("employees", f"{away['employee_id']}-sub")
        row = {**away, "employee_id": id_, "name": ""}
        if self.cover == "needed":
            row |= {"employment": "hourly", "degree_pct": 0}
        return row
