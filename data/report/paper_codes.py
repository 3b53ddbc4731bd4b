"""Short signs for shifts of long ids, so that a whole month fits on a sheet."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from string import ascii_lowercase

from scheduler.domain.problem import Problem
from scheduler.domain.values import AbsenceKind
from scheduler.messages import LANGUAGES, say

_LONGEST = 4
"""Characters of a sign: a day of four weeks on A4 has room for no more."""
_ROOM = 134
"""Characters that the days of a sheet have room for side by side."""


def paper_codes(problem: Problem) -> Mapping[str, str]:
    """Return the sign of every shift type whose id has no room in a day on paper.

    No two mean the same, whatever the plan: a sign stays when the plan changes.
    """
    room = max(_LONGEST, _ROOM // problem.days)
    ids = [type_.id for type_ in problem.shift_types]
    taken = {id_.casefold() for id_ in (*ids, *_absences())}
    found: dict[str, str] = {}
    for id_ in ids:
        if len(id_) > room:
            found[id_] = next(s for s in _signs(id_) if s.casefold() not in taken)
            taken.add(found[id_].casefold())
    return found


def _absences() -> Iterable[str]:
    keys = [f"report.absence_code.{kind}" for kind in AbsenceKind]
    return [say(key, language) for key in keys for language in LANGUAGES]


def _signs(id_: str) -> Iterator[str]:
    """Yield what an id may be called, the best first: initials and number."""
    words = re.findall(r"[^\W\d_]+", id_)
    number = "".join(re.findall(r"\d+", id_))[-2:]
    letters = "".join(w[0] for w in words) if len(words) > 1 else "".join(words)
    stem = (letters[: _LONGEST - len(number)] + number) or "#"
    more = (stem[: _LONGEST - 1] + letter for letter in ascii_lowercase)
    return chain([stem], more, (f"{stem[0]}{n}" for n in count(1)))
