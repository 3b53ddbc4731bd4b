"""Typed cells of a workbook as the text that they would have in a CSV file."""

import datetime as dt

from openpyxl.cell import Cell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.styles.numbers import is_datetime

from data.columns import UnreadableCellError
from data.written_values import plain

AnyCell = Cell | ReadOnlyCell | EmptyCell
_HALF_A_SECOND = dt.timedelta(milliseconds=500)
_TWENTY_FOUR = dt.datetime(1900, 1, 1)  # noqa: DTZ001 - the number 1, shown as a date
_MINUTE = dt.timedelta(minutes=1)
_TOO_LONG = 10**15
"""Spreadsheets keep fifteen digits, and make the rest zeros."""


def cell_text(cell: AnyCell) -> str:
    """Return the text of a cell; formulas and what they failed to give have none.

    Raises
    ------
    UnreadableCellError
        The cell holds a formula, an error value such as ``#REF!``, or a number of more
        digits than spreadsheets keep.
    """
    if cell.data_type == "f":
        raise UnreadableCellError("formula_without_value")
    if cell.data_type == "e":
        raise UnreadableCellError("error_value")
    value = cell.value
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dt.datetime):
        return _moment(value, str(cell.number_format))
    if isinstance(value, dt.timedelta):
        return _duration(value)
    if isinstance(value, int | float) and "%" in str(cell.number_format):
        value = value * 100  # as it is shown
    return _simple(value)


def _simple(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float):
        if abs(value) >= _TOO_LONG:
            raise UnreadableCellError("long_number")
        return plain(float(f"{value:.15g}"))  # as many digits as a spreadsheet shows
    if isinstance(value, dt.time):
        return _clock(value)
    return "" if value is None else str(value)


def _moment(value: dt.datetime, shown_as: str) -> str:
    """Return a date where a date is shown, and else a moment."""
    value = (value + _HALF_A_SECOND).replace(microsecond=0)
    shown = is_datetime(shown_as)
    if shown == "time" and value == _TWENTY_FOUR:
        return "24:00"
    if shown == "date" and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _clock(value: dt.time) -> str:
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _duration(value: dt.timedelta) -> str:
    """Return a time of day that a spreadsheet keeps as a span, 24:00 included."""
    minutes, rest = divmod(value + _HALF_A_SECOND, _MINUTE)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{rest.seconds:02d}" if rest.seconds else text
