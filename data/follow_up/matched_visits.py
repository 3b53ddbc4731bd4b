"""Which visit a report is about that names only client, day and kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
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

    Reports with an id come first; then those with times get what is left, the earliest
    first and each the visit whose window is nearest, those that name no kind among
    visits of all kinds, after the others. What finds none was made
    unplanned. Those without times come last, and are about what no other row is about;
    where that is more visits than such rows, they are blamed.
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
        spans = [(span_of(record, self._frame), record) for record in others]
        timed = [(span, record) for span, record in spans if span is not None]
        timed.sort(key=lambda pair: (pair[1][VISIT_KIND] is None, pair[0]))
        for span, record in timed:
            yield self._reported(record, self._nearest(record, span), span)
        yield from self._untimed([record for span, record in spans if span is None])

    def _untimed(self, records: Sequence[Record]) -> Iterator[ReportedVisit]:
        """Yield what rows without times say of what no other row is about."""
        reports = Counter(map(_key, records))
        for record in records:
            key = _key(record)
            left = self._left[key] if key else []
            if not left:
                record.blame("performed_none", VISIT_KIND)
            elif len({visit.id for visit in left}) > 1 and len(left) > reports[key]:
                record.blame("performed_unclear", VISIT_KIND)
            else:
                reports[key] -= 1
                first = min(left, key=lambda visit: (visit.earliest, visit.id))
                self._take(first)
                yield self._reported(record, first, None)

    def _take(self, visit: Visit) -> None:
        left = self._left[visit.client, visit.date, visit.kind]
        if visit in left:
            left.remove(visit)

    def _nearest(self, record: Record, span: Span) -> Visit | None:
        left = self._left_for(record)
        if not left:
            return None
        near = min(left, key=lambda visit: (_far(visit, span[0]), visit.id))
        self._take(near)
        return near

    def _left_for(self, record: Record) -> Sequence[Visit]:
        """Return what a row could be about; of all kinds where it names none."""
        client, day, kind = record[CLIENT], record[DATE], record[VISIT_KIND]
        if client is None or day is None:
            return ()
        kinds = VisitKind if kind is None else (kind,)
        return [v for each in kinds for v in self._left.get((client, day, each), ())]

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


def _key(record: Record) -> _Key | None:
    client, day, kind = record[CLIENT], record[DATE], record[VISIT_KIND]
    if client is None or day is None or kind is None:
        return None
    return client, day, kind


def _far(visit: Visit, start: int) -> int:
    """Return by how many minutes a start lies outside a window."""
    return max(visit.earliest - start, start - visit.latest, 0)
