import pytest
from pydantic import ValidationError

from constraints.rest.paid_meal import PaidMeal
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from tests.build import day, plan, problem, shift_row, shift_type
from tests.judge import Pick, judge, offer

RULE = PaidMeal()
NIGHT = shift_type("night", "21:00-07:00", kind="night", paid_meal=True)
BOTH = shift_type("both", "21:00-07:00", "30@00:00-03:00", kind="night", paid_meal=True)
DAY = shift_type("day", "07:00-16:00", "30@10:30-12:30")
CASE = problem(shift_types=(NIGHT, BOTH, DAY))


def missing(shift: str, paid: int, case: Problem = CASE) -> list[int]:
    row = shift_row(
        start="2026-12-21 21:00", end="2026-12-22 07:00", shift=shift, paid_minutes=paid
    )
    return [b.amount for b in RULE.check(PlanView(case, plan(row)))]


@pytest.mark.parametrize(("paid", "short"), [(600, []), (599, [1]), (570, [30])])
def test_meal_at_work_is_paid(paid: int, short: list[int]) -> None:
    assert missing("night", paid) == short


@pytest.mark.parametrize(("paid", "short"), [(570, []), (569, [1])])
def test_breaks_of_the_type_itself_may_be_deducted(paid: int, short: list[int]) -> None:
    assert missing("both", paid) == short


@pytest.mark.parametrize("shift", ["day", "no such"])
def test_other_shifts_are_left_alone(shift: str) -> None:
    assert missing(shift, 0) == []


@pytest.mark.parametrize(
    ("shift", "minutes", "short"),
    [
        pytest.param("night", 0, [], id="paid in full"),
        pytest.param("night", -1, [1], id="a minute deducted"),
        pytest.param("both", 0, [], id="but for its own break"),
        pytest.param("day", -30, [], id="no meal at work"),
    ],
)
def test_model_says_the_same_of_a_shift_to_choose(
    shift: str, minutes: int, short: list[int]
) -> None:
    whole = offer(CASE, shift, day(1))
    option = type(whole)(
        **{**vars(whole), "paid_minutes": whole.paid_minutes + minutes}
    )
    breaches = judge(RULE, CASE, Pick([("amy", option)]))
    assert [b.amount for b in breaches] == short


def test_sentence_names_what_is_due() -> None:
    row = shift_row(
        start="2026-12-21 21:00",
        end="2026-12-22 07:00",
        shift="night",
        paid_minutes=570,
    )
    [breach] = RULE.check(PlanView(CASE, plan(row)))
    assert RULE.explain(breach) == (
        "Amy får 9 h 30 min betalt för passet night den 2026-12-21 men ska ha 10 h: "
        "måltidsuppehåll är arbetstid (ATL 16 §)."
    )


def test_law_is_not_for_sale() -> None:
    with pytest.raises(ValidationError):
        PaidMeal.model_validate({"hard": False})
