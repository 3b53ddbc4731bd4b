"""Which visit a report is about that names only client, day and kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from data.follow_up.reported_rows import (
    CLIENT,
    DATE,
    REASON,
    STATUS,
    VISIT,
    VISIT_KIND,
    WHO,
    span_of,
)
from data.reading.frame import Frame
from data.reading.records import Record
from scheduler.domain.problem import Problem, Visit
from scheduler.domain.values import Span, VisitKind
from scheduler.follow_up.reported import ReportedVisit

_Key = tuple[str, date, VisitKind]


class VisitMatcher:
    """Finds the visits that reports are about; each is reported once for each person.

    Reports with an id come first; the others get what is left, the earliest first and
    each the visit whose window is nearest. What finds none was made unplanned.
    """

    def __init__(self, problem: Problem, frame: Frame) -> None:
        self._problem = problem
        self._frame = frame
        self._left: dict[_Key, list[Visit]] = defaultdict(list)
        for visit in problem.visits:
            key = visit.client, visit.date, visit.kind
            self._left[key] += [visit] * visit.staff

    def matched(self, records: Iterable[Record]) -> Iterator[ReportedVisit]:
        """Yield what sound rows say; blame those that could be about several visits."""
        rows = list(records)
        others = [record for record in rows if record[VISIT] is None]
        for record in (record for record in rows if record[VISIT] is not None):
            visit = self._problem.visit[record[VISIT] or ""]
            self._take(visit)
            yield self._reported(record, visit, span_of(record, self._frame))
        timed = [(span_of(record, self._frame), record) for record in others]
        for span, record in sorted(timed, key=lambda pair: pair[0] or (0, 0)):
            found = self._found(record, span)
            if record.sound:
                yield self._reported(record, found, span)

    def _take(self, visit: Visit) -> None:
        left = self._left[visit.client, visit.date, visit.kind]
        if visit in left:
            left.remove(visit)

    def _found(self, record: Record, span: Span | None) -> Visit | None:
        client, day, kind = record[CLIENT], record[DATE], record[VISIT_KIND]
        if client is None or day is None or kind is None:
            return None
        left = self._left[client, day, kind]
        if span is None and len({visit.id for visit in left}) != 1:
            code = "performed_unclear" if left else "performed_none"
            record.blame(code, VISIT_KIND)
            return None
        if not left:
            return None
        start = span[0] if span else left[0].earliest
        near = min(left, key=lambda visit: (_far(visit, start), visit.id))
        self._take(near)
        return near

    def _reported(
        self, record: Record, visit: Visit | None, span: Span | None
    ) -> ReportedVisit:
        return ReportedVisit(
            visit=visit.id if visit else None,
            client=visit.client if visit else record[CLIENT] or "",
            date=visit.date if visit else record[DATE] or self._problem.start,
            kind=visit.kind if visit else record[VISIT_KIND] or VisitKind.CARE,
            outcome=record[STATUS],
            employee=record[WHO],
            span=span,
            reason=record[REASON],
        )


def _far(visit: Visit, start: int) -> int:
    """Return by how many minutes a start lies outside a window."""
    return max(visit.earliest - start, start - visit.latest, 0)
