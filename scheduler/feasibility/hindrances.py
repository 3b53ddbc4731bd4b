"""What keeps people from the shifts on which they are missed, in words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.feasibility.locks.beside_locks import LockedOut
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.wording import rule_words
from scheduler.messages import LANGUAGES, say

MOST_NAMED = 5
"""People with a lock whom a sentence names."""


def hindered_words(
    prospects: Prospects, people: Iterable[Employee], shifts: Sequence[ShiftOption]
) -> dict[str, str]:
    """Return which locks and rules keep people from all of these shifts.

    A person is told once, by the lock if there is one: that is the planner's to undo.
    """
    locks: dict[str, LockedOut] = {}
    rules: Counter[str] = Counter()
    for employee in people:
        mine = [option for option in shifts if employee.works_kind(option.kind)]
        met = [prospects.hindrance(employee, option) for option in mine]
        found = [hindrance for hindrance in met if hindrance is not None]
        if not found or len(found) < len(met):
            continue
        lock = next((h for h in found if isinstance(h, LockedOut)), None)
        if lock is not None:
            locks[employee.name or employee.id] = lock
        else:
            rules[found[0].rule] += 1
    return {f"hindered_{lang}": _said(locks, rules, lang) for lang in LANGUAGES}


def _said(locks: dict[str, LockedOut], rules: Counter[str], language: str) -> str:
    told = [
        say(
            "feasibility.hindered.lock",
            language,
            name=name,
            shift=lock.shift,
            date=lock.date.isoformat(),
            rule=rule_words(rule, language),
        )
        for name, (lock, rule) in list(locks.items())[:MOST_NAMED]
    ]
    told += ["…"] * (len(locks) > MOST_NAMED)
    told += [
        f"{rule_words(rule, language)} ({count})" for rule, count in rules.most_common()
    ]
    if not told:
        return ""
    return " " + say("feasibility.hindered", language, listed=", ".join(told))
