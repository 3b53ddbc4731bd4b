"""The visits that needs grant on the days of a plan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from scheduler.domain.care_need import CareNeed, ClientAway
from scheduler.domain.clock import WallClock, monday_of, wall_clock
from scheduler.domain.problem import Problem, Visit
from scheduler.domain.values import OnHolidays, Span
from scheduler.pay.holidays import is_holiday

_SUNDAY = 6


def granted_in(problem: Problem) -> dict[str, Visit]:
    """Return what the needs of a problem grant, by id."""
    homes = {client.id: client.unit for client in problem.clients}
    clock = wall_clock(problem.timezone)
    granting = Granting(problem.needs, problem.clients_away, clock, homes)
    return granting.visits(problem.dates)


def needs_behind(problem: Problem) -> dict[str, CareNeed]:
    """Return the need that grants a visit on the days of a problem, by visit id."""
    return {
        granted_id(need.id, day): need
        for need in problem.needs
        for day in problem.dates
        if falls_on(need, day)
    }


def granted_id(need: str, day: date) -> str:
    """Return the id of a visit: the same whatever else is granted or planned."""
    return f"{need}-{day:%Y%m%d}"


def falls_on(need: CareNeed, day: date) -> bool:
    """Whether a need grants a visit on a day, if the client is there."""
    if need.first is not None and day < need.first:
        return False
    if need.last is not None and day > need.last:
        return False
    as_sunday = need.holidays is OnHolidays.SUNDAY and is_holiday(day)
    weekday = _SUNDAY if as_sunday else day.weekday()
    is_in_number = need.weeks is None or need.weeks.holds(day)
    return need.days[weekday] and is_in_number and _is_in_turn(need, day)


def _is_in_turn(need: CareNeed, day: date) -> bool:
    if need.every == 1:
        return True
    weeks = (monday_of(day) - monday_of(need.first or day)).days // 7
    return weeks % need.every == 0


def without(
    visits: Mapping[str, Visit], cancelled: Collection[str]
) -> dict[str, Visit]:
    """Return visits less some; what came after one of those is bound no more."""
    freed = {"after": None, "gap_min": None, "gap_max": None}
    return {
        id_: visit.model_copy(update=freed) if visit.after in cancelled else visit
        for id_, visit in visits.items()
        if id_ not in cancelled
    }


class Granting:
    """Lays needs out over days."""

    def __init__(
        self,
        needs: Sequence[CareNeed],
        away: Iterable[ClientAway],
        clock: WallClock,
        homes: Mapping[str, str],
    ) -> None:
        self._needs = needs
        # Many needs open at the same minute of a day.
        self._at = lru_cache(maxsize=None)(clock.at)
        self._homes = homes
        self._away: dict[str, list[ClientAway]] = defaultdict(list)
        for absence in away:
            self._away[absence.client].append(absence)

    def visits(self, days: Iterable[date]) -> dict[str, Visit]:
        """Return the visits of some days by id, in the order of their windows."""
        made = [visit for day in days for visit in self._of_day(day)]
        made.sort(key=lambda v: (v.date, v.earliest, v.id))
        return {visit.id: visit for visit in made}

    def _of_day(self, day: date) -> list[Visit]:
        windows = {
            need.id: window
            for need in self._needs
            if falls_on(need, day) and (window := self._window(need, day))
        }
        return [
            self._visit(need, day, windows)
            for need in self._needs
            if need.id in windows
        ]

    def _visit(self, need: CareNeed, day: date, windows: Mapping[str, Span]) -> Visit:
        follows = need.after is not None and need.after in windows
        earliest, latest = windows[need.id]
        return Visit(
            id=granted_id(need.id, day),
            client=need.client,
            date=day,
            earliest=earliest,
            latest=latest,
            minutes=need.minutes,
            staff=need.staff,
            skills=need.skills,
            kind=need.kind,
            priority=need.priority,
            unit=need.unit or self._homes.get(need.client, "?"),
            after=granted_id(need.after, day) if need.after and follows else None,
            gap_min=need.gap_min if follows else None,
            gap_max=need.gap_max if follows else None,
        )

    def _window(self, need: CareNeed, day: date) -> Span | None:
        """Return when the visit may start, the client being there to its end."""
        earliest = self._at(day, need.opens)
        # An hour that clocks skip may be the one in which a window opens.
        window = earliest, max(earliest, self._at(day, need.closes))
        for absence in self._away.get(need.client, ()):
            if absence.need in (None, need.id):
                before = window[0], min(window[1], absence.start - need.minutes)
                after = max(window[0], absence.end), window[1]
                window = max(before, after, key=lambda span: span[1] - span[0])
                if window[1] < window[0]:
                    return None
        return window
