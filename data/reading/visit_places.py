"""Which place at its visit a row is for, where the file leaves that out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

from data.reading.records import Record
from data.reading.rows.planned import STAFF_NO, VISIT, Call


class Places:
    """The places of every visit that rows take; those of no number get the next."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._taken: dict[str, set[int]] = defaultdict(set)
        for record in records:
            number = record.get(STAFF_NO)
            if number is not None:
                self._taken[record[VISIT]].add(number)

    def of(self, record: Record) -> int:
        """Return the place of a row: as given, or the lowest that nobody takes yet."""
        given = record[STAFF_NO]
        if given is not None:
            return given
        taken = self._taken[record[VISIT]]
        number = next(n for n in count(1) if n not in taken)
        taken.add(number)
        return number


def number_places(calls: Sequence[Call], places: Places) -> None:
    """Give every call its place."""
    for call in calls:
        number = places.of(call.record)
        call.row = call.row.model_copy(update={"staff_no": number})
