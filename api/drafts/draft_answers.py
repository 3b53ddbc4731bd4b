"""What is answered about drafts; amounts in SEK, moments UTC."""

import datetime as dt
from collections.abc import Mapping

from pydantic import Field

from api.drafts.edit_asked import CallSickAsked, EditAsked
from api.replanning.answers import AnswerPart, PlanChangeView, Teller, WouldBreak
from data.both_languages import Both, both
from data.written_values import kronor
from scheduler.editing.effect import EditEffect


class HoursChanged(AnswerPart):
    """Somebody whose shifts differ."""

    employee_id: str
    """Who."""
    minutes: int
    """Paid minutes more."""


class NewFace(AnswerPart):
    """A client meets somebody new."""

    client_id: str
    """Who."""
    employee_id: str
    """Whom."""


class EffectView(AnswerPart):
    """What a change does."""

    legal: bool
    """Whether it breaks no binding rule."""
    broken: list[WouldBreak]
    """Binding rules that it breaks, and that were not broken."""
    price: float
    """SEK more in pay, on-costs included."""
    points: float
    """What rules weigh more: rest, hours, open visits, new faces."""
    hours: list[HoursChanged]
    """Whose hours change, and by how much."""
    opened: list[str]
    """Ids of visits at which a place is open now."""
    covered: list[str]
    """Ids of visits at which a place was open."""
    new_clients: int
    """Clients who meet somebody whom they do not know from the last weeks."""
    met: list[NewFace]
    """Who meets whom of them."""
    travel_minutes: int
    """Minutes more on the way to visits."""
    changes: list[PlanChangeView]
    """What changes for whom, where colleagues step in for somebody ill."""

    @classmethod
    def of(cls, effect: EditEffect, teller: Teller) -> "EffectView":
        """Tell of an effect."""
        return cls(
            legal=not effect.broken,
            broken=teller.broken(effect.broken),
            price=kronor(effect.price),
            points=kronor(effect.points),
            hours=[
                HoursChanged(employee_id=who, minutes=minutes)
                for who, minutes in effect.minutes.items()
            ],
            opened=[visit.id for visit in effect.opened],
            covered=[visit.id for visit in effect.covered],
            new_clients=len(effect.met),
            met=[NewFace(client_id=c, employee_id=who) for c, who in effect.met],
            travel_minutes=effect.travel_minutes,
            changes=[teller.change(change) for change in effect.changes],
        )


class EditView(AnswerPart):
    """A change of a draft."""

    number: int
    """Its place among the changes, from 1."""
    edit: EditAsked | None
    """What was asked; `null` if it takes back the change before it."""
    author: str
    """Who made it."""
    made_at: dt.datetime
    """When."""
    message_sv: str
    """The change in words, in Swedish."""
    message_en: str
    """The same in English."""

    @classmethod
    def of(
        cls, number: int, edit: EditAsked | None, author: str, made_at: dt.datetime
    ) -> "EditView":
        """Tell of a change."""
        words = both("draft.undo")
        if edit is not None:
            words = said(edit)
        return cls(
            number=number,
            edit=edit,
            author=author,
            made_at=made_at,
            message_sv=words.sv,
            message_en=words.en,
        )


def said(edit: EditAsked, names: Mapping[str, str] | None = None) -> Both:
    """Return a change in words, people by their names if these are given."""
    facts = {name: "" if fact is None else fact for name, fact in edit}
    for part in ("employee_id", "to"):
        if part in facts:
            facts[part] = (names or {}).get(str(facts[part]), facts[part])
    if isinstance(edit, CallSickAsked):
        everybody = tuple(dict.fromkeys((edit.employee_id, *edit.also)))
        facts["count"] = len(everybody)
        facts["employee_id"] = ", ".join((names or {}).get(w, w) for w in everybody)
    key = f"draft.{edit.kind}"
    if "start" in facts:
        facts["start"] = str(facts["start"]).replace("T", " ")
    if facts.get("to", "-") == "" or facts.get("shift_id", "-") == "":
        key = f"{key}.nobody"
    if facts.get("locked") is False:
        key = f"{key}.off"
    return both(key, **facts)


class DraftView(AnswerPart):
    """A schedule that planners change by hand."""

    id: str = Field(examples=["0f8fad5bd9cb469fa16570867728950e"])
    """Of the draft, in every address below it."""
    schedule: str
    """Id of the schedule that it was begun from."""
    name: str
    """To know it by."""
    author: str
    """Who began it."""
    created_at: dt.datetime
    """When."""
    revision: int
    """How many changes were made, those that take one back among them."""
