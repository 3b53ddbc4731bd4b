"""The sample ``impossible``: ``small`` with contradictions planted in it.

Every plant is of its own kind, stands alone, and is a dataset that can be read.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random

from data.sample.assemble import TIMEZONE
from data.sample.changed import changed
from data.sample.small import START, small
from data.sample.turns import hm
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import (
    AbsenceRow,
    Client,
    Employee,
    Problem,
    StaffingNeed,
    Visit,
)
from scheduler.domain.values import (
    AbsenceKind,
    Employment,
    PayClass,
    ShiftKind,
    VisitKind,
)

_CLOCK = wall_clock(TIMEZONE)
_MON, _TUE, _WED, _THU, _FRI, _SAT, _SUN = (START + timedelta(days=n) for n in range(7))


def impossible(rng: Random) -> Problem:
    """Return ``small`` with every contradiction planted in it."""
    problem = changed(small(rng), name="impossible")
    for plant in PLANTS.values():
        problem = plant(problem)
    return problem


def two_men_at_night(problem: Problem) -> Problem:
    """Let a client need two delegated men at night, where one man works."""
    client = _client(problem, "c101", avoid_gender=frozenset({"f"}))
    visit = _visit(client, _THU, "26:00", "27:00").model_copy(
        update={
            "staff": 2,
            "skills": frozenset({"delegation"}),
            "kind": VisitKind.INTIMATE,
            "unit": "natt",
        }
    )
    return _with_client(problem, client, visit)


def everybody_declined(problem: Problem) -> Problem:
    """Let a client refuse everybody there is."""
    everybody = frozenset(e.id for e in problem.employees)
    client = _client(problem, "c102", avoid=everybody)
    return _with_client(problem, client, _visit(client, _TUE, "09:00", "10:00"))


def night_without_people(problem: Problem) -> Problem:
    """Let one of the night staff be away all week, and the others on Wednesday."""
    first, *others = [e.id for e in problem.employees if e.unit == "natt"]
    away = [_absence(first, _MON, _SUN, AbsenceKind.VACATION)]
    away += [_absence(who, _WED, _WED, AbsenceKind.STUDY) for who in others]
    return changed(problem, absences=(*problem.absences, *away))


def demand_above_headcount(problem: Problem) -> Problem:
    """Ask for twenty people on Friday morning where twelve work."""
    need = StaffingNeed(
        unit="hemma",
        date=_FRI,
        start=_CLOCK.at(_FRI, hm("10:00")),
        end=_CLOCK.at(_FRI, hm("11:00")),
        min=20,
        want=20,
    )
    return changed(problem, staffing=(*problem.staffing, need))


def contract_without_shifts(problem: Problem) -> Problem:
    """Employ somebody full time who takes nothing but long weekend shifts."""
    person = Employee(
        id="e101",
        name="Ulla H",
        unit="hemma",
        role="usk",
        skills=frozenset({"usk"}),
        employment=Employment.MONTHLY,
        degree_pct=100,
        week_minutes=2220,
        monthly_pay=3_000_000,
        gender="f",
        day_break=hm("09:00"),
        shift_kinds=frozenset({ShiftKind.LONG}),
    )
    return changed(problem, employees=(*problem.employees, person))


def one_person_two_places(problem: Problem) -> Problem:
    """Let two clients need, at the same time, what one person alone can do."""
    able, *rest = problem.employees
    able = able.model_copy(update={"skills": able.skills | {"stomi"}})
    problem = changed(problem, employees=(able, *rest))
    for id_ in ("c103", "c104"):
        client = _client(problem, id_)
        visit = _visit(client, _TUE, "10:00", "10:15").model_copy(
            update={"skills": frozenset({"stomi"})}
        )
        problem = _with_client(problem, client, visit)
    return problem


def before_anybody_begins(problem: Problem) -> Problem:
    """Put a visit at half past four in a unit whose first shift begins at seven."""
    client = _client(problem, "c105")
    return _with_client(problem, client, _visit(client, _WED, "04:30", "05:00"))


def breakfast_before_insulin(problem: Problem) -> Problem:
    """Let breakfast follow the insulin, with a window that ends before it."""
    client = _client(problem, "c106")
    insulin = _visit(client, _THU, "08:30", "09:00")
    breakfast = _visit(client, _THU, "07:15", "08:15").model_copy(
        update={"id": f"{insulin.id}b", "after": insulin.id, "gap_min": 15}
    )
    return _with_client(problem, client, insulin, breakfast)


def lock_without_rest(problem: Problem) -> Problem:
    """Lock an evening and the morning after it."""
    who = problem.employees[2].id
    rows = (
        _locked(problem, who, "H-E1", _THU, "18:00"),
        _locked(problem, who, "H-D1", _FRI, "11:30"),
    )
    return changed(problem, locked_shifts=(*problem.locked_shifts, *rows))


def everybody_at_six(problem: Problem) -> Problem:
    """Ask for a visit to every client at six on Sunday evening, on the minute."""
    visits = [
        _visit(client, _SUN, "18:00", "18:00").model_copy(
            update={"id": f"{client.id}-storm", "kind": VisitKind.ALARM}
        )
        for client in problem.clients
        if client.id < "c1"
    ]
    return changed(problem, visits=(*problem.visits, *visits))


PLANTS: Mapping[str, Callable[[Problem], Problem]] = {
    plant.__name__: plant
    for plant in (
        two_men_at_night,
        night_without_people,
        demand_above_headcount,
        contract_without_shifts,
        one_person_two_places,
        before_anybody_begins,
        breakfast_before_insulin,
        lock_without_rest,
        everybody_at_six,
        everybody_declined,
    )
}


def _client(problem: Problem, id_: str, **given: frozenset[str]) -> Client:
    """Return a client who lives where the first one does."""
    first = problem.clients[0]
    return Client(id=id_, unit="hemma", lat=first.lat, lon=first.lon).model_copy(
        update=given
    )


def _visit(client: Client, day: date, opens: str, closes: str) -> Visit:
    return Visit(
        id=f"{client.id}-{day:%m%d}-1",
        client=client.id,
        date=day,
        earliest=_CLOCK.at(day, hm(opens)),
        latest=_CLOCK.at(day, hm(closes)),
        minutes=30,
        unit=client.unit,
    )


def _with_client(problem: Problem, client: Client, *visits: Visit) -> Problem:
    return changed(
        problem,
        clients=(*problem.clients, client),
        visits=(*problem.visits, *visits),
    )


def _absence(who: str, first: date, last: date, kind: AbsenceKind) -> AbsenceRow:
    start, end = _CLOCK.at(first, 0), _CLOCK.at(last, 1440)
    return AbsenceRow(employee=who, start=start, end=end, kind=kind)


def _locked(
    problem: Problem, who: str, shift: str, day: date, break_start: str
) -> ShiftRow:
    turn = problem.shift_type[shift]
    rest = _CLOCK.at(day, hm(break_start))
    return ShiftRow(
        employee=who,
        date=day,
        shift=shift,
        unit="hemma",
        start=_CLOCK.at(day, turn.start),
        end=_CLOCK.at(day, turn.end),
        breaks=((rest, rest + turn.breaks[0].minutes),),
        paid_minutes=turn.paid_minutes,
        pay_class=PayClass.ORDINARY,
    )
