import pytest

from constraints.visits.travel_time import TravelTime
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, TravelRow
from scheduler.rules.rule import Breach
from scheduler.rules.tour_weights import TourWeights
from tests.build import client, employee, plan, problem, shift_row, visit, visit_row

RULE = TravelTime()
MOVES = {
    ("centre", "carl"): 10,
    ("carl", "dora"): 7,
    ("dora", "carl"): 8,
    ("dora", "centre"): 15,
    ("carl", "centre"): 11,
    ("centre", "dora"): 16,
}


def _problem(transport: str = "car") -> Problem:
    """Build a world of three places, in which bikes are twice as slow."""
    moves = {TravelRow(*pair, "car"): m for pair, m in MOVES.items()}
    moves |= {TravelRow(*pair, "bike"): 2 * m for pair, m in MOVES.items()}
    return problem(
        employees=(employee(transport=transport), employee("bea")),
        clients=(client(), client("dora")),
        visits=(visit("c1"), visit("d1", client="dora"), visit("c2")),
        travel_rows=moves,
    )


def _check(
    *rows: ShiftRow | VisitRow, rule: TravelTime = RULE, transport: str = "car"
) -> list[Breach]:
    return list(rule.check(PlanView(_problem(transport), plan(*rows))))


def _hard(*rows: ShiftRow | VisitRow, transport: str = "car") -> list[tuple[str, int]]:
    found = _check(*rows, transport=transport)
    return [(b.message, b.amount) for b in found if b.hard]


def _shift(span: str = "07:00-16:00", breaks: str = "", part: int = 1) -> ShiftRow:
    start, end = (f"2026-12-21 {clock}" for clock in span.split("-"))
    return shift_row("amy", start, end, breaks, part=part)


def _stop(
    visit: str, clock: str, from_id: str, travel: int, who: str = "amy"
) -> VisitRow:
    return visit_row(
        visit, who, f"2026-12-21 {clock}", from_id=from_id, travel_minutes=travel
    )


@pytest.mark.parametrize(
    ("clock", "short"), [("07:00", 10), ("07:09", 1), ("07:10", 0), ("09:00", 0)]
)
def test_the_way_from_the_unit_takes_its_time(clock: str, short: int) -> None:
    found = _hard(_shift(), _stop("c1", clock, "centre", 10))
    assert found == ([("late", short)] if short else [])


@pytest.mark.parametrize(
    ("clock", "short"),
    [("08:01", 36), ("08:29", 8), ("08:36", 1), ("08:37", 0), ("09:37", 0)],
)
@pytest.mark.parametrize("swapped", [False, True], ids=["in order", "reversed"])
def test_the_way_between_clients_takes_its_time(
    clock: str, short: int, swapped: bool
) -> None:
    rows = [_stop("c1", "08:00", "centre", 10), _stop("d1", clock, "carl", 7)]
    found = _hard(_shift(), *(reversed(rows) if swapped else rows))
    assert found == ([("late", short)] if short else [])


@pytest.mark.parametrize(("end", "short"), [("08:30", 11), ("08:40", 1), ("08:41", 0)])
def test_the_way_home_lies_inside_the_shift(end: str, short: int) -> None:
    found = _hard(_shift(f"07:00-{end}"), _stop("c1", "08:00", "centre", 10))
    assert found == ([("late_home", short)] if short else [])


@pytest.mark.parametrize(("clock", "short"), [("07:19", 1), ("07:20", 0)])
def test_the_persons_own_transport_counts(clock: str, short: int) -> None:
    found = _hard(_shift(), _stop("c1", clock, "centre", 20), transport="bike")
    assert found == ([("late", short)] if short else [])


@pytest.mark.parametrize(
    ("breaks", "short"),
    [
        pytest.param("", 0, id="no break"),
        pytest.param("08:30-08:53", 0, id="just room for it"),
        pytest.param("08:30-08:54", 1, id="a minute too long"),
        pytest.param("08:37-09:00", 0, id="after the move"),
        pytest.param("08:32-08:42|08:45-08:59", 1, id="two breaks"),
        pytest.param("07:00-07:45", 0, id="in another gap"),
        pytest.param("08:50-09:20", 0, id="half of it in the visit"),
        pytest.param("08:36-09:20", 1, id="more than half of it"),
    ],
)
def test_breaks_and_travel_share_the_gap(breaks: str, short: int) -> None:
    """Thirty minutes between two visits, of which the move takes seven."""
    rows = _stop("c1", "08:00", "centre", 10), _stop("d1", "09:00", "carl", 7)
    found = _hard(_shift(breaks=breaks), *rows)
    assert found == ([("late", short)] if short else [])


def test_a_break_before_the_end_leaves_time_to_get_home() -> None:
    rows = _shift("07:00-09:00", "08:41-09:00"), _stop("c1", "08:00", "centre", 10)
    assert _hard(*rows) == []
    rows = _shift("07:00-09:00", "08:40-09:00"), _stop("c1", "08:00", "centre", 10)
    assert _hard(*rows) == [("late_home", 1)]


def test_both_parts_of_a_split_shift_leave_from_the_unit() -> None:
    parts = _shift("07:00-09:00"), _shift("12:00-15:00", part=2)
    rows = _stop("c1", "08:00", "centre", 10), _stop("d1", "12:16", "centre", 16)
    assert _hard(*parts, *rows) == []
    rows = _stop("c1", "08:20", "centre", 10), _stop("d1", "12:15", "carl", 7)
    assert _hard(*parts, *rows) == [
        ("late_home", 1),
        ("late", 1),
        ("wrong_from", 1),
        ("too_short", 9),
    ]


@pytest.mark.parametrize(("from_id", "wrong"), [("carl", 0), ("centre", 1), ("x", 1)])
def test_a_row_names_the_stop_before_it(from_id: str, wrong: int) -> None:
    rows = _stop("c1", "08:00", "centre", 10), _stop("d1", "09:00", from_id, 7)
    assert _hard(_shift(), *rows) == [("wrong_from", 1)] * wrong


@pytest.mark.parametrize(("stated", "short"), [(0, 10), (9, 1), (10, 0), (30, 0)])
def test_a_row_states_at_least_the_time_of_the_move(stated: int, short: int) -> None:
    found = _hard(_shift(), _stop("c1", "08:00", "centre", stated))
    assert found == ([("too_short", short)] if short else [])


def test_a_wrong_wait_is_no_breach() -> None:
    row = _stop("c1", "08:00", "centre", 10).model_copy(update={"wait_minutes": 999})
    assert _hard(_shift(), row) == []


def test_staying_at_the_same_client_needs_no_travel() -> None:
    rows = _stop("c1", "08:00", "centre", 10), _stop("c2", "08:30", "carl", 0)
    assert _hard(_shift(), *rows) == []


def test_each_persons_day_has_its_price_for_the_minutes_that_moves_take() -> None:
    rows = (
        _shift("07:00-09:00"),
        _shift("12:00-15:00", part=2),
        shift_row("bea"),
        shift_row("bea", "2026-12-22 07:00", "2026-12-22 16:00"),
        _stop("c1", "08:00", "centre", 10),
        _stop("d1", "13:00", "centre", 99),
        _stop("c2", "08:00", "centre", 10, "bea"),
    )
    soft = {b.employee: (b.amount, b.cost) for b in _check(*rows) if not b.hard}
    assert soft == {"amy": (10 + 11 + 16 + 15, 5200), "bea": (21, 2100)}


def test_nobody_pays_for_travel_that_is_free() -> None:
    rows = _shift(), _stop("c1", "08:00", "centre", 10)
    assert _check(*rows, rule=TravelTime(price_kr=0)) == []


def test_nobody_leaves_before_the_longest_of_visits_that_overlap() -> None:
    long = visit_row("c1", start="2026-12-21 08:00", minutes=60, travel_minutes=10)
    rows = long, _stop("c2", "08:05", "carl", 0), _stop("d1", "08:50", "carl", 7)
    assert _hard(_shift(), *rows) == [("late", 55), ("late", 17)]


def test_nonsense_is_left_to_the_other_rules() -> None:
    outside = _stop("c1", "20:00", "centre", 10), _stop("d1", "06:00", "centre", 16)
    assert _hard(*outside) == []
    assert _hard(_shift(), *outside) == []
    backwards = visit_row(
        "c1", start="2026-12-21 08:00", minutes=-60, travel_minutes=10
    )
    assert _hard(_shift(), backwards) == []
    nowhere = _shift().model_copy(update={"unit": "nowhere"})
    assert _hard(nowhere, _stop("c1", "08:00", "centre", 10)) == []
    assert _check(_shift("16:00-07:00"), _stop("c1", "16:00", "centre", 10)) == []


def test_its_default_is_the_engines() -> None:
    assert RULE.price_tours(TourWeights()) == TourWeights()
    assert TravelTime(price_kr=2.5).price_tours(TourWeights()).travel_minute == 250


def test_the_sentences_say_what_does_not_fit() -> None:
    rows = _stop("c1", "07:05", "dora", 3), _stop("d1", "07:42", "carl", 7)
    found = {b.message: b for b in _check(_shift("07:00-08:20", "08:11-08:20"), *rows)}
    assert RULE.explain(found["late"]) == (
        "Amy hinner inte från centre till besök c1 hos carl: ledig 2026-12-21 07:00, "
        "besöket börjar 2026-12-21 07:05, men resan tar 10 min och raster 0 min. "
        "Det fattas 5 min."
    )
    assert "tillbaka från dora till centre" in RULE.explain(found["late_home"])
    assert "kommer från dora till besök c1" in RULE.explain(found["wrong_from"])
    assert "ger Amy 3 min" in RULE.explain(found["too_short"])
    assert RULE.explain(found["driven"]).endswith("Amy reser 32 min den 2026-12-21.")
    assert len(found) == 5
    assert all("Amy" in RULE.explain(b, "en") for b in found.values())
