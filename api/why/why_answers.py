"""What is answered to why not; amounts in SEK."""

import datetime as dt
from typing import Any

from pydantic import Field

from api.why.open_times_view import OpenTimesView
from scheduler.domain.described import Described
from scheduler.domain.values import Frozen
from scheduler.why_not.contradictions import WhyVerdict
from scheduler.why_not.dataset_repair import RepairKind
from scheduler.why_not.member import MemberKind


class WhyPart(Described, Frozen):
    """A part of the answer, each field described by the docstring below it."""


class ClashMember(WhyPart):
    """A rule or a datum of what cannot hold together."""

    kind: MemberKind
    """What it is."""
    rule: str | None
    """Id of the rule, if it is one."""
    id: str | None
    """Id of the visit, client, person or unit that it is about."""
    file: str | None = Field(examples=["visits.csv"])
    """Where it stands."""
    row: int | None
    """In which line of the file, the header being the first; `null` if not known."""
    column: str | None
    """In which column, where one cell is meant."""
    message_sv: str
    """What it says, in Swedish."""
    message_en: str
    """The same in English."""


class AddedShift(WhyPart):
    """A shift that goes with a repair."""

    employee_id: str
    """Who works it; somebody called in has no id of the dataset."""
    date: dt.date
    """The planning day."""
    shift_id: str
    """Which shift."""
    unit_id: str
    """Where."""
    start: str = Field(examples=["2026-12-01T07:00"])
    """From when, local time."""
    end: str
    """Until when, local time."""
    price: float
    """SEK, on-costs included, beyond what is due anyhow."""


class WayOut(WhyPart):
    """Something that would mend it; tried, so that it does."""

    kind: RepairKind
    """What is done."""
    price: float
    """SEK that it costs more in this period, on-costs included."""
    hours: float
    """Paid hours of the shifts that go with it."""
    shifts: list[AddedShift]
    """The shifts that would be worked besides."""
    patch: dict[str, Any] | None
    """What it changes in the dataset, as a scenario; `null` if nothing."""
    message_sv: str
    """What to do, in Swedish."""
    message_en: str
    """The same in English."""


class ContradictionView(WhyPart):
    """What is not done or cannot be, why, and what would mend it."""

    verdict: WhyVerdict
    """Whether it is proved that no plan does it."""
    visit_id: str | None
    """The open visit that it is about, if it is one."""
    is_minimal: bool
    """Whether each member is shown to be needed: without any one all else can be."""
    members: list[ClashMember]
    """What cannot hold together; none where nothing is proved."""
    repairs: list[WayOut]
    """What would mend it, the cheapest first, at most six."""
    alike: list[str]
    """Ids of other open visits that the same stops."""
    message_sv: str
    """In a sentence, in Swedish."""
    message_en: str
    """The same in English."""


class WhyAnswer(WhyPart):
    """Why a dataset, or a plan of it, cannot do all that is asked."""

    contradictions: list[ContradictionView]
    """The worst first."""
    open_times: list[OpenTimesView]
    """When and where must-visits of the plan are open, the most first, and how many
    people lack; none where one visit is asked about, or no plan."""
    not_looked_at: list[str]
    """Ids of open visits for which there was no time."""
    seconds: float
    """How long it took."""
