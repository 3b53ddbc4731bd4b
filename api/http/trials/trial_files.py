"""The days that were lived through, as files to count on with other tools."""

from collections.abc import Mapping, Sequence

from api.what_if.lived_through import Lived
from data.tables.frames import Frame, csv_bytes, excel_bytes, texts_of
from data.tables.robustness_frames import days_frame, spread_frame
from scheduler.messages import say
from scheduler.robustness.spread import Spread


def days_csv(lived: Lived, names: Mapping[str, str]) -> bytes:
    """Return a row for each schedule and day."""
    return csv_bytes(texts_of(_named(days_frame(lived), names)))


def days_xlsx(
    lived: Lived, figures: Sequence[Spread], names: Mapping[str, str], language: str
) -> bytes:
    """Return the figures of each schedule, and the days they are made of."""
    frames = {"spread": spread_frame(figures), "days": days_frame(lived)}
    sheets = {
        say(f"cli.robustness.sheet.{key}", language): _named(frame, names)
        for key, frame in frames.items()
    }
    return excel_bytes(sheets)


def _named(frame: Frame, names: Mapping[str, str]) -> Frame:
    """Return a frame with the name of each schedule beside its id."""
    named = frame.copy()
    named.insert(1, "name", frame["plan"].map(names))
    return named
