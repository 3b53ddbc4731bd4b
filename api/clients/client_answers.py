"""What is answered about one client of a plan."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from scheduler.domain.described import Described
from scheduler.domain.values import Frozen, VisitKind, WeekNumbers
from scheduler.proofs.proof import ProofVerdict


class VisitorRole(StrEnum):
    """What somebody is to a client."""

    CONTACT = "contact"
    """The named contact (*fast omsorgskontakt*)."""
    BACKUP = "backup"
    """One of those who stand in for the contact."""
    OTHER = "other"


class ClientPart(Described, Frozen):
    """A part of the answer, each field described by the docstring below it."""


class Visitor(ClientPart):
    """Somebody who comes to the client in the plan."""

    employee_id: str
    """Who."""
    role: VisitorRole
    """What they are to the client."""
    visits: int
    """How many visits they make, alarms not counted."""
    share: float
    """Of all places that are taken, alarms not counted."""
    days: list[dt.date]
    """The days on which they come."""
    is_new: bool
    """Whether they had not met the client in the days before the plan that are
    known."""


class PeopleWindow(ClientPart):
    """How many different people come in some days, as the figure K01 counts them."""

    first: dt.date
    """The first of the days; it may lie before the plan."""
    last: dt.date
    """The last, 14 days in all where so many are known."""
    people: int
    """Different people, between 07:00 and 22:00, alarms and meals not counted."""


class PlacedVisit(ClientPart):
    """A visit as it is planned, or open."""

    visit_id: str
    """Which."""
    kind: VisitKind
    """What is done."""
    minutes: int
    """How long it is."""
    staff: int
    """How many it needs."""
    opens: str = Field(examples=["08:00"])
    """The earliest that it may begin, local time."""
    closes: str
    """The latest that it may begin."""
    start: str | None
    """When it begins; `null` where nobody comes."""
    end: str | None
    """When the last of those who come is done."""
    employee_ids: list[str]
    """Who comes, fewer than `staff` where it is open."""
    is_must: bool
    """Whether leaving it undone is a failure of the plan."""


class ClientDay(ClientPart):
    """The visits of one day, in their order."""

    date: dt.date
    """The planning day."""
    visits: list[PlacedVisit]
    """By the time at which they begin, or could."""


class GrantedNeed(ClientPart):
    """Visits that a decision grants, as they recur."""

    need_id: str
    """Which row of `needs.csv`."""
    kind: VisitKind
    """What is done."""
    minutes: int
    """How long each is."""
    staff: int
    """How many it needs."""
    weekdays: list[int]
    """Monday is 1."""
    every_weeks: int
    """1 is every week."""
    weeks: WeekNumbers | None
    """The only weeks, by their numbers."""
    opens: str = Field(examples=["08:00"])
    """The earliest that it may begin."""
    closes: str
    """The latest that it may begin."""
    skills: list[str]
    """What whoever comes must be able to do."""
    is_must: bool
    """Whether it must be made."""


class UnstaffedPlace(ClientPart):
    """A place at a visit that nobody takes, and why."""

    visit_id: str
    """Which visit."""
    date: dt.date
    """On which day."""
    opens: str
    """The earliest that it may begin, local time."""
    closes: str
    """The latest that it may begin."""
    kind: VisitKind
    """What is done."""
    minutes: int
    """How long it is."""
    staff_no: int
    """Which place of those at it."""
    is_must: bool
    """Whether leaving it undone is a failure of the plan."""
    reason_sv: str
    """What stopped it, in Swedish; empty where that is not known."""
    reason_en: str
    """The same in English."""
    proof: ProofVerdict | None
    """What planning proved of it; `null` where nobody looked."""
    proof_detail: str
    """The proof as a sentence, in Swedish as the plan has it."""


class ClientAnswer(ClientPart):
    """Who comes to a client in a plan, and what is granted, made and open."""

    client_id: str
    """Who."""
    unit_id: str
    """Which unit sees to the client."""
    route: str | None
    """Which route (*slinga*) the client belongs to."""
    contact_id: str | None
    """The named contact (*fast omsorgskontakt*)."""
    counts_continuity: bool
    """Whether the client counts in the figures of continuity."""
    granted: int
    """Visits of the plan's days."""
    granted_minutes: int
    """How long they are in all, each place counted."""
    made_minutes: int
    """The same of the places that somebody takes."""
    most_people: int | None
    """Different people in the worst 14 days; `null` where it is not counted."""
    average_people: float | None
    """The mean over all 14 days."""
    windows: list[PeopleWindow]
    """Every 14 days that end in the plan."""
    contact_share: float | None
    """Of the places that are taken, alarms not counted; `null` without a contact."""
    group_share: float | None
    """The same for the contact and the backups."""
    visitors: list[Visitor]
    """Who comes, whoever comes most first."""
    needs: list[GrantedNeed]
    """What decisions grant; none where the dataset lists visits one by one."""
    days: list[ClientDay]
    """Every day with visits."""
    open: list[UnstaffedPlace]
    """What nobody takes, must-visits first."""
