"""Which visits are tied to which, and how far apart they begin at least."""

import numpy as np
import pytest

from scheduler.context.planning_context import PlanningContext
from scheduler.context.visit_links import links_of
from scheduler.domain.problem import Visit
from scheduler.domain.values import Transport
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.build import build
from scheduler.tours.kernels.model import TASK, Model
from scheduler.tours.links import UNTIED, table_of
from scheduler.tours.route_spec import RouteSpec
from tests.build import problem
from tests.scheduler.tours.road import option, stop

Gaps = dict[tuple[str, str], int]
"""Least minutes from the second's start to the first's; place 2 of ``b`` is ``b2``."""


def _gaps(*visits: Visit) -> Gaps:
    tasks = [(v.id, n + 1) for v in visits for n in range(v.staff)]
    links = links_of(problem(visits=visits), {t: n for n, t in enumerate(tasks)})
    names = [id_ + ("" if n == 1 else str(n)) for id_, n in tasks]
    return {
        (names[t], names[o]): g for t, mine in links.items() for o, g in mine.items()
    }


def _stop(
    id_: str, start: str = "08:00", latest: str = "12:00", **given: object
) -> Visit:
    return stop("a", start, latest, id=id_, **given)


def test_visits_by_one_person_are_not_tied() -> None:
    assert _gaps(_stop("a"), _stop("b")) == {}


def test_both_places_of_a_double_visit_begin_at_once() -> None:
    assert _gaps(_stop("a", staff=2)) == {("a", "a2"): 0, ("a2", "a"): 0}


def test_a_visit_waits_until_what_it_follows_has_ended() -> None:
    assert _gaps(_stop("a", minutes=25), _stop("b", after="a")) == {("b", "a"): 25}


def test_gaps_are_counted_from_end_to_start() -> None:
    pair = _stop("a", minutes=25), _stop("b", after="a", gap_min=15, gap_max=40)
    assert _gaps(*pair) == {("b", "a"): 25 + 15, ("a", "b"): -25 - 40}


def test_a_chain_ties_its_first_and_its_last() -> None:
    last = _stop("c", after="b", gap_max=5)
    chain = _stop("a"), _stop("b", after="a", gap_min=10, gap_max=60), last
    gaps = _gaps(*chain)
    assert gaps["c", "a"] == 40 + 30
    assert gaps["a", "c"] == -90 - 35


def test_a_chain_that_may_drag_on_does_not_tie_backwards() -> None:
    gaps = _gaps(_stop("a"), _stop("b", after="a"), _stop("c", after="b", gap_max=5))
    assert ("c", "a") in gaps
    assert ("a", "c") not in gaps


def test_two_that_follow_the_same_are_tied_where_one_may_not_wait() -> None:
    other = _stop("c", after="a", gap_min=90)
    gaps = _gaps(_stop("a"), _stop("b", after="a", gap_max=20), other)
    assert gaps["c", "b"] == 90 - 20
    assert ("b", "c") not in gaps


def test_both_places_hold_back_what_follows() -> None:
    gaps = _gaps(_stop("a", staff=2), _stop("b", after="a", staff=2))
    pairs = {(x, y) for x in ("b", "b2") for y in ("a", "a2")}
    assert pairs <= set(gaps)
    assert {gaps[pair] for pair in pairs} == {30}


def test_only_places_of_one_visit_ask_for_different_crews() -> None:
    made = _model(_stop("a", staff=2), _stop("b", after="a"))
    apart = {
        (task, int(link["other"]))
        for task, row in enumerate(made.tasks)
        for link in made.links[row["first_link"] : row["last_link"]]
        if link["apart"]
    }
    assert apart == {(0, 1), (1, 0)}


def test_who_is_waited_for_knows_whom_to_tell() -> None:
    tasks = np.zeros(2, TASK)
    links = table_of({0: {1: 30}}, tasks)
    assert links["other"].tolist() == [1, 0]
    assert links["gap"].tolist() == [30, UNTIED]
    assert tasks["first_link"].tolist() == [0, 1]
    assert tasks["last_link"].tolist() == [1, 2]


def _model(*visits: Visit) -> Model:
    route = RouteSpec(0, option("07:00", "16:00"), 0, (), Transport.CAR)
    context = PlanningContext(problem(visits=visits), (), TourWeights(flex_minutes=20))
    return build(context, [route], named=True)


def _shut(*visits: Visit) -> list[bool]:
    """Say for each visit whether nobody could take it."""
    tasks = _model(*visits).tasks
    return [bool(row["last_route"] == row["first_route"]) for row in tasks]


@pytest.mark.parametrize(("latest", "shut"), [("08:30", False), ("08:29", True)])
def test_nobody_takes_a_visit_that_must_begin_before_what_it_follows_ends(
    latest: str, shut: bool
) -> None:
    assert _shut(_stop("a"), _stop("b", "08:00", latest, after="a")) == [False, shut]


@pytest.mark.parametrize(("latest", "shut"), [("09:00", False), ("08:59", True)])
def test_nobody_takes_the_end_of_a_chain_that_comes_too_late(
    latest: str, shut: bool
) -> None:
    last = _stop("c", "08:00", latest, after="b")
    assert _shut(_stop("a"), _stop("b", after="a"), last) == [False, False, shut]


@pytest.mark.parametrize(("latest", "shut"), [("07:50", False), ("07:49", True)])
def test_visits_with_leeway_are_shut_only_where_it_does_not_help(
    latest: str, shut: bool
) -> None:
    first = _stop("a", "08:00", priority=2)
    last = _stop("b", "07:00", latest, after="a", priority=2)
    assert _shut(first, last) == [False, shut]


@pytest.mark.parametrize(("gap_max", "shut"), [(15, False), (14, True)])
def test_nobody_takes_a_visit_whose_gaps_exclude_each_other(
    gap_max: int, shut: bool
) -> None:
    last = _stop("b", after="a", gap_min=15, gap_max=gap_max)
    assert _shut(_stop("a"), last) == [False, shut]
