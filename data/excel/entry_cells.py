"""Values of a dataset as typed cells of a workbook, which can calculate them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from data.columns import Column, Kind
from data.reading.cells import (
    CLOCK,
    DAY,
    DAY_OR_MOMENT,
    END_CLOCK,
    FLAG,
    MIDNIGHT,
    MOMENT,
)
from data.written_values import Value, cell_text, guarded
from scheduler.messages import say

Typed = str | float
"""A number stands for a date or a clock time, too, as spreadsheets count them."""

_DAY_0 = date(1899, 12, 30)
_FIRST = date(1900, 3, 1)
"""Before it spreadsheets count a day that never was."""
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


class EntryForm(StrEnum):
    """How a cell shows what it holds, as a number format."""

    TEXT = "@"
    NUMBER = "General"
    DAY = "yyyy-mm-dd"
    CLOCK = "hh:mm"
    END_CLOCK = "[hh]:mm"
    """24:00 stays what it is."""
    MOMENT = "yyyy-mm-dd hh:mm"


_FORMS: Mapping[Kind[object], EntryForm] = {
    DAY: EntryForm.DAY,
    CLOCK: EntryForm.CLOCK,
    END_CLOCK: EntryForm.END_CLOCK,
    MOMENT: EntryForm.MOMENT,
    DAY_OR_MOMENT: EntryForm.MOMENT,
}


def form_of(column: Column[object]) -> EntryForm:
    """Return how the cells of a column are shown."""
    is_number = column.kind.shape == "number"
    usual = EntryForm.NUMBER if is_number else EntryForm.TEXT
    return _FORMS.get(column.kind, usual)


def typed_cell(column: Column[object], value: Value, language: str) -> Typed | None:
    """Return what a cell holds; ``None`` where it is empty."""
    if value is None or value == "" or value == []:
        return None
    if column.kind is FLAG:
        return yes_or_no(bool(value), language)
    words = {choice.value: choice.word(language) for choice in column.kind.choices}
    if isinstance(value, list):
        return guarded(cell_text([words.get(part, part) for part in value]))
    text = cell_text(value)
    return _TYPED[form_of(column)](words.get(text, text))


def yes_or_no(flag: bool, language: str) -> str:
    """Return the word for a flag."""
    return say("template.yes" if flag else "template.no", language)


def _number(text: str) -> Typed:
    """Return a number, or its text where a spreadsheet would round it."""
    number = float(text)
    return number if float(f"{number:.15g}") == number else text


def day_number(day: date) -> int:
    """Return a day as spreadsheets count it."""
    return (day - _DAY_0).days


def _day(text: str) -> Typed:
    day = date.fromisoformat(text)
    return day_number(day) if day >= _FIRST else text


def _clock(text: str) -> Typed:
    return END_CLOCK.parse(text) / MIDNIGHT


def _moment(text: str) -> Typed:
    """Return a moment as a number; one with an offset can only be told in words."""
    day, _, clock = text.partition("T")
    found = _day(day) if _MOMENT.fullmatch(text) else text
    return found if isinstance(found, str) else found + CLOCK.parse(clock) / MIDNIGHT


_TYPED: Mapping[EntryForm, Callable[[str], Typed]] = {
    EntryForm.TEXT: guarded,
    EntryForm.NUMBER: _number,
    EntryForm.DAY: _day,
    EntryForm.CLOCK: _clock,
    EntryForm.END_CLOCK: _clock,
    EntryForm.MOMENT: _moment,
}
