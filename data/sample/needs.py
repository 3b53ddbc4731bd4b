"""What a decision grants: the visits of a client's ordinary week, by care package."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from data.sample.turns import hm
from scheduler.domain import Clock, VisitKind

EVERY_DAY = "1111111"
DELEGATION = frozenset({"delegation"})


class Need(NamedTuple):
    """A visit that recurs: when it may start, how long it takes, who can do it."""

    kind: VisitKind
    minutes: int
    opens: Clock
    closes: Clock
    priority: int = 2
    days: str = EVERY_DAY
    """Monday to Sunday."""
    every: int = 1
    """Every so many weeks."""
    staff: int = 1
    skills: frozenset[str] = frozenset()
    night: bool = False
    """Done by the night unit, where the sample has one."""
    after: int | None = None
    """Place in the package of the visit that this one follows the same day."""
    gap: tuple[int, int] | None = None


Package = tuple[Need, ...]


def _slot(rng: Random, first: str, last: str, width: int) -> tuple[Clock, Clock]:
    """Return a window of ``width`` that opens on a quarter in [first, last]."""
    opens = rng.randrange(hm(first), hm(last) + 1, 15)
    return opens, opens + width


def _weekday(rng: Random, times: int = 1) -> str:
    """Return ``times`` different weekdays as a day mask."""
    chosen = rng.sample(range(5), times)
    return "".join("1" if n in chosen else "0" for n in range(7))


def _morning(rng: Random) -> Need:
    minutes = rng.choice((25, 30, 30, 35, 40, 45))
    return Need(VisitKind.CARE, minutes, *_slot(rng, "07:15", "09:00", 90), priority=1)


def _forenoon(rng: Random) -> Need:
    opens, closes = _slot(rng, "09:45", "10:45", 90)
    return Need(VisitKind.SUPERVISION, rng.choice((10, 15, 15, 20)), opens, closes)


def _lunch(rng: Random) -> Need:
    opens, closes = _slot(rng, "11:30", "12:30", 75)
    return Need(VisitKind.MEAL, rng.choice((20, 25, 30)), opens, closes)


def _afternoon(rng: Random) -> Need:
    opens, closes = _slot(rng, "14:00", "15:00", 90)
    return Need(VisitKind.SUPERVISION, rng.choice((10, 15, 20)), opens, closes)


def _supper(rng: Random) -> Need:
    opens, closes = _slot(rng, "16:15", "17:30", 75)
    return Need(VisitKind.MEAL, rng.choice((20, 25, 30)), opens, closes)


def _evening(rng: Random) -> Need:
    opens, closes = _slot(rng, "18:45", "20:00", 75)
    minutes = rng.choice((20, 25, 30, 35))
    return Need(VisitKind.CARE, minutes, opens, closes, priority=1)


def _dose(rng: Random, first: str, last: str) -> Need:
    """Return a timed dose: 30 minutes to either side, by somebody delegated."""
    opens, closes = _slot(rng, first, last, 60)
    return Need(
        VisitKind.MEDICATION,
        rng.choice((10, 15, 15, 20)),
        opens,
        closes,
        priority=1,
        skills=DELEGATION,
    )


def _night(rng: Random) -> Need:
    opens, closes = _slot(rng, "23:00", "28:00", 90)
    return Need(VisitKind.SUPERVISION, rng.choice((10, 15)), opens, closes, night=True)


def _shower(rng: Random, times: int = 1) -> Need:
    opens, closes = _slot(rng, "09:00", "10:30", 120)
    days = _weekday(rng, times)
    return Need(
        VisitKind.INTIMATE, rng.choice((30, 35, 40, 45)), opens, closes, days=days
    )


def _cleaning(rng: Random) -> Need:
    opens, closes = _slot(rng, "08:30", "10:00", 270)
    minutes = rng.choice((45, 60, 60, 75))
    return Need(VisitKind.SERVICE, minutes, opens, closes, 3, _weekday(rng), every=2)


def _shopping(rng: Random) -> Need:
    opens, closes = _slot(rng, "09:30", "12:30", 150)
    return Need(
        VisitKind.SERVICE, rng.choice((25, 30, 40)), opens, closes, 3, _weekday(rng)
    )


def service(rng: Random) -> Package:
    """Grant cleaning every second week, and shopping for most."""
    return (_cleaning(rng), _shopping(rng)) if rng.random() < 0.6 else (_cleaning(rng),)


def shower(rng: Random) -> Package:
    """Grant a weekly shower beside the service."""
    return (_shower(rng), *service(rng))


def dose(rng: Random) -> Package:
    """Grant one timed dose a day, and shopping."""
    return (_dose(rng, "07:30", "08:45"), _shopping(rng))


def two_doses(rng: Random) -> Package:
    """Grant a morning and an evening dose."""
    evening = _dose(rng, "18:30", "20:00")
    return (_dose(rng, "07:15", "08:45"), evening, _cleaning(rng))


def one(rng: Random) -> Package:
    """Grant help in the morning, a shower and service."""
    return (_morning(rng), _shower(rng), *service(rng))


def two(rng: Random) -> Package:
    """Grant help morning and evening."""
    return (_morning(rng), _evening(rng), _shower(rng), *service(rng))


def three(rng: Random) -> Package:
    """Grant help at morning, lunch and evening."""
    return (_morning(rng), _lunch(rng), _evening(rng), _shower(rng), _cleaning(rng))


def four(rng: Random) -> Package:
    """Grant morning, lunch, supper, and a dose with the evening's help."""
    first = (_morning(rng), _lunch(rng), _supper(rng))
    evening = _dose(rng, "18:45", "20:00")._replace(minutes=25)
    return (*first, evening, _shower(rng), _cleaning(rng))


def insulin(rng: Random) -> Package:
    """Grant insulin twice a day, and the meal 15 to 60 minutes after each."""
    return (
        *_dose_and_meal(rng, "07:15", "08:00", 0),
        *_dose_and_meal(rng, "16:15", "17:00", 2),
        _evening(rng),
        _shower(rng),
    )


def _dose_and_meal(rng: Random, first: str, last: str, place: int) -> Package:
    given = _dose(rng, first, last)._replace(minutes=10)
    meal = Need(
        VisitKind.MEAL,
        rng.choice((20, 25)),
        given.opens + 25,
        given.closes + 60,
        priority=1,
        after=place,
        gap=(15, 60),
    )
    return (given, meal)


def five(rng: Random) -> Package:
    """Grant five visits a day and a look at night."""
    day = (_morning(rng), _forenoon(rng), _lunch(rng), _supper(rng), _evening(rng))
    return (*day, _night(rng), _shower(rng), _cleaning(rng))


def seven(rng: Random) -> Package:
    """Grant seven visits a day, doses among them, and two looks at night."""
    day = (_morning(rng), _forenoon(rng), _lunch(rng), _afternoon(rng), _supper(rng))
    doses = (_dose(rng, "07:15", "08:15"), _dose(rng, "18:45", "20:00"))
    nights = (_night(rng), _night(rng))
    return (*day, *doses, *nights, _shower(rng, 2))


def lift(rng: Random) -> Package:
    """Grant two people at every transfer of somebody who is moved with a lift."""
    transfers = (_morning(rng), _lunch(rng), _supper(rng), _evening(rng))
    return (*(_by_two(need) for need in transfers), _forenoon(rng))


def lift_all_hours(rng: Random) -> Package:
    """Grant what ``lift`` does, and a turn in bed at night."""
    return (*lift(rng), _by_two(_night(rng))._replace(minutes=20))


def _by_two(need: Need) -> Need:
    return need._replace(staff=2, priority=1, skills=frozenset({"lift"}))


PACKAGES: dict[str, Callable[[Random], Package]] = {
    "service": service,
    "shower": shower,
    "dose": dose,
    "two_doses": two_doses,
    "one": one,
    "two": two,
    "three": three,
    "four": four,
    "insulin": insulin,
    "five": five,
    "seven": seven,
    "lift": lift,
    "lift_all_hours": lift_all_hours,
}


def mix(text: str) -> tuple[str, ...]:
    """Return package names from ``service 3 one 1``, the kinds evenly mixed."""
    words = text.split()
    counts = {name: int(n) for name, n in zip(words[::2], words[1::2], strict=True)}
    places = [
        ((k + 0.5) / count, name)
        for name, count in counts.items()
        for k in range(count)
    ]
    return tuple(name for _, name in sorted(places))
