"""When must-visits stay open, in words."""

from data.both_languages import Both, both
from scheduler.audit.open_times import OpenTimes


def when_open(found: OpenTimes, unit: str) -> Both:
    """Return where and when: *yttre, helger mitt på dagen*."""
    days = "weekends" if found.weekend else "weekdays"
    return both(
        "open_times.when",
        unit=unit,
        days=both(f"open_times.{days}"),
        part=both(f"open_times.{found.part}"),
    )


def lack_of(found: OpenTimes, unit: str) -> Both:
    """Say how many places are open then, and how many more people it takes."""
    return both(
        "open_times.lack",
        when=when_open(found, unit),
        places=found.places,
        days=found.days,
        people=found.people,
        worst=found.worst.isoformat(),
    )
