"""Whether the offsets of moments are those of the dataset's time zone."""

from collections.abc import Iterable
from datetime import datetime

from data.columns import Sheet
from data.reading.frame import Frame
from data.reading.records import Reading
from data.wall_time import offset_text


def check_offsets(reading: Reading, sheets: Iterable[Sheet], frame: Frame) -> None:
    """Blame every moment with an offset that the time zone does not have then."""
    for sheet in sheets:
        for record in reading.of(sheet):
            for column in sheet.columns:
                moment = record.get(column)
                if isinstance(moment, datetime) and not frame.occurrences(moment):
                    expected = " / ".join(map(offset_text, frame.offsets(moment)))
                    record.blame("offset", column, expected=expected)
                    del record.values[column.name]
