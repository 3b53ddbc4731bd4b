"""Presets of when people work: other weekends, long weekends, no split shifts."""

from typing import Annotated, ClassVar, cast

from pydantic import AfterValidator, Field

from data.scenario.patch import Addition, Alteration, Patch, Removal
from data.scenario.presets.base_rows import BaseRows, with_kinds_of_day
from data.scenario.presets.preset import Preset
from data.written_values import Cells


def _possible(pattern: str) -> str:
    worked, _, of = pattern.partition("/")
    if int(worked) > int(of):
        raise ValueError(pattern)
    return pattern


Weekends = Annotated[
    str,
    Field(pattern=r"^[1-9]/[1-9]$", examples=["1/2", "2/5", "1/3"]),
    AfterValidator(_possible),
]
"""At most so many of so many weekends in a row."""

_LONG_WEEKEND = {
    "kind": "long",
    "start": "07:00",
    "end": "20:00",
    "breaks": ["30@11:00-12:30", "30@14:30-17:00"],
    "paid_meal": False,
    "days": "0000011",
}
"""Thirteen hours, as some municipalities have them; no work block passes five."""


class OtherWeekends(Preset):
    """All who have a weekend pattern get another one."""

    name: ClassVar[str] = "weekends"
    pattern: Weekends = "1/3"

    def changes(self, base: BaseRows) -> Patch:
        """Change those who have another pattern."""
        return Patch(change=_with_pattern(base, self.pattern))


class WeekendConcept(Preset):
    """Fewer weekends, in long shifts."""

    name: ClassVar[str] = "weekend-concept"
    pattern: Weekends = "1/3"

    def changes(self, base: BaseRows) -> Patch:
        """Let those who work by day take long shifts, and have such on weekends."""
        long = [
            id_
            for id_, row in base.people(base.rows("employees")).items()
            if with_kinds_of_day(row) and _is_kept_from_long(row)
        ]
        step = Alteration.model_validate(
            {
                "file": "employees",
                "where": {"employee_id": long},
                "with": {"shift_kinds": "long"},
            }
        )
        return Patch(
            change=(*_with_pattern(base, self.pattern), *([step] if long else [])),
            add=_long_weekends(base),
        )


class NoSplitShifts(Preset):
    """Nobody works a split shift."""

    name: ClassVar[str] = "no-split-shifts"

    def changes(self, base: BaseRows) -> Patch:
        """Take the shift types away, and what people wished about them."""
        gone = {str(r["shift_id"]) for r in base.rows("shift_types", kind="split")}
        if not gone:
            return Patch()
        wished = {str(row.get("shift_id")) for row in base.rows("wishes")} & gone
        wishes = Removal(file="wishes", where={"shift_id": tuple(sorted(wished))})
        types = Removal(file="shift_types", where={"kind": ("split",)})
        return Patch(remove=(wishes, types) if wished else (types,))


def _is_kept_from_long(row: Cells) -> bool:
    kinds = cast("list[str]", row.get("shift_kinds") or ["long"])
    return "long" not in kinds


def _with_pattern(base: BaseRows, pattern: str) -> tuple[Alteration, ...]:
    found = {str(r["weekends"]) for r in base.rows("employees") if r.get("weekends")}
    others = tuple(sorted(found - {pattern}))
    step = Alteration(
        file="employees", where={"weekends": others}, set={"weekends": pattern}
    )
    return (step,) if others else ()


def _long_weekends(base: BaseRows) -> tuple[Addition, ...]:
    """Return a long weekend shift for each unit that has day shifts and none yet."""
    has_day = dict.fromkeys(
        r.get("unit_id") for r in base.rows("shift_types", kind="day")
    )
    has_long = {r.get("unit_id") for r in base.rows("shift_types", kind="long")}
    if None in has_long:
        return ()
    return tuple(
        Addition(
            file="shift_types",
            set={
                "shift_id": base.free_id("shift_types", f"{unit or 'all'}-long"),
                "unit_id": unit,
                **_LONG_WEEKEND,
            },
        )
        for unit in has_day
        if unit not in has_long
    )
