"""The published instances themselves, where they are at hand."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.routing.instances.suite import suite

DATA = Path(__file__).parents[5] / "shared" / "benchmarks" / "routing"


@pytest.mark.skipif(
    not DATA.is_dir(), reason="the published instances are not beside the repository"
)
def test_all_published_instances_are_read_and_something_is_known_of_each() -> None:
    cases = suite(DATA)
    counts = Counter(case.family for case in cases)
    assert counts == {"mankowska": 30, "italian": 15, "bredstrom": 25}
    assert [case.instance.name for case in cases if not case.possible] == ["9F"]
    assert all(case.best for case in cases)
    proven = Counter(case.family for case in cases if case.best and case.best.proven)
    assert proven == {"mankowska": 8, "bredstrom": 14}
    patients = {len(case.raw["patients"]) for case in cases if "patients" in case.raw}
    assert {10, 25, 50, 75, 100, 200, 76, 378} <= patients
