"""Small builders of reports."""

from scheduler.domain.clock import wall_clock
from scheduler.follow_up.reported import ReportedTime, ReportedVisit
from tests.build import MONDAY, ZONE, at


def told_visit(
    visit: str | None = "v1",
    start: str | None = "2026-12-21 08:00",
    minutes: int = 30,
    **given: object,
) -> ReportedVisit:
    """Build a visit to Carl that Amy made."""
    begins = None if start is None else at(start)
    usual: dict[str, object] = {
        "visit": visit,
        "client": "carl",
        "date": MONDAY if begins is None else wall_clock(ZONE).day(begins),
        "kind": "care",
        "outcome": "performed",
        "employee": "amy",
        "span": None if begins is None else (begins, begins + minutes),
    }
    return ReportedVisit.model_validate(usual | given)


def told_time(
    employee: str = "amy",
    start: str = "2026-12-21 07:00",
    end: str = "2026-12-21 16:00",
    **given: object,
) -> ReportedTime:
    """Build time that somebody worked without a break."""
    span = at(start), at(end)
    day = wall_clock(ZONE).day(span[0])
    usual: dict[str, object] = {"employee": employee, "date": day, "span": span}
    usual["break_minutes"] = 0
    return ReportedTime.model_validate(usual | given)


def sick_day(employee: str, day: object, **given: object) -> ReportedTime:
    """Build a whole day that somebody was ill."""
    usual = {"employee": employee, "date": day, "absence": "sick"}
    return ReportedTime.model_validate(usual | given)
