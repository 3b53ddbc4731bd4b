"""R38: where people of an agreement work, and where they do not."""

import pytest

from constraints.hours.agreement_scope import AgreementScope
from scheduler.domain.problem import Problem
from tests.build import MONDAY, employee, problem, unit
from tests.judge import Pick, judge, offer

RULE = AgreementScope(units=("assist",))


def town(agreement: str | None, whole: str = "AB") -> Problem:
    """Return a week of two units, and Amy with an agreement of her own or without."""
    return problem(
        units=(unit(lends_to=("assist",)), unit("assist")),
        employees=(employee("amy", agreement=agreement),),
        agreement=whole,
    )


def found(made: Problem, where: str, rule: AgreementScope = RULE) -> list[str]:
    pick = Pick([("amy", offer(made, "day", MONDAY, where))])
    return [str(b.facts["agreement"]) for b in judge(rule, made, pick)]


@pytest.mark.parametrize(
    ("agreement", "whole", "base"),
    [
        (None, "AB", "AB"),
        ("PAN", "AB", "PAN"),
        ("PAN+lekeberg", "AB", "PAN"),
        ("PAN@2025-03-31", "AB", "PAN"),
        (None, "PAN", "PAN"),
        ("AB", "PAN", "AB"),
    ],
)
def test_people_work_where_their_agreement_holds_and_nowhere_else(
    agreement: str | None, whole: str, base: str
) -> None:
    made, is_pan = town(agreement, whole), base == "PAN"
    assert found(made, "assist") == ([] if is_pan else [base])
    assert found(made, "centre") == ([base] if is_pan else [])


def test_it_says_nothing_until_units_are_named() -> None:
    assert found(town("PAN"), "centre", AgreementScope()) == []


def test_another_agreement_may_have_units_of_its_own() -> None:
    rule = AgreementScope(units=("assist",), agreement="AB")
    assert found(town(None), "assist", rule) == []
    assert found(town("PAN"), "assist", rule) == ["PAN"]
