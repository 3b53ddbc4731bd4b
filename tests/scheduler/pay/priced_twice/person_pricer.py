"""A second pricer of all that somebody costs: minute by minute, day by day.

Duties are those of ``minute_pricer``; here is what needs more than one of them: pay for
the days of the plan and absence from it, time on call, what was told before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from tests.scheduler.pay.priced_twice.minute_pricer import (
    DAY,
    STOCKHOLM,
    Shift,
    Terms,
    easter,
    is_holy,
    local,
    ob,
    price,
    whole,
    with_po,
    worked,
)

Spans = Sequence[tuple[int, int]]
KINDS = (("parental", "leave", "study"), ("sick",), ("vacation",), ("comp",))
"""Of absence, by what they do to pay: where they overlap the first of them counts."""


@dataclass(frozen=True)
class Worked:
    """A shift, and how much of it is on call."""

    shift: Shift
    on_call: Spans = ()
    kind: str = "jour"
    is_planned: bool = True

    @property
    def day(self) -> date:
        """The local date on which it begins."""
        return local(self.shift.start).date()


@dataclass(frozen=True)
class Person:
    """Somebody with all that decides what they cost in a plan."""

    terms: Terms
    monthly_pay: int
    days: Sequence[date]
    """Those of the plan on which they are employed."""
    plan: tuple[date, date]
    """Its first day and its last."""
    degree: int = 100
    """Per cent; 0 for whoever is paid by the hour."""
    week_minutes: int = 2400
    saves: bool = False
    shifts: Sequence[Worked] = ()
    absences: Sequence[tuple[int, int, str]] = ()
    told: date | None = None
    """The day on which the plan is told."""
    published: Sequence[Shift] = ()
    untold: frozenset[date] = field(default_factory=frozenset)

    @cached_property
    def monthly(self) -> Fraction:
        """What the contract pays a month."""
        return Fraction(self.monthly_pay * self.degree, 100)

    @cached_property
    def shares(self) -> Mapping[date, Counter[str]]:
        """Minutes of each day by what its absence does to pay, and all it has."""
        first, last = self.plan[0] - DAY * 60, self.plan[1] + DAY
        days = (first + DAY * n for n in range((last - first).days + 1))
        return {day: self._on(day) for day in days}

    def _on(self, day: date) -> Counter[str]:
        start, end = midnight(day), midnight(day + DAY)
        near = [a for a in self.absences if a[0] < end and start < a[1]]
        found = Counter({"all": end - start})
        borders = {m for a in near for m in a[:2] if start < m < end} | {start, end}
        for first, last in pairwise(sorted(borders)):
            kinds = {kind for s, e, kind in near if s <= first < e}
            counts = next((k for k in KINDS if kinds & {*k}), None)
            if counts:
                found[counts[0]] += last - first
        return found

    def share(self, day: date, kind: str) -> Fraction:
        """Return how much of a day is absence of a kind."""
        return Fraction(self.shares[day][kind], self.shares[day]["all"])


def midnight(day: date) -> int:
    """Return the minute at which a day begins."""
    return (
        int(datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM).timestamp()) // 60
    )


def cost(person: Person) -> Mapping[str, int]:
    """Return öre by item, PO included."""
    found = Counter[str]()
    for part in (*_salary(person), *_sick_ob(person), *_shifts(person)):
        found.update(part)
    return {item: amount for item, amount in found.items() if amount}


def _salary(person: Person) -> Iterator[Mapping[str, int]]:
    """Yield what each month costs before any duty."""
    months: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day in person.days if person.degree else ():
        months[day.year, day.month].append(day)
    sick = {day: change for day, change, _ in _sick_days(person)}
    for days in months.values():
        found = {
            "base": [_base(person, day) for day in days],
            "vacation_supplement": [_leave(person, day) for day in days],
            "comp_taken": [_taken(person, day) for day in days],
            "sick": [sick[day] for day in days if day in sick],
        }
        owed = {item: whole(sum(parts, Fraction())) for item, parts in found.items()}
        yield with_po(owed, person.terms, days[0])


def _a_day(person: Person, day: date) -> Fraction:
    following = (day.replace(day=1) + DAY * 31).replace(day=1)
    return person.monthly / (following - day.replace(day=1)).days


def _base(person: Person, day: date) -> Fraction:
    return _a_day(person, day) * (1 - person.share(day, "parental"))


def _is_working_day(person: Person, day: date) -> bool:
    free = person.terms.rows["reckoning"]["holiday_free_week_minutes"]
    is_free = person.week_minutes == free and is_holy(day)
    return day.isoweekday() < 6 and not is_free


def _leave(person: Person, day: date) -> Fraction:
    percent = Fraction(str(person.terms.held("vacation", day)["day_pct"]))
    days = person.share(day, "vacation") * _is_working_day(person, day)
    return person.monthly * percent / 100 * days


def _taken(person: Person, day: date) -> Fraction:
    due = Fraction(person.week_minutes * person.degree, 500)
    hours = due * person.share(day, "comp") * _is_working_day(person, day) / 60
    return -hours * person.terms.hour(person.monthly_pay)


def _sick_days(person: Person) -> Iterator[tuple[date, Fraction, int]]:
    """Yield each sick day, what it changes in pay, and the percent that is paid."""
    rules, number, last = person.terms.rows["sick"], 0, date.min
    for day in sorted(d for d in person.shares if person.shares[d]["sick"]):
        if (day - last).days > rules["relapse_days"]:
            number, karens = 0, person.monthly * 12 / 52
            karens *= Fraction(rules["pay_pct"] * rules["karens_pct"], 10_000)
        number, last = number + 1, day
        percent = (
            rules["pay_pct"]
            if number <= rules["full_days"]
            else (rules["late_pct"] if number <= rules["late_days"] else 0)
        )
        pay = _a_day(person, day) * person.share(day, "sick")
        paid = pay * percent / 100
        kept = min(karens, paid)
        karens -= kept
        yield day, paid - kept - pay, percent


def _sick_ob(person: Person) -> Iterator[Mapping[str, int]]:
    """Yield what OB of each published shift is paid that somebody was too ill for."""
    percent = {day: percent for day, _, percent in _sick_days(person)}
    ill = [(s, e) for s, e, kind in person.absences if kind == "sick"]
    for shift in person.published if person.degree else ():
        lost = [m for m in worked(shift) if any(s <= m < e for s, e in ill)]
        owed = sum(
            (
                amount * percent.get(local(m).date(), 0) / 100
                for m in lost
                for _, amount in ob(m, person.terms)
            ),
            Fraction(),
        )
        if whole(owed):
            day = local(shift.start).date()
            yield with_po({"sick_ob": whole(owed)}, person.terms, day)


def _shifts(person: Person) -> Iterator[Mapping[str, int]]:
    """Yield what each shift adds: work, time on call, notice that was too short."""
    month: Counter[tuple[str, int, int]] = Counter()
    for one in sorted(person.shifts, key=lambda w: w.shift.start):
        on_call = dict(_on_call(person, one, month))
        if one.is_planned:
            yield price(one.shift, person.terms)
            yield with_po(on_call, person.terms, one.day)
            late = whole(_displaced(person, one))
            if late:
                yield with_po({"displaced": late}, person.terms, one.day)


def _on_call(
    person: Person, one: Worked, month: "Counter[tuple[str, int, int]]"
) -> Iterator[tuple[str, int]]:
    """Yield what the minutes on call cost, those of the month before them known."""
    owed, hour = Fraction(), person.terms.hour(person.monthly_pay)
    for start, end in one.on_call:
        for minute in range(start, end):
            now = local(minute)
            row = person.terms.held("on_call", now.date())
            so_far = one.kind, now.year, now.month
            is_more = month[so_far] >= row[f"{one.kind}_minutes"]
            month[so_far] += 1
            share = row[f"{one.kind}_more_pct" if is_more else f"{one.kind}_pct"]
            times = row["easter_pct"] if _is_easter(now) else 100
            owed += hour * Fraction(str(share)) * times / 600_000
    if one.on_call:
        yield one.kind, whole(owed)


def _is_easter(now: datetime) -> bool:
    sunday = easter(now.year)
    at, hour = now.date() - sunday, now.hour
    return (timedelta(-3), 19) <= (at, hour) < (timedelta(2), 6)


def _displaced(person: Person, one: Worked) -> Fraction:
    """Return what ordinary hours cost besides that were told too late."""
    row = person.terms.held("displaced", one.day)
    is_ordinary = one.shift.pay_class == "ordinary"
    if person.told is None or one.day in person.untold or not is_ordinary:
        return Fraction()
    if not 0 < (one.day - person.told).days < row["notice_days"]:
        return Fraction()
    known = [s for s in person.published if local(s.start).date() == one.day]
    moved = [
        m for m in worked(one.shift) if not any(s.start <= m < s.end for s in known)
    ]
    share = Fraction(str(row["workday_pct" if known else "free_day_pct"]))
    return person.terms.hour(person.monthly_pay) * share * len(moved) / 6000
