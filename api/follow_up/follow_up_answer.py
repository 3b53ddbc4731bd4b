"""What a follow-up tells a program: flat rows, local times, SEK."""

import datetime as dt
from collections.abc import Iterator

from api.replanning.answers import AnswerPart
from data.both_languages import named
from data.written_values import kronor, local
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.problem import Problem
from scheduler.domain.values import PayClass, Span
from scheduler.follow_up.changed_shifts import ChangedShift, ShiftChange
from scheduler.follow_up.followed_up import FollowUp
from scheduler.follow_up.learnt_minutes import LearntMinutes
from scheduler.follow_up.visit_tallies import (
    ClientHours,
    DeclinedVisit,
    LateDose,
    VisitTally,
)
from scheduler.follow_up.worked_hours import WeekHours


class FollowedFigure(AnswerPart):
    """A figure as the plan had it and as it came out."""

    scope: str
    """`all`, or the id of a unit."""
    figure: str
    """Its id, such as `K07`."""
    name_sv: str
    """What it is called, in Swedish."""
    name_en: str
    """The same in English."""
    unit: str
    """What it is counted in."""
    planned: float | None
    """In the plan; `null` where a plan has no such figure."""
    performed: float | None
    """In reality; `null` where there is nothing to divide by."""
    numerator: float | None
    """What the performed figure was computed from."""
    denominator: float | None
    """What it was divided by."""


class FollowedDose(AnswerPart):
    """A medication visit that began outside its window."""

    visit_id: str
    """Which."""
    client_id: str
    """Whose."""
    earliest: str
    """The window, local time: from …"""
    latest: str
    """… to."""
    start: str
    """When it began."""
    minutes: int
    """Late; early where negative."""


class FollowedWeek(AnswerPart):
    """Hours of a week, planned and worked, of the people of a unit."""

    unit_id: str
    """Which unit they belong to."""
    week: dt.date
    """Its Monday."""
    planned_ordinary: int
    """Paid minutes, planned: ordinary."""
    worked_ordinary: int
    """Paid minutes, worked."""
    planned_extra: int
    """Extra hours (mertid), planned."""
    worked_extra: int
    """Extra hours, worked."""
    planned_overtime: int
    """Overtime, planned."""
    worked_overtime: int
    """Overtime, worked."""
    planned_hourly: int
    """By people who are paid by the hour, planned."""
    worked_hourly: int
    """By people who are paid by the hour, worked."""
    planned_above_cost: float
    """SEK for extra hours and overtime without on-costs, planned."""
    worked_above_cost: float
    """SEK for them, worked."""


class FollowedItem(AnswerPart):
    """One item of the personnel cost, SEK."""

    item: str
    """As in `costs.csv`."""
    planned: float
    """In the plan."""
    worked: float
    """For what was worked."""


class FollowedShift(AnswerPart):
    """A shift that was worked otherwise than published."""

    employee_id: str
    """Whose."""
    date: dt.date
    """The planning day."""
    change: ShiftChange
    """How it changed."""
    start_before: str | None
    """Published, local time."""
    end_before: str | None
    """Published."""
    start_after: str | None
    """Worked."""
    end_after: str | None
    """Worked."""


class FollowUpAnswer(AnswerPart):
    """What was planned beside what was performed and worked."""

    first: dt.date
    """The plan's first day."""
    last: dt.date
    """The last day that something was reported of, or the plan's."""
    figures: list[FollowedFigure]
    """K01, K07 to K12, K20 and others, overall and by unit."""
    visits: list[VisitTally]
    """Minutes and outcomes by unit, week and kind."""
    clients: list[ClientHours]
    """Minutes granted, planned and performed by client."""
    late: list[FollowedDose]
    """Medication outside its window, the farthest first."""
    declined: list[DeclinedVisit]
    """Declined visits with the time they gave back."""
    learnt: list[LearntMinutes]
    """How long visits took, by need, or by client, kind and granted time."""
    weeks: list[FollowedWeek]
    """Hours by unit and week."""
    items: list[FollowedItem]
    """The price by item."""
    changed: list[FollowedShift]
    """Shifts that changed after they were published."""
    patch: str
    """The proposed times as a scenario patch (TOML); empty where there are none."""


def follow_up_answer(found: FollowUp, problem: Problem, patch: str) -> FollowUpAnswer:
    """Return a follow-up as rows."""
    clock = wall_clock(problem.timezone)
    return FollowUpAnswer(
        first=found.first,
        last=found.last,
        figures=list(_figures(found)),
        visits=list(found.visits),
        clients=list(found.clients),
        late=[_dose(dose, clock) for dose in found.late],
        declined=list(found.declined),
        learnt=list(found.learnt),
        weeks=[_week(week) for week in found.weeks],
        items=[
            FollowedItem(
                item=i.item, planned=kronor(i.planned), worked=kronor(i.worked)
            )
            for i in found.items
        ],
        changed=[_shift(shift, clock) for shift in found.changed],
        patch=patch,
    )


def _figures(found: FollowUp) -> Iterator[FollowedFigure]:
    for scope, figures in found.performed.items():
        for id_, figure in figures.items():
            before = found.planned[scope].get(id_)
            name = named("figure", id_)
            yield FollowedFigure(
                scope=scope,
                figure=id_,
                name_sv=name.sv,
                name_en=name.en,
                unit=figure.unit,
                planned=before and before.value,
                performed=figure.value,
                numerator=figure.numerator,
                denominator=figure.denominator,
            )


def _dose(dose: LateDose, clock: WallClock) -> FollowedDose:
    return FollowedDose(
        visit_id=dose.visit,
        client_id=dose.client,
        earliest=local(dose.earliest, clock),
        latest=local(dose.latest, clock),
        start=local(dose.start, clock),
        minutes=dose.minutes,
    )


def _week(week: WeekHours) -> FollowedWeek:
    sides = {"planned": week.planned, "worked": week.worked}
    minutes = {
        f"{side}_{pay_class.value}": hours.minutes.get(pay_class, 0)
        for side, hours in sides.items()
        for pay_class in PayClass
    }
    costs = {f"{s}_above_cost": kronor(h.above_cost) for s, h in sides.items()}
    row = {"unit_id": week.unit, "week": week.week, **minutes, **costs}
    return FollowedWeek.model_validate(row)


def _shift(shift: ChangedShift, clock: WallClock) -> FollowedShift:
    def told(span: Span | None, at: int) -> str | None:
        return None if span is None else local(span[at], clock)

    return FollowedShift(
        employee_id=shift.employee,
        date=shift.date,
        change=shift.change,
        start_before=told(shift.before, 0),
        end_before=told(shift.before, 1),
        start_after=told(shift.after, 0),
        end_after=told(shift.after, 1),
    )
