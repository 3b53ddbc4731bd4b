"""What the wall schedule is drawn from, of a schedule and of a draft alike."""

from data.report.paper_codes import paper_codes
from data.shift_codes import MARKS, code_of, key_of_codes, kind_of, longest_code
from data.wall import Wall
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import AbsenceKind

_ROOM = 1016
"""Pixels for all days on a screen of 1400, beside names and sums."""
_SHORT = 5
"""Characters that stand as they are on any wall: four weeks of them fit."""
_NARROWEST, _CHARACTER, _EDGES = 33, 6.2, 5
"""Pixels of a day: for a date, for a character in the letters of any system, around."""


def wall_parts(view: PlanView, wall: Wall) -> dict[str, object]:
    """Return what the templates of the wall are given."""
    people = view.problem.employees
    signs, longest = paper_codes(view.problem), longest_code(view)
    is_signed = longest > _SHORT and view.problem.days * _width(longest) > _ROOM
    shown = longest_code(view, signs) if is_signed else longest
    return {
        "problem": view.problem,
        "view": view,
        "wall": wall,
        "roles": sorted({e.role for e in people}),
        "skills": sorted({skill for e in people for skill in e.skills}),
        "locked": {(r.employee, r.date) for r in view.problem.locked_shifts},
        "cell": _width(shown),
        "signs": signs,
        "is_signed": is_signed,
        "codes": tuple(key_of_codes(view)),
        "marks": MARKS,
        "absences": AbsenceKind,
        "code_of": code_of,
        "kind_of": kind_of,
    }


def _width(characters: int) -> int:
    return max(_NARROWEST, round(_CHARACTER * characters + _EDGES))
