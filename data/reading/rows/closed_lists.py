"""Words that only the files know as a closed list."""

from enum import StrEnum


class Gender(StrEnum):
    """As a client may wish about."""

    F = "f"
    M = "m"
    X = "x"


class Wanted(StrEnum):
    """What a wish is for."""

    ON = "on"
    OFF = "off"
