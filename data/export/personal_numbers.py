"""Personal identity numbers leave in no export, in whatever cell they stand."""

import re
from datetime import date

from data.cell_place import CellPlace
from data.faults import BadInput
from scheduler.domain.problem import Problem

_NUMBER = re.compile(r"(?:\d\d)?(\d\d)(\d\d)(\d\d)[-+ ]?(\d{4})")
_ANYWHERE = re.compile(r"(?<!\d)(?:\d\d)?\d{6}[-+ ]?\d{4}(?!\d)")
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
"""A hyphen, or a dash that a program made of it, with or without blanks."""
_PARTED = re.compile(r"(?<!\d)((?:\d\d)?\d\d)-(\d\d)-(\d\d)-(\d{4})(?![\d-])")
"""*60-01-01-1003*; a date before another is none."""
_SHORTEST = 10
_COORDINATION = 60
"""What a *samordningsnummer* has more in its day."""


def check_personal_numbers(problem: Problem) -> None:
    """Make sure that no id and no name of a person is a personal number.

    Raises
    ------
    BadInput
        Saying how many are, and not which.
    """
    found = sum(
        is_personal_number(e.id) or is_personal_number(e.name)
        for e in problem.employees
    )
    if found:
        raise BadInput([CellPlace("employees").fault("personal_numbers", count=found)])


def is_personal_number(text: str) -> bool:
    """Whether a text is one: a day that there is, and the check digit that it needs."""
    return personal_digits(text) is not None


def personal_digits(text: str) -> str | None:
    """Return the ten digits of a personal number, however it is written."""
    found = _NUMBER.fullmatch(_plain(text.strip()))
    if found is None:
        return None
    year, month, day, last = found.groups()
    digits = f"{year}{month}{day}{last}"
    is_one = _is_day(int(year), int(month), int(day)) and _checks(digits)
    return digits if is_one else None


def holds_personal_number(text: str) -> bool:
    """Whether a personal number stands anywhere in a text."""
    if len(text) < _SHORTEST:
        return False
    return any(map(is_personal_number, _ANYWHERE.findall(_plain(text))))


def _plain(text: str) -> str:
    """Return a text in which numbers stand as they are written usually."""
    if text.isdigit():
        return text
    return _PARTED.sub(r"\1\2\3-\4", _DASH.sub("-", text.replace("\u00a0", " ")))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(2000 + year, month, day if day <= _COORDINATION else day - _COORDINATION)
    except ValueError:
        return False
    return True


def _checks(digits: str) -> bool:
    """Whether the last digit is the one that the others ask for (Luhn)."""
    doubled = (int(d) * (2 - n % 2) for n, d in enumerate(digits))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0
