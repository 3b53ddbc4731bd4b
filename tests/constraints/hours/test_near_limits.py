"""Who is warned of before a limit is passed."""

import pytest

from constraints.hours.near_limits import near_limits
from scheduler.rules.rule import Breach


def breach(message: str, employee: str | None = "amy") -> Breach:
    return Breach(
        rule="R10", hard=False, amount=1, unit="min", employee=employee, message=message
    )


@pytest.mark.parametrize("message", ["near", "near_year", "near_short"])
def test_who_nearly_reaches_a_limit_is_told_once(message: str) -> None:
    assert near_limits([breach(message), breach("near_period")]) == {"amy"}


def test_who_passed_it_and_what_is_nobodys_is_no_warning() -> None:
    assert not near_limits([breach("year"), breach("nearer"), breach("near", None)])
