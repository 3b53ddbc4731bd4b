"""Who could work a lost shift: ranked, priced, judged by every rule."""

from datetime import date

import pytest

from scheduler.domain.values import PayClass
from scheduler.replanning.filling_chain import filling_chain
from scheduler.replanning.substitutes import FillStep, Substitute
from tests.build import (
    absence,
    done,
    employee,
    hourly,
    need,
    plan,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
)
from tests.scheduler.replanning.calls import replanned, vacancy, ways
from tests.scheduler.robustness.ward import REST, on_duty, people, ward, ward_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")
EARLY = "2026-12-21 06:10"


def of(who: str, found: list[Substitute]) -> Substitute:
    [way] = [way for way in found if way.employee == who]
    return way


def test_every_step_of_the_chain_has_its_best_way_and_price() -> None:
    chain = {link.step: link.best for link in filling_chain(ways(vacancy(EARLY)))}
    assert list(chain) == list(FillStep)
    assert {step: way.employee for step, way in chain.items() if way is not None} == {
        FillStep.REDISTRIBUTE: None,
        FillStep.RESOURCE: "bea",
        FillStep.EXTRA: "cia",
        FillStep.HOURLY: "hal",
        FillStep.OVERTIME: "dan",
        FillStep.OPEN: None,
    }
    prices = {step: way.price for step, way in chain.items() if way is not None}
    assert prices[FillStep.REDISTRIBUTE] == prices[FillStep.OPEN] == 0
    assert 0 < prices[FillStep.HOURLY] < prices[FillStep.OVERTIME]


def test_the_best_way_costs_nothing_and_leaves_nothing_open() -> None:
    best = ways(vacancy(EARLY))[0]
    assert (best.step, best.open, best.price) == (FillStep.REDISTRIBUTE, (), 0)
    assert {row.employee for row in best.taken} == {"bea"}


def test_leaving_it_open_weighs_what_the_rules_say() -> None:
    [left] = [way for way in ways(vacancy(EARLY)) if way.step is FillStep.OPEN]
    assert (left.open_must, left.points) == (2, 2 * 2_000_000)


@pytest.mark.parametrize(("start", "asked"), [("15:59", False), ("16:00", True)])
def test_nobody_who_is_away_then_is_asked(start: str, asked: bool) -> None:
    away = absence("hal", f"2026-12-21 {start}", "2026-12-21 18:00")
    found = ways(vacancy(EARLY, case=ward(absences=(away,))))
    assert ("hal" in {way.employee for way in found}) is asked


@pytest.mark.parametrize(("ended", "rested"), [("20:00", True), ("20:01", False)])
def test_whoever_has_not_rested_ranks_last_with_the_rule(
    ended: str, rested: bool
) -> None:
    late = shift_row("hal", "2026-12-20 14:00", f"2026-12-20 {ended}", shift="eve")
    made = ward_plan(late.model_copy(update={"pay_class": PayClass.HOURLY}))
    case = ward(start=date(2026, 12, 20))
    found = ways(vacancy(EARLY, made=made, case=case))
    hal = of("hal", found)
    assert ("R02" in {breach.rule for breach in hal.broken}) is not rested
    assert hal.rest_before == 11 * 60 - (not rested)
    assert (found[-1] is hal) is not rested


def test_rest_afterwards_is_told() -> None:
    next_day = shift_row("hal", "2026-12-22 07:00", "2026-12-22 16:00", "11:30-12:00")
    made = ward_plan(next_day.model_copy(update={"pay_class": PayClass.HOURLY}))
    hal = of("hal", ways(vacancy(EARLY, made=made)))
    assert (hal.rest_before, hal.rest_after) == (None, 15 * 60)


@pytest.mark.parametrize(("day", "new"), [(8, 0), (7, 1)])
def test_somebody_met_in_the_last_fortnight_is_not_new(day: int, new: int) -> None:
    case = ward(done_visits=(done("hal", date(2026, 12, day)),))
    assert of("hal", ways(vacancy(EARLY, case=case))).new_clients == new


def test_a_resource_shift_is_left_for_the_vacant_one() -> None:
    spare = shift_type("spare", "08:00-16:00", kind="resource")
    case = ward(shift_types=(*ward().shift_types, spare))
    row = shift_row("cia", "2026-12-21 08:00", "2026-12-21 16:00", shift="spare")
    cia = of("cia", ways(vacancy(EARLY, made=ward_plan(row), case=case)))
    assert (cia.step, cia.gone) == (FillStep.RESOURCE, (row,))
    assert {r.pay_class for r in cia.come} == {PayClass.ORDINARY}


def test_whoever_comes_from_a_unit_that_lends_is_lent() -> None:
    other = unit("other", lends_to=("centre",))
    spare = shift_type("spare", "08:00-16:00", kind="resource", unit="other")
    case = ward(
        units=(unit(), other),
        employees=(*people(), employee("eve", unit="other", **REST)),
        shift_types=(*ward().shift_types, spare),
    )
    row = shift_row(
        "eve", "2026-12-21 08:00", "2026-12-21 16:00", shift="spare", unit="other"
    )
    eve = of("eve", ways(vacancy(EARLY, made=ward_plan(row), case=case)))
    assert (eve.step, eve.lent, eve.is_legal) == (FillStep.LEND, True, True)


@pytest.mark.parametrize(("moment", "come"), [("14:00", ["eve"]), ("14:01", [])])
def test_a_shift_under_way_may_be_filled_with_one_that_begins_from_then(
    moment: str, come: list[str]
) -> None:
    evenings = hourly("ivo", shift_kinds={"evening"}, **REST)
    eve = shift_type("eve", "14:00-22:00", kind="evening")
    types = (ward().shift_types[0], eve)
    case = ward(employees=(*people(), evenings), shift_types=types)
    found = ways(vacancy(f"2026-12-21 {moment}", case=case))
    assert [way.come[0].shift for way in found if way.employee == "ivo"] == come


def test_whoever_steps_in_works_the_rest_of_a_shift_under_way() -> None:
    found = vacancy("2026-12-21 11:00")
    hal = of("hal", ways(found))
    [row] = hal.come
    assert (row.start, row.end) == (found.moment, found.lost[0].span[1])
    assert (row.breaks, hal.is_legal) == (ward_plan().shifts[0].breaks, True)


@pytest.mark.parametrize(
    ("moment", "taken"), [("08:58", ["v1", "v2"]), ("08:59", ["v2"])]
)
def test_nobody_sets_out_before_the_call(moment: str, taken: list[str]) -> None:
    """Bea is 2 minutes away, and the visit begins at nine or not at all."""
    nine = visit("v1", "2026-12-21 09:00", "2026-12-21 09:00")
    case = ward(visits=(nine, visit("v2", "2026-12-21 13:00")))
    made = plan(
        on_duty("amy"),
        on_duty("bea"),
        visit_row("v1", "amy", "2026-12-21 09:00"),
        visit_row("v2", "amy", "2026-12-21 13:00"),
    )
    found = ways(vacancy(f"2026-12-21 {moment}", made=made, case=case))
    [way] = [w for w in found if w.step is FillStep.REDISTRIBUTE]
    assert [row.visit for row in way.taken] == taken


def test_demand_that_must_be_met_weighs_more_than_calling_somebody() -> None:
    demand = need("2026-12-21 07:00", "2026-12-21 16:00", min=2, want=2)
    case = ward(visits=(), staffing=(demand,))
    made = plan(on_duty("amy"), on_duty("bea"))
    assert ways(vacancy(EARLY, made=made, case=case))[0].step is FillStep.HOURLY


@pytest.mark.parametrize(
    ("least", "step", "by"),
    [(1, FillStep.HOURLY, {"hal"}), (0, FillStep.REDISTRIBUTE, {"bea"})],
)
def test_whoever_must_be_there_does_not_drive_off(
    least: int, step: FillStep, by: set[str]
) -> None:
    demand = need("2026-12-21 07:00", "2026-12-21 16:00", min=least, want=1)
    found = ways(vacancy(EARLY, case=ward(staffing=(demand,))))
    assert found[0].step is step
    assert {row.employee for row in found[0].taken} == by


def test_whoever_must_be_there_stays_whatever_that_leaves_open() -> None:
    """Seven must-visits weigh more than the demand; yet the rule is binding."""
    hours = [f"2026-12-21 {hour:02}:00" for hour in (8, 9, 10, 12, 13, 14, 15)]
    case = ward(
        employees=people()[:2],
        visits=[visit(f"v{n}", start, start) for n, start in enumerate(hours)],
        staffing=(need("2026-12-21 07:00", "2026-12-21 16:00", min=1, want=1),),
    )
    rows = (visit_row(f"v{n}", "amy", start) for n, start in enumerate(hours))
    made = plan(on_duty("amy"), on_duty("bea"), *rows)
    found = vacancy(EARLY, made=made, case=case)
    stay, leave = (way for way in ways(found) if way.step is FillStep.REDISTRIBUTE)
    assert (stay.is_legal, stay.open_must) == (True, 7)
    assert ([b.rule for b in leave.broken], leave.open_must) == (["R27"], 0)
    assert replanned(found, made, case).worse == ()


def test_whoever_is_there_besides_may_drive_off() -> None:
    demand = need("2026-12-21 07:00", "2026-12-21 16:00", min=1, want=1)
    made = ward_plan(on_duty("dan"))
    best = ways(vacancy(EARLY, made=made, case=ward(staffing=(demand,))))[0]
    assert best.step is FillStep.REDISTRIBUTE
    assert len({row.employee for row in best.taken}) == 1


def test_nobody_is_offered_who_does_not_take_such_shifts() -> None:
    evenings = hourly("ivo", shift_kinds={"evening"}, **REST)
    case = ward(employees=(*people(), evenings))
    assert "ivo" not in {way.employee for way in ways(vacancy(EARLY, case=case))}
