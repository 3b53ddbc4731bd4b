import pytest
from pydantic import ValidationError

from constraints.visits.balanced_rounds import BalancedRounds
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import TravelRow
from scheduler.rules.rule import Breach
from scheduler.rules.tour_weights import TourWeights
from tests.build import client, employee, plan, problem, shift_row, visit, visit_row

RULE = BalancedRounds()
MOVES = {
    ("centre", "carl"): 10,
    ("carl", "dora"): 7,
    ("dora", "carl"): 8,
    ("dora", "centre"): 15,
    ("carl", "centre"): 11,
    ("centre", "dora"): 16,
}


def _check(
    *rows: ShiftRow | VisitRow,
    rule: BalancedRounds = RULE,
    minutes: int = 30,
    transport: str = "car",
) -> list[Breach]:
    """Judge rows in a world where bikes are twice as slow; Carl's visit has minutes."""
    moves = {TravelRow(*pair, "car"): m for pair, m in MOVES.items()}
    moves |= {TravelRow(*pair, "bike"): 2 * m for pair, m in MOVES.items()}
    made = problem(
        employees=(employee(transport=transport), employee("bea")),
        clients=(client(), client("dora")),
        visits=(visit("c1", minutes=minutes), visit("d1", client="dora")),
        travel_rows=moves,
    )
    return list(rule.check(PlanView(made, plan(*rows))))


def _found(*rows: ShiftRow | VisitRow, minutes: int = 30) -> list[tuple[object, ...]]:
    """Return minutes of work, those that fill the round, and those above."""
    return [(b.found, b.limit, b.amount) for b in _check(*rows, minutes=minutes)]


def _shift(span: str = "07:00-09:00", breaks: str = "", part: int = 1) -> ShiftRow:
    start, end = (f"2026-12-21 {clock}" for clock in span.split("-"))
    return shift_row("amy", start, end, breaks, part=part)


def _stop(visit: str, clock: str, who: str = "amy", minutes: int = 30) -> VisitRow:
    return visit_row(visit, who, f"2026-12-21 {clock}", minutes)


@pytest.mark.parametrize(("minutes", "above"), [(87, 0), (88, 1), (99, 12)])
def test_each_minute_above_nine_tenths_costs(minutes: int, above: int) -> None:
    """Of 120 minutes 108 may be filled; the way there and back takes 21."""
    found = _check(_shift(), _stop("c1", "07:10"), minutes=minutes)
    assert [(b.amount, b.cost, b.hard) for b in found] == (
        [(above, 50 * above, False)] if above else []
    )


def test_the_share_is_rounded_down_to_whole_minutes() -> None:
    for end, full in (("08:59", 107), ("09:00", 108), ("09:01", 108), ("09:02", 109)):
        [found] = _found(_shift(f"07:00-{end}"), _stop("c1", "07:10"), minutes=99)
        assert found == (120, full, 120 - full)


def test_the_moves_between_visits_are_work_as_far_as_they_take() -> None:
    late = visit_row("d1", start="2026-12-21 08:30", travel_minutes=99, wait_minutes=9)
    rows = _shift("07:00-08:30"), _stop("c1", "07:10"), _stop("d1", "07:47")
    assert _found(*rows) == [(10 + 30 + 7 + 30 + 15, 81, 11)]
    rows = _shift("07:00-08:31"), _stop("c1", "07:10"), late
    assert _found(*rows) == [(10 + 30 + 7 + 30 + 15, 81, 11)]


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = _stop("d1", "07:47"), _stop("c1", "07:10"), _shift("07:00-08:30")
    assert _found(*rows) == [(92, 81, 11)]


def test_the_persons_own_transport_counts() -> None:
    rows = _shift("07:00-08:20"), _stop("c1", "07:20")
    assert _check(*rows) == []
    [found] = _check(*rows, transport="bike", minutes=31)
    assert (found.found, found.limit) == (42 + 31, 72)


@pytest.mark.parametrize(
    ("breaks", "full"),
    [
        pytest.param("", 108, id="none"),
        pytest.param("08:30-09:00", 81, id="one"),
        pytest.param("08:00-08:20|08:30-08:40", 81, id="two"),
        pytest.param("08:30-08:59", 81, id="a minute shorter: 81.9"),
        pytest.param("08:30-08:58", 82, id="two minutes shorter"),
    ],
)
def test_unpaid_breaks_are_no_working_time(breaks: str, full: int) -> None:
    [found] = _found(_shift(breaks=breaks), _stop("c1", "07:10"), minutes=99)
    assert found == (120, full, 120 - full)


def test_the_parts_of_a_split_shift_are_routes_of_their_own() -> None:
    """The second has time left that is of no use to the first."""
    parts = _shift("07:00-08:00"), _shift("12:00-17:00", part=2)
    rows = *parts, _stop("c1", "07:10"), _stop("d1", "12:16")
    assert _check(*rows) == []
    assert _found(*rows, minutes=34) == [(55, 54, 1)]
    short = _shift("07:00-08:00"), _shift("12:00-13:00", part=2)
    rows = *short, _stop("c1", "07:10"), _stop("d1", "12:16")
    assert _found(*rows, minutes=34) == [(55, 54, 1), (61, 54, 7)]


def test_everybodys_routes_are_their_own() -> None:
    shifts = _shift("07:00-08:00"), shift_row("bea", end="2026-12-21 08:00")
    rows = *shifts, _stop("c1", "07:10"), _stop("d1", "07:16", "bea")
    [found] = _check(*rows)
    assert (found.employee, found.found, found.limit) == ("bea", 61, 54)


def test_a_shift_without_visits_is_never_too_full() -> None:
    tight = BalancedRounds(share=0)
    assert _check(_shift(), rule=tight) == []
    assert _check(_shift("07:00-07:01"), rule=tight) == []
    [found] = _check(_shift(), _stop("c1", "07:10"), rule=tight)
    assert (found.found, found.limit) == (51, 0)


def test_all_working_time_may_be_filled_where_the_share_is_whole() -> None:
    whole, rows = BalancedRounds(share=1), (_shift(), _stop("c1", "07:10"))
    assert _check(*rows, rule=whole, minutes=99) == []
    [found] = _check(*rows, rule=whole, minutes=100)
    assert (found.amount, found.limit) == (1, 120)


@pytest.mark.parametrize("share", [-0.01, 1.01])
def test_no_share_lies_outside_nothing_and_everything(share: float) -> None:
    with pytest.raises(ValidationError):
        BalancedRounds(share=share)


def test_a_minute_has_the_municipalitys_price() -> None:
    rows = _shift(), _stop("c1", "07:10")
    [found] = _check(*rows, rule=BalancedRounds(price_kr=1.25), minutes=89)
    assert (found.weight, found.cost) == (125, 250)
    assert _check(*rows, rule=BalancedRounds(price_kr=0), minutes=89) == []


def test_nonsense_is_left_to_the_other_rules() -> None:
    assert _check(_stop("c1", "20:00")) == []
    assert _check(_shift(), _stop("c1", "09:00"), minutes=999) == []
    nowhere = _shift().model_copy(update={"unit": "nowhere"})
    assert _check(nowhere, _stop("c1", "08:00"), minutes=999) == []
    stated = _stop("c1", "07:10", minutes=1)
    assert _found(_shift(), stated, minutes=99) == [(120, 108, 12)]
    resting = _shift(breaks="07:00-12:00")
    assert _found(resting, _stop("c1", "07:10")) == [(51, 0, 51)]


def test_the_engine_is_told_the_share_and_the_price() -> None:
    told = RULE.price_tours(TourWeights())
    assert (told.full_share, told.full_minute) == (0.9, 50)
    own = BalancedRounds(share=0.5, price_kr=0.03).price_tours(TourWeights())
    assert (own.full_share, own.full_minute) == (0.5, 3)
    same = own.model_copy(update={"full_share": 1.0, "full_minute": 0})
    assert same == TourWeights()


def test_the_sentence_says_how_full_the_shift_is() -> None:
    [found] = _check(_shift(), _stop("c1", "07:10"), minutes=99)
    assert RULE.explain(found) == (
        "Amy har 120 min besök och resor i passet 2026-12-21 07:00 till "
        "2026-12-21 09:00, 12 min mer än de 108 min som får plats utan poäng."
    )
    assert "120 min of visits and travel" in RULE.explain(found, "en")
