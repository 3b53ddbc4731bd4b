"""What headcount is worth and who makes it up. Rules put it here."""

from datetime import date, timedelta

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, Problem, StaffingNeed
from scheduler.domain.values import Clock, Frozen


class KeptFree(Frozen):
    """So many people of a unit without visits, each day between two clock minutes."""

    unit: str
    people: int
    first: Clock
    last: Clock


class StaffingTerms(Frozen):
    """Öre per person-minute away from what is asked; 0 where no rule asks."""

    below_min: int = 0
    missing: int = 0
    """Below ``want``."""
    surplus: int = 0
    """Above ``max``."""
    car_missing: int = 0
    """Each car that a unit has too few, as long as it is."""
    kept_free: tuple[KeptFree, ...] = ()
    """Whom rules ask for beside the dataset's staffing."""
    spare_free: int = 0
    """So many of a unit's people may be without visits on a day, where no headcount is
    asked for ..."""
    spare_growth: int = 0
    """... and each further one costs this more than the one before."""
    induction_days: int = 0
    """Nobody is counted on so many first days of the employment."""

    def needs_of(self, problem: Problem) -> tuple[StaffingNeed, ...]:
        """Return all headcount that is asked for: the dataset's, and that of rules."""
        at = wall_clock(problem.timezone).at
        return (
            *problem.staffing,
            *(
                StaffingNeed(
                    unit=asked.unit,
                    date=day,
                    start=at(day, asked.first),
                    end=at(day, asked.last),
                    min=asked.people,
                )
                for asked in self.kept_free
                for day in problem.dates
            ),
        )

    def counted_from(self, problem: Problem, employee: Employee) -> date:
        """Return the first date on which a shift of the person is counted."""
        if employee.first is None:
            return problem.start
        past_induction = employee.first + timedelta(days=self.induction_days)
        return max(problem.start, past_induction)
