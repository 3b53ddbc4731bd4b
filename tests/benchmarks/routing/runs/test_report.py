"""A summary shows the mean over instances, and the worst of them."""

from decimal import Decimal

from benchmarks.routing.runs.report import new_bests, number, summary
from benchmarks.routing.runs.table import SolverRun


def run(
    instance: str, seed: int, cost: float | None, best: str | None = "100"
) -> SolverRun:
    return SolverRun(
        family="italian",
        instance=instance,
        seed=seed,
        cost=cost,
        best_known=None if best is None else Decimal(best),
        proven=False,
        seconds_to_best=1.0,
        seconds=2.0,
        steps=3,
        violations=0 if cost is not None else 1,
        commit="",
    )


def figures(*runs: SolverRun) -> list[str]:
    return list(summary(runs))[2].split()


def test_an_instance_counts_by_the_mean_of_its_seeds() -> None:
    runs = (run("a", 1, 101.0), run("a", 2, 105.0), run("b", 1, 99.0))
    # a is 3 % above on average, b 1 % below: 1 % on average
    assert figures(*runs)[:6] == ["italian", "2", "3", "0", "+1.000", "+3.000"]
    assert figures(*runs)[-1] == "a"


def test_what_is_invalid_or_unknown_has_no_gap_but_is_counted() -> None:
    runs = (run("a", 1, None), run("b", 1, 50.0, best=None), run("c", 1, 102.0))
    assert figures(*runs)[:6] == ["italian", "3", "3", "1", "+2.000", "+2.000"]
    assert figures(*runs[:2])[:4] == ["italian", "2", "2", "1"]


def test_a_new_best_is_told_once_with_its_lowest_cost() -> None:
    runs = [run("a", 1, 99.0), run("a", 2, 98.5), run("a", 3, 99.5), run("b", 1, 100.0)]
    assert list(new_bests(runs)) == ["new best on a: 98.5, published 100"]


def test_a_cost_is_shown_with_the_decimals_it_has() -> None:
    assert number(100.0) == "100"
    assert number(218.199) == "218.199"
    assert number(47.125 / 3) == "15.708333"
