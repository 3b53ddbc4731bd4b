"""When and where must-visits stay open, as it is answered: in words, too."""

from data.words.open_times_words import lack_of
from scheduler.audit.open_times import OpenTimes


class OpenTimesView(OpenTimes):
    """When and where must-visits stay open, in words too."""

    message_sv: str
    """In Swedish."""
    message_en: str
    """In English."""

    @classmethod
    def told(cls, found: OpenTimes, unit: str | None = None) -> "OpenTimesView":
        """Put it into words; ``unit`` is the unit's name, where it is known."""
        said = lack_of(found, unit or found.unit)
        return cls(**found.model_dump(), message_sv=said.sv, message_en=said.en)
