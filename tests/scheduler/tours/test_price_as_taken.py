"""A visit outside its window is priced as it is in the end, breaks and all."""

import pytest

from scheduler.tours.draft import Draft, named_engine
from tests.scheduler.tours.checker import outside
from tests.scheduler.tours.moving import batches
from tests.scheduler.tours.road import TRAVEL, drive, stop
from tests.scheduler.tours.test_decode import ROAD
from tests.scheduler.tours.village import ground_of, village, works_of


@pytest.mark.parametrize("seed", range(4))
def test_what_the_search_pays_for_is_what_the_timetable_does(seed: int) -> None:
    context = ground_of(village(seed), ())
    engine = named_engine(context, Draft(works_of(context.problem)), seed).engine
    engine.insert_open()
    priced = engine.model.tasks["outside_price"] > 0
    seen = 0
    for _ in batches(engine, 800, 60):
        off = outside(engine.model, engine.state)
        mine = {t: int(engine.state.tasks["off"][t]) for t in off if priced[t]}
        assert mine == {t: minutes for t, minutes in off.items() if priced[t]}
        seen += sum(minutes > 0 for minutes in mine.values())
    assert seen > 0


@pytest.mark.parametrize(("latest", "late"), [("07:39", 1), ("07:40", 0)])
def test_a_break_that_must_come_before_makes_the_visit_late(
    latest: str, late: int
) -> None:
    flexible = stop("a", "07:00", latest, priority=2, minutes=60)
    made = drive(
        [flexible],
        ROAD,
        breaks=[("07:00", "07:40", 30)],
        outside_minute=70,
        flex_minutes=90,
    )
    assert made.cost == 20 * TRAVEL + late * 70
