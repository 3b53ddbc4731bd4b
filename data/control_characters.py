"""Characters that nobody sees and terminals obey."""

import re

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Without tab and line ends; with those that turn the direction of writing."""
_OBEYED = re.compile(f"{CONTROL.pattern}|\r")


def visible(text: str) -> str:
    """Return text that a terminal shows as it stands."""
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


def harmless(text: str) -> str:
    """Return text without what nobody sees; it keeps its lines."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def escaped_json(text: str) -> str:
    r"""Return JSON with what a terminal obeys as ``\u009b``."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
