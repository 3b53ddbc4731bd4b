"""A plan beside what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from scheduler.audit.figures import EVERYWHERE, Figure, Ledger
from scheduler.audit.figures.different_people import continuity
from scheduler.audit.figures.figure import covers, hours, share
from scheduler.audit.figures.paid_hours import paid_hours
from scheduler.audit.figures.pay_shares import money
from scheduler.audit.figures.visits_made import visits
from scheduler.domain.care_need import CareNeed
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.domain.values import Frozen
from scheduler.follow_up.changed_shifts import (
    ChangedShift,
    changed_shifts,
    published_shifts,
)
from scheduler.follow_up.learnt_minutes import LearntMinutes, learnt_minutes
from scheduler.follow_up.reported import Reported, ReportedTime
from scheduler.follow_up.sick_hours import sick_time
from scheduler.follow_up.visit_tallies import (
    ClientHours,
    DeclinedVisit,
    LateDose,
    VisitAccount,
    VisitTally,
    client_hours,
    declined_visits,
    late_doses,
    visit_tallies,
)
from scheduler.follow_up.worked_hours import WeekHours, week_hours
from scheduler.follow_up.worked_plan import as_performed, followed
from scheduler.pay.lines import CostLine
from scheduler.pay.price import price_plan

Figures = Mapping[str, Mapping[str, Figure]]
"""By scope, then by figure id."""

_OF_VISITS = ("K01", "K01_median", "K01_over20", "K01_all", "K08")
_OF_TIMES = ("K10", "K11", "K11_extra", "K11_overtime", "K12", "H_paid")


class GrantedByDecisions(Frozen):
    """What decisions grant on the days of a plan."""

    visits: Mapping[str, Visit]
    needs: Mapping[str, CareNeed] = {}
    """The need behind a visit, by the visit's id."""


class ItemCost(Frozen):
    """One item of the price, öre."""

    item: str
    planned: int
    worked: int


class FollowUp(Frozen):
    """What was planned beside what was performed and worked, through one day."""

    first: date
    last: date
    has_visits: bool
    has_times: bool
    """Which of the two was reported; what the other would say is left out."""
    planned: Figures
    performed: Figures
    visits: tuple[VisitTally, ...]
    clients: tuple[ClientHours, ...]
    late: tuple[LateDose, ...]
    declined: tuple[DeclinedVisit, ...]
    learnt: tuple[LearntMinutes, ...]
    weeks: tuple[WeekHours, ...]
    items: tuple[ItemCost, ...]
    changed: tuple[ChangedShift, ...]


def follow_up(
    view: PlanView, granted: GrantedByDecisions, reported: Reported
) -> FollowUp:
    """Set what was reported beside the plan, through the last day reported."""
    last = min(reported.last or view.problem.end, view.problem.end)
    plan = followed(view, last)
    done = as_performed(plan, reported)
    some = {id_: v for id_, v in granted.visits.items() if v.date <= last}
    account = VisitAccount(plan, some, reported.visits)
    has_visits, has_times = bool(reported.visits), bool(reported.times)
    changed = changed_shifts(plan, done, reported.times) if has_times else ()
    before, after = price_plan(plan), price_plan(done)
    planned = _Figures(plan, before, has_visits=has_visits, has_times=has_times)
    performed = _Figures(done, after, has_visits=has_visits, has_times=has_times)
    own = _Own(account, reported.times, changed)
    return FollowUp(
        first=plan.problem.start,
        last=last,
        has_visits=has_visits,
        has_times=has_times,
        planned=own.before(planned.by_scope()),
        performed=own.after(performed.by_scope()),
        visits=visit_tallies(account) if has_visits else (),
        clients=client_hours(account) if has_visits else (),
        late=late_doses(account),
        declined=declined_visits(account),
        learnt=learnt_minutes(account, granted.needs),
        weeks=week_hours(plan, done) if has_times else (),
        items=_items(before, after) if has_times else (),
        changed=changed,
    )


class _Figures:
    """Those figures of the audit that reports can be asked for, too."""

    def __init__(
        self,
        view: PlanView,
        costs: Sequence[CostLine],
        *,
        has_visits: bool,
        has_times: bool,
    ) -> None:
        self._ledger = Ledger(view, costs)
        self._wanted = (_OF_VISITS * has_visits) + (_OF_TIMES * has_times)

    def by_scope(self) -> dict[str, dict[str, Figure]]:
        scopes = (EVERYWHERE, *self._ledger.view.problem.unit)
        return {scope: dict(self._of(scope)) for scope in scopes}

    def _of(self, scope: str) -> Iterator[tuple[str, Figure]]:
        for family in (continuity, visits, paid_hours, money):
            for id_, figure in family(self._ledger, scope).items():
                if id_ in self._wanted:
                    yield id_, figure


class _Own:
    """Figures of what was performed that no plan has.

    - K07: performed hours at clients, of the hours that decisions grant; by the unit
      that performs the visit. In the plan: planned hours, of the same.
    - K09: reported sick hours, of the contracted hours of monthly staff; K09_short: of
      the first 14 days of sick periods; by the unit that people belong to.
    - K20: shifts worked otherwise than published, new ones included, of those
      published; by the unit that people belong to. Whoever was away changed nothing.
    - V_in_window: visits at which everybody began inside the window, of those made.
    - V_declined, V_missed, V_silent: visits declined, not made, and of which nothing is
      reported, of those that the plan is for.
    """

    def __init__(
        self,
        account: VisitAccount,
        times: Sequence[ReportedTime],
        changed: Sequence[ChangedShift],
    ) -> None:
        self._account = account
        self._times = times
        self._changed = changed
        self._tallies = visit_tallies(account)

    def before(
        self, figures: dict[str, dict[str, Figure]]
    ) -> dict[str, dict[str, Figure]]:
        """Return figures of the plan with those that it has of these."""
        if self._account.reports:
            for scope, found in figures.items():
                mine = [t for t in self._tallies if covers(scope, t.unit)]
                planned = sum(t.planned_minutes for t in mine)
                found["K07"] = _of_granted(planned, mine)
        return figures

    def after(
        self, figures: dict[str, dict[str, Figure]]
    ) -> dict[str, dict[str, Figure]]:
        """Return figures of what was performed with these among them."""
        for scope, found in figures.items():
            if self._account.reports:
                found |= self._of_visits(scope)
            if self._times:
                found |= self._of_times(scope)
        return figures

    def _of_visits(self, scope: str) -> dict[str, Figure]:
        mine = [t for t in self._tallies if covers(scope, t.unit)]
        performed = sum(t.performed_minutes for t in mine)
        visits = sum(t.visits for t in mine)
        return {
            "K07": _of_granted(performed, mine),
            "V_in_window": share(
                sum(t.in_window for t in mine), sum(t.performed for t in mine)
            ),
            "V_declined": share(sum(t.declined for t in mine), visits),
            "V_missed": share(sum(t.missed for t in mine), visits),
            "V_silent": share(sum(t.silent for t in mine), visits),
        }

    def _of_times(self, scope: str) -> dict[str, Figure]:
        view = self._account.view
        staff = [e for e in view.problem.employees if covers(scope, e.unit)]
        time = sick_time(view, staff, self._times)
        mine = {e.id for e in staff}
        published = [k for k in published_shifts(view) if k[0] in mine]
        changed = [c for c in self._changed if c.employee in mine]
        due = hours(float(time.due))
        return {
            "K09": share(hours(float(time.sick)), due),
            "K09_short": share(hours(float(time.short)), due),
            "K20": share(len(changed), len(published)),
        }


def _of_granted(minutes: int, tallies: Sequence[VisitTally]) -> Figure:
    return share(hours(minutes), hours(sum(t.granted_minutes for t in tallies)))


def _items(
    before: Sequence[CostLine], after: Sequence[CostLine]
) -> tuple[ItemCost, ...]:
    sums: dict[str, list[int]] = {}
    for side, lines in enumerate((before, after)):
        for line in lines:
            sums.setdefault(line.item, [0, 0])[side] += line.amount
    return tuple(
        ItemCost(item=item, planned=pair[0], worked=pair[1])
        for item, pair in sums.items()
    )
