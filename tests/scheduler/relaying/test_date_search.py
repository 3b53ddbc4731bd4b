"""Dates are laid anew: what is taken, what stays, and that the price is right."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Problem
from scheduler.handovers.holdings import nothing_held, worked_kinds
from scheduler.handovers.kernels.handover_steps import start_handovers
from scheduler.lines.kernels.manning import nobody
from scheduler.planning.run import Run
from scheduler.relaying import date_search, day_offers
from scheduler.relaying.date_search import DateSearch
from scheduler.relaying.day_offers import DayOffers, Width
from scheduler.tours.draft import (
    Draft,
    NamedEngine,
    engine_on,
    named_engine,
    routes_of,
)
from scheduler.tours.engine import Engine, Heat
from scheduler.tours.shares import shares_of
from tests.build import (
    UNIT,
    client,
    day,
    employee,
    hourly,
    need,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
)
from tests.scheduler.planning.runs import run_of
from tests.scheduler.relaying.mornings import (
    BREAK,
    HAL,
    LONG,
    SHORT,
    driving,
    morning,
    option,
    shifts,
)

ALL = Width(3, 1.0)


@pytest.fixture(autouse=True)
def everything_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(date_search, "FEW", ALL)


def laid_anew(run: Run, draft: Draft, *dates: date) -> Draft:
    return run.dates.improved(
        draft,
        dates or (day(0),),
        Budget(steps=4_000),
        Heat(2_000.0, 30.0),
        run.time.seeds(),
        run.should_stop,
    )


@pytest.mark.parametrize(
    ("latest", "shift"),
    [("2026-12-21 10:28", "short"), ("2026-12-21 10:29", "long")],
)
def test_a_shift_is_as_long_as_its_visits_ask_for(latest: str, shift: str) -> None:
    late = visit("v2", latest, latest)
    run = run_of(morning(visits=(visit(), late)))
    after = laid_anew(run, driving(run, {("hal", "long"): (0, 1)}))
    assert shifts(after) == {("hal", shift): 2}


def test_one_of_two_who_are_paid_by_the_hour_makes_the_visits_of_both() -> None:
    people = HAL, hourly("hip", day_break=16 * 60)
    visits = visit(), visit("v2", "2026-12-21 09:00")
    run = run_of(morning(employees=people, visits=visits))
    apart = {("hal", "short"): (0,), ("hip", "short"): (1,)}
    after = laid_anew(run, driving(run, apart))
    assert list(shifts(after).values()) == [2]


def test_who_was_off_is_on_duty_for_a_visit_that_was_open() -> None:
    run = run_of(morning())
    after = laid_anew(run, Draft({}))
    assert list(shifts(after).values()) == [1]


def test_nobody_is_on_duty_for_nothing_who_is_paid_by_the_hour() -> None:
    on_tuesday = visit("v1", "2026-12-22 08:00")
    run = run_of(morning(days=2, visits=(on_tuesday,)))
    idle = Draft({("hal", option(run, "hal", "long")): False})
    assert shifts(laid_anew(run, idle)) == {}


def test_who_owes_hours_is_on_duty_all_the_same() -> None:
    on_tuesday = visit("v1", "2026-12-22 08:00")
    amy = employee("amy", day_break=16 * 60)
    run = run_of(morning(days=2, employees=(amy,), visits=(on_tuesday,)))
    idle = Draft({("amy", option(run, "amy", "long")): False})
    assert shifts(laid_anew(run, idle)) == {("amy", "long"): 0}


@pytest.mark.parametrize("kept_by", ["locked_shifts", "published_shifts"])
def test_a_shift_that_was_locked_or_told_stays(kept_by: str) -> None:
    row = shift_row("hal", shift="long")
    run = run_of(morning(**{kept_by: (row,)}))
    before = driving(run, {("hal", "long"): (0,)})
    assert shifts(laid_anew(run, before)) == {("hal", "long"): 1}


def test_hours_above_the_contract_stay_with_whoever_works_them() -> None:
    run = run_of(morning())
    before = driving(run, {("hal", "long"): (0,)})
    above = Draft(dict.fromkeys(before.works, True), before.stops)
    assert laid_anew(run, above).works == above.works


def test_a_shift_of_which_only_so_many_may_work_is_not_offered() -> None:
    few = shift_type("short", "07:00-11:00", max_per_day=1)
    run = run_of(morning(shift_types=(LONG, few)))
    before = driving(run, {("hal", "long"): (0,)})
    assert shifts(laid_anew(run, before)) == {("hal", "long"): 1}


@pytest.mark.parametrize(("most", "shift"), [(None, "long"), (1, "short")])
def test_nobody_has_a_limited_shift_for_want_of_visits(
    most: int | None, shift: str
) -> None:
    long = shift_type("long", breaks=BREAK, max_per_day=most)
    people = (employee(day_break=16 * 60),)
    run = run_of(morning(employees=people, shift_types=(long, SHORT)))
    before = driving(run, {("amy", "short"): (0,)})
    offers = DayOffers(run.lines.untoured, before, (day(0),)).drawn(
        Random(0), width=ALL
    )
    without = offers["amy", day(0)].without
    assert without is not None
    assert without.shift == shift


def test_who_is_there_to_be_counted_stays() -> None:
    counted = need("2026-12-21 07:00", "2026-12-21 16:00", min=1)
    run = run_of(morning(staffing=(counted,), visits=()))
    idle = Draft({("hal", option(run, "hal", "long")): False})
    after = laid_anew(run, idle)
    assert after.works == idle.works


def test_other_dates_stay_as_they_are() -> None:
    visits = visit(), visit("v2", "2026-12-22 08:00")
    run = run_of(morning(days=2, visits=visits))
    works = {("hal", option(run, "hal", "long", n)): False for n in range(2)}
    stops = {("hal", day(n), 0): (n,) for n in range(2)}
    after = laid_anew(run, Draft(works, stops), day(1))
    assert {o.date: o.shift for _, o in after.works} == {
        day(0): "long",
        day(1): "short",
    }


def weekend() -> Problem:
    """Return five people over two weeks, with evenings that they share."""
    evening = shift_type("eve", "14:00-22:00", "30@17:00-19:00", kind="evening")
    people = [
        employee(id_, degree_pct=50 + 10 * n, day_break=16 * 60)
        for n, id_ in enumerate(("amy", "bob", "cia"))
    ]
    visits = [
        visit(f"v{n}{hour}", f"{day(n)} {hour}:00", client=f"c{hour}")
        for n in range(14)
        for hour in ("08", "09", "18")
    ]
    return problem(
        days=14,
        employees=(*people, HAL, hourly("hip", day_break=16 * 60)),
        shift_types=(LONG, SHORT, evening),
        visits=tuple(visits),
    )


def at_random(run: Run, random: Random) -> Draft:
    """Return that everybody works on about half of their days."""
    works = {}
    for person in run.context.problem.employees:
        for day_ in run.context.problem.dates:
            mine = [
                o
                for o in run.solver.options[person.id]
                if o.date == day_ and not o.overtime
            ]
            if mine and random.random() < 0.5:
                works[person.id, random.choice(mine)] = False
    return Draft(works)


def lines_price(run: Run, draft: Draft) -> int:
    """Return öre of all lines, with what colleagues are to bear alike."""
    lines = run.lines.untoured
    works, _ = worked_kinds(lines, draft.works)
    manning = nobody(lines.arrays, 1)
    manning.works[:] = works
    held = nothing_held(lines, works)
    held.spare[:] = -1
    engine = named_engine(run.context, Draft({}), 0).engine
    return start_handovers(lines.arrays, manning, held, engine.model, engine.state)


@pytest.mark.parametrize("seed", range(8))
def test_a_shift_is_offered_at_what_it_changes_of_all_lines(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_offers, "MOST_MORE", day_offers.NEVER // 2)
    run = run_of(weekend())
    draft = at_random(run, Random(seed))
    dates = day(5), day(12)
    offers = DayOffers(run.lines.untoured, draft, dates).drawn(Random(seed), width=ALL)
    assert len(offers) == 10
    for (who, day_), offer in offers.items():
        rest = {
            k: v for k, v in draft.works.items() if k[0] != who or k[1].date != day_
        }
        prices = {
            o: lines_price(run, Draft({**rest, (who, o): False})) for o in offer.prices
        }
        first = next(iter(offer.prices))
        assert {o: p - offer.prices[first] for o, p in offer.prices.items()} == {
            o: p - prices[first] for o, p in prices.items()
        }


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[NamedEngine]:
    """Return where what a search came to is put."""
    found: list[NamedEngine] = []

    def noted(draft: Draft, named: NamedEngine, *_: object) -> Draft:
        found.append(named)
        return draft

    monkeypatch.setattr("scheduler.relaying.date_search._after", noted)
    return found


def test_a_search_lets_nobody_have_visits_on_two_duties_of_a_day(
    searched: list[NamedEngine],
) -> None:
    run = run_of(weekend())
    for seed in range(3):
        laid_anew(run, at_random(run, Random(seed)), day(5), day(12))
    assert len(searched) == 3
    for named in searched:
        lengths = named.engine.state.routes["length"]
        duties = {
            (route.crew, route.option)
            for route, length in zip(named.routes, lengths, strict=True)
            if length
        }
        days = Counter((crew, option.date) for crew, option in duties)
        assert set(days.values()) == {1}


def of_two_units() -> Problem:
    west = shift_type("wshort", "07:00-11:00", unit="west")
    return morning(
        units=(unit(lends_to=["west"]), unit("west", lends_to=[UNIT])),
        shift_types=(LONG, SHORT, west),
        clients=(client(), client("wera", unit="west")),
        visits=(visit(), visit("v2", client="wera", unit="west")),
    )


@pytest.mark.parametrize(
    ("now", "offered"), [("long", {"long", "short"}), ("wshort", {"wshort"})]
)
def test_who_is_on_duty_is_offered_other_shifts_of_that_unit_only(
    now: str, offered: set[str]
) -> None:
    run = run_of(of_two_units())
    draft = driving(run, {("hal", now): ()})
    [offer] = (
        DayOffers(run.lines.untoured, draft, (day(0),))
        .drawn(Random(0), width=ALL)
        .values()
    )
    assert {option.shift for option in offer.prices} == offered


def test_who_is_off_may_be_offered_a_shift_of_either_unit() -> None:
    run = run_of(of_two_units())
    offers = DayOffers(run.lines.untoured, Draft({}), (day(0),))
    units = {
        option.unit
        for seed in range(20)
        for offer in offers.drawn(Random(seed), width=ALL).values()
        for option in offer.prices
    }
    assert units == {UNIT, "west"}


@pytest.mark.parametrize("seed", range(3))
def test_no_visit_is_lost_or_made_twice(seed: int) -> None:
    run = run_of(weekend())
    before = laid_anew(run, at_random(run, Random(seed)), day(5), day(12))
    after = laid_anew(run, before, day(5), day(12))
    tasks = Counter(task for stops in before.stops.values() for task in stops)
    again = Counter(task for stops in after.stops.values() for task in stops)
    assert {*tasks.values(), *again.values()} == {1}
    assert set(tasks) <= set(again)
    days = Counter((who, o.date) for who, o in after.works)
    assert {(who, day_) for who, day_, _ in after.stops} <= set(days)


def test_engines_side_by_side_keep_the_price_that_counting_anew_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A large move writes what a route costs to the table of routes, for a moment."""
    engines: list[Engine] = []

    def kept(given: list[Engine], *_rest: object, **_named: object) -> Engine:
        engines.extend(given)
        for engine in given:
            engine.run(Budget(steps=20_000), Heat(2_000.0, 30.0), lambda: False)
        return given[0]

    monkeypatch.setattr("scheduler.relaying.date_search._side_by_side", kept)
    run = run_of(weekend())
    search = DateSearch(run.context, run.lines)
    search.improved(
        at_random(run, Random(1)),
        (day(5), day(12)),
        Budget(steps=1),
        Heat(),
        (1, 2),
        lambda: False,
    )
    assert len({id(engine.model.routes) for engine in engines}) == len(engines) == 2
    for engine in engines:
        before = engine.total
        assert engine.count()
        assert engine.total == before


@pytest.mark.parametrize(("other", "shares"), [("hal", 1), ("hip", 2)])
def test_what_one_person_may_do_on_a_day_is_searched_together(
    other: str, shares: int
) -> None:
    people = HAL, hourly("hip", unit="west", day_break=16 * 60)
    run = run_of(of_two_units().model_copy(update={"employees": people}))
    duties = ("hal", option(run, "hal", "long")), (other, option(run, other, "wshort"))
    routes = [route for duty in duties for route in routes_of(run.context, *duty)]
    engine = engine_on(run.context, Draft({}), routes, 0).engine
    assert len(shares_of(engine.model, engine.state, 2)) == shares


@pytest.mark.parametrize("where", [UNIT, "west"])
def test_who_is_keen_to_come_is_offered_all_shifts_of_a_unit(
    where: str,
) -> None:
    run = run_of(of_two_units())
    offers = DayOffers(run.lines.untoured, Draft({}), (day(0),))
    nobody = Width(3, 0.0)
    assert offers.drawn(Random(0), width=nobody) == {}
    [offer] = offers.drawn(Random(0), {"hal": where}, nobody).values()
    shifts_there = {UNIT: {"long", "short"}, "west": {"wshort"}}
    assert {option.shift for option in offer.prices} == shifts_there[where]
