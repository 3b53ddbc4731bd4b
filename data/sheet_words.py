"""What sheets and columns of a workbook are called: like the files, or in words."""

from collections.abc import Iterable

from scheduler.messages import LANGUAGES, catalogue, say

SETTINGS = "dataset"
"""The sheet that stands for ``dataset.toml``: one key and its value in each row."""
SETTINGS_COLUMNS = ("key", "value")


def by_word(area: str, names: Iterable[str]) -> dict[str, str]:
    """Return names by all that they may be called, in small letters.

    ``area`` is the part of the catalogue (``dataset.sheet``, ``dataset.column`` or
    ``dataset.key``) that says what they are called in each language.
    """
    found: dict[str, str] = {}
    for name in names:
        key = f"{area}.{name}"
        if key in catalogue():
            found |= {say(key, lang).casefold(): name for lang in LANGUAGES}
        found[name.casefold()] = name
    return found
