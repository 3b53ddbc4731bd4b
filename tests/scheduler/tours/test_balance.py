"""The engine charges for full rounds what the rule does, and so evens them out."""

from collections import Counter

import pytest

from constraints.visits.balanced_rounds import BalancedRounds
from constraints.visits.skills import Skills
from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import Transport
from scheduler.planning.plan_rows import plan_of
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.build import blank, build
from scheduler.tours.draft import Draft, NamedEngine, named_engine
from scheduler.tours.engine import Engine, Heat
from scheduler.tours.route_spec import RouteSpec
from tests.build import client, employee, problem
from tests.scheduler.tours.moving import batches
from tests.scheduler.tours.road import option, stop
from tests.scheduler.tours.village import WEIGHTS, village, works_of

RULE = BalancedRounds(share=0.37, price_kr=2)
"""Such that many rounds are too full and many are not, by whole minutes or less."""


def single(seed: int) -> Problem:
    """Return a village whose visits take one person, so that none is half made."""
    made = village(seed)
    visits = tuple(v.model_copy(update={"staff": 1}) for v in made.visits)
    return made.model_copy(update={"visits": visits})


def priced(made: Problem) -> PlanningContext:
    return PlanningContext(made, (Skills(),), RULE.price_tours(WEIGHTS))


def per_duty(named: NamedEngine) -> Counter[tuple[str, object]]:
    """Return what the engine charges for duties, all but the driving."""
    found = Counter[tuple[str, object]]()
    for route, load in zip(named.routes, named.engine.state.routes, strict=True):
        found[named.people[route.crew], route.option.date] += int(load["extra"])
    return +found


def by_rule(context: PlanningContext, draft: Draft) -> Counter[tuple[str, object]]:
    """Return what the rule charges for the duties of the finished plan."""
    found = Counter[tuple[str, object]]()
    for breach in RULE.check(PlanView(context.problem, plan_of(context, draft))):
        found[str(breach.employee), breach.date] += breach.cost
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_engine_charges_what_the_rule_does(seed: int) -> None:
    context = priced(single(seed))
    named = named_engine(context, Draft(works_of(context.problem)), seed)
    named.engine.insert_open()
    assert by_rule(context, named.draft())
    for _ in batches(named.engine, 200, 15):
        assert per_duty(named) == by_rule(context, named.draft())


@pytest.mark.parametrize("seed", range(3))
def test_the_price_is_all_that_it_adds_to_the_total(seed: int) -> None:
    context = priced(single(seed))
    named = named_engine(context, Draft(works_of(context.problem)), seed)
    named.engine.insert_open()
    draft = named.draft()
    free = named_engine(
        PlanningContext(context.problem, context.rules, WEIGHTS), draft, seed
    )
    due = sum(by_rule(context, draft).values())
    assert named.engine.total - free.engine.total == due > 0


@pytest.mark.parametrize("seed", range(3))
def test_counting_again_finds_the_same_price(seed: int) -> None:
    context = priced(village(seed))
    engine = named_engine(context, Draft(works_of(context.problem)), seed).engine
    engine.insert_open()
    for _ in batches(engine, 500, 40):
        kept = engine.total, engine.state.routes["work"].tolist()
        engine.count()
        assert (engine.total, engine.state.routes["work"].tolist()) == kept


def two_rounds(weights: TourWeights) -> Engine:
    """Return eight visits next door to each other, and two people for them."""
    homes = [f"home-{n}" for n in range(8)]
    made = problem(
        days=1,
        employees=(employee("p0"), employee("p1")),
        clients=tuple(client(home) for home in homes),
        visits=tuple(stop(home, "07:00", "15:30") for home in homes),
    )
    specs = [
        RouteSpec(n, option("07:00", "12:00"), 0, (), Transport.CAR) for n in range(2)
    ]
    context = PlanningContext(made, (), weights)
    model = build(context, specs, named=True)
    engine = Engine(model, blank(context, model, 1, named=True))
    engine.insert_open()
    engine.run(Budget(steps=4000), Heat(), lambda: False)
    return engine


def lengths(engine: Engine) -> list[int]:
    return sorted(engine.state.routes["length"].tolist())


def test_one_person_does_everything_where_even_work_has_no_price() -> None:
    """It saves the other's way home."""
    assert lengths(two_rounds(TourWeights())) == [0, 8]


def test_two_people_share_the_work_where_full_rounds_have_a_price() -> None:
    engine = two_rounds(BalancedRounds(share=0.45).price_tours(TourWeights()))
    assert lengths(engine) == [4, 4]
    assert engine.state.routes["extra"].tolist() == [0, 0]
