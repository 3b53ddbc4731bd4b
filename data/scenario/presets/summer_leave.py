"""The preset of summer leave: four weeks for everybody, in three periods or in five."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from pydantic import Field

from data.scenario.patch import Addition, Patch, Removal
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.chance import drawn
from data.scenario.presets.preset import Preset

_LEAVE = timedelta(weeks=4)
_JUNE, _AUGUST, _LAST_OF_AUGUST = 6, 8, 31


class SummerLeave(Preset):
    """Four weeks of leave for all with a monthly wage, spread over periods."""

    name: ClassVar[str] = "summer-leave"
    periods: int = Field(default=3, ge=1, le=8)
    first: date | None = Field(default=None, examples=["2027-06-07"])
    last: date | None = Field(default=None, examples=["2027-08-29"])

    def changes(self, base: BaseRows) -> Patch:
        """Give everybody a period instead of the vacation they had in those weeks."""
        first, last = self._span(base)
        adds = tuple(self._leaves(base, first, last))
        ids = base.monthly()
        old = [
            row
            for row in base.rows("absences", kind="vacation")
            if row["employee_id"] in ids
            and str(row["start"])[:10] <= f"{last}"
            and str(row["end"]) > f"{first}"
        ]
        removal = Removal(
            file="absences",
            where={
                "kind": ("vacation",),
                "employee_id": tuple(dict.fromkeys(str(r["employee_id"]) for r in old)),
                "start": (f"<{last + timedelta(days=1)}",),
                "end": (f">{first}",),
            },
        )
        if not adds:
            return Patch()
        return Patch(remove=(removal,) if old else (), add=adds)

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell when the periods are, and when the plan is."""
        first, last = self._span(base)
        return {"first": first, "last": last, "start": base.first, "end": base.last}

    def _span(self, base: BaseRows) -> tuple[date, date]:
        """Return the first and the last day of the periods."""
        first = self.first or date(base.first.year, _JUNE, 1)
        last = self.last or date(base.first.year, _AUGUST, _LAST_OF_AUGUST)
        return first, last

    def _leaves(self, base: BaseRows, first: date, last: date) -> Iterator[Addition]:
        begins = self._begins(first, last)
        people = base.monthly()
        units = dict.fromkeys(str(row["unit_id"]) for row in people.values())
        for unit in units:
            ids = [id_ for id_, row in people.items() if row["unit_id"] == unit]
            for number, id_ in enumerate(drawn(ids, self.name)):
                turn = number % len(begins)
                yield from _leave(base, id_, begins[turn:] + begins[:turn])

    def _begins(self, first: date, last: date) -> list[date]:
        """Return when the periods begin: evenly, whole weeks after the first day."""
        room = max(0, (last - first).days + 1 - _LEAVE.days)
        apart = room / max(1, self.periods - 1)
        weeks = (round(number * apart / 7) for number in range(self.periods))
        return [first + timedelta(weeks=week) for week in weeks]


def _leave(base: BaseRows, id_: str, begins: Sequence[date]) -> Iterator[Addition]:
    """Yield the first of some leaves in which nothing is decided yet."""
    for begin in begins:
        end = begin + _LEAVE - timedelta(days=1)
        days = [day for day in base.days if begin <= day <= end]
        if base.is_locked(id_, days):
            continue
        if days:
            row = {"employee_id": id_, "start": f"{begin}", "end": f"{end}"}
            yield Addition(file="absences", set={**row, "kind": "vacation"})
        return
