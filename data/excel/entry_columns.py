"""What a workbook says of the columns that are filled in: words, and what may stand."""

from typing import Any

from data.columns import Column, Sheet
from data.excel.entry_cells import yes_or_no
from data.reading.cells import FLAG
from data.sheet_words import heading, sheet_title
from scheduler.messages import catalogue, say

MOST_LISTED = 20_000
"""Rows of another sheet whose ids are offered."""


def comment(sheet: Sheet, column: Column[object], language: str) -> str:
    """Return what a column means, what may stand there, and whether it must."""
    own = f"template.column.{sheet.name}.{column.name}"
    key = own if own in catalogue() else f"template.column.{column.name}"
    lines = [say(key, language)]
    if column.kind.choices:
        words = ", ".join(c.word(language) for c in column.kind.choices)
        lines.append(say("template.choose", language, choices=words))
    return "\n".join([*lines, say(f"template.{_duty(column)}", language)])


def _duty(column: Column[object]) -> str:
    if column.needed:
        return "needed"
    return "may_be_empty" if column.expected else "may_be_gone"


def validation(
    sheet: Sheet, column: Column[object], language: str
) -> dict[str, Any] | None:
    """Return what the spreadsheet lets nobody write, and what it asks about.

    A word that no list has is refused; an id that no other row has is asked about, for
    its row may come later.
    """
    kind = column.kind
    if kind is FLAG:
        return _choice([yes_or_no(flag, language) for flag in (True, False)], language)
    if kind.choices and kind.shape != "list":
        return _choice([c.word(language) for c in kind.choices], language)
    if kind.bounds:
        return _whole(kind.bounds, language)
    if len(column.refers) == 1 and column.refers != ("visits",):
        return _listed(sheet, column, language) if kind.shape == "text" else None
    return None


def _choice(words: list[str], language: str) -> dict[str, Any]:
    told = say("template.not_allowed.choice", language)
    return {"validate": "list", "source": words} | _refused(told, language)


def _whole(bounds: tuple[int, int], language: str) -> dict[str, Any]:
    least, most = bounds
    told = say("template.not_allowed.whole", language, least=least, most=most)
    between = {"criteria": "between", "minimum": least, "maximum": most}
    return {"validate": "integer"} | between | _refused(told, language)


def _refused(told: str, language: str) -> dict[str, Any]:
    title = say("template.not_allowed.title", language)
    return {"error_title": title, "error_message": told}


def _listed(sheet: Sheet, column: Column[object], language: str) -> dict[str, Any]:
    title = sheet_title(column.refers[0], language)
    name = heading(sheet.name, column.name, language)
    told = say("template.not_listed", language, heading=name, sheet=title)
    return {
        "validate": "list",
        "source": f"='{title}'!$A$2:$A${MOST_LISTED}",
        "error_type": "warning",
        "error_title": say("template.not_listed.title", language),
        "error_message": told,
    }
