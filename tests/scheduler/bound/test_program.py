from math import inf, isclose
from random import Random

import pytest

from scheduler.bound.program import Program


def small() -> Program:
    """Make two things that cost 1 and 2, of which at least three are needed."""
    made = Program()
    cheap, dear = made.column(1, 2), made.column(2, 5)
    made.row([(cheap, 1), (dear, 1)], lower=3)
    return made


def test_a_solved_program_proves_its_own_price() -> None:
    made = small()
    assert made.solve(10)
    assert list(made.values) == [2, 1]
    assert 4 - 1e-9 < made.proven() <= 4


def test_before_it_is_solved_only_the_ends_of_columns_prove_anything() -> None:
    made = small()
    made.column(-3, 4)
    made.column(5, 7, lower=2)
    assert isclose(made.proven(), -3 * 4 + 5 * 2)


def test_what_was_proven_holds_when_rows_come_after() -> None:
    made = small()
    made.solve(10)
    before = made.proven()
    made.row([(0, 1)], upper=1)
    assert made.proven() == before
    made.solve(10)
    assert made.proven() > before + 0.9


def test_a_program_that_no_point_meets_keeps_what_was_proven() -> None:
    made = small()
    made.solve(10)
    before = made.proven()
    made.row([(0, 1), (1, 1)], lower=8)
    assert not made.solve(10)
    assert made.proven() == before


def test_an_empty_program_proves_nothing() -> None:
    made = Program()
    assert made.solve(10)
    assert made.proven() == 0


@pytest.mark.parametrize("seed", range(20))
def test_no_point_that_meets_the_rows_is_below_what_is_proven(seed: int) -> None:
    rng = Random(seed)
    made = Program()
    costs = [rng.randint(-5, 9) for _ in range(4)]
    for cost in costs:
        made.column(cost, 3, lower=rng.randint(-1, 0))
    point = [rng.randint(0, 3) for _ in costs]
    for _ in range(5):
        terms = [(n, rng.randint(-3, 3)) for n in range(4)]
        value = sum(weight * point[n] for n, weight in terms)
        below, above = rng.choice((0, 2, inf)), rng.choice((0, 2, inf))
        made.row(terms, lower=value - below, upper=value + above)
    assert made.solve(10)
    assert made.proven() <= sum(c * x for c, x in zip(costs, point, strict=True))
