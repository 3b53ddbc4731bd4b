"""What the wall schedule is drawn from, of a schedule and of a draft alike."""

from data.report.paper_codes import paper_codes
from data.shift_codes import MARKS, code_of, codes_of_days, key_of_codes, kind_of
from data.wall import Wall
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import AbsenceKind

_ROOM = 1016
"""Pixels for all days on a screen of 1400, beside names and sums."""
_SHORT = 5
"""Characters that stand as they are on any wall: four weeks of them fit."""
_NARROWEST, _CHARACTER, _EDGES = 33, 6.2, 5
"""Pixels of a day: for a date, for a character in the letters of any system, around."""
_THIN, _SHARE = frozenset("-*+!° "), 0.65
"""Marks and strokes, and how wide they are beside a letter."""


def wall_parts(view: PlanView, wall: Wall) -> dict[str, object]:
    """Return what the templates of the wall are given."""
    people = view.problem.employees
    signs, days = paper_codes(view.problem), view.problem.days
    longest = max(map(_breadth, codes_of_days(view)), default=0.0)
    is_signed = longest > _SHORT and days * _width(longest) > _ROOM
    shown = max(map(_breadth, codes_of_days(view, signs))) if is_signed else longest
    is_tight = is_signed and days * _width(shown) > _ROOM
    return {
        "problem": view.problem,
        "view": view,
        "wall": wall,
        "roles": sorted({e.role for e in people}),
        "skills": sorted({skill for e in people for skill in e.skills}),
        "locked": {(r.employee, r.date) for r in view.problem.locked_shifts},
        "cell": max(_NARROWEST, _ROOM // days) if is_tight else _width(shown),
        "signs": signs,
        "is_signed": is_signed,
        "is_tight": is_tight,
        "codes": tuple(key_of_codes(view)),
        "marks": MARKS,
        "absences": AbsenceKind,
        "code_of": code_of,
        "kind_of": kind_of,
    }


def _breadth(text: str) -> float:
    """Return how many letters a text is as wide as."""
    return sum(_SHARE if character in _THIN else 1.0 for character in text)


def _width(characters: float) -> int:
    return max(_NARROWEST, round(_CHARACTER * characters + _EDGES))
