"""Presets of what people are employed under, and whether they sleep at work."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, ClassVar, Literal, cast

from pydantic import Field

from data.cell_place import CellPlace
from data.faults import BadInput
from data.scenario.patch import Addition, Alteration, Patch, Removal
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.preset import UNIT, Preset
from data.written_values import Cells, Value, clock
from scheduler.pay.agreement import AgreementName, UnknownAgreementError, find_agreement
from scheduler.pay.agreement_rows import NoRateError
from scheduler.pay.overlay import AgreementFaultsError

_DAY = 1440
Span = tuple[int, int]
"""Minutes from midnight."""
_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class OtherEmployment(Preset):
    """People are employed under another agreement."""

    name: ClassVar[str] = "agreement"
    agreement: str = Field(
        default="PAN", min_length=1, json_schema_extra={"examples": ["AB, PAN"]}
    )
    unit: str | None = Field(
        default=None, examples=["yttre"], json_schema_extra=dict(UNIT)
    )

    def changes(self, base: BaseRows) -> Patch:
        """Change those who are employed under another."""
        _check_agreement(self.text, self.agreement, base)
        others = self._others(base)
        step = Alteration(
            file="employees",
            where={"employee_id": tuple(others)},
            set={"agreement": self.agreement},
        )
        return Patch(change=(step,) if others else ())

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many it is about."""
        return {"people": len(base.rows("employees", unit_id=self.unit))}

    def _others(self, base: BaseRows) -> list[str]:
        if self.unit is not None:
            base.check_units(self.unit)
        general = str(base.settings["agreement"]).partition("@")[0]
        return [
            str(row["employee_id"])
            for row in base.rows("employees", unit_id=self.unit)
            if (row.get("agreement") or general) != self.agreement
        ]


def _check_agreement(text: str, name: str, base: BaseRows) -> None:
    """Make sure that there is such an agreement; its own faults are told elsewhere.

    Raises
    ------
    BadInput
        There is none, or none as early.
    """
    place = CellPlace(text)
    try:
        find_agreement(name, base.agreements)
    except UnknownAgreementError as error:
        choices = ", ".join(error.known)
        raise BadInput(
            [place.fault("agreement", None, name, choices=choices)]
        ) from error
    except NoRateError as error:
        day, first = str(AgreementName.parse(name).day), error.first.isoformat()
        raise BadInput(
            [place.fault("agreement_day", None, day, first=first)]
        ) from error
    except AgreementFaultsError:
        pass


Clock = Annotated[str, Field(pattern=_CLOCK)]


class NightRest(Preset):
    """Whoever works by night sleeps at the workplace, or is awake all night."""

    name: ClassVar[str] = "nights"
    how: Literal["jour", "waking"] = "jour"
    begins: Clock = Field(default="23:00", examples=["23:00"])
    ends: Clock = Field(default="06:00", examples=["06:00"])
    unit: str | None = Field(
        default=None, examples=["natt"], json_schema_extra=dict(UNIT)
    )

    def changes(self, base: BaseRows) -> Patch:
        """Change night shifts, and what staffing asks for meanwhile."""
        if self.unit is not None:
            base.check_units(self.unit)
        types = [row for row in self._types(base) if self._is_otherwise(row)]
        if not types:
            return Patch()
        named = {row.get("unit_id") for row in types}
        needs = [
            row
            for row in base.rows("staffing", unit_id=self.unit)
            if None in named or row["unit_id"] in named
        ]
        parts = [part for row in needs for part in self._parts(base, row)]
        if parts == needs:
            return Patch(change=tuple(map(self._changed, types)))
        units = tuple(sorted({str(row["unit_id"]) for row in needs}))
        return Patch(
            change=tuple(map(self._changed, types)),
            remove=(Removal(file="staffing", where={"unit_id": units}),),
            add=tuple(Addition(file="staffing", set=part) for part in parts),
        )

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many night shifts there are."""
        return {"types": len(self._types(base))}

    def _types(self, base: BaseRows) -> list[Cells]:
        return base.rows("shift_types", kind="night", unit_id=self.unit)

    def _is_otherwise(self, row: Cells) -> bool:
        """Whether a night shift has jour and shall not, or none and room for it."""
        has_jour = any(map(_is_jour, _cells(row, "on_call")))
        if self.how == "waking":
            return has_jour
        start, end = _span(row)
        return not has_jour and any(start < lo and hi < end for lo, hi in self._asleep)

    def _changed(self, row: Cells) -> Alteration:
        """Return the step that gives a shift jour, or takes it away.

        Nobody has a break while they sleep; whoever is awake all night and has none
        besides is paid for the meal at work.
        """
        on_call, breaks = _cells(row, "on_call"), _cells(row, "breaks")
        if self.how == "jour":
            jour = f"jour@{self.begins}-{self.ends}"
            kept = [text for text in breaks if not self._is_asleep(text)]
            changed: dict[str, Value] = {"on_call": [jour, *on_call], "breaks": kept}
        else:
            left = [text for text in on_call if not _is_jour(text)]
            changed = {"on_call": left, **({} if breaks else {"paid_meal": True})}
        where = {"shift_id": (str(row["shift_id"]),)}
        return Alteration(file="shift_types", where=where, set=changed)

    def _is_asleep(self, text: str) -> bool:
        """Whether a break, ``30@01:00-04:00``, can only be while somebody sleeps."""
        start, end = _clocks(*text.partition("@")[2].split("-"))
        return any(lo <= start and end <= hi for lo, hi in self._asleep)

    @property
    def _asleep(self) -> list[Span]:
        """When somebody sleeps who came the evening before, or the same day."""
        start, end = _clocks(self.begins, self.ends)
        return [(start + days * _DAY, end + days * _DAY) for days in (-1, 0, 1)]

    def _parts(self, base: BaseRows, row: Cells) -> list[Cells]:
        """Return a row of staffing, cut where those who work it go to sleep or rise."""
        if self.how == "waking":
            return [{**row, "on_call": None} if row.get("on_call") == "jour" else row]
        start, end = _span(row)
        if row.get("on_call") or not self._sleeps_in(start, end):
            return [row]
        edges = {edge for span in self._asleep for edge in span if start < edge < end}
        cut = list(pairwise(sorted({start, *edges, end})))
        return [
            _at(dated, begins, ends) | {"on_call": self._kind(begins)}
            for dated in (_dated(base, row) if cut[-1][0] >= _DAY else [row])
            for begins, ends in cut
            if begins < _DAY or dated["date"] != base.last.isoformat()
        ]

    def _sleeps_in(self, start: int, end: int) -> bool:
        return any(lo < end and start < hi for lo, hi in self._asleep)

    def _kind(self, moment: int) -> str | None:
        return "jour" if any(lo <= moment < hi for lo, hi in self._asleep) else None


def _is_jour(text: str) -> bool:
    return text.partition("@")[0].strip() == "jour"


def _cells(row: Cells, column: str) -> list[str]:
    return cast("list[str]", row.get(column) or [])


def _span(row: Cells) -> Span:
    return _clocks(str(row["start"]), str(row["end"]))


def _clocks(start: str, end: str) -> Span:
    """Return two clock times in minutes, the end after the start."""
    begins, ends = (
        int(c[:-3]) * 60 + int(c[-2:]) for c in (start.strip(), end.strip())
    )
    return begins, ends if ends > begins else ends + _DAY


def _dated(base: BaseRows, row: Cells) -> list[Cells]:
    """Return a row of staffing for each day of the plan that it is about."""
    if row.get("date"):
        return [row]
    days = (day for day in base.days if f"{day.isoweekday()}" == str(row["weekday"]))
    return [{**row, "date": day.isoformat(), "weekday": None} for day in days]


def _at(row: Cells, start: int, end: int) -> Cells:
    """Return a row of staffing at another time, on the next day if that is then."""
    days, at = divmod(start, _DAY)
    made = {**row, "start": clock(at), "end": clock(end)}
    if not days:
        return made
    day = date.fromisoformat(str(row["date"])) + timedelta(days)
    return {**made, "date": day.isoformat()}
