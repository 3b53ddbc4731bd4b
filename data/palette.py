"""The colours of shifts and visits, the same on the wall and in the report."""

from collections.abc import Mapping
from typing import NamedTuple

from scheduler.domain.values import ShiftKind, VisitKind


class Colour(NamedTuple):
    """A fill and the ink that reads on it (at least 4.5 to 1)."""

    fill: str
    ink: str


SHIFTS: Mapping[ShiftKind, Colour] = {
    ShiftKind.DAY: Colour("#FBE7A1", "#3D3100"),
    ShiftKind.EVENING: Colour("#C3DAF4", "#0F2D4D"),
    ShiftKind.NIGHT: Colour("#34456B", "#FFFFFF"),
    ShiftKind.LONG: Colour("#F6C6A0", "#4A2200"),
    ShiftKind.SPLIT: Colour("#C9E5C3", "#173A12"),
    ShiftKind.RESOURCE: Colour("#DDD3EC", "#2F1F4A"),
}

VISITS: Mapping[VisitKind, Colour] = {
    VisitKind.CARE: Colour("#3B78A8", "#FFFFFF"),
    VisitKind.INTIMATE: Colour("#7A5195", "#FFFFFF"),
    VisitKind.MEDICATION: Colour("#C8423F", "#FFFFFF"),
    VisitKind.MEAL: Colour("#E0A03A", "#2B1B00"),
    VisitKind.SERVICE: Colour("#5B9A5F", "#07200A"),
    VisitKind.SUPERVISION: Colour("#54657A", "#FFFFFF"),
    VisitKind.ALARM: Colour("#1B1F27", "#FFFFFF"),
}

ROUTES = (
    "#0072B2",
    "#D55E00",
    "#00755A",
    "#882255",
    "#222222",
    "#CC3399",
    "#6B6B00",
    "#4B6EAF",
)
DASHES = ("none", "8 4", "2 4")
"""Route lines on the map, each in turn: no route of a day has both in common with one
of the 23 before it, and no line is told by its colour alone."""

AWAY = Colour("#E4E4E0", "#4B4B48")
WEEKEND = "#F5F3EE"
RED_DAY = "#FBEAEA"
RED_INK = "#A3162B"
HEADER = Colour("#12414D", "#FFFFFF")
GROUP = Colour("#DCE7E9", "#12343D")
