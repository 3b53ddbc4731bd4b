"""A plan whose vacancies are filled changes as little as possible."""

import pytest

from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import PayClass
from scheduler.pay.price import price_plan
from scheduler.replanning.one_change import ChangeKind
from tests.build import hourly, need, plan, shift_row, visit, visit_row
from tests.scheduler.replanning.calls import replanned, vacancy
from tests.scheduler.robustness.ward import REST, on_duty, people, ward, ward_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")
EARLY = "2026-12-21 06:10"
MANNED = need("2026-12-21 07:00", "2026-12-21 16:00", min=2, want=2)


def test_the_answer_is_a_list_of_what_changes() -> None:
    made = replanned(vacancy(EARLY))
    told = [(c.kind, c.employee, c.instead_of, c.visit) for c in made.changes]
    assert told == [
        (ChangeKind.SHIFT_LOST, "amy", None, None),
        (ChangeKind.VISIT_MOVED, "bea", "amy", "v1"),
        (ChangeKind.VISIT_MOVED, "bea", "amy", "v2"),
    ]
    assert made.worse == ()


def test_when_nothing_is_lost_nothing_changes() -> None:
    made = replanned(vacancy("2026-12-21 16:00"))
    assert (made.changes, made.plan.shifts) == ((), ward_plan().shifts)


def test_whoever_comes_stands_with_the_price_of_the_audit() -> None:
    case = ward(visits=(), staffing=(MANNED,))
    before = plan(on_duty("amy"), on_duty("bea"))
    made = replanned(vacancy(EARLY, made=before, case=case), before, case)
    [called] = [c for c in made.changes if c.kind is ChangeKind.SHIFT_NEW]
    lines = price_plan(PlanView(made.problem, made.plan))
    assert called.employee == "hal"
    assert called.price == sum(line.amount for line in lines if line.employee == "hal")


@pytest.mark.parametrize(("among", "comes"), [(("dan",), "dan"), ((), None)])
def test_nobody_is_called_who_was_not_named(
    among: tuple[str, ...], comes: str | None
) -> None:
    case = ward(visits=(), staffing=(MANNED,))
    before = plan(on_duty("amy"), on_duty("bea"))
    found = vacancy(EARLY, made=before, case=case)
    made = replanned(found, before, case, among)
    assert [way.employee for way in made.ways] == [comes]


def test_what_was_before_the_call_is_as_it_was() -> None:
    made = replanned(vacancy("2026-12-21 08:01"))
    [first] = [row for row in made.plan.visits if row.visit == "v1"]
    assert first == ward_plan().visits[0]
    kinds = [change.kind for change in made.changes]
    assert kinds == [ChangeKind.SHIFT_CUT, ChangeKind.VISIT_MOVED]


def test_a_must_visit_is_let_in_by_moving_one_of_a_colleague() -> None:
    """Bea should be at two places at eight; Carl can also be visited after that."""
    urgent = visit("v1", "2026-12-21 08:00", "2026-12-21 08:00", client="dora")
    own = visit("own", "2026-12-21 08:00", "2026-12-21 09:00")
    before = plan(
        on_duty("amy"), on_duty("bea"), visit_row("v1", "amy"), visit_row("own", "bea")
    )
    lock = visit_row("own", "bea")
    for locks, made_all in (((), True), ((lock,), False)):
        case = ward(visits=(urgent, own), locked_visits=locks, employees=people()[:2])
        made = replanned(vacancy(EARLY, made=before, case=case), before, case)
        moved = [c.visit for c in made.changes if c.kind is ChangeKind.VISIT_MOVED]
        assert sorted(map(str, moved)) == (["own", "v1"] if made_all else [])
        assert made.worse == ()


def test_of_a_visit_by_two_nobody_is_left_alone() -> None:
    both = visit("both", "2026-12-21 09:00", "2026-12-21 09:00", staff=2)
    before = plan(
        on_duty("amy"),
        on_duty("bea"),
        visit_row("both", "amy", "2026-12-21 09:00"),
        visit_row("both", "bea", "2026-12-21 09:00", staff_no=2),
    )
    case = ward(visits=(both,), employees=people()[:2])
    made = replanned(vacancy(EARLY, made=before, case=case), before, case)
    assert made.plan.visits == ()
    places = [(place.visit, place.staff_no) for place in made.plan.unassigned]
    assert places == [("both", 1), ("both", 2)]
    left = [c for c in made.changes if c.kind is ChangeKind.VISIT_LEFT]
    assert [change.points for change in left] == [2_000_000, 2_000_000]


def test_moves_are_told_anew_from_the_first_that_is_otherwise() -> None:
    own = visit("own", "2026-12-21 13:00", client="dora")
    case = ward(visits=(*ward().visits, own))
    before = ward_plan(visit_row("own", "bea", "2026-12-21 13:45"))
    made = replanned(vacancy(EARLY, made=before, case=case), before, case)
    bea = {row.visit: row for row in made.plan.visits if row.employee == "bea"}
    moves = {id_: (row.from_id, row.travel_minutes) for id_, row in bea.items()}
    assert moves == {"v1": ("centre", 2), "v2": ("carl", 0), "own": ("carl", 2)}
    assert bea["own"].wait_minutes == 13


def test_each_day_of_a_longer_illness_is_filled() -> None:
    more = shift_row("amy", "2026-12-22 07:00", "2026-12-22 16:00", "11:30-12:00")
    case = ward(
        staffing=(need("2026-12-22 07:00", "2026-12-22 16:00"),),
        employees=(*people(), hourly("ida", **REST)),
    )
    before = ward_plan(more)
    found = vacancy(EARLY, "2026-12-23 00:00", made=before, case=case)
    made = replanned(found, before, case)
    assert (len(made.ways), made.worse) == (2, ())
    new = [r for r in made.plan.shifts if r.pay_class is PayClass.HOURLY]
    assert [str(row.date) for row in new] == ["2026-12-22"]
