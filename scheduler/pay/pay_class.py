"""How a shift is paid, by whose it is."""

from scheduler.domain.problem import Employee
from scheduler.domain.values import PayClass


def pay_class(employee: Employee, above: bool) -> PayClass:
    """Return how a shift of this person is paid."""
    if not employee.is_monthly:
        return PayClass.HOURLY
    if not above:
        return PayClass.ORDINARY
    return PayClass.EXTRA if employee.degree_pct < 100 else PayClass.OVERTIME
