"""How many are present, as the roster model sees it.

People on the same shift who meet the same needs are one crowd; the model decides how
many of a crowd are at work, and how many of them lay their breaks in each possible way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

from scheduler.domain.problem import Employee, StaffingNeed
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import BreakWay, Roster

_CERTAIN = -1
"""Stands where a variable's index stands, for people who are certainly present."""

Counts = Callable[[Employee, date], bool]
"""Whether a person is counted on a shift of that date."""
Certain = Sequence[tuple[Instant, Instant, frozenset[str]]]
"""Presence that is not up to the plan: from, to, skills."""

_Term = tuple["IntVar", Sequence["IntVar"]]
"""Works the option; drives one of these tours on it."""


class NeedPiece(NamedTuple):
    """Minutes of one need during which the same people are present."""

    present: "LinearExpr"
    most: int
    """How many could be present."""
    minutes: int


_Change = tuple[Instant, int, int]
"""When, the index of who comes, how many times (-1: they go)."""


@dataclass(frozen=True)
class _Crowd:
    """People on one option who are good for the same needs."""

    option: ShiftOption
    skills: frozenset[frozenset[str]]
    """The skill sets that needs ask for and everybody of the crowd has."""
    heads: "IntVar"
    most: int
    ways: "tuple[tuple[BreakWay, IntVar], ...]"
    """How many lay their breaks in each way."""

    @cached_property
    def changes(self) -> list[_Change]:
        """When how many of the crowd come and go."""
        here = self.heads.index
        found = [(start, here, 1) for start, _ in self.option.parts]
        found += [(end, here, -1) for _, end in self.option.parts]
        for pattern, many in self.ways:
            away = many.index
            found += [(start, away, -1) for start, _ in pattern]
            found += [(end, away, 1) for _, end in pattern]
        return found


def pieces(
    roster: "Roster", needs: Sequence[StaffingNeed], counts: Counts, certain: Certain
) -> Iterator[tuple[StaffingNeed, NeedPiece]]:
    """Yield the needs of one unit in pieces; equal pieces of a need are added up."""
    by_day: dict[tuple[date, frozenset[str]], list[_Crowd]] = defaultdict(list)
    known: dict[int, tuple[IntVar, int]] = {}
    for skills, crowd in _views(roster, list(_crowds(roster, needs, counts))):
        by_day[crowd.option.date, skills].append(crowd)
        known |= {many.index: (many, 0) for _, many in crowd.ways}
        known[crowd.heads.index] = (crowd.heads, crowd.most)
    for need in needs:
        changes = [change for crowd in _near(need, by_day) for change in crowd.changes]
        for start, end, skills in certain:
            if need.skills <= skills:
                changes += [(start, _CERTAIN, 1), (end, _CERTAIN, -1)]
        for present, minutes in _cut(need, changes).items():
            yield need, _piece(known, dict(present), minutes)


def _near(
    need: StaffingNeed, by_day: Mapping[tuple[date, frozenset[str]], Sequence[_Crowd]]
) -> Iterator[_Crowd]:
    """Yield the crowds who can meet a need."""
    for days in (-1, 0, 1):
        day = need.date + timedelta(days=days)
        for crowd in by_day.get((day, need.skills), ()):
            if crowd.option.start < need.end and need.start < crowd.option.end:
                yield crowd


def _cut(
    need: StaffingNeed, changes: Iterable[_Change]
) -> Mapping[frozenset[tuple[int, int]], int]:
    """Sweep over the need; return the minutes in which the same are present."""
    level: dict[int, int] = defaultdict(int)
    minutes: dict[frozenset[tuple[int, int]], int] = defaultdict(int)
    now = need.start
    for when, who, by in sorted(changes):
        if when >= need.end:
            break
        if when > now:
            minutes[frozenset(level.items())] += when - now
            now = when
        level[who] += by
        if not level[who]:
            del level[who]
    minutes[frozenset(level.items())] += need.end - now
    return minutes


def _piece(
    known: "Mapping[int, tuple[IntVar, int]]", present: dict[int, int], minutes: int
) -> NeedPiece:
    certain = present.pop(_CERTAIN, 0)
    literals = [known[index][0] for index in present]
    total = cp_model.LinearExpr.weighted_sum(literals, list(present.values()))
    most = sum(known[index][1] * by for index, by in present.items() if by > 0)
    return NeedPiece(total + certain, most + certain, minutes)


def _views(
    roster: "Roster", crowds: Sequence[_Crowd]
) -> Iterator[tuple[frozenset[str], _Crowd]]:
    """Yield, for each option and skill set, everybody who has it as one crowd.

    Sums that many pieces ask for become variables of their own.
    """
    alike: dict[tuple[ShiftOption, frozenset[str]], list[_Crowd]] = defaultdict(list)
    for crowd in crowds:
        for skills in crowd.skills:
            alike[crowd.option, skills].append(crowd)
    joined: dict[tuple[int, ...], _Crowd] = {}
    for (option, skills), members in alike.items():
        key = tuple(id(member) for member in members)
        if key not in joined:
            joined[key] = _joined(roster, option, members)
        yield skills, joined[key]


def _joined(roster: "Roster", option: ShiftOption, members: Sequence[_Crowd]) -> _Crowd:
    if len(members) == 1:
        return members[0]
    most = sum(member.most for member in members)

    def total(parts: "Iterable[IntVar]") -> "IntVar":
        name = f"together on {option.shift} {option.date}"
        whole = roster.model.new_int_var(0, most, name)
        roster.model.add(cp_model.LinearExpr.sum(list(parts)) == whole)
        return whole

    heads = total(member.heads for member in members)
    ways = zip(*(member.ways for member in members), strict=True)
    return _Crowd(
        option,
        frozenset(),
        heads,
        most,
        tuple((way[0][0], total(many for _, many in way)) for way in ways),
    )


def _crowds(
    roster: "Roster", needs: Sequence[StaffingNeed], counts: Counts
) -> Iterator[_Crowd]:
    """Gather the people whom the needs of one unit could count."""
    skill_sets = {need.skills for need in needs}
    terms: dict[tuple[ShiftOption, frozenset[frozenset[str]]], list[_Term]] = {}
    drives = _drives(roster, needs[0].unit)
    needed = _days(needs)
    for employee in roster.employees:
        mine = frozenset(s for s in skill_sets if s <= employee.skills)
        for option in roster.options(employee) if mine else ():
            if option.unit != needs[0].unit or option.date not in needed:
                continue
            if counts(employee, option.date):
                taken = drives.get((employee.id, option), ())
                term = (roster.works(employee, option), taken)
                terms.setdefault((option, mine), []).append(term)
    for (option, skills), people in terms.items():
        yield _crowd(roster, option, skills, people)


def _days(needs: Iterable[StaffingNeed]) -> set[date]:
    """Return the dates on which a shift could start that meets a need."""
    day = timedelta(days=1)
    return {need.date + n * day for need in needs for n in (-1, 0, 1)}


def _drives(
    roster: "Roster", unit: str
) -> dict[tuple[str, ShiftOption], "list[IntVar]"]:
    """Return the literals of the tours that each person might drive on an option."""
    found: dict[tuple[str, ShiftOption], list[IntVar]] = defaultdict(list)
    for tour in roster.tours:
        if tour.option.unit == unit:
            for employee, literal in roster.takers(tour):
                found[employee.id, tour.option].append(literal)
    return found


def _crowd(
    roster: "Roster",
    option: ShiftOption,
    skills: frozenset[frozenset[str]],
    people: "list[_Term]",
) -> _Crowd:
    works = [literal for literal, _ in people]
    drives = [literal for _, taken in people for literal in taken]
    heads = works[0]
    if len(works) > 1 or drives:
        name = f"heads on {option.shift} {option.date}"
        heads = roster.model.new_int_var(0, len(works), name)
        total = cp_model.LinearExpr.sum(works) - cp_model.LinearExpr.sum(drives)
        roster.model.add(total == heads)
    ways = _ways(roster, option, heads, len(works))
    return _Crowd(option, skills, heads, len(works), ways)


def _ways(
    roster: "Roster", option: ShiftOption, heads: "IntVar", most: int
) -> "tuple[tuple[BreakWay, IntVar], ...]":
    """Let the model choose how many of a crowd lay their breaks in each way."""
    type_ = roster.problem.shift_type.get(option.shift)
    if type_ is None or not type_.breaks:
        return ()
    patterns = roster.break_ways(option)
    if len(patterns) == 1:
        return ((patterns[0], heads),)
    name = f"breaks on {option.shift} {option.date}"
    many = [roster.model.new_int_var(0, most, name) for _ in patterns]
    roster.model.add(cp_model.LinearExpr.sum(many) == heads)
    return tuple(zip(patterns, many, strict=True))
