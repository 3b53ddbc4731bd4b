"""Days as whoever sends a body writes them: ``2026-11-30``, and nothing else."""

import datetime as dt
import re
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticKnownError

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _as_written(value: object) -> object:
    """Refuse what pydantic takes for a day besides: 0 and "0" are 1970-01-01."""
    is_moment = isinstance(value, dt.datetime)
    is_text = isinstance(value, str) and _ISO.fullmatch(value)
    if value is None or is_text or (isinstance(value, dt.date) and not is_moment):
        return value
    raise PydanticKnownError("date_parsing", {"error": "expected YYYY-MM-DD"})


IsoDay = Annotated[dt.date, BeforeValidator(_as_written)]
