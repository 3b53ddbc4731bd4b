"""Clock times and moments as cells give them, with an offset where it matters."""

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple

from scheduler.domain.values import Clock

_OFFSET = re.compile(r"([+-])([01][0-9]):([0-5][0-9])")


class WallTime(NamedTuple):
    """A clock time; its offset tells the two hours of an autumn night apart."""

    clock: Clock
    offset: timezone | None = None

    def on(self, day: date) -> datetime:
        """Return the moment on a day."""
        midnight = datetime.combine(day, time())
        moment = midnight + timedelta(minutes=self.clock)
        return moment.replace(tzinfo=self.offset)


def offset_of(text: str) -> timezone | None:
    """Return the offset that a text such as ``+01:00`` stands for, none for none.

    Raises
    ------
    ValueError
        It is something else.
    """
    if not text:
        return None
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise ValueError(text)
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-away if found[1] == "-" else away)


def offset_text(offset: timedelta) -> str:
    """Return an offset as it is written behind a clock time."""
    sign = "-" if offset < timedelta() else "+"
    hours, minutes = divmod(round(abs(offset).total_seconds() / 60), 60)
    return f"{sign}{hours:02d}:{minutes:02d}"
