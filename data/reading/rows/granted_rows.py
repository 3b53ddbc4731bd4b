"""Needs laid out over the days of a plan, and the rows that make exceptions to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.granted_visits import Granting, without
from data.problem_cells import care_visit_cells
from data.reading.checks.visit_chains import check_order, links_of
from data.reading.frame import Frame
from data.reading.records import Ids, Reading, Record
from data.reading.rows.care_needs import (
    AWAY_NEED,
    NEED_CLIENT,
    NEED_ID,
    NEEDS,
    NEEDS_AWAY,
    care_need,
    check_away_row,
    check_need_row,
    client_away,
)
from data.reading.rows.places import CLIENT_ID, CLIENT_UNIT, CLIENTS
from data.reading.rows.visits import (
    CANCELLED,
    CLIENT,
    DATE,
    VISIT_ID,
    VISITS,
)
from data.written_values import cell_text
from scheduler.domain.care_need import CareNeed, ClientAway
from scheduler.domain.problem import Visit


@dataclass(frozen=True)
class GrantedCare:
    """What the needs of a dataset grant, less what is cancelled."""

    needs: tuple[CareNeed, ...]
    away: tuple[ClientAway, ...]
    visits: Mapping[str, Visit]


def grant(reading: Reading, frame: Frame) -> GrantedCare:
    """Lay the needs out, and complete the rows of visits that only change something.

    From then on the visits that are granted can be referred to.
    """
    needs = _needs(reading)
    away = _away(reading, frame)
    homes = {r.get(CLIENT_ID): r.get(CLIENT_UNIT) for r in reading.of(CLIENTS)}
    known = {id_: unit for id_, unit in homes.items() if id_ and unit}
    granting = Granting(needs, away, frame.clock, known)
    exceptions = _Exceptions(reading, frame, granting.visits(_days(frame)))
    kept = exceptions.settle()
    _let_be_named(reading, kept, certain=exceptions.certain)
    return GrantedCare(needs, away, kept)


def _needs(reading: Reading) -> tuple[CareNeed, ...]:
    rows = reading.of(NEEDS)
    for record in rows:
        check_need_row(record)
    links = links_of(rows, NEED_ID)
    check_order(links, reading.ids[CLIENTS.name].known or ())
    return tuple(care_need(record) for record in rows if record.sound)


def _away(reading: Reading, frame: Frame) -> tuple[ClientAway, ...]:
    owners = {r.get(NEED_ID): r.get(NEED_CLIENT) for r in reading.of(NEEDS)}
    for record in reading.of(NEEDS_AWAY):
        check_away_row(record, frame)
        owner = owners.get(record.get(AWAY_NEED))
        if owner not in (None, record.get(CLIENT)):
            record.blame("need_of_other_client", AWAY_NEED, client=str(owner))
    rows = (r for r in reading.of(NEEDS_AWAY) if r.sound)
    made = (client_away(record, frame) for record in rows)
    return tuple(absence for absence in made if absence is not None)


def _days(frame: Frame) -> Iterator[date]:
    if frame.first is not None and frame.last is not None:
        for number in range((frame.last - frame.first).days + 1):
            yield frame.first + timedelta(number)


class _Exceptions:
    """Holds the rows of visits against what is granted."""

    def __init__(self, reading: Reading, frame: Frame, visits: Mapping[str, Visit]):
        self._reading = reading
        self._clock = frame.clock
        self._visits = visits
        self.certain = reading.is_whole(NEEDS) and frame.last is not None
        """Whether all that is granted is known."""

    def settle(self) -> dict[str, Visit]:
        """Complete the rows, take away those that cancel, and return what is left."""
        rows = self._reading.of(VISITS)
        cancelled = {r.get(VISIT_ID) or "" for r in rows if r.get(CANCELLED)}
        kept = without(self._visits, cancelled)
        for record in rows:
            id_ = record.get(VISIT_ID) or ""
            if id_ not in self._visits:
                self._check_whole(record)
            elif id_ in kept:
                self._complete(record, kept[id_])
        if rows:
            going_on = [r for r in rows if not (r.sound and r.get(CANCELLED))]
            self._reading.records[VISITS.name] = going_on
        return kept

    def _check_whole(self, record: Record) -> None:
        """Blame empty cells of a visit that nothing grants."""
        for column in VISITS.columns:
            if column.needed and record.is_empty(column):
                if not self.certain:
                    record.sound = False
                elif self._visits:
                    record.blame("missing_or_granted", column)
                else:
                    record.blame("missing_value", column)

    def _complete(self, record: Record, base: Visit) -> None:
        """Fill what a row leaves out of a visit that is granted.

        A row that gives all that a visit needs stands as it is: then empty is empty.
        """
        if record.get(CLIENT) not in (None, base.client):
            record.blame("granted_to_other", CLIENT, client=base.client)
        if any(c.needed and record.is_empty(c) for c in VISITS.columns):
            day = record.get(DATE)
            moved = base if day is None else self._moved(base, day)
            cells = care_visit_cells(moved, self._clock)
            for column in VISITS.columns:
                if record.is_empty(column):
                    record.fill(column, cell_text(cells[column.name]))

    def _moved(self, visit: Visit, day: date) -> Visit:
        """Return a visit at the same clock times of another day."""
        clock, later = self._clock, day - visit.date
        window = (clock.local(t) + later for t in (visit.earliest, visit.latest))
        earliest, latest = (clock.instant(moment) for moment in window)
        moved = {"date": day, "earliest": earliest, "latest": latest}
        return visit.model_copy(update=moved)


def _let_be_named(reading: Reading, visits: Iterable[str], *, certain: bool) -> None:
    """Let rows refer to visits that are granted, and no more to those cancelled."""
    own = reading.ids[VISITS.name].known
    if own is None or not certain:
        known = None
    else:
        going_on = (record.get(VISIT_ID) or "" for record in reading.of(VISITS))
        known = frozenset((*going_on, *visits))
    files = [reading.ids[sheet.name].file for sheet in (VISITS, NEEDS)]
    shown = files if reading.of(NEEDS) else files[:1]
    reading.ids[VISITS.name] = Ids(", ".join(shown), known)
