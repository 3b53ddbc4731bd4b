"""How the checks write moments and hours, the same in both languages."""

from datetime import date

from scheduler.domain.problem import Visit
from scheduler.domain.values import Instant
from scheduler.feasibility.prospects import Prospects
from scheduler.messages import catalogue, say


def clock_time(prospects: Prospects, instant: Instant) -> str:
    """Return the local clock time, such as ``07:15``."""
    return f"{prospects.view.clock.local(instant):%H:%M}"


def clock_time_beside(prospects: Prospects, instant: Instant, day: date) -> str:
    """Return the clock time, and the date before it where that is another day."""
    other = prospects.view.clock.day(instant)
    time = clock_time(prospects, instant)
    return time if other == day else f"{other} {time}"


def window_of(prospects: Prospects, visit: Visit) -> str:
    """Return the visit's window as clock times."""
    first, last = (clock_time(prospects, t) for t in (visit.earliest, visit.latest))
    return first if first == last else f"{first}–{last}"


def hours(minutes: float) -> int:
    """Return whole hours, rounded up."""
    return -int(-minutes // 60)


def rule_words(rule: str, language: str) -> str:
    """Return a rule's id and what planners call it."""
    title = f"rule.{rule}.title"
    return f"{rule} {say(title, language)}" if title in catalogue() else rule


def skill_words(skills: frozenset[str]) -> dict[str, str]:
    """Return the skills as facts: what a person with them is called."""
    listed = ", ".join(sorted(skills))
    return {
        "with_skills_sv": f" med {listed}" if listed else "",
        "with_skills_en": f" with {listed}" if listed else "",
    }
