from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from constraints.posting.meeting_literals import MeetingLiterals as Model
from constraints.posting.meeting_literals import windows_of
from constraints.visits.continuity import Continuity
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import option_of
from scheduler.roster.variables import Roster, Tour
from scheduler.rules.rule import Breach
from scheduler.rules.tour_weights import TourWeights
from tests.build import (
    ZONE,
    client,
    day,
    done,
    plan,
    problem,
    shift_type,
    team,
    visit,
    visit_row,
)
from tests.judge import Pick, judge

Meetings = Mapping[int, Sequence[str]]
"""Whom Carl meets, by plan day; negative days are history."""

NAMES = ("amy", "bea", "cid", "dot")


def _check(rule: Continuity, meetings: Meetings, days: int = 7) -> dict[str, Breach]:
    visits, rows, past = [], [], []
    for number, people in meetings.items():
        for who in people:
            id_ = f"{who}{number}"
            visits.append(visit(id_, f"{day(number)} 08:00"))
            rows.append(visit_row(id_, who, f"{day(number)} 08:00"))
            past.append(done(who, day(number)))
    planned = [n for n, row in enumerate(rows) if visits[n].date >= day(0)]
    made = problem(
        days=days,
        employees=team(*NAMES),
        clients=(client(),),
        visits=tuple(visits[n] for n in planned),
        done_visits=tuple(d for d in past if d.date < day(0)),
    )
    view = PlanView(made, plan(*(rows[n] for n in planned)))
    return {b.message: b for b in rule.check(view)}


def test_a_person_counts_once_in_every_window_they_are_met_in() -> None:
    found = _check(Continuity(window_days=3), {1: ["amy"], 2: ["amy"]}, days=7)
    assert found["each"].amount == 4  # windows that end on days 1, 2, 3 and 4
    assert found["each"].cost == 4 * 300


@pytest.mark.parametrize(
    ("number", "windows"),
    [(-14, 0), (-13, 1), (-7, 7), (-1, 7), (0, 7), (1, 6), (6, 1)],
)
def test_the_first_and_the_last_day_of_each_window_count(
    number: int, windows: int
) -> None:
    found = _check(Continuity(), {number: ["amy"]})
    assert [b.amount for b in found.values()] == ([windows] if windows else [])


@pytest.mark.parametrize(("target", "above"), [(1, 10), (2, 3), (3, 0), (4, 0)])
def test_people_above_the_target_cost_more(target: int, above: int) -> None:
    meetings: Meetings = {0: ["amy", "bea"], 4: ["cid"]}
    found = _check(Continuity(target=target), meetings)
    assert found["each"].amount == 7 + 7 + 3
    assert ("above" in found) == (above > 0)
    if above:
        assert (found["above"].amount, found["above"].cost) == (above, above * 2000)
        assert (found["above"].found, found["above"].date) == (3, day(4))


def test_meeting_the_same_person_again_adds_nobody() -> None:
    meetings: Meetings = {-3: ["amy"], 0: ["amy", "amy"], 5: ["amy"]}
    assert _check(Continuity(), meetings)["each"].amount == 7


def test_clients_outside_the_figure_do_not_count() -> None:
    away = client(counts_continuity=False)
    made = problem(
        clients=(away,), visits=(visit(),), done_visits=(done("amy", day(-1)),)
    )
    assert list(Continuity().check(PlanView(made, plan(visit_row())))) == []


def test_a_free_price_is_not_listed() -> None:
    meetings: Meetings = {0: ["amy", "bea"]}
    assert set(_check(Continuity(each_kr=0, target=1), meetings)) == {"above"}


def test_its_defaults_are_the_engines() -> None:
    assert Continuity().price_tours(TourWeights()) == TourWeights()
    own = Continuity(window_days=7, target=5, price_kr=1, each_kr=0.5)
    changed = own.price_tours(TourWeights())
    assert (changed.window_days, changed.people_target) == (7, 5)
    assert (changed.person_above, changed.person_each) == (100, 50)


def test_the_sentences_tell_price_from_shortcoming() -> None:
    rule = Continuity(target=1)
    found = _check(rule, {0: ["amy"], 4: ["bea"]})
    assert rule.explain(found["above"]) == (
        "carl möter 2 olika medarbetare under de 14 dagarna till och med 2026-12-25; "
        "målet är högst 1. Målet överskrids i 3 av planens 14-dagarsperioder."
    )
    assert rule.explain(found["each"]) == (
        "Poäng för kontinuitet, ingen brist: carl möter 1–2 olika medarbetare per 14 "
        "dagar."
    )
    assert "target" in rule.explain(found["above"], "en")
    assert "Points" in rule.explain(found["each"], "en")


@pytest.mark.parametrize(
    ("days", "stride", "ends", "weights"),
    [
        (28, 7, [6, 13, 20, 27], [7, 7, 7, 7]),
        (7, 7, [6], [7]),
        (10, 7, [2, 9], [3, 7]),
        (3, 1, [0, 1, 2], [1, 1, 1]),
        (5, 9, [4], [5]),
    ],
)
def test_the_windows_of_the_model_stand_for_all(
    days: int, stride: int, ends: list[int], weights: list[int]
) -> None:
    windows = windows_of(problem(days=days), 14, stride)
    assert [(w.last - day(0)).days for w in windows] == ends
    assert [w.weight for w in windows] == weights
    assert all((w.last - w.first).days == 13 for w in windows)


CLIENTS = ("carl", "dora", "eve")


def _world(days: int, past: Sequence[tuple[int, str, str]] = ()) -> Problem:
    """Build three clients, of whom Eve is outside the figure, visited every day."""
    return problem(
        days=days,
        employees=team(*NAMES),
        clients=(client(), client("dora"), client("eve", counts_continuity=False)),
        shift_types=(shift_type(),),
        visits=tuple(
            visit(f"{who}{n}", f"{day(n)} 08:00", client=who)
            for n in range(days)
            for who in CLIENTS
        ),
        done_visits=tuple(done(who, day(n), whom) for n, who, whom in past),
    )


def _tour(made: Problem, id_: int, number: int, clients: Sequence[str]) -> Tour:
    option = option_of(wall_clock(ZONE), made.shift_types[0], day(number), "centre")
    at = {v.id: n for n, v in enumerate(made.visits)}
    tasks = tuple(at[f"{who}{number}"] for who in clients)
    return Tour(id=id_, option=option, tasks=tasks, clients=frozenset(clients))


def _pick(made: Problem, driven: Sequence[tuple[int, str, Sequence[str]]]) -> Pick:
    tours = [_tour(made, n, d, whom) for n, (d, _, whom) in enumerate(driven)]
    takes = [(who, t) for (_, who, _), t in zip(driven, tours, strict=True)]
    works = list(dict.fromkeys((who, t.option) for who, t in takes))
    return Pick(works=works, takes=takes)


@given(
    days=st.integers(1, 6),
    past=st.lists(
        st.tuples(st.integers(-5, -1), st.sampled_from(NAMES), st.sampled_from(CLIENTS))
    ),
    driven=st.dictionaries(
        st.tuples(st.integers(0, 5), st.sampled_from(NAMES)),
        st.lists(st.sampled_from(CLIENTS), unique=True, min_size=1),
        max_size=8,
    ),
    window=st.integers(1, 6),
    target=st.integers(0, 3),
    each=st.sampled_from([0, 3]),
)
@settings(max_examples=60, deadline=None)
def test_with_every_window_the_model_prices_what_the_checker_finds(  # noqa: PLR0913
    days: int,
    past: list[tuple[int, str, str]],
    driven: dict[tuple[int, str], list[str]],
    window: int,
    target: int,
    each: float,
) -> None:
    made = _world(days, past)
    tours = [(n, who, whom) for (n, who), whom in driven.items() if n < days]
    rule = Continuity(window_days=window, target=target, each_kr=each, stride_days=1)
    judge(rule, made, _pick(made, tours))


@pytest.mark.parametrize("stride", [2, 4])
def test_a_stride_agrees_where_all_its_windows_are_alike(stride: int) -> None:
    """One person meets Carl from the first day on, in every window of the plan."""
    made = _world(4)
    pick = _pick(made, [(0, "amy", ["carl"]), (2, "amy", ["carl", "eve"])])
    above, each = judge(Continuity(stride_days=stride, target=0), made, pick)
    assert (above.amount, each.amount) == (4, 4)


def test_a_free_rule_adds_nothing_to_the_model() -> None:
    made = _world(2)
    tour = _tour(made, 0, 0, ["carl"])
    roster = Roster(made, {"amy": [tour.option]}, [tour])
    before = len(roster.model.proto.constraints)
    assert list(Continuity(price_kr=0, each_kr=0).post(roster)) == []
    assert len(roster.model.proto.constraints) == before


def test_clients_are_priced_in_the_datasets_order() -> None:
    """A model that differs from run to run gives plans that do."""
    ids = [f"client {n}" for n in range(9)]
    met = [
        done(NAMES[k], day(-1), id_) for n, id_ in enumerate(ids) for k in range(n % 4)
    ]
    made = problem(
        employees=team(*NAMES), clients=tuple(map(client, ids)), done_visits=tuple(met)
    )
    people = Model(Roster(made, {}), windows_of(made, 14, 7)).people()
    assert [p.surely for p in people] == [n % 4 for n in range(9)]


def test_whom_history_makes_a_client_meet_is_no_question() -> None:
    made = _world(2, [(-1, "amy", "carl")])
    tour = _tour(made, 0, 0, ["carl", "eve"])
    roster = Roster(made, {who: [tour.option] for who in ("amy", "bea")}, [tour])
    before = len(roster.model.proto.variables)
    list(Continuity().post(roster))
    added = [v.name for v in roster.model.proto.variables][before:]
    assert added == ["bea meets carl in windows 11"]


@pytest.mark.parametrize("name", ["window_days", "stride_days"])
def test_a_window_is_a_year_at_most(name: str) -> None:
    Continuity.model_validate({name: 366})
    with pytest.raises(ValidationError):
        Continuity.model_validate({name: 367})
