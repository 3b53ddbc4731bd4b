"""What is written in a cell of the wall: shifts by code or by the clock, or none."""

import re
from dataclasses import dataclass

from data.columns import UnreadableCellError
from data.reading.cells import CLOCK, END_CLOCK, MIDNIGHT
from data.shift_codes import MARKS
from scheduler.domain.problem import Problem
from scheduler.domain.values import AbsenceKind, Clock
from scheduler.messages import LANGUAGES, say

_DASH = re.compile(r"\s*[-‐‑–—]\s*")
_TIMES = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})-([0-9]{1,2})[:.]([0-9]{2})")
_FREE = ("", "-", "ledig", "off")


@dataclass(frozen=True)
class WantedShift:
    """A shift that a cell asks for; without a code, the one that fits its times."""

    shift: str | None
    times: tuple[Clock, Clock] | None = None
    above: bool = False
    """Whether it is marked as extra hours or overtime."""


@dataclass(frozen=True)
class WallWord:
    """What a cell says: shifts, or somebody away."""

    shifts: tuple[WantedShift, ...] = ()
    away: bool = False


class WallCodes:
    """Understands cells by the shift types of a problem."""

    def __init__(self, problem: Problem) -> None:
        self._ids = {type_.id for type_ in problem.shift_types}
        folded: dict[str, set[str]] = {}
        for id_ in self._ids:
            folded.setdefault(id_.casefold(), set()).add(id_)
        self._folded = {word: min(ids) for word, ids in folded.items() if len(ids) == 1}
        self._away = {
            say(f"report.absence_code.{kind}", lang).casefold()
            for kind in AbsenceKind
            for lang in LANGUAGES
        }
        self._marks = "".join(say(f"report.mark.{mark}") for mark in MARKS)
        self._above = {say(f"report.mark.{mark}") for mark in ("extra", "overtime")}

    def read(self, text: str) -> WallWord:
        """Return what a cell says.

        Raises
        ------
        UnreadableCellError
            It names a shift that there is not, or more than shifts.
        """
        if text.casefold() in _FREE:
            return WallWord()
        if whole := self._shift(text):
            return WallWord((whole,))
        words = _DASH.sub("-", text).split()
        away = [word for word in words if word.casefold() in self._away]
        return WallWord(
            tuple(self._shifts([w for w in words if w not in away])), bool(away)
        )

    def _shifts(self, words: list[str]) -> list[WantedShift]:
        found: list[WantedShift] = []
        for word in words:
            times = _times(word)
            if times is None:
                found.append(self._shift(word) or self._refuse(word))
            elif found and found[-1].times is None:
                found[-1] = WantedShift(found[-1].shift, times, found[-1].above)
            else:
                found.append(WantedShift(None, times))
        return found

    def _shift(self, word: str) -> WantedShift | None:
        if word in self._ids:
            return WantedShift(word)
        bare = word.rstrip(self._marks)
        id_ = bare if bare in self._ids else self._folded.get(bare.casefold())
        above = any(mark in self._above for mark in word[len(bare) :])
        return None if id_ is None else WantedShift(id_, above=above)

    def _refuse(self, word: str) -> WantedShift:
        raise UnreadableCellError(
            "wall_code", word=word, known=", ".join(sorted(self._ids))
        )


def _times(word: str) -> tuple[Clock, Clock] | None:
    """Return the clock times of ``07:15-16:00``; an early end is on the next day."""
    found = _TIMES.fullmatch(word)
    if found is None:
        return None
    start = CLOCK.parse(f"{found[1]}:{found[2]}")
    end = END_CLOCK.parse(f"{found[3]}:{found[4]}")
    return start, end if end > start else end + MIDNIGHT
