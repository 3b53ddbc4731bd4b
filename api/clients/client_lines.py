"""Every client of a plan in a line: how many people come, and what is open."""

from collections import Counter
from dataclasses import dataclass

from data.handed_out.people_names import Names
from data.report.client_meetings import Meeting, meetings_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Client


@dataclass(frozen=True)
class ClientLine:
    """One client among the others."""

    client: Client
    unit: str
    contact: str
    visits: int
    """Of the plan's days."""
    open: int
    """Those of them with a place that nobody takes."""
    meeting: Meeting | None
    """``None`` for a client who counts in no figure of continuity."""

    def is_meant(self, text: str) -> bool:
        """Whether somebody who types ``text`` may look for this client."""
        said = (
            self.client.id,
            self.client.name,
            self.client.route or "",
            self.unit,
            self.contact,
        )
        return text.strip().casefold() in " ".join(said).casefold()


def client_lines(view: PlanView) -> tuple[ClientLine, ...]:
    """Return every client, those who meet most people first."""
    problem, names = view.problem, Names(view.problem)
    meetings = {meeting.client.id: meeting for meeting in meetings_of(view)}
    visits = Counter(visit.client for visit in problem.visits)
    left = Counter[str]()
    for visit in problem.visits:
        rows = view.rows_by_visit.get(visit.id, ())
        left[visit.client] += len({row.staff_no for row in rows}) < visit.staff
    lines = (
        ClientLine(
            client=client,
            unit=names.unit(client.unit),
            contact=names.person(client.contact) if client.contact else "",
            visits=visits[client.id],
            open=left[client.id],
            meeting=meetings.get(client.id),
        )
        for client in problem.clients
    )
    return tuple(sorted(lines, key=_rank))


def _rank(line: ClientLine) -> tuple[int, int, str]:
    most = line.meeting.most if line.meeting else 0
    return -line.open, -most, line.client.id
