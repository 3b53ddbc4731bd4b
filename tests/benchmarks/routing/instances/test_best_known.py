"""What is published, and when it is reached or beaten."""

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.routing.instances.best_known import BestKnown, best_known
from benchmarks.routing.instances.instance import Instance


def published(text: str, *, proven: bool = True) -> BestKnown:
    return BestKnown(Decimal(text), proven)


def units(scale: int, divisor: int) -> Instance:
    """Return an instance of nothing but units."""
    nothing = {"jobs": (), "vehicles": (), "pairs": (), "travel": None, "hard": True}
    return Instance(name="", scale=scale, divisor=divisor, **nothing)  # type: ignore[arg-type]


def test_both_tables_are_read(tmp_path: Path) -> None:
    (tmp_path / "best_known.csv").write_text(
        "set,instance,best_known,proven_optimal\na,one,218.199,yes\nb,two,431,\n"
    )
    (tmp_path / "bredstrom_best_known.csv").write_text(
        "instance,best_known_travel,cpsat_status\n"
        "1F,396,OPTIMAL\n1A,228,FEASIBLE\n9F,,INFEASIBLE(window)\n9X,,FEASIBLE\n"
    )
    assert best_known(tmp_path) == {
        "one": published("218.199"),
        "two": published("431", proven=False),
        "1F": published("396"),
        "1A": published("228", proven=False),
        "9F": BestKnown(None, proven=False),
    }


def test_nothing_is_known_without_tables(tmp_path: Path) -> None:
    assert best_known(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "cost", "hit"),
    [
        ("218.199", 218.1995, True),
        ("218.199", 218.1996, False),
        ("246.6", 246.65, True),
        ("246.6", 246.651, False),
        ("396", 396.0, True),
        ("396", 397.0, False),
        ("396", 300.0, True),
    ],
)
def test_an_optimum_is_hit_in_the_digits_that_are_written(
    text: str, cost: float, hit: bool
) -> None:
    assert published(text).is_hit_by(cost) is hit


@pytest.mark.parametrize(
    ("text", "cost", "beaten"),
    [
        ("431", 430.9994, True),
        ("431", 430.9995, False),
        ("431", 432.0, False),
        ("2016.33", 2016.324, True),
        ("2016.33", 2016.325, False),
    ],
)
def test_a_value_is_beaten_beyond_what_six_digits_hide(
    text: str, cost: float, beaten: bool
) -> None:
    assert published(text).is_beaten_by(cost) is beaten


def test_the_gap_is_what_is_paid_more() -> None:
    assert published("200").gap_percent(203.0) == pytest.approx(1.5)
    assert published("200").gap_percent(198.0) == pytest.approx(-1.0)
    assert published("0").gap_percent(1.0) is None
    assert BestKnown(None, proven=False).gap_percent(1.0) is None


def test_only_a_proved_optimum_is_a_target() -> None:
    assert published("218.199").target(units(1000, 3)) == 654_598
    assert published("396").target(units(1, 1)) == 396
    assert published("396", proven=False).target(units(1, 1)) is None
    assert BestKnown(None, proven=True).target(units(1, 1)) is None


def test_where_there_is_no_solution_none_is_hit_or_beaten() -> None:
    assert not BestKnown(None, proven=False).is_hit_by(1.0)
    assert not BestKnown(None, proven=False).is_beaten_by(1.0)
