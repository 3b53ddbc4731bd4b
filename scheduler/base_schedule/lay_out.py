"""A base schedule laid out over the calendar: its people's shifts on real days.

Shifts keep their clock times on both nights on which clocks change. On a public holiday
the demand is a Sunday's, and whoever is then not needed is off, those first who would
have most hours above their contract. What nobody can work is a vacant shift.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from scheduler.base_schedule.base_weeks import WEEK, BaseSchedule, WeeklyNeed
from scheduler.base_schedule.holders import Holder, holder_on
from scheduler.domain.clock import WallClock, monday_of, wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.values import Frozen, ShiftKind
from scheduler.pay.holidays import is_holiday
from scheduler.pay.hours import minutes_present

_SUNDAY = 6


class WhyVacant(StrEnum):
    """Why nobody works a shift of the base schedule."""

    VACANT = "vacant"
    """Nobody has the row."""
    EMPLOYMENT = "employment"
    """The row's person is not employed then."""
    AWAY = "away"
    HOLIDAY = "holiday"
    """Nobody is needed: the demand is a Sunday's."""


class UnworkedShift(Frozen):
    """A shift of the base schedule that nobody works."""

    row: str
    date: date
    shift: str
    unit: str
    employee: str | None = None
    why: WhyVacant


class LaidOut(Frozen):
    """What the people of a base schedule work in a period."""

    shifts: tuple[ShiftRow, ...]
    vacant: tuple[UnworkedShift, ...]


def lay_out(
    problem: Problem,
    base: BaseSchedule,
    holders: Sequence[Holder],
    first_week: int = 1,
) -> LaidOut:
    """Return the base schedule on the days of a problem.

    ``first_week`` of the cycle is the calendar week in which the problem begins.
    """
    return _Laying(problem, base, holders, first_week).done()


class _Laying:
    """One base schedule on one period."""

    def __init__(
        self,
        problem: Problem,
        base: BaseSchedule,
        holders: Sequence[Holder],
        first_week: int,
    ) -> None:
        self._problem, self._base, self._holders = problem, base, holders
        before = timedelta(days=WEEK * (first_week - 1))
        self._anchor = monday_of(problem.start) - before
        self._clock = wall_clock(problem.timezone)
        self._worked: dict[tuple[str, ShiftOption], str] = {}
        """Row, by person and shift."""
        self._vacant: list[UnworkedShift] = []

    def done(self) -> LaidOut:
        """Lay out every cell, and let go who is not needed on holidays."""
        for day in self._problem.dates:
            self._lay(day)
        for day in self._problem.dates:
            if is_holiday(day) and day.weekday() != _SUNDAY:
                self._let_go(day)
        duties = sorted(self._worked, key=lambda d: (d[1].start, d[0]))
        return LaidOut(
            shifts=tuple(row for duty in duties for row in self._rows(*duty)),
            vacant=tuple(sorted(self._vacant, key=lambda v: (v.date, v.row))),
        )

    def _lay(self, day: date) -> None:
        number = (day - self._anchor).days % self._base.days
        for row in self._base.rows:
            cell = self._base.cells.get((row.id, number))
            if cell is None:
                continue
            type_ = self._problem.shift_type[cell.shift]
            option = option_of(self._clock, type_, day, cell.unit)
            who = holder_on(self._holders, row.id, day)
            why = self._hindrance(who, option)
            if why is None and who is not None:
                self._worked[who, option] = row.id
            else:
                self._leave(row.id, option, who, why or WhyVacant.VACANT)

    def _hindrance(self, who: str | None, option: ShiftOption) -> WhyVacant | None:
        """Return why a person cannot work a shift; the rules judge everything else."""
        if who is None:
            return WhyVacant.VACANT
        if not self._problem.employee[who].employed_on(option.date):
            return WhyVacant.EMPLOYMENT
        away = any(
            absence.employee == who
            and absence.start < option.end
            and option.start < absence.end
            for absence in self._problem.absences
        )
        return WhyVacant.AWAY if away else None

    def _leave(
        self, row: str, option: ShiftOption, who: str | None, why: WhyVacant
    ) -> None:
        found = UnworkedShift(
            row=row,
            date=option.date,
            shift=option.shift,
            unit=option.unit,
            employee=who,
            why=why,
        )
        self._vacant.append(found)

    def _let_go(self, day: date) -> None:
        """Let those be off whom a Sunday's demand does not need; nights stay."""
        needs = [n for n in self._base.needs if n.weekday == _SUNDAY]
        heads = _HolidayHeads(needs, day, self._clock)
        here = [(who, o) for who, o in self._worked if o.date == day]
        for who, option in here:
            heads.add(self._problem.employee[who], option, 1)
        over = self._hours_over({who for who, _ in here})
        for who, option in sorted(here, key=lambda d: (-over[d[0]], d[0])):
            person = self._problem.employee[who]
            if option.kind is not ShiftKind.NIGHT and heads.spare(person, option):
                heads.add(person, option, -1)
                row = self._worked.pop((who, option))
                self._leave(row, option, who, WhyVacant.HOLIDAY)

    def _hours_over(self, people: Collection[str]) -> Mapping[str, float]:
        """Return the minutes that people would work above their contracts by now."""
        found: dict[str, float] = {}
        for who in people:
            mine = [o for w, o in self._worked if w == who]
            due = minutes_present(self._problem, self._problem.employee[who])
            found[who] = sum(o.paid_minutes for o in mine) - float(due)
        return found

    def _rows(self, who: str, option: ShiftOption) -> Iterator[ShiftRow]:
        """Yield a duty's rows; its breaks are laid with the visits."""
        unpaid = sum(e - s for s, e in option.parts) - option.paid_minutes
        for n, (start, end) in enumerate(option.parts):
            yield ShiftRow(
                employee=who,
                date=option.date,
                shift=option.shift,
                part=n + 1,
                unit=option.unit,
                start=start,
                end=end,
                paid_minutes=end - start - (0 if n else unpaid),
                pay_class=self._problem.employee[who].pay_class(),
            )


class _HolidayHeads:
    """How many there are in each quarter of a day that something is wanted."""

    def __init__(
        self, needs: Sequence[WeeklyNeed], day: date, clock: WallClock
    ) -> None:
        self._needs = [
            (need, clock.at(day, minute), clock.at(day, minute + 15))
            for need in needs
            for minute in range(need.start, need.end, 15)
        ]
        self._heads: dict[int, int] = defaultdict(int)

    def add(self, person: Employee, option: ShiftOption, by: int) -> None:
        """Count somebody in, or out."""
        for n in self._met(person, option):
            self._heads[n] += by

    def spare(self, person: Employee, option: ShiftOption) -> bool:
        """Whether enough would be left without somebody."""
        met = self._met(person, option)
        return all(self._heads[n] > self._needs[n][0].want for n in met)

    def _met(self, person: Employee, option: ShiftOption) -> list[int]:
        return [
            n
            for n, (need, start, end) in enumerate(self._needs)
            if need.unit == option.unit
            and need.skills <= person.skills
            and any(s <= start and end <= e for s, e in option.worked)
        ]
