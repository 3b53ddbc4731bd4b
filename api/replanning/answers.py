"""What is answered about a plan that is being worked; amounts in SEK."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import Field

from data.both_languages import both
from data.handed_out.people_names import Names
from data.written_values import kronor, local
from scheduler.domain.described import Described
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Frozen
from scheduler.replanning.filling_chain import filling_chain
from scheduler.replanning.one_change import ChangeKind, ChangeReason, PlanChange
from scheduler.replanning.sick_call import LostDuty
from scheduler.replanning.substitutes import FillStep, Substitute
from scheduler.replanning.visit_takers import VisitTaker
from scheduler.replanning.visit_times import FreedTime, VisitTime
from scheduler.rules.rule import Breach, Rule


class AnswerPart(Described, Frozen):
    """A part of an answer, each field described by the docstring below it."""


class WouldBreak(AnswerPart):
    """A binding rule that would be broken, and is not now."""

    rule: str
    """Id of the rule, as in `rules.md`."""
    message_sv: str
    """Who, when, what was found and what is the limit; in Swedish."""
    message_en: str
    """The same in English."""


class TakenVisit(AnswerPart):
    """A visit that somebody would make."""

    visit_id: str
    """Which."""
    staff_no: int
    """Which place at it."""
    employee_id: str
    """Who would make it."""
    start: str = Field(examples=["2026-12-01T08:15"])
    """When, local time."""


class ShiftCandidate(AnswerPart):
    """A way to fill a shift: somebody who comes, or nobody."""

    step: FillStep
    """Which step of the filling chain it is."""
    employee_id: str | None
    """Who comes; `null` where nobody does."""
    lent: bool
    """Whether they belong to another unit."""
    shift_id: str | None
    """What they work: a shift that had begun is filled with a later one."""
    start: str | None = Field(examples=["2026-12-01T07:00"])
    """From when, local time."""
    end: str | None
    """Until when, local time."""
    broken: list[WouldBreak]
    """Binding rules that their shifts would break; they rank last."""
    price: float
    """SEK more in pay, on-costs included."""
    points: float
    """What rules weigh: rest, changes told late, travel, new faces, open visits."""
    taken: list[TakenVisit]
    """The visits of the shift as they would be made, by them and by colleagues."""
    open_visits: int
    """Visits that nobody would make."""
    open_must: int
    """Of those, must-visits."""
    new_clients: int
    """Clients who would meet somebody whom they do not know from the last weeks."""
    rest_before_minutes: int | None
    """Free time before the shift; `null` where no shift before it is known."""
    rest_after_minutes: int | None
    """Free time after the shift; `null` where no shift after it is known."""


class ChainLink(AnswerPart):
    """A step of the filling chain, by the best that it offers."""

    step: FillStep
    """Which step."""
    name_sv: str
    """What it is called, in Swedish."""
    name_en: str
    """The same in English."""
    possible: bool
    """Whether somebody can be had so without breaking a binding rule."""
    employee_id: str | None
    """Who, if it is somebody."""
    price: float | None
    """SEK in pay, on-costs included."""
    points: float | None
    """What rules weigh."""
    open_must: int | None
    """Must-visits that would still be open."""


class VacantShift(AnswerPart):
    """A shift, or what is left of it, and who could fill it."""

    whose: str
    """Id of whoever was to work it."""
    date: dt.date
    """The planning day."""
    shift_id: str
    """What was planned."""
    unit_id: str
    """Where."""
    start: str = Field(examples=["2026-12-01T07:00"])
    """From when it is vacant, local time."""
    end: str
    """Until when, local time."""
    visits: int
    """How many visits are on it."""
    chain: list[ChainLink]
    """The filling chain, in its order."""
    candidates: list[ShiftCandidate]
    """Every way, the best first."""


class SickAnswer(AnswerPart):
    """Who could take what somebody who is ill does not."""

    employee_id: str
    """Who is ill."""
    also: list[str]
    """Who is ill besides; nobody of them is there for another."""
    start: str = Field(examples=["2026-12-01T06:10"])
    """From when, local time: nothing before is changed."""
    end: str
    """Until when, local time."""
    shifts: list[VacantShift]
    """What is vacant, earliest first."""


class VisitCandidate(AnswerPart):
    """Somebody who could make a visit instead."""

    employee_id: str
    """Who."""
    start: str = Field(examples=["2026-12-01T08:15"])
    """When, local time; as planned where no time is legal."""
    broken: list[WouldBreak]
    """Binding rules that it would break; they rank last."""
    points: float
    """What the way there and a new face weigh."""
    is_new: bool
    """Whether the client does not know them from the last weeks."""


class VisitAnswer(AnswerPart):
    """Who could make a visit instead."""

    visit_id: str
    """Which visit."""
    staff_no: int
    """Which place at it."""
    employee_id: str | None
    """Who makes it now; `null` where it is open."""
    candidates: list[VisitCandidate]
    """Everybody who works that day, the best first."""


class OfferedTime(AnswerPart):
    """A time at which those on duty have room for a visit."""

    start: str = Field(examples=["2026-12-01T08:15"])
    """When, local time."""
    employee_ids: list[str]
    """Who would make it."""
    price: float
    """SEK more in pay: none, as they are on duty anyhow."""
    points: float
    """What the way there and new faces weigh."""
    new: int
    """How many of them the client does not know from the last weeks."""


class TimesAnswer(AnswerPart):
    """When a visit could be made; what else is planned stays when it is."""

    visit_id: str | None
    """Which visit, if it is one of the plan."""
    minutes: int
    """How long it is."""
    staff: int
    """How many it needs."""
    times: list[OfferedTime]
    """Every quarter of an hour that has room, the best first."""


class FreedAnswer(AnswerPart):
    """What a declined visit gives back."""

    visit_id: str
    """Which visit is declined."""
    employee_ids: list[str]
    """Whose time is free."""
    minutes: int
    """How much of it, for all of them; the way there comes on top."""
    fits: list[TakenVisit]
    """Open visits of that day that they could make in it."""


class PlanChangeView(AnswerPart):
    """One change of a plan."""

    kind: ChangeKind
    """What happens."""
    date: dt.date
    """On which planning day."""
    employee_id: str | None
    """Who works or makes it now; of what is lost or left, who did."""
    instead_of: str | None
    """Who made a visit before, if somebody else did."""
    shift_id: str | None
    """Which shift, if it is one."""
    visit_id: str | None
    """Which visit, if it is one."""
    unit_id: str
    """Where."""
    before: list[str] | None
    """From when to when it was, local time."""
    after: list[str] | None
    """From when to when it is, local time."""
    price: float
    """SEK more in pay; all that changes for a person stands at their first shift."""
    points: float
    """What rules weigh more."""
    message_sv: str
    """The change in words, in Swedish."""
    message_en: str
    """The same in English."""
    reason: ChangeReason
    """Why, as far as the plans and the data tell; never why somebody is away."""
    because_of: str | None
    """Whose shift is the reason, if it is somebody else's."""
    reason_sv: str
    """The reason in words, in Swedish."""
    reason_en: str
    """The same in English."""


class Teller:
    """Tells of a plan in local time, in words of both languages; people by name."""

    def __init__(self, view: PlanView, rules: Sequence[Rule]) -> None:
        self._clock = view.clock
        self._names = Names(view.problem)
        self._rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}

    def moment(self, instant: int) -> str:
        """Return a moment as files have it."""
        return local(instant, self._clock)

    def vacant(self, lost: LostDuty, ways: Sequence[Substitute]) -> VacantShift:
        """Tell of a shift that is vacant."""
        first, (start, end) = lost.rows[0], lost.span
        return VacantShift(
            whose=first.employee,
            date=first.date,
            shift_id=first.shift,
            unit_id=first.unit,
            start=self.moment(start),
            end=self.moment(end),
            visits=len(lost.visits),
            chain=[_link(step.step, step.best) for step in filling_chain(ways)],
            candidates=[self._candidate(way) for way in ways],
        )

    def _candidate(self, way: Substitute) -> ShiftCandidate:
        come = way.come
        return ShiftCandidate(
            step=way.step,
            employee_id=way.employee,
            lent=way.lent,
            shift_id=come[0].shift if come else None,
            start=self.moment(come[0].start) if come else None,
            end=self.moment(come[-1].end) if come else None,
            broken=self.broken(way.broken),
            price=kronor(way.price),
            points=kronor(way.points),
            taken=[self._taken(row) for row in way.taken],
            open_visits=len(way.open),
            open_must=way.open_must,
            new_clients=way.new_clients,
            rest_before_minutes=way.rest_before,
            rest_after_minutes=way.rest_after,
        )

    def _taken(self, row: VisitRow) -> TakenVisit:
        return TakenVisit(
            visit_id=row.visit,
            staff_no=row.staff_no,
            employee_id=row.employee,
            start=self.moment(row.start),
        )

    def broken(self, breaches: Iterable[Breach]) -> list[WouldBreak]:
        """Tell of rules that would be broken."""
        return [
            WouldBreak(
                rule=breach.rule,
                message_sv=self._rules[breach.rule].explain(breach, "sv"),
                message_en=self._rules[breach.rule].explain(breach, "en"),
            )
            for breach in breaches
        ]

    def taker(self, taker: VisitTaker) -> VisitCandidate:
        """Tell of somebody who could make a visit."""
        return VisitCandidate(
            employee_id=taker.employee,
            start=self.moment(taker.start),
            broken=self.broken(taker.broken),
            points=kronor(taker.points),
            is_new=taker.is_new,
        )

    def time(self, time: VisitTime) -> OfferedTime:
        """Tell of a time for a visit."""
        return OfferedTime(
            start=self.moment(time.start),
            employee_ids=list(time.employees),
            price=0,
            points=kronor(time.points),
            new=time.new,
        )

    def freed(self, visit_id: str, freed: FreedTime) -> FreedAnswer:
        """Tell what a declined visit gives back."""
        return FreedAnswer(
            visit_id=visit_id,
            employee_ids=list(freed.employees),
            minutes=freed.minutes,
            fits=[self._taken(row) for row in freed.fits],
        )

    def change(self, change: PlanChange) -> PlanChangeView:
        """Tell of a change."""
        facts = self._facts(change)
        words = both(f"change.plan.{change.kind}", **facts)
        whom = self._name(change.because_of)
        why = both(f"change.why.{change.reason}", whom=whom)
        return PlanChangeView(
            kind=change.kind,
            date=change.date,
            employee_id=change.employee,
            instead_of=change.instead_of,
            shift_id=change.shift,
            visit_id=change.visit,
            unit_id=change.unit,
            before=change.before and [self.moment(t) for t in change.before],
            after=change.after and [self.moment(t) for t in change.after],
            price=kronor(change.price),
            points=kronor(change.points),
            message_sv=words.sv,
            message_en=words.en,
            reason=change.reason,
            because_of=change.because_of,
            reason_sv=why.sv,
            reason_en=why.en,
        )

    def _facts(self, change: PlanChange) -> dict[str, Any]:
        spans = {"before": change.before, "after": change.after}
        said = {
            f"{name}_{part}": self._clock_time(span, index)
            for name, span in spans.items()
            for index, part in enumerate(("from", "to"))
        }
        return {
            **said,
            "who": self._name(change.employee),
            "was": self._name(change.instead_of or change.employee),
            "shift": change.shift or "",
            "visit": change.visit or "",
            "day": change.date.isoformat(),
        }

    def _name(self, who: str | None) -> str:
        return self._names.person(who) if who else ""

    def _clock_time(self, span: tuple[int, int] | None, index: int) -> str:
        return "" if span is None else f"{self._clock.local(span[index]):%H:%M}"


def _link(step: FillStep, best: Substitute | None) -> ChainLink:
    name = both(f"fill.step.{step}")
    return ChainLink(
        step=step,
        name_sv=name.sv,
        name_en=name.en,
        possible=best is not None,
        employee_id=best and best.employee,
        price=None if best is None else kronor(best.price),
        points=None if best is None else kronor(best.points),
        open_must=None if best is None else best.open_must,
    )
