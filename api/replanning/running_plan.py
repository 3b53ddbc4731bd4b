"""Who instead, who is ill, and the plan with as little changed as possible."""

from collections.abc import Collection
from dataclasses import dataclass

from api.inputs import Inputs
from api.replanning.answers import (
    FreedAnswer,
    PlanChangeView,
    SickAnswer,
    Teller,
    TimesAnswer,
    VacantShift,
    VisitAnswer,
)
from api.replanning.asked import (
    Place,
    SickAsked,
    TimesAsked,
    duty_asked,
    sick_calls,
    times_asked,
    visit_asked,
)
from data.cell_place import CellPlace
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.replanning.replan import Replanned, Replanner
from scheduler.replanning.sick_call import Vacancy, after_calls, vacated
from scheduler.replanning.substitutes import Substitutes
from scheduler.replanning.visit_takers import VisitTakers
from scheduler.replanning.visit_times import freed_time, visit_times


@dataclass(frozen=True)
class RunningPlan:
    """A plan that people work by, with what it is judged by."""

    inputs: Inputs
    plan: Plan

    @property
    def view(self) -> PlanView:
        """The plan opened for reading."""
        return PlanView(self.inputs.problem, self.plan)

    @property
    def teller(self) -> Teller:
        """What tells of it."""
        return Teller(self.view, self.inputs.rules)


def candidates_for_shift(
    running: RunningPlan, asked: str, place: CellPlace
) -> VacantShift:
    """Return who could work a shift instead, with the rules that each would break.

    ``asked`` is like ``e002@2026-12-01``: whose shift, on which planning day.

    Raises
    ------
    BadInput
        There is no such shift.
    """
    view = running.view
    [found] = _told(running, vacated(view, duty_asked(view, asked, place)))
    return found


def candidates_for_visit(
    running: RunningPlan, asked: str, place: CellPlace
) -> VisitAnswer:
    """Return who could make a visit instead, with the rules that each would break.

    ``asked`` is a visit's id, with ``#2`` for its second place.

    Raises
    ------
    BadInput
        There is no such visit.
    """
    view = running.view
    row = visit_asked(view, asked, place)
    problem, rules = running.inputs
    takers = VisitTakers(problem, running.plan, rules, row).ranked()
    return VisitAnswer(
        visit_id=row.visit,
        staff_no=row.staff_no,
        employee_id=row.employee or None,
        candidates=[running.teller.taker(taker) for taker in takers],
    )


def sick_candidates(running: RunningPlan, asked: SickAsked, place: Place) -> SickAnswer:
    """Return who could take each shift of somebody ill, or its visits.

    Raises
    ------
    BadInput
        It cannot be understood who is ill, or when.
    """
    view = running.view
    calls = sick_calls(view, asked, place)
    tell = running.teller.moment
    return SickAnswer(
        employee_id=calls[0].employee,
        also=[call.employee for call in calls[1:]],
        start=tell(calls[0].start),
        end=tell(max(call.end for call in calls)),
        shifts=_told(running, after_calls(view, calls)),
    )


def _told(running: RunningPlan, vacancy: Vacancy) -> list[VacantShift]:
    found = Substitutes(vacancy, running.inputs.rules)
    teller = running.teller
    answers = []
    for lost in vacancy.lost:
        ways = [*found.ranked(lost), *found.without_anybody(lost)]
        answers.append(teller.vacant(lost, sorted(ways, key=lambda way: way.rank)))
    return answers


def replanned(
    running: RunningPlan,
    asked: SickAsked,
    place: Place,
    among: Collection[str] | None = None,
) -> Replanned:
    """Return the plan without somebody who is ill, with as little changed as can be.

    Parameters
    ----------
    among
        Who may be called in, by id; everybody if left out.

    Raises
    ------
    BadInput
        It cannot be understood who is ill, or when.
    """
    view = running.view
    calls = sick_calls(view, asked, place)
    replanner = Replanner(view, after_calls(view, calls), running.inputs.rules)
    return replanner.replanned(among)


def told_changes(running: RunningPlan, made: Replanned) -> list[PlanChangeView]:
    """Return what changes, in words."""
    return [running.teller.change(change) for change in made.changes]


def offered_times(running: RunningPlan, asked: TimesAsked, place: Place) -> TimesAnswer:
    """Return when a visit could be made: a new one, or one with other needs.

    Raises
    ------
    BadInput
        With all that is missing or not known.
    """
    wanted, span = times_asked(running.view, asked, place)
    problem, rules = running.inputs
    found = visit_times(problem, running.plan, rules, wanted, span)
    return TimesAnswer(
        visit_id=asked.visit,
        minutes=wanted.visit.minutes,
        staff=wanted.visit.staff,
        times=[running.teller.time(time) for time in found],
    )


def declined_visit(
    running: RunningPlan, visit_id: str, place: CellPlace
) -> FreedAnswer:
    """Return the time that a declined visit gives back, and what fits into it.

    Raises
    ------
    BadInput
        There is no such visit.
    """
    problem, rules = running.inputs
    visit = problem.visit[visit_asked(running.view, visit_id, place).visit]
    return running.teller.freed(
        visit.id, freed_time(problem, running.plan, rules, visit)
    )
