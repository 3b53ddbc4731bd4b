"""Which language somebody wants to be spoken to in."""

from collections.abc import Sequence
from itertools import pairwise

from scheduler.messages import LANGUAGES

OPTION = "--lang"


def spoken(arguments: Sequence[str]) -> str:
    """Return the language that a command line asks for, before it is understood."""
    wanted = LANGUAGES[0]
    for word, following in pairwise([*arguments, ""]):
        name, _, value = word.partition("=")
        found = value or following
        if name == OPTION and found in LANGUAGES:
            wanted = found
    return wanted


def accepted(header: str) -> str:
    """Return the first known language of an ``Accept-Language`` header."""
    ranked = sorted(_ranges(header), key=lambda pair: -pair[1])
    known = (name for name, quality in ranked if name in LANGUAGES and quality > 0)
    return next(known, LANGUAGES[0])


def _ranges(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.split(","):
        name, _, quality = part.partition(";q=")
        found.append((name.strip().split("-")[0].lower(), _quality(quality)))
    return found


def _quality(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
