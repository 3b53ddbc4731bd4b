"""Presets of how many posts there are, and of who holds them."""

from collections.abc import Mapping
from itertools import cycle, islice
from typing import ClassVar, Literal

from pydantic import Field, FiniteFloat

from data.scenario.patch import Addition, Alteration, Patch, Removal
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.chance import drawn, share_of
from data.scenario.presets.preset import UNIT, Preset
from data.scenario.presets.shift_patterns import Weekends
from data.written_values import Cells, Value

_LEAST_DEGREE, _FULL = 2.0, 100.0


class BaseStaffing(Preset):
    """More or fewer posts with a monthly wage, to the per cent."""

    name: ClassVar[str] = "staffing"
    change: FiniteFloat = Field(default=10, ge=-10, le=20)
    """Per cent of all degrees."""
    unit: str | None = Field(
        default=None, examples=["yttre"], json_schema_extra=dict(UNIT)
    )

    def changes(self, base: BaseRows) -> Patch:
        """Add posts like drawn ones, or empty them; the last one in part."""
        people = base.monthly(self.unit)
        degrees = {id_: _degree(row) for id_, row in people.items()}
        left = sum(degrees.values()) * abs(self.change) / 100
        whole, part = list[str](), None
        for id_ in drawn(people, self.name):
            if degrees[id_] > left:
                part = id_ if left >= _LEAST_DEGREE else None
                break
            whole.append(id_)
            left -= degrees[id_]
        if self.change < 0:
            return _fewer(whole, part, degrees, left)
        asked = [(id_, degrees[id_]) for id_ in whole]
        return Patch(
            add=tuple(
                _post(base, id_, degree)
                for id_, degree in [*asked, *([(part, left)] if part else [])]
            )
        )

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many have a monthly wage."""
        return {"people": len(base.monthly(self.unit))}


class PostCount(Preset):
    """So many posts more or fewer."""

    name: ClassVar[str] = "posts"
    count: int = Field(default=1, ge=-20, le=20)
    unit: str | None = Field(
        default=None, examples=["yttre"], json_schema_extra=dict(UNIT)
    )

    def changes(self, base: BaseRows) -> Patch:
        """Add posts like drawn ones, one after the other, or remove those."""
        people = drawn(base.monthly(self.unit), self.name)
        if not people or self.count == 0:
            return Patch()
        if self.count < 0:
            gone = tuple(people[: -self.count])
            where = {"employee_id": gone}
            return Patch(remove=(Removal(file="employees", where=where),))
        like = islice(cycle(people), self.count)
        rows = base.monthly(self.unit)
        return Patch(add=tuple(_post(base, id_, _degree(rows[id_])) for id_ in like))

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many have a monthly wage."""
        return {"people": len(base.monthly(self.unit))}


class DegreeChange(Preset):
    """All degrees higher or lower, full time at most."""

    name: ClassVar[str] = "degrees"
    change: FiniteFloat = Field(default=10, ge=-30, le=30)
    """Per cent of each degree."""
    unit: str | None = Field(
        default=None, examples=["yttre"], json_schema_extra=dict(UNIT)
    )

    def changes(self, base: BaseRows) -> Patch:
        """Change those whose degree becomes another."""
        return Patch(
            change=tuple(
                Alteration(
                    file="employees",
                    where={"employee_id": (id_,)},
                    set={"degree_pct": degree},
                )
                for id_, row in base.monthly(self.unit).items()
                if (degree := self._changed(_degree(row))) != _degree(row)
            )
        )

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many have a monthly wage."""
        return {"people": len(base.monthly(self.unit))}

    def _changed(self, degree: float) -> float:
        made = round(degree * (1 + self.change / 100), 2)
        return max(_LEAST_DEGREE, min(made, max(degree, _FULL)))


class VacantLines(Preset):
    """Lines of the roster without anybody, or with somebody new."""

    name: ClassVar[str] = "vacancies"
    lines: int = Field(default=2, ge=1, le=30)
    cover: Literal["overtime", "recruited"] = "overtime"
    unit: str | None = Field(
        default=None, examples=["yttre"], json_schema_extra=dict(UNIT)
    )

    def changes(self, base: BaseRows) -> Patch:
        """Empty drawn lines, and fill them with newcomers if they are recruited."""
        people = base.monthly(self.unit)
        gone = drawn(people, self.name)[: self.lines]
        if not gone:
            return Patch()
        new = gone if self.cover == "recruited" else []
        return Patch(
            remove=(Removal(file="employees", where={"employee_id": tuple(gone)}),),
            add=tuple(_newcomer(base, people[id_]) for id_ in new),
        )

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many have a monthly wage."""
        return {"people": len(base.monthly(self.unit))}


class MonthlySubstitutes(Preset):
    """Those who are paid by the hour get a monthly wage instead."""

    name: ClassVar[str] = "monthly-substitutes"
    share: FiniteFloat = Field(default=100, ge=1, le=100)
    """Per cent of those who are paid by the hour."""
    degree: int = Field(default=75, ge=1, le=100)
    """Per cent of full time."""
    weekends: Weekends = "1/2"

    def changes(self, base: BaseRows) -> Patch:
        """Employ a drawn share of them."""
        hourly = base.people(base.rows("employees", employment="hourly"))
        ids = tuple(share_of(hourly, self.share, self.name))
        new: dict[str, Value] = {
            "employment": "monthly",
            "degree_pct": self.degree,
            "weekends": self.weekends,
        }
        step = Alteration(file="employees", where={"employee_id": ids}, set=new)
        return Patch(change=(step,) if ids else ())

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many are paid by the hour."""
        return {"people": len(base.rows("employees", employment="hourly"))}


def _degree(row: Cells) -> float:
    return float(str(row["degree_pct"]))


def _post(base: BaseRows, like: str, degree: float) -> Addition:
    row: dict[str, Value] = {
        "employee_id": base.free_id("employees", f"{like}-more"),
        "name": "",
        "degree_pct": round(degree, 2),
    }
    return Addition(file="employees", like=like, set=row)


def _newcomer(base: BaseRows, row: Cells) -> Addition:
    """Return somebody with the same line, whom nobody knows yet."""
    id_ = base.free_id("employees", f"{row['employee_id']}-new")
    return Addition(file="employees", set={**row, "employee_id": id_, "name": ""})


def _fewer(
    whole: list[str], part: str | None, degrees: dict[str, float], left: float
) -> Patch:
    removal = Removal(file="employees", where={"employee_id": tuple(whole)})
    change: tuple[Alteration, ...] = ()
    if part is not None:
        degree = max(_LEAST_DEGREE, round(degrees[part] - left, 2))
        where = {"employee_id": (part,)}
        lower = Alteration(file="employees", where=where, set={"degree_pct": degree})
        change = (lower,)
    return Patch(remove=(removal,) if whole else (), change=change)
