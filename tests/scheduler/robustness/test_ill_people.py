"""Who is ill when: as much as is asked for, evenly, and the same for every plan."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from pydantic import ValidationError

from scheduler.domain.problem import Problem
from scheduler.robustness.ill_people import Draw, IllDay, Sickness, ill_days, rounds_for
from tests.build import employee, problem, team

DAYS = 28
LIVED = 1008


def month(**given: object) -> Problem:
    return problem(**{"days": DAYS, "employees": team("amy", "bea", "cia"), **given})


def drawn(
    case: Problem | None = None, seed: int = 0, **given: float
) -> Mapping[IllDay, frozenset[str]]:
    sickness = Sickness.model_validate(given)
    return ill_days(case or month(), Draw(days=LIVED, seed=seed, sickness=sickness))


def days_of(found: Mapping[IllDay, frozenset[str]], who: str) -> list[IllDay]:
    return sorted(day for day, people in found.items() if who in people)


@pytest.mark.parametrize("share", [4, 8, 15])
@pytest.mark.parametrize("length", [1, 4, 7])
@pytest.mark.parametrize("who", ["amy", "cia"])
def test_everybody_is_ill_as_often_as_is_asked_for(
    share: float, length: int, who: str
) -> None:
    found = days_of(drawn(share_pct=share, length=length), who)
    assert len(found) == pytest.approx(LIVED * share / 100, abs=2 * length)


def test_nobody_is_ill_where_there_is_no_sickness() -> None:
    assert drawn(share_pct=0) == {}


@pytest.mark.parametrize("length", [1, 4, 28])
def test_a_spell_is_so_many_days_in_a_row(length: int) -> None:
    found = days_of(drawn(share_pct=3, length=length), "amy")
    order = [d.round * DAYS + (d.day - month().start).days for d in found]
    begins = [day for day in order if day - 1 not in order]
    lengths = {sum(b + n in order for n in range(length)) for b in begins}
    assert lengths == {length}


@pytest.mark.parametrize(
    ("read", "many"), [(lambda d: d.day, DAYS), (lambda d: d.round // 9, 4)]
)
def test_no_day_of_the_round_and_no_quarter_of_rounds_has_more_spells_than_another(
    read: Callable[[IllDay], object], many: int
) -> None:
    found = days_of(drawn(share_pct=8, length=1), "amy")
    often = Counter(read(day) for day in found)
    assert len(often) == many
    assert max(often.values()) - min(often.values()) <= 3


@pytest.mark.parametrize(
    ("share_pct", "days"), [(8, DAYS), (30, DAYS), (30, 2 * DAYS), (40, 10 * DAYS)]
)
def test_no_spells_of_one_person_meet(share_pct: float, days: int) -> None:
    sickness = Sickness(share_pct=share_pct, length=4)
    spells = 0
    for seed in range(20):
        found = ill_days(month(), Draw(days=days, seed=seed, sickness=sickness))
        lengths = len(days_of(found, "amy"))
        assert lengths % 4 == 0
        spells += lengths // 4
    assert spells == pytest.approx(20 * days * share_pct / 400, rel=0.1, abs=8)


@pytest.mark.parametrize("seed", range(5))
def test_two_people_are_ill_together_as_often_as_chance_has_it(seed: int) -> None:
    sickness = Sickness(share_pct=20, outbreak_pct=20)
    found = ill_days(month(), Draw(days=10_080, seed=seed, sickness=sickness))
    for pair in ({"amy", "bea"}, {"amy", "cia"}, {"bea", "cia"}):
        together = sum(pair <= people for people in found.values())
        each = [len(days_of(found, who)) for who in pair]
        assert together == pytest.approx(each[0] * each[1] / 10_080, rel=0.25)


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    assert drawn(seed=1) == drawn(seed=1) != drawn(seed=2)


def test_one_person_more_changes_nothing_for_the_others() -> None:
    more = month(employees=(employee("new"), *team("amy", "bea", "cia")))
    for who in ("amy", "bea", "cia"):
        assert days_of(drawn(more), who) == days_of(drawn(), who)
    assert days_of(drawn(), "amy") != days_of(drawn(), "bea")


def test_an_outbreak_is_one_week_of_each_round() -> None:
    found = drawn(share_pct=0, outbreak_pct=50, length=1)
    ill = days_of(found, "amy")
    assert len(ill) == pytest.approx(LIVED / DAYS / 2, abs=1)
    weeks = {(d.round, (d.day - month().start).days // 7) for d in found}
    assert len(weeks) == len({number for number, _ in weeks})
    assert {week for _, week in weeks} == {0, 1, 2, 3}


@pytest.mark.parametrize(("days", "rounds"), [(1, 1), (28, 1), (29, 2), (1000, 36)])
def test_rounds_are_whole(days: int, rounds: int) -> None:
    assert rounds_for(month(), days) == rounds


def test_days_are_those_of_the_plan() -> None:
    known: set[date] = set(month().dates)
    assert {day.day for day in drawn(share_pct=50, length=28)} <= known


@pytest.mark.parametrize(
    "wrong", [{"share_pct": 51}, {"length": 0}, {"outbreak_pct": -1}]
)
def test_sickness_beyond_reason_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Sickness.model_validate(wrong)
