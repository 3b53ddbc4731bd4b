"""Duties change hands: what gains by it, what stays, and that the price is right."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
import pytest

from scheduler.audit.audit import audit
from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.handovers.holdings import NOBODY, DrivenTour, driven_tours, holdings
from scheduler.handovers.kernels.handover_steps import (
    IDLE,
    Holdings,
    hand_over,
    start_handovers,
)
from scheduler.lines.build import line_table
from scheduler.lines.kernels.manning import nobody
from scheduler.planning.improve import handed_over
from scheduler.planning.neighbourhoods.held_tours import loose_tours, open_must_tasks
from scheduler.planning.plan_rows import plan_of
from scheduler.planning.run import Run
from scheduler.roster.solver import RosterSolver
from scheduler.tours.draft import Draft, NamedEngine, named_engine
from scheduler.tours.engine import Heat
from tests.build import (
    absence,
    client,
    day,
    employee,
    hourly,
    need,
    problem,
    shift_type,
    team,
    visit,
)
from tests.scheduler.planning.runs import run_of

DAYS = 3
BREAK = "30@10:30-12:30"
TASKS = {"carl": range(DAYS), "dora": range(DAYS, 2 * DAYS)}
"""Two clients with a visit a day each, at the same time."""

AMY_ALONE = (
    employee("amy", skills={"usk", "insulin"}, day_break=16 * 60),
    employee("bob", day_break=16 * 60),
)
"""Only Amy may give insulin."""


def two_clients(**given: object) -> Problem:
    visits = [
        visit(f"{who}{n}", f"{day(n)} 09:00", f"{day(n)} 09:10", client=who)
        for who in TASKS
        for n in range(DAYS)
    ]
    usual: dict[str, object] = {
        "days": DAYS,
        "employees": team("amy", "bob", degree_pct=100, day_break=16 * 60),
        "clients": (client("carl"), client("dora")),
        "visits": tuple(visits),
        "shift_types": (shift_type(breaks=BREAK), shift_type("late", "08:00-17:00")),
    }
    return problem(**(usual | given))


def option(solver: RosterSolver, who: str, n: int, shift: str = "day") -> ShiftOption:
    [found] = [
        o
        for o in solver.options[who]
        if (o.date, o.shift) == (day(n), shift) and not o.overtime
    ]
    return found


def crosswise(solver: RosterSolver) -> Draft:
    """Return that both work every day, and clients are met by turns."""
    works, stops = {}, {}
    for n in range(DAYS):
        for who, task in zip(("amy", "bob"), TASKS.values(), strict=True):
            works[who, option(solver, who, n)] = False
            other = [*TASKS.values()][1 - [*TASKS.values()].index(task)]
            mine = task if n % 2 else other
            stops[who, day(n), 0] = (mine[n],)
    return Draft(works, stops)


def met(draft: Draft) -> Mapping[str, set[str]]:
    """Return whom each client meets."""
    found: dict[str, set[str]] = defaultdict(set)
    for (who, _, _), tasks in draft.stops.items():
        for name, mine in TASKS.items():
            if set(mine).intersection(tasks):
                found[name].add(who)
    return found


def test_clients_meet_one_person_instead_of_two() -> None:
    run = run_of(two_clients())
    before = crosswise(run.solver)
    assert {name: len(who) for name, who in met(before).items()} == {
        "carl": 2,
        "dora": 2,
    }
    after = handed_over(run, before)
    assert {name: len(who) for name, who in met(after).items()} == {
        "carl": 1,
        "dora": 1,
    }
    assert set(after.works) == set(before.works)


def test_what_is_worked_above_the_contract_stays_with_whoever_works_it() -> None:
    run = run_of(two_clients())
    before = crosswise(run.solver)
    above = {key: key[0] == "amy" for key in before.works}
    after = handed_over(run, Draft(above, before.stops))
    assert (after.works, after.stops) == (above, before.stops)


@pytest.mark.parametrize(("skill", "left"), [("usk", 0), ("insulin", 1)])
def test_a_tour_that_nobody_drives_goes_to_somebody_who_may(
    skill: str, left: int
) -> None:
    made = two_clients()
    visits = tuple(
        v.model_copy(update={"skills": frozenset({skill})}) if v.id == "carl0" else v
        for v in made.visits
    )
    run = run_of(made.model_copy(update={"visits": visits}))
    whole = crosswise(run.solver)
    works = {k: v for k, v in whole.works.items() if k != off_duty(run.solver)}
    stops = {k: v for k, v in whole.stops.items() if k != ("bob", day(0), 0)}
    before = Draft(works, stops)
    assert open_must_tasks(run.context, before) == [0]
    after = handed_over(run, before)
    assert len(open_must_tasks(run.context, after)) == left


def test_an_open_visit_is_not_always_packed_with_one_that_fewer_may_make() -> None:
    visits = (
        visit("open", f"{day(0)} 09:00", client="carl"),
        visit("for_amy", f"{day(0)} 09:00", client="dora", skills={"insulin"}),
    )
    run = run_of(two_clients(employees=AMY_ALONE, visits=visits))
    nobody_drives = Draft({})
    packed = {
        frozenset(tour.stops)
        for seed in range(8)
        for tour in loose_tours(run, nobody_drives, Random(seed))
    }
    assert packed == {frozenset({0}), frozenset({1}), frozenset({0, 1})}


def test_a_tour_goes_to_nobody_who_lacks_its_skill_while_who_has_it_is_busy() -> None:
    made = two_clients(employees=AMY_ALONE)
    visits = tuple(
        v.model_copy(update={"skills": frozenset({"insulin"})})
        if v.id == "carl0"
        else v
        for v in made.visits
    )
    run = run_of(made.model_copy(update={"visits": visits}))
    works = {("amy", option(run.solver, "amy", 0)): False}
    busy = Draft(works, {("amy", day(0), 0): (TASKS["dora"][0],)})
    after = handed_over(run, busy)
    takes = {
        who for (who, _, _), stops in after.stops.items() if TASKS["carl"][0] in stops
    }
    assert takes <= {"amy"}


def test_who_takes_an_open_visit_gives_the_duties_beside_it_to_two_people() -> None:
    """Eleven hours of rest are short before the day and after it."""
    only = np.eye(7, dtype=bool).tolist()
    amy = AMY_ALONE[0].model_copy(update={"degree_pct": 75})
    made = two_clients(
        employees=(amy, *(hourly(who, day_break=16 * 60) for who in ("bob", "cia"))),
        absences=(
            absence("bob", f"{day(2)} 00:00", f"{day(3)} 00:00"),
            absence("cia", f"{day(0)} 00:00", f"{day(1)} 00:00"),
        ),
        visits=(visit("v", f"{day(1)} 09:00", client="carl", skills={"insulin"}),),
        staffing=(
            need(f"{day(0)} 18:00", f"{day(0)} 20:00", min=1),
            need(f"{day(2)} 06:00", f"{day(2)} 09:00", min=1),
        ),
        shift_types=(
            shift_type("late", "14:00-22:00", "30@16:00-19:00", days=only[0]),
            shift_type(
                "long", "07:00-20:00", "30@10:00-12:00|30@14:00-16:00", days=only[1]
            ),
            shift_type("early", "06:00-14:00", "30@09:00-11:00", days=only[2]),
        ),
    )
    run = run_of(made)
    works = {
        ("amy", option(run.solver, "amy", 0, "late")): False,
        ("amy", option(run.solver, "amy", 2, "early")): False,
    }
    before = Draft(works, {})
    loose = loose_tours(run, before, Random(1))
    no_dearer = Heat(1.0, 1.0)
    budget = Budget(steps=100_000)
    after = run.handovers.improved(before, loose, budget, no_dearer, [1], lambda: False)
    assert {(who, o.shift) for who, o in after.works} == {
        ("bob", "late"),
        ("amy", "long"),
        ("cia", "early"),
    }


def test_whoever_drives_a_tour_is_no_head_in_the_unit() -> None:
    needs = (need(f"{day(0)} 09:00", f"{day(0)} 10:00", min=0),)
    run = run_of(two_clients(staffing=needs))
    table = line_table(run.solver.context, run.solver.shifts, run.solver.price, {})
    draft = crosswise(run.solver)
    named = named_engine(run.context, draft, 0)
    held, works = holdings(table, draft, named, driven_tours(named))
    manning = nobody(table.arrays, 1)
    manning.works[:] = works
    begun = table.arrays, manning, held, named.engine.model, named.engine.state
    start_handovers(*begun)
    assert manning.heads.tolist() == [0, 0]
    held.tour[:] = IDLE
    start_handovers(*begun)
    assert manning.heads.tolist() == [2, 2]


def idle_on(run: Run, days: Mapping[str, Sequence[int]]) -> Draft:
    """Return that people work these days and drive nothing."""
    return Draft(
        {
            (who, option(run.solver, who, n)): False
            for who, mine in days.items()
            for n in mine
        }
    )


def crowds(run: Run, draft: Draft) -> int:
    """Return what the audit charges for crowds of people to spare."""
    found = audit(run.context.problem, plan_of(run.context, draft), run.context.rules)
    return sum(b.cost for b in found.breaches if b.message == "crowded")


def test_people_to_spare_are_spread_over_days() -> None:
    three = team("amy", "bob", "cia", degree_pct=50, day_break=16 * 60)
    run = run_of(two_clients(employees=three, visits=()))
    before = idle_on(run, {"amy": [0], "bob": [0], "cia": [0]})
    assert crowds(run, before) == 30_000
    after = handed_over(run, before)
    assert crowds(run, after) == 0


def off_duty(solver: RosterSolver) -> tuple[str, ShiftOption]:
    return "bob", option(solver, "bob", 0)


def random_draft(solver: RosterSolver, random: Random) -> Draft:
    """Return that people work at random, and drive visits at random."""
    works, stops = {}, {}
    for n in range(DAYS):
        people = random.sample(["amy", "bob", "cia", "dan"], 3)
        for who, mine in zip(people, [*TASKS.values(), ()], strict=True):
            works[who, option(solver, who, n)] = False
            if mine and random.random() < 0.9:
                stops[who, day(n), 0] = (mine[n],)
    return Draft(works, stops)


@pytest.mark.parametrize("seed", range(4))
def test_the_price_of_each_step_is_what_counting_anew_gives(seed: int) -> None:
    four = team("amy", "bob", "cia", "dan", degree_pct=100, day_break=16 * 60)
    types = (shift_type(breaks=BREAK), shift_type("short", "07:00-11:30"))
    run = run_of(two_clients(employees=four, shift_types=types))
    draft = random_draft(run.solver, Random(seed))
    table = line_table(run.solver.context, run.solver.shifts, run.solver.price, {})
    named = named_engine(run.context, draft, 0)
    loose = [DrivenTour(NOBODY, t) for t in loose_tours(run, draft, Random(seed))]
    driven = [*driven_tours(named), *loose]
    held, works = holdings(table, draft, named, driven)
    manning = nobody(table.arrays, seed + 1)
    manning.works[:] = works
    begun = table.arrays, manning, held, named.engine.model, named.engine.state
    before = start_handovers(*begun) + people_price(named) + open_price(held)
    gain = hand_over(*begun, 500, 100_000.0)
    after = start_handovers(*begun) + people_price(named) + open_price(held)
    assert (held.tour != IDLE).any()
    assert gain != 0
    assert after - before == gain


def people_price(named: NamedEngine) -> int:
    """Return what all windows cost, counted from who meets whom."""
    model, meets = named.engine.model, named.engine.state.meets
    window, start = int(model.p["window"][0]), int(model.p["plan_from"][0])
    total = 0
    for t in range(start, meets.shape[2]):
        people = (meets[:, :, max(0, t - window + 1) : t + 1].sum(axis=2) > 0).sum(1)
        above = np.maximum(0, people - model.p["target"][0])
        each = people * model.p["person_each"][0] + above * model.p["person_above"][0]
        total += int(each.sum())
    return total


def open_price(held: Holdings) -> int:
    """Return what the tours that nobody drives cost."""
    driven = set(held.tour[held.tour != IDLE].tolist())
    return sum(int(p) for n, p in enumerate(held.open_price) if n not in driven)


def test_no_more_work_a_shift_than_its_type_allows() -> None:
    types = (
        shift_type(breaks=BREAK),
        shift_type("short", "07:00-11:30", max_per_day=1),
    )
    run = run_of(two_clients(shift_types=types))
    after = handed_over(run, crosswise(run.solver))
    short = Counter(o.date for _, o in after.works if o.shift == "short")
    assert max(short.values(), default=0) <= 1
