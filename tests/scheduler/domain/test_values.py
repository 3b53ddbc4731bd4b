"""What all values of the system have in common."""

from tests.build import employee, problem


def test_a_changed_copy_looks_up_what_it_has_and_not_what_the_original_had() -> None:
    made = problem(employees=(employee("amy", degree_pct=100),))
    assert made.employee["amy"].degree_pct == 100
    half = made.model_copy(update={"employees": (employee("amy", degree_pct=50),)})
    assert half.employee["amy"].degree_pct == 50
