"""How faults are told that fill whole files."""

import pytest

from data.faults import MOST, MOST_OF_A_KIND, BadInput, Fault, FaultList


def _fault(line: int, value: str, column: str = "minutes") -> Fault:
    return Fault(
        code="whole",
        file="visits.csv",
        line=line,
        column=column,
        value=value,
        facts={"lowest": 1, "highest": 720},
    )


def test_the_very_same_fault_in_many_rows_is_one_with_a_count() -> None:
    bad = BadInput(_fault(line, "x") for line in range(2, 698))
    [fault] = bad.faults
    assert (fault.line, fault.more, fault.more_lines) == (2, 695, (3, 4, 5, 6, 7))
    assert bad.count == 696
    assert fault.text("en").endswith(
        "The same fault in more rows: 695 (3, 4, 5, 6, 7 …)."
    )


def test_two_rows_are_both_named() -> None:
    [fault] = BadInput([_fault(2, "x"), _fault(9, "x")]).faults
    assert fault.text("en").endswith("The same fault in more rows: 1 (9).")


def test_of_a_kind_only_some_are_told_and_the_others_counted() -> None:
    told = [_fault(n, str(-n)) for n in range(MOST_OF_A_KIND)]
    assert BadInput(told).faults == tuple(told)
    beyond = [_fault(n, str(-n)) for n in range(MOST_OF_A_KIND + 30)]
    other = _fault(2, "x", "staff")
    bad = BadInput([*beyond, other])
    assert bad.faults[:-1] == (*told, other)
    assert bad.faults[-1].text("en") == (
        "visits.csv: More faults that are not shown here: 30."
    )
    assert bad.count == len(beyond) + 1


def test_no_more_than_a_screenful_is_told_of_many_kinds() -> None:
    bad = BadInput(_fault(2, "x", f"column {n}") for n in range(MOST + 50))
    assert len(bad.faults) == MOST + 1
    assert bad.count == MOST + 50


def test_faults_that_were_grouped_are_not_counted_anew() -> None:
    bad = BadInput(_fault(n, str(n // 2)) for n in range(100))
    again = BadInput(bad.faults)
    assert (again.faults, again.count) == (bad.faults, 100)
    twice = BadInput([*bad.faults, *bad.faults])
    assert twice.count == 200


def test_a_group_that_is_not_told_is_counted_whole() -> None:
    told = [_fault(n, str(-n)) for n in range(MOST_OF_A_KIND)]
    group = _fault(99, "x").model_copy(update={"more": 4})
    assert BadInput([*told, group]).count == MOST_OF_A_KIND + 5


def test_when_enough_is_wrong_reading_ends_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("data.faults.ENOUGH", 30)
    many = [Fault(code="whole", file="a.csv", value=str(n)) for n in range(30)]
    found = FaultList(many[:29])
    with pytest.raises(BadInput) as caught:
        found.append(many[29])
    *told, left_out, ended = caught.value.faults
    assert told == many[:MOST_OF_A_KIND]
    assert (left_out.facts, ended.code) == ({"count": 10}, "reading_ended")
    assert caught.value.count == 30
