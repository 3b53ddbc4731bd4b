"""A made-up town, for looking at what a planner gets."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.problem import (
    AbsenceRow,
    Balance,
    Client,
    Employee,
    Problem,
    ShiftType,
    StaffingNeed,
    Unit,
    Visit,
)

START = date(2026, 12, 21)
ZONE = "Europe/Stockholm"
_FIRST = [
    "Anna",
    "Björn",
    "Cecilia",
    "David",
    "Elin",
    "Fatima",
    "Göran",
    "Hanna",
    "Ida",
    "Johan",
    "Karin",
    "Leila",
]
_LAST = [
    "Åkesson",
    "Berg",
    "Dahl",
    "Ek",
    "Forsberg",
    "Holm",
    "Lind",
    "Nyström",
    "Öberg",
    "Sandin",
]
_TYPES = (
    ("D1", "day", "07:00", "16:00", ()),
    ("D2", "day", "07:00", "15:00", ()),
    ("K1", "evening", "14:00", "22:00", ()),
    ("N1", "night", "21:00", "31:00", ()),
    ("L1", "long", "07:00", "20:00", ()),
    ("DT", "split", "07:00", "11:00", ("16:00", "20:00")),
    ("R1", "resource", "08:00", "16:30", ()),
)
_VISITS = (
    ("07:15", 90, 30, "intimate"),
    ("08:00", 45, 15, "medication"),
    ("12:00", 60, 30, "meal"),
    ("17:00", 120, 25, "care"),
    ("20:00", 60, 15, "medication"),
    ("24:30", 180, 15, "supervision"),
    ("10:00", 240, 60, "service"),
)


@dataclass(frozen=True)
class Size:
    """How large a town is."""

    people: int = 12
    days: int = 14
    clients: int = 15
    seed: int = 1


@dataclass
class Town:
    """A town's dataset and its dealt-out plan."""

    size: Size = Size()

    def __post_init__(self) -> None:
        self._random = Random(self.size.seed)
        self.clock: WallClock = wall_clock(ZONE)
        self.problem = self._problem()

    def _problem(self) -> Problem:
        dates = tuple(START + timedelta(days=n) for n in range(self.size.days))
        people = tuple(self._person(n) for n in range(self.size.people))
        clients = tuple(self._client(n) for n in range(self.size.clients))
        away = people[2].id
        return Problem(
            name="Storby",
            timezone=ZONE,
            start=START,
            days=self.size.days,
            units=(
                Unit(id="centre", name="Hemtjänst Centrum", lat=59.17, lon=14.87),
                Unit(id="linden", name="Linden särskilt boende", lat=59.2, lon=14.9),
            ),
            employees=people,
            clients=clients,
            visits=tuple(v for day in dates for v in self._visits(clients, day)),
            shift_types=tuple(_shift_types()),
            staffing=tuple(n for day in dates for n in self._needs(day)),
            absences=(
                AbsenceRow(
                    employee=away,
                    start=self.clock.at(START, 3 * 1440),
                    end=self.clock.at(START, 6 * 1440),
                    kind="vacation",
                ),
            ),
            balances=(Balance(employee=people[0].id, hours_carried_minutes=150),),
            sha256="ab" * 32,
        )

    def _person(self, n: int) -> Employee:
        hourly = n % 6 == 5
        return Employee(
            id=f"e{n:03}",
            name=f"{_FIRST[n % 12]} {_LAST[(n * 7 + n // 12) % 10]}",
            unit="linden" if n % 4 == 3 else "centre",
            role="usk" if n % 3 else "vb",
            skills=frozenset({"usk"} if n % 3 else {"vb"}),
            employment="hourly" if hourly else "monthly",
            degree_pct=0 if hourly else (100, 75, 88)[n % 3],
            week_minutes=2220,
            monthly_pay=3_050_000,
        )

    def _client(self, n: int) -> Client:
        angle, far = self._random.random() * math.tau, self._random.random() * 0.06
        return Client(
            id=f"b{n:03}",
            unit="centre",
            lat=59.17 + far * math.sin(angle),
            lon=14.87 + 1.9 * far * math.cos(angle),
            contact=f"e{n % self.size.people:03}",
            backups=(f"e{(n + 1) % self.size.people:03}",),
        )

    def _visits(self, clients: tuple[Client, ...], day: date) -> Iterator[Visit]:
        for n, client in enumerate(clients):
            for k, (start, width, minutes, kind) in enumerate(_VISITS):
                if not _is_granted(n, k, day):
                    continue
                earliest = self.clock.at(day, _clock(start) + 5 * (n % 7))
                yield Visit(
                    id=f"v{day:%m%d}-{client.id}-{k}",
                    client=client.id,
                    date=day,
                    earliest=earliest,
                    latest=earliest + width,
                    minutes=minutes,
                    staff=2 if kind == "intimate" and n % 9 == 0 else 1,
                    kind=kind,
                    priority=3 if kind == "service" else 1,
                    unit="centre",
                )

    def _needs(self, day: date) -> Iterator[StaffingNeed]:
        for start, end, heads in (("07:00", "14:00", 2), ("14:00", "21:00", 1)):
            yield StaffingNeed(
                unit="linden",
                date=day,
                start=self.clock.at(day, _clock(start)),
                end=self.clock.at(day, _clock(end)),
                min=heads,
                want=heads + 1,
            )


def _is_granted(client: int, visit: int, day: date) -> bool:
    """Whether a client has one of ``_VISITS``; service comes once a week."""
    if visit == len(_VISITS) - 1:
        return (client + day.toordinal()) % 7 == 0
    return (client * 3 + visit * 5) % 7 < 4


def _shift_types() -> Iterator[ShiftType]:
    for id_, kind, start, end, second in _TYPES:
        more = (
            {"start2": _clock(second[0]), "end2": _clock(second[1])} if second else {}
        )
        yield ShiftType.model_validate(
            {
                "id": id_,
                "kind": kind,
                "start": _clock(start),
                "end": _clock(end),
                **more,
            }
        )


def _clock(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
