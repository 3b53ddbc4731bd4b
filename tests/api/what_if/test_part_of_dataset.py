"""A part of a dataset: some units and days, and nothing of the rest."""

from datetime import date, timedelta
from functools import cache

import pytest

from api.inputs import Inputs
from api.what_if.part_of_dataset import PartWanted, part_name, part_of
from constraints import default_rules
from data.faults import BadInput
from data.sample import make_sample

WHOLE = make_sample("small")
DAY = timedelta(days=1)
LAST = WHOLE.start + DAY


@cache
def part(*units: str) -> Inputs:
    """Return the first two days of some units of the sample."""
    inputs = Inputs(WHOLE, default_rules())
    return part_of(inputs, None, PartWanted(units, WHOLE.start, LAST))


def test_other_days_are_not_in_it() -> None:
    made = part().problem
    assert (made.start, made.end) == (WHOLE.start, LAST)
    wanted = {v.id for v in WHOLE.visits if v.date <= LAST}
    assert {v.id for v in made.visits} == wanted
    assert made.employee.keys() == WHOLE.employee.keys()


def test_other_units_are_not_in_it_with_people_clients_and_visits() -> None:
    made = part("hemma").problem
    assert [*made.unit] == ["hemma"]
    assert {e.unit for e in made.employees} == {"hemma"}
    assert {c.unit for c in made.clients} == {"hemma"}
    assert all(v.unit == "hemma" for v in made.visits)


def test_the_name_of_a_part_tells_it_from_the_whole() -> None:
    wanted = PartWanted(("hemma",), WHOLE.start, LAST)
    told = part_name("Liten", part("hemma").problem, wanted)
    assert told == "Liten: Hemtjänst Småort, 2026-11-30 – 2026-12-01"


@pytest.mark.parametrize(
    ("wanted", "pointers"),
    [
        (PartWanted(("hemma", "borta"), WHOLE.start, LAST), ["/units/1"]),
        (PartWanted((), WHOLE.start - DAY, WHOLE.end + DAY), ["/first", "/last"]),
        (PartWanted((), LAST, WHOLE.start), ["/last"]),
        (PartWanted((), date.min, date.max), ["/first", "/last"]),
    ],
)
def test_a_part_that_is_none_is_pointed_at(
    wanted: PartWanted, pointers: list[str]
) -> None:
    with pytest.raises(BadInput) as caught:
        part_of(Inputs(WHOLE, default_rules()), None, wanted)
    assert [fault.pointer for fault in caught.value.faults] == pointers
    for fault in caught.value.faults:
        assert fault.message("sv") != fault.message("en")
