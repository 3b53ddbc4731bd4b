"""The one catalogue of what a planner reads: Swedish first, English beside it.

Each TOML file of this folder holds tables ``["key"]`` with ``sv`` and ``en``;
``{name}`` marks where a fact goes, ``{name:n}`` where a number does.
"""

import tomllib
from functools import cache
from importlib.resources import files

from scheduler.messages.written import wording

LANGUAGES = ("sv", "en")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return every message by key; a key that stands in two files is a defect."""
    found: dict[str, dict[str, str]] = {}
    for file in files(__name__).iterdir():
        if not file.name.endswith(".toml"):
            continue
        for key, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if key in found:
                raise KeyError(f"message {key} stands in two files")
            found[key] = texts
    return found


def say(key: str, language: str = "sv", **facts: object) -> str:
    """Return message ``key`` in ``language`` with the facts filled in."""
    text = catalogue()[key][language]
    return wording(language).format(text, **facts) if "{" in text else text
