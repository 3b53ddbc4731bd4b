"""TOML as people write it: the parser takes minutes and gigabytes for some other."""

import tomllib
from typing import Any

MOST_DOTS = 50
"""In a line. A name of many parts takes the square of their number."""


def plain_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text says.

    Raises
    ------
    ValueError
        It is no TOML, is nested beyond reason, or has a name without end.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            raise tomllib.TOMLDecodeError(f"Too many dots (at line {number})")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("Nested too deep") from error
