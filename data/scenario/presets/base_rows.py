"""A dataset's document as presets look at it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, cast

from data.cell_place import CellPlace
from data.faults import BadInput
from data.reading.checks.own_agreements import AGREEMENTS
from data.scenario.apply import rule_list
from data.scenario.laid_out import all_visits
from data.scenario.patched_rows import SHEET
from data.written_values import Cells

_MIDNIGHT = "T00:00"


class BaseRows:
    """The rows of a dataset, those of visits that needs grant among them."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document
        self.settings = cast("Mapping[str, Any]", document["dataset"])
        self.first = date.fromisoformat(str(self.settings["start"]))
        self.days = [self.first + timedelta(n) for n in range(self.settings["days"])]
        self.last = self.days[-1]
        self.agreements = cast("Mapping[str, str]", document.get(AGREEMENTS) or {})
        self._taken: dict[str, set[str]] = {}

    def rows(self, file: str, **wanted: object) -> list[Cells]:
        """Return rows whose cells are as wanted; ``None`` asks nothing of a cell."""
        rows = self._visits if file == "visits" else self._rows(file)
        asked = {name: value for name, value in wanted.items() if value is not None}
        return [r for r in rows if all(r.get(n) == v for n, v in asked.items())]

    def _rows(self, file: str) -> list[Cells]:
        return cast("list[Cells]", self._document.get(file) or [])

    @cached_property
    def _visits(self) -> list[Cells]:
        return all_visits(self._document)

    def rule(self, kind: str) -> Mapping[str, Any]:
        """Return what the base gives of a rule."""
        rules = rule_list(self._document.get("rules"))
        return next((rule for rule in rules if rule.get("kind") == kind), {})

    def monthly(self, unit: str | None = None) -> dict[str, Cells]:
        """Return those with a monthly wage by id, of one unit or all."""
        if unit is not None:
            self.check_units(unit)
        return self.people(self.rows("employees", employment="monthly", unit_id=unit))

    def people(self, rows: Iterable[Cells]) -> dict[str, Cells]:
        """Return rows of employees by their ids."""
        return {str(row["employee_id"]): row for row in rows}

    def check_units(self, *named: str) -> None:
        """Make sure that there are such units.

        Raises
        ------
        BadInput
            With each that there is not.
        """
        known = [str(row["unit_id"]) for row in self.rows("units")]
        names = ", ".join(known)
        unknown = [
            CellPlace(unit).fault("preset_unit", None, unit, names=names)
            for unit in named
            if unit not in known
        ]
        if unknown:
            raise BadInput(unknown)

    @cached_property
    def _locked(self) -> set[tuple[str, str]]:
        shifts = self.rows("locked_shifts")
        found = {(str(r["employee_id"]), str(r["date"])) for r in shifts}
        for row in self.rows("locked_visits"):
            found.add((str(row["employee_id"]), str(row["start"])[:10]))
        return found

    def is_locked(self, employee: str, days: Iterable[date]) -> bool:
        """Whether somebody's work on one of the days is decided already."""
        return any((employee, day.isoformat()) in self._locked for day in days)

    def days_of(self, absence: Cells) -> list[date]:
        """Return the days of the plan that an absence covers, at least in part."""
        start, end = str(absence["start"]), str(absence["end"])
        until = end[:10]
        ends_before = end.endswith(_MIDNIGHT)
        return [
            day
            for day in self.days
            if start[:10] <= f"{day}" <= until
            and not (ends_before and f"{day}" == until)
        ]

    def is_away(self, employee: str, days: Iterable[date]) -> bool:
        """Whether somebody is away on one of the days, or not employed then."""
        return not self._away.get(employee, set()).isdisjoint(days)

    @cached_property
    def _away(self) -> dict[str, set[date]]:
        away: dict[str, set[date]] = defaultdict(set)
        for row in self.rows("absences"):
            away[str(row["employee_id"])].update(self.days_of(row))
        for id_, row in self.people(self.rows("employees")).items():
            first = str(row.get("from") or self.first)
            last = str(row.get("to") or self.last)
            away[id_].update(d for d in self.days if not first <= f"{d}" <= last)
        return away

    def free_id(self, file: str, wanted: str) -> str:
        """Return an id that no row of a file has yet."""
        taken = self._ids_of(file)
        made, number = wanted, 2
        while made in taken:
            made, number = f"{wanted}-{number}", number + 1
        taken.add(made)
        return made

    def _ids_of(self, file: str) -> set[str]:
        if file not in self._taken:
            key = SHEET[file].key
            ids = {str(row[key.name]) for row in self.rows(file)} if key else set()
            self._taken[file] = ids
        return self._taken[file]


def with_kinds_of_day(row: Cells) -> bool:
    """Whether somebody works by day or evening; no kinds given means all."""
    kinds = cast("list[str]", row.get("shift_kinds") or [])
    return not kinds or bool({"day", "evening"} & set(kinds))
