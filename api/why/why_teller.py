"""Members of a clash and repairs in words of both languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api.why.repair_patch import patch_of
from api.why.row_places import Lines, RowPlace, row_place
from api.why.why_answers import AddedShift, ClashMember, ContradictionView, WayOut
from data.both_languages import Both, both, number, rule_name, same
from data.written_values import Cells, kronor, local
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import Problem, StaffingNeed
from scheduler.domain.values import Instant
from scheduler.why_not.contradictions import Contradiction
from scheduler.why_not.dataset_repair import Repair, RepairKind
from scheduler.why_not.member import EASED_PERSON, FIELD, Member, MemberKind
from scheduler.why_not.ways import AddedDuty

_CELL = {"latest": "earliest, latest", "after": "after, gap_min, gap_max"}
"""Columns that are one matter."""


@dataclass(frozen=True)
class WhyTeller:
    """Tells of one dataset, whose files are read for the places of rows."""

    problem: Problem
    rules: Mapping[str, str]
    """Ids of rules by their kinds."""
    lines: Lines

    @cached_property
    def _clock(self) -> WallClock:
        return wall_clock(self.problem.timezone)

    def contradiction(self, found: Contradiction) -> ContradictionView:
        """Tell of what is not done, why, and what would mend it."""
        members = found.clash.members if found.clash else ()
        visits = [m.id for m in members if m.kind is MemberKind.VISIT]
        facts = {
            "visit": found.visit or "",
            "visits": ", ".join(visits),
            "visit_count": len(visits),
            "count": len(members),
        }
        said = both(f"why.verdict.{found.verdict}", **facts)
        return ContradictionView(
            verdict=found.verdict,
            visit_id=found.visit,
            is_minimal=found.clash is not None and found.clash.is_minimal,
            members=[self._member(member) for member in members],
            repairs=[self._repair(repair) for repair in found.repairs],
            alike=list(found.alike),
            message_sv=said.sv,
            message_en=said.en,
        )

    def _member(self, member: Member) -> ClashMember:
        place, said = self._place(member), self._said(member)
        is_rule = member.kind is MemberKind.RULE
        return ClashMember(
            kind=member.kind,
            rule=self.rules.get(member.id) if is_rule else None,
            id=None if is_rule else member.id or None,
            file=place.file if place else None,
            row=place.row if place else None,
            column=_CELL.get(member.column, member.column) or None,
            message_sv=said.sv,
            message_en=said.en,
        )

    def _place(self, member: Member) -> RowPlace | None:
        if member.kind is MemberKind.RULE:
            return None
        file, cells = self._key(member)
        if not all(cells.values()):
            return RowPlace(f"{file}.csv")
        place = row_place(self.lines, file, cells)
        if place.row is None and member.kind is MemberKind.NEED:
            return row_place(self.lines, file, self._weekly(member.row))
        if place.row is None and file == "visits":
            need, _, _ = member.id.rpartition("-")
            granted = row_place(self.lines, "needs", {"need_id": need})
            return granted if granted.row else place
        return place

    def _key(self, member: Member) -> tuple[str, Cells]:
        """Return a file, and the cells by which a row of it is found."""
        row: Any = member.row
        at = self._clock

        def starts() -> Cells:
            return {"employee_id": member.id, "start": local(row.start, at)}

        keys: Mapping[MemberKind, Callable[[], tuple[str, Cells]]] = {
            MemberKind.VISIT: lambda: ("visits", {"visit_id": member.id}),
            MemberKind.VISIT_CELL: lambda: ("visits", {"visit_id": member.id}),
            MemberKind.CLIENT_CELL: lambda: ("clients", {"client_id": member.id}),
            MemberKind.PEOPLE_CELL: lambda: ("employees", {"employee_id": member.id}),
            MemberKind.SHIFT_TYPES: lambda: ("shift_types", {"shift_id": None}),
            MemberKind.NEED: lambda: ("staffing", self._dated(row)),
            MemberKind.ON_CALL_NEED: lambda: ("staffing", self._dated(row)),
            MemberKind.ABSENCE: lambda: ("absences", starts()),
            MemberKind.WORKED_SHIFT: lambda: ("worked_shifts", starts()),
            MemberKind.LOCKED_SHIFT: lambda: ("locked_shifts", starts()),
            MemberKind.VEHICLES: lambda: ("vehicles", {"unit_id": row.unit}),
            MemberKind.BUDGET: lambda: (
                "budgets",
                {"unit_id": row.unit, "month": f"{row.month:%Y-%m}"},
            ),
        }
        return keys[member.kind]()

    def _dated(self, need: StaffingNeed) -> Cells:
        start = f"{self._clock.local(need.start):%H:%M}"
        return {"unit_id": need.unit, "date": need.date.isoformat(), "start": start}

    def _weekly(self, need: Any) -> Cells:
        cells = self._dated(need)
        del cells["date"]
        return cells | {"weekday": need.date.isoweekday()}

    def _said(self, member: Member) -> Both:
        key = f"why.member.{member.kind}"
        key += f".{member.column}" if member.column else ""
        return both(key, **self._facts(member))

    def _facts(self, member: Member) -> dict[str, object]:
        facts: Mapping[MemberKind, Callable[[Member], dict[str, object]]] = {
            MemberKind.RULE: self._of_rule,
            MemberKind.VISIT: self._of_visit,
            MemberKind.VISIT_CELL: self._of_visit,
            MemberKind.CLIENT_CELL: self._of_client,
            MemberKind.PEOPLE_CELL: self._of_people,
            MemberKind.SHIFT_TYPES: self._of_shift_types,
        }
        return facts.get(member.kind, self._of_row)(member)

    def _of_rule(self, member: Member) -> dict[str, object]:
        id_ = self.rules.get(member.id, member.id)
        return {"rule": id_, "title": rule_name(id_)}

    def _of_visit(self, member: Member) -> dict[str, object]:
        visit = self.problem.visit[member.id]
        least, most = visit.gap_min or 0, visit.gap_max
        gap = "least" if most is None else "between"
        first, last = self._time(visit.earliest), self._time(visit.latest)
        return {
            **visit.model_dump(include={"client", "date", "minutes", "staff", "after"}),
            "visit": visit.id,
            "skills": ", ".join(sorted(visit.skills)),
            "window": first if first == last else f"{first}–{last}",
            "gap": both(f"why.gap.{gap}", least=least, most=most),
        }

    def _of_client(self, member: Member) -> dict[str, object]:
        client = self.problem.client[member.id]
        gender = member.column == "avoid_gender"
        whom = client.avoid_gender if gender else client.avoid
        return {"client": client.id, "whom": ", ".join(sorted(whom))}

    def _of_people(self, member: Member) -> dict[str, object]:
        person = self.problem.employee.get(member.id)
        if person is None:
            field = FIELD.get(member.column, member.column)
            usual = EASED_PERSON[member.column]
            people = self.problem.employees
            held = [e for e in people if getattr(e, field) != usual]
            many = both("why.people.many", count=len(held))
            return {"whom": many, "kinds": "", "pattern": "", "day": "–"}
        kinds = ", ".join(sorted(person.shift_kinds))
        pattern = person.weekends
        return {
            "whom": self._name(person.id),
            "kinds": f" ({kinds})",
            "pattern": f" ({pattern.worked}/{pattern.of})" if pattern else "",
            "day": getattr(person, FIELD.get(member.column, ""), ""),
            "pct": number(person.degree_pct),
        }

    def _of_shift_types(self, member: Member) -> dict[str, object]:
        mine = [t for t in self.problem.shift_types if t.unit in (None, member.id)]
        shifts = ", ".join(type_.id for type_ in mine)
        return {"unit": self._unit(member.id), "shifts": shifts or "–"}

    def _of_row(self, member: Member) -> dict[str, object]:
        row: Any = member.row
        if member.kind is MemberKind.VEHICLES:
            return {"unit": self._unit(row.unit), "cars": row.cars}
        if member.kind is MemberKind.BUDGET:
            amount = number(row.amount / 100)
            month = f"{row.month:%Y-%m}"
            return {"unit": self._unit(row.unit), "amount": amount, "month": month}
        end = self._clock.local(row.end)
        facts = {
            "date": self._clock.day(row.start),
            "start": self._time(row.start),
            "end": f"{end:%H:%M}",
            "until": f"{end:%Y-%m-%d %H:%M}",
        }
        if isinstance(row, StaffingNeed):
            skills = f" {', '.join(sorted(row.skills))}" if row.skills else ""
            facts |= {"unit": self._unit(row.unit), "least": row.min, "skills": skills}
            return facts
        kind = getattr(row, "kind", None)
        facts |= {"whom": self._name(row.employee), "shift": getattr(row, "shift", "")}
        return facts | ({"kind": both(f"report.absence.{kind}")} if kind else {})

    def _repair(self, repair: Repair) -> WayOut:
        key = f"why.repair.{repair.kind}"
        key += f".{repair.column}" if repair.column else ""
        said = both(key, **self._repair_facts(repair))
        return WayOut(
            kind=repair.kind,
            price=kronor(repair.price),
            hours=round(repair.minutes / 60, 2),
            shifts=[self._shift(way, way.rows) for way in repair.ways],
            patch=patch_of(repair, self.problem),
            message_sv=said.sv,
            message_en=said.en,
        )

    def _repair_facts(self, repair: Repair) -> dict[str, object]:
        facts = dict[str, object](repair.facts)
        if "whom" in facts:
            facts["whom"] = self._name(str(facts["whom"]))
        for place in ("unit", "to"):
            if place in facts:
                facts[place] = self._unit(str(facts[place]))
        if repair.kind is RepairKind.SOFTEN_RULE:
            facts["title"] = rule_name(str(facts["rule"]))
        if "who" in facts:
            named = str(facts["who"]).split(", ")
            facts["who"] = same(", ".join(map(self._name, named)))
        return facts

    def _shift(self, way: AddedDuty, rows: tuple[ShiftRow, ...]) -> AddedShift:
        return AddedShift(
            employee_id=way.employee,
            date=rows[0].date,
            shift_id=rows[0].shift,
            unit_id=rows[0].unit,
            start=local(rows[0].start, self._clock),
            end=local(rows[-1].end, self._clock),
            price=kronor(way.price),
        )

    def _name(self, who: str) -> str:
        person = self.problem.employee.get(who)
        return f"{person.name} ({who})" if person and person.name else who

    def _unit(self, id_: str) -> str:
        unit = self.problem.unit.get(id_)
        return unit.name if unit else id_

    def _time(self, instant: Instant) -> str:
        return f"{self._clock.local(instant):%H:%M}"
