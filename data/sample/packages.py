"""Care packages: what a decision grants a client, from service only to all day."""

from collections.abc import Callable
from random import Random

from data.sample import needs
from data.sample.needs import RecurringNeed
from scheduler.domain.values import VisitKind

Package = tuple[RecurringNeed, ...]


def service(rng: Random) -> Package:
    """Grant cleaning, and shopping for most."""
    cleaning = (needs.cleaning(rng),)
    return (*cleaning, needs.shopping(rng)) if rng.random() < 0.4 else cleaning


def shower(rng: Random) -> Package:
    """Grant a weekly shower beside the service."""
    return (needs.shower(rng), *service(rng))


def dose(rng: Random) -> Package:
    """Grant one timed dose a day, and shopping."""
    return (needs.morning_dose(rng), needs.shopping(rng))


def two_doses(rng: Random) -> Package:
    """Grant a morning and an evening dose."""
    return (needs.morning_dose(rng), needs.evening_dose(rng), needs.cleaning(rng))


def one(rng: Random) -> Package:
    """Grant help in the morning, a shower, walks and service."""
    return (needs.morning(rng), needs.shower(rng), needs.walk(rng), *service(rng))


def two(rng: Random) -> Package:
    """Grant help morning and evening, a shower, walks and service."""
    return (*one(rng), needs.evening(rng))


def two_by_day(rng: Random) -> Package:
    """Grant help in the morning, lunch, a shower, walks and service."""
    return (*one(rng), needs.lunch(rng))


def three(rng: Random) -> Package:
    """Grant help at morning, lunch and evening."""
    return (*two_by_day(rng), needs.evening(rng))


def four(rng: Random) -> Package:
    """Grant morning, lunch, supper, and a dose with the evening's help."""
    evening = needs.evening_dose(rng)._replace(minutes=25)
    return (*two_by_day(rng), needs.supper(rng), evening)


def insulin(rng: Random) -> Package:
    """Grant insulin twice a day, and the meal 15 to 60 minutes after each."""
    return (
        *_dose_and_meal(rng, "07:15", "08:00", 0),
        *_dose_and_meal(rng, "16:15", "17:00", 2),
        needs.evening(rng),
        needs.shower(rng),
    )


def _dose_and_meal(rng: Random, first: str, last: str, place: int) -> Package:
    given = needs.dose(rng, first, last)._replace(minutes=10)
    meal = RecurringNeed(
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
    return (
        *three(rng),
        needs.forenoon(rng),
        needs.supper(rng),
        needs.night(rng),
    )


def seven(rng: Random) -> Package:
    """Grant seven visits a day, doses among them, and two looks at night."""
    day = (needs.morning(rng), needs.forenoon(rng), needs.lunch(rng))
    later = (needs.afternoon(rng), needs.supper(rng))
    doses = (needs.dose(rng, "07:15", "08:15"), needs.evening_dose(rng))
    nights = (needs.night(rng), needs.night(rng))
    return (*day, *later, *doses, *nights, needs.shower(rng, 2))


def lift(rng: Random) -> Package:
    """Grant two people at every transfer of somebody who is moved with a lift."""
    transfers = (needs.morning(rng), needs.afternoon(rng), needs.evening(rng))
    return (
        *(_by_two(need) for need in transfers),
        needs.lunch(rng),
        needs.supper(rng),
    )


def lift_all_hours(rng: Random) -> Package:
    """Grant what ``lift`` does, and a turn in bed at night."""
    return (*lift(rng), _by_two(needs.night(rng))._replace(minutes=20))


def _by_two(need: RecurringNeed) -> RecurringNeed:
    return need._replace(staff=2, priority=1, skills=frozenset({"lift"}))


PACKAGES: dict[str, Callable[[Random], Package]] = {
    package.__name__: package
    for package in (
        service,
        shower,
        dose,
        two_doses,
        one,
        two,
        two_by_day,
        three,
        four,
        insulin,
        five,
        seven,
        lift,
        lift_all_hours,
    )
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
