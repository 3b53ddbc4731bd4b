"""The negotiation pack as data: what a document, a workbook and the service tell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from api.side_by_side import JudgedSide
from data.both_languages import Both, both, same
from data.negotiation.changed_days import (
    DayPair,
    DaySide,
    NegotiatedPlan,
    Strength,
    TouchedRule,
)
from data.negotiation.measures import Better, Pair
from data.negotiation.negotiation_pack import (
    MeasureSummary,
    NegotiationPack,
    PersonChange,
    negotiation_pack,
)
from data.tables.frames import excel_bytes, frame_of
from scheduler.domain.described import Described
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Frozen
from scheduler.messages import say


class PackPart(Described, Frozen):
    """A part of a pack, each field described by the docstring below it."""


class RuleTouched(PackPart):
    """A rule that a day, or a schedule as a whole, touches."""

    rule: str
    """Id of the rule, as in `rules.md`."""
    force: Strength
    """How strongly it binds; `exception`: a lawful one from rest, made up for."""
    message_sv: str
    """What was found and what is the limit; in Swedish."""
    message_en: str
    """The same in English."""


class MeasuredChange(PackPart):
    """A measure of one person; times are minutes."""

    measure: str
    """Which."""
    old: float | None
    """In the old schedule."""
    new: float | None
    """In the new one."""
    better: bool | None
    """Whether the change counts as better; `null`: no change, or neither."""


class DayChange(PackPart):
    """A day of the old schedule and the one in its place in the new."""

    old_date: str | None
    """Planning day in the old schedule."""
    new_date: str | None
    """Planning day in the new one."""
    old_sv: str
    """What is worked, or why not; in Swedish."""
    old_en: str
    """The same in English."""
    new_sv: str
    """What is worked, or why not; in Swedish."""
    new_en: str
    """The same in English."""
    changed: bool
    """Whether it is something else."""
    old_rules: list[RuleTouched]
    """Rules that the old day touches."""
    new_rules: list[RuleTouched]
    """Rules that the new day touches."""


class PersonNegotiated(PackPart):
    """One person before and after."""

    employee_id: str
    """Who."""
    name: str
    """What they are called."""
    in_old: bool
    """Whether the old schedule has them."""
    in_new: bool
    """Whether the new one has them."""
    measures: list[MeasuredChange]
    """What the schedules amount to."""
    consequences_sv: list[str]
    """What changes, in sentences; in Swedish."""
    consequences_en: list[str]
    """The same in English."""
    days: list[DayChange]
    """Every day, the old beside the new."""
    rules: list[RuleTouched]
    """Rules that the new schedule touches on no one day."""


class MeasureOfAll(PackPart):
    """A measure of everybody; times are minutes."""

    measure: str
    """Which."""
    name_sv: str
    """What it is called in Swedish."""
    name_en: str
    """The same in English."""
    good: Better
    """Which way counts as better."""
    old: float | None
    """Sum of the old schedule; `null` where nothing can be added."""
    new: float | None
    """Sum of the new one."""
    people_better: int
    """For how many it gets better."""
    people_worse: int
    """For how many it gets worse."""
    people_more: int
    """How many get more of it."""
    people_less: int
    """How many get less of it."""
    people_same: int
    """For how many it stays."""


class NegotiationView(PackPart):
    """Two schedules compared person by person."""

    for_four_weeks: bool
    """Whether counts and times are of four weeks: periods are not equally long."""
    people_changed: int
    """For how many people something changes."""
    summary: list[MeasureOfAll]
    """What changes for all."""
    people: list[PersonNegotiated]
    """What changes for each."""


def pack_of(old: JudgedSide, new: JudgedSide) -> NegotiationPack:
    """Compare two judged schedules, each by its own inputs."""
    return negotiation_pack(*map(_negotiated, (old, new)))


def _negotiated(side: JudgedSide) -> NegotiatedPlan:
    view = PlanView(side.inputs.problem, side.plan)
    return NegotiatedPlan(side.name, view, side.audit, side.inputs.rules)


def negotiation_view(pack: NegotiationPack) -> NegotiationView:
    """Return a pack as data."""
    return NegotiationView(
        for_four_weeks=pack.for_four_weeks,
        people_changed=pack.changed,
        summary=[_summary(row) for row in pack.summary],
        people=[_person(person) for person in pack.people],
    )


def negotiation_xlsx(pack: NegotiationPack, language: str) -> bytes:
    """Return a pack as a workbook: summary, measures, consequences, days, rules."""
    view = negotiation_view(pack)
    tables: dict[str, Iterable[Mapping[str, object]]] = {
        "all": [row.model_dump(mode="json") for row in view.summary],
        "measures": [
            {"employee_id": p.employee_id, "name": p.name, **m.model_dump()}
            for p in view.people
            for m in p.measures
        ],
        "people": [_consequence_row(p, language) for p in view.people],
        "days": [row for p in view.people for row in _day_rows(p, language)],
        "rules": [row for p in view.people for row in _rule_rows(p, language)],
    }
    return excel_bytes(
        {
            say(f"negotiation.sheet.{name}", language): frame_of(rows)
            for name, rows in tables.items()
        }
    )


def _consequence_row(person: PersonNegotiated, language: str) -> Mapping[str, object]:
    told: list[str] = getattr(person, f"consequences_{language}")
    return {
        "employee_id": person.employee_id,
        "name": person.name,
        "days_changed": sum(day.changed for day in person.days),
        "consequences": "; ".join(told),
    }


def _day_rows(
    person: PersonNegotiated, language: str
) -> Iterator[Mapping[str, object]]:
    for day in person.days:
        yield {
            "employee_id": person.employee_id,
            "name": person.name,
            "old_date": day.old_date,
            "old": getattr(day, f"old_{language}"),
            "new_date": day.new_date,
            "new": getattr(day, f"new_{language}"),
            "changed": day.changed,
            "rules": ", ".join(rule.rule for rule in day.new_rules),
        }


def _rule_rows(
    person: PersonNegotiated, language: str
) -> Iterator[Mapping[str, object]]:
    touched = [(day.new_date, rule) for day in person.days for rule in day.new_rules]
    touched += [(None, rule) for rule in person.rules]
    for date, rule in touched:
        yield {
            "employee_id": person.employee_id,
            "name": person.name,
            "date": date,
            "rule": rule.rule,
            "force": rule.force,
            "message": getattr(rule, f"message_{language}"),
        }


def _summary(row: MeasureSummary) -> MeasureOfAll:
    name = both(f"negotiation.measure.{row.measure.key}")
    return MeasureOfAll(
        measure=row.measure.key,
        name_sv=name.sv,
        name_en=name.en,
        good=row.measure.better,
        old=row.total and _float(row.total.old),
        new=row.total and _float(row.total.new),
        people_better=row.better,
        people_worse=row.worse,
        people_more=row.more,
        people_less=row.less,
        people_same=row.same,
    )


def _person(person: PersonChange) -> PersonNegotiated:
    return PersonNegotiated(
        employee_id=person.id,
        name=person.name,
        in_old=person.in_old,
        in_new=person.in_new,
        measures=[_measured(pair) for pair in person.pairs],
        consequences_sv=[sentence.sv for sentence in person.consequences],
        consequences_en=[sentence.en for sentence in person.consequences],
        days=[_day(pair) for pair in person.days],
        rules=_rules(person.rules),
    )


def _measured(pair: Pair) -> MeasuredChange:
    return MeasuredChange(
        measure=pair.measure.key,
        old=_float(pair.old),
        new=_float(pair.new),
        better=pair.is_better,
    )


def _day(pair: DayPair) -> DayChange:
    old, new = _text(pair.old), _text(pair.new)
    return DayChange(
        old_date=_date(pair.old),
        new_date=_date(pair.new),
        old_sv=old.sv,
        old_en=old.en,
        new_sv=new.sv,
        new_en=new.en,
        changed=pair.is_changed,
        old_rules=_rules(pair.old.rules if pair.old else ()),
        new_rules=_rules(pair.new.rules if pair.new else ()),
    )


def _date(side: DaySide | None) -> str | None:
    return None if side is None else side.day.date.isoformat()


def _text(side: DaySide | None) -> Both:
    return same("–") if side is None else side.text


def _rules(touched: Sequence[TouchedRule]) -> list[RuleTouched]:
    return [
        RuleTouched(
            rule=rule.id,
            force=rule.force,
            message_sv=rule.sentence.sv,
            message_en=rule.sentence.en,
        )
        for rule in touched
    ]


def _float(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 6)
