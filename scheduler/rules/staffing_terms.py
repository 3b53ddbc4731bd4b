"""What headcount is worth and who makes it up. Rules put it here."""

from datetime import date, timedelta

from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import Frozen


class StaffingTerms(Frozen):
    """Öre per person-minute away from what is asked; 0 where no rule asks."""

    below_min: int = 0
    missing: int = 0
    """Below ``want``."""
    surplus: int = 0
    """Above ``max``."""
    car_missing: int = 0
    """Each car that a unit has too few, as long as it is."""
    induction_days: int = 0
    """Nobody is counted on so many first days of the employment."""

    def counted_from(self, problem: Problem, employee: Employee) -> date:
        """Return the first date on which a shift of the person is counted."""
        if employee.first is None:
            return problem.start
        past_induction = employee.first + timedelta(days=self.induction_days)
        return max(problem.start, past_induction)
