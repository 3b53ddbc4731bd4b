"""What sheets and columns of a workbook are called: like the files, or in words."""

from collections.abc import Iterable, Sequence

from scheduler.messages import LANGUAGES, catalogue, say

SETTINGS = "dataset"
"""The sheet that stands for ``dataset.toml``: one key and its value in each row."""
SETTINGS_COLUMNS = ("key", "value")


def by_word(area: str, names: Iterable[str], sheet: str = "") -> dict[str, str]:
    """Return names by all that they may be called, in small letters.

    ``area`` is the part of the catalogue (``dataset.sheet``, ``dataset.column`` or
    ``dataset.key``) that says what they are called in each language; ``sheet`` may
    have words of its own for its columns.
    """
    found: dict[str, str] = {}
    for name in names:
        for key in (f"{area}.{name}", f"{area}.{sheet}.{name}"):
            if key in catalogue():
                found |= {say(key, lang).casefold(): name for lang in LANGUAGES}
        found[name.casefold()] = name
    return found


def column_names(
    sheet: str, columns: Iterable[str], header: Sequence[str]
) -> list[str]:
    """Return the columns that headings stand for, whatever words they are in."""
    words = by_word("dataset.column", columns, sheet)
    texts = [" ".join(cell.split()) for cell in header]
    return [words.get(text.casefold(), text) for text in texts]


def heading(sheet: str, column: str, language: str) -> str:
    """Return what a column is called in a workbook."""
    own, common = f"dataset.column.{sheet}.{column}", f"dataset.column.{column}"
    return say(own if own in catalogue() else common, language)


def sheet_title(name: str, language: str) -> str:
    """Return what a sheet is called in a workbook."""
    return say(f"dataset.sheet.{name}", language)
