"""Visits granted, planned and performed; punctuality, declined visits, late doses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from scheduler.domain.clock import monday_of
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Visit
from scheduler.domain.values import Frozen, Instant, VisitKind
from scheduler.follow_up.reported import FollowedRow, ReportedVisit, VisitOutcome


class VisitTally(FollowedRow):
    """The visits of one unit, week and kind; minutes count each person."""

    unit: str
    """Which performs them."""
    week: date
    """Its Monday."""
    kind: VisitKind
    """What is done."""
    granted_minutes: int = 0
    """By decisions."""
    planned_minutes: int = 0
    """In the plan."""
    performed_minutes: int = 0
    """As reported."""
    declined_minutes: int = 0
    """Planned time of visits that were declined."""
    visits: int = 0
    """Visits that the plan is for."""
    performed: int = 0
    """Those that were made."""
    declined: int = 0
    """Those that the client did not want."""
    missed: int = 0
    """Those that were not made."""
    silent: int = 0
    """Visits that nothing was reported of."""
    unplanned: int = 0
    """Reports of visits that nobody had planned; in no other count but minutes."""
    in_window: int = 0
    """Performed visits at which everybody began inside the window."""


class LateDose(Frozen):
    """A medication visit that began outside its window."""

    visit: str
    client: str
    earliest: Instant
    latest: Instant
    start: Instant
    minutes: int
    """After the window; before it where negative."""


class DeclinedVisit(FollowedRow):
    """A visit that the client did not want."""

    visit: str
    """Which."""
    client: str
    """Whose."""
    date: date
    """The planning day."""
    kind: VisitKind
    """What was to be done."""
    reason: str
    """As reported."""
    employees: tuple[str, ...]
    """Who had planned it."""
    minutes: int
    """Planned at the client."""
    travel_minutes: int
    """By how much the way got shorter."""


class ClientHours(FollowedRow):
    """One client's time."""

    client: str
    """Whose."""
    unit: str
    """Which the client belongs to."""
    granted_minutes: int
    """By decisions."""
    planned_minutes: int
    """In the plan."""
    performed_minutes: int
    """As reported."""


@dataclass
class VisitAccount:
    """Every visit with what was granted, planned and reported of it."""

    view: PlanView
    granted: Mapping[str, Visit]
    """What decisions grant, whether it is planned or not."""
    reports: Sequence[ReportedVisit]
    by_visit: Mapping[str, Sequence[ReportedVisit]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, list[ReportedVisit]] = defaultdict(list)
        for row in self.reports:
            if row.visit is not None:
                found[row.visit].append(row)
        self.by_visit = found

    def outcome(self, visit: str) -> VisitOutcome | None:
        """Return what became of a visit; made by anybody, it was made."""
        told = {row.outcome for row in self.by_visit.get(visit, ())}
        return next((o for o in VisitOutcome if o in told), None)

    def starts(self, visit: str) -> list[Instant]:
        """Return when people came to a visit."""
        rows = self.by_visit.get(visit, ())
        made = VisitOutcome.PERFORMED
        return [row.span[0] for row in rows if row.span and row.outcome is made]

    def planned_minutes(self, visit: str) -> int:
        """Return the planned time at the client, of everybody."""
        rows = self.view.rows_by_visit.get(visit, ())
        return sum(row.end - row.start for row in rows)

    def in_window(self, visit: Visit) -> bool:
        """Whether everybody who was needed came inside the window."""
        starts = self.starts(visit.id)
        return len(starts) >= visit.staff and all(
            visit.earliest <= start <= visit.latest for start in starts
        )


def visit_tallies(account: VisitAccount) -> tuple[VisitTally, ...]:
    """Return the tallies by unit, week and kind."""
    found: dict[tuple[str, date, VisitKind], dict[str, int]] = {}
    for visit in account.granted.values():
        numbers = {"granted_minutes": visit.minutes * visit.staff}
        _add(found, (visit.unit, monday_of(visit.date), visit.kind), numbers)
    for visit in account.view.problem.visits:
        key = visit.unit, monday_of(visit.date), visit.kind
        _add(found, key, _counts(account, visit))
    homes = account.view.problem.client
    for row in account.reports:
        if row.visit is None:
            numbers = {"unplanned": 1, "performed_minutes": row.minutes}
            unit = homes[row.client].unit
            _add(found, (unit, monday_of(row.date), row.kind), numbers)
    return tuple(
        VisitTally(unit=unit, week=week, kind=kind, **numbers)
        for (unit, week, kind), numbers in sorted(found.items())
    )


def _add(
    found: dict[tuple[str, date, VisitKind], dict[str, int]],
    key: tuple[str, date, VisitKind],
    numbers: Mapping[str, int],
) -> None:
    mine = found.setdefault(key, defaultdict(int))
    for name, number in numbers.items():
        mine[name] += number


def _counts(account: VisitAccount, visit: Visit) -> dict[str, int]:
    outcome = account.outcome(visit.id)
    planned = account.planned_minutes(visit.id)
    declined = outcome is VisitOutcome.DECLINED
    return {
        "planned_minutes": planned,
        "performed_minutes": sum(r.minutes for r in account.by_visit.get(visit.id, ())),
        "declined_minutes": planned if declined else 0,
        "visits": 1,
        "performed": int(outcome is VisitOutcome.PERFORMED),
        "declined": int(declined),
        "missed": int(outcome is VisitOutcome.MISSED),
        "silent": int(outcome is None),
        "in_window": int(account.in_window(visit)),
    }


def client_hours(account: VisitAccount) -> tuple[ClientHours, ...]:
    """Return each client's time; clients who have none are left out."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for visit in account.granted.values():
        found[visit.client][0] += visit.minutes * visit.staff
    for visit in account.view.problem.visits:
        found[visit.client][1] += account.planned_minutes(visit.id)
    for row in account.reports:
        found[row.client][2] += row.minutes
    return tuple(
        ClientHours(
            client=client.id,
            unit=client.unit,
            granted_minutes=found[client.id][0],
            planned_minutes=found[client.id][1],
            performed_minutes=found[client.id][2],
        )
        for client in account.view.problem.clients
        if client.id in found
    )


def late_doses(account: VisitAccount) -> tuple[LateDose, ...]:
    """Return the medication visits that were made outside their windows."""
    visits = account.view.problem.visits
    doses = [v for v in visits if v.kind is VisitKind.MEDICATION]
    found = [
        LateDose(
            visit=visit.id,
            client=visit.client,
            earliest=visit.earliest,
            latest=visit.latest,
            start=start,
            minutes=max(start - visit.latest, 0) - max(visit.earliest - start, 0),
        )
        for visit in doses
        for start in account.starts(visit.id)
        if not visit.earliest <= start <= visit.latest
    ]
    return tuple(sorted(found, key=lambda dose: (-abs(dose.minutes), dose.visit)))


def declined_visits(account: VisitAccount) -> tuple[DeclinedVisit, ...]:
    """Return the declined visits in the order of their days."""
    view = account.view
    duties = {row: duty for duty in view.duties for row in view.visits_on(duty)}
    found = []
    for visit in view.problem.visits:
        if account.outcome(visit.id) is VisitOutcome.DECLINED:
            rows = view.rows_by_visit.get(visit.id, ())
            ways = [_way(view, duties[r], r) for r in rows if r in duties]
            found.append(_declined(account, visit, rows, sum(ways)))
    return tuple(sorted(found, key=lambda d: (d.date, d.visit)))


def _declined(
    account: VisitAccount, visit: Visit, rows: Iterable[VisitRow], travel: int
) -> DeclinedVisit:
    reasons = (row.reason for row in account.by_visit[visit.id] if row.reason)
    return DeclinedVisit(
        visit=visit.id,
        client=visit.client,
        date=visit.date,
        kind=visit.kind,
        reason=next(reasons, ""),
        employees=tuple(row.employee for row in rows),
        minutes=account.planned_minutes(visit.id),
        travel_minutes=travel,
    )


def _way(view: PlanView, duty: Duty, row: VisitRow) -> int:
    """Return how much shorter the way of a duty is without one of its visits."""
    who = view.problem.employee.get(duty.employee)
    if who is None:
        return 0
    stops = list(_stops(view, duty))
    at = view.visits_on(duty).index(row) + 1
    before, here, after = stops[at - 1 : at + 2]

    def leg(start: str, end: str) -> int:
        return view.travel.minutes(start, end, who.transport)

    return leg(before, here) + leg(here, after) - leg(before, after)


def _stops(view: PlanView, duty: Duty) -> Iterator[str]:
    """Yield the places of a duty, from its unit and back."""
    yield duty.unit
    for row in view.visits_on(duty):
        yield view.visit(row).client
    yield duty.unit
