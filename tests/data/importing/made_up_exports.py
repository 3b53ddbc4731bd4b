"""Three made-up exports of the small sample, in shapes that systems might have.

No vendor publishes its format: headings, their order and the spellings are made up, and
not all of them are words that the importer knows.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from data.granted_visits import Granting
from data.sample import make_sample
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, Problem, Visit

Row = dict[str, str]
WEEKS = 4
_INSATS = {
    "care": "Omvårdnad",
    "intimate": "Dusch",
    "medication": "Läkemedel",
    "meal": "Måltid",
    "service": "Städning",
    "supervision": "Tillsyn",
    "alarm": "Larm",
}
_BEFATTNING = {"usk": "Undersköterska", "vb": "Vårdbiträde", "ssk": "Sjuksköterska"}
_AWAY = {
    "vacation": "Semester",
    "sick": "Sjukfrånvaro",
    "parental": "VAB",
    "leave": "Tjänstledighet",
    "study": "Studier",
    "comp": "Kompledighet",
    "other": "Facklig tid",
}
_FORM = {"monthly": "Tillsvidare", "hourly": "Timavlönad"}


@dataclass
class MadeUpExport:
    """The rows of one export, how it is written, and what stands above its headings."""

    name: str
    rows: list[Row]
    titles: list[str] = field(default_factory=list)
    encoding: str = "utf-8"
    separator: str = ";"

    def renamed(self, **to: str) -> "MadeUpExport":
        """Return it with other headings; blanks are written as ``_`` here."""
        names = {old.replace("_", " "): new for old, new in to.items()}
        self.rows = [{names.get(k, k): v for k, v in row.items()} for row in self.rows]
        return self

    def written(self, **how: str) -> "MadeUpExport":
        """Return it in another encoding, or with another separator."""
        for name, value in how.items():
            setattr(self, name, value)
        return self

    def changed(self, heading: str, by: Callable[[str], str]) -> "MadeUpExport":
        """Return it with every cell of a column written otherwise."""
        self.rows = [row | {heading: by(row[heading])} for row in self.rows]
        return self

    def without(self, *headings: str) -> "MadeUpExport":
        """Return it with columns left out."""
        self.rows = [
            {k: v for k, v in row.items() if k not in headings} for row in self.rows
        ]
        return self

    def write(self, folder: Path) -> Path:
        """Write it, and return where."""
        path = folder / self.name
        if path.suffix == ".xlsx":
            self._write_sheet(path)
        else:
            path.write_bytes(self._text().encode(self.encoding))
        return path

    def _text(self) -> str:
        file = io.StringIO()
        for title in self.titles:
            file.write(title + "\r\n")
        writer = csv.DictWriter(file, list(self.rows[0]), delimiter=self.separator)
        writer.writeheader()
        writer.writerows(self.rows)
        return file.getvalue()

    def _write_sheet(self, path: Path) -> None:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for title in self.titles:
            sheet.append([title])
        sheet.append(list(self.rows[0]))
        for row in self.rows:
            sheet.append([_typed(cell) for cell in row.values()])
        book.save(path)


def _typed(cell: str) -> str | float | date | None:
    """Return a number or a date as a spreadsheet holds it."""
    try:
        return date.fromisoformat(cell) if len(cell) == 10 else float(cell)
    except ValueError:
        return cell or None


@cache
def sample() -> Problem:
    """Return what the exports are made from."""
    return make_sample("small", 1)


def past_visits() -> list[Visit]:
    """Return four weeks of visits before the sample's first day."""
    problem = sample()
    days = [problem.start - timedelta(days=n) for n in range(7 * WEEKS, 0, -1)]
    needs = [
        n.model_copy(update={"first": _monday(n.first, days[0])}) for n in problem.needs
    ]
    homes = {client.id: client.unit for client in problem.clients}
    clock = wall_clock(problem.timezone)
    return list(Granting(needs, (), clock, homes).visits(days).values())


def _monday(first: date | None, wanted: date) -> date | None:
    """Return the day a need begins, an even number of weeks earlier."""
    while first is not None and first > wanted:
        first -= timedelta(weeks=12)
    return first


def visit_export() -> MadeUpExport:
    """Return visits: Swedish headings, semicolons, Windows-1252."""
    problem, rows = sample(), []
    clock = wall_clock(problem.timezone)
    met: Mapping[tuple[str, date], list[str]] = _meetings(problem)
    for visit in past_visits():
        client = problem.client[visit.client]
        middle = clock.local((visit.earliest + visit.latest) // 2)
        people = met.get((visit.client, visit.date), [""])
        rows.append(
            {
                "Kund nr": visit.client,
                "Kundens namn": f"Brukare {visit.client[1:]}",
                "Utförar-enhet": problem.unit[visit.unit].name,
                "Planerat datum": middle.date().isoformat(),
                "Planerad start": f"{middle:%H:%M}",
                "Besökslängd (min)": str(visit.minutes),
                "Insatstyp": _INSATS[visit.kind],
                "Dubbelbemanning": "Ja" if visit.staff == 2 else "Nej",
                "Kompetenskrav": ", ".join(sorted(visit.skills)),
                "Prio": str(visit.priority),
                "Utförd av": people[0],
                "Fast omsorgskontakt": client.contact or "",
                "Latitud": _comma(client.lat),
                "Longitud": _comma(client.lon),
            }
        )
    return MadeUpExport("besok.csv", rows, encoding="cp1252")


def _meetings(problem: Problem) -> dict[tuple[str, date], list[str]]:
    met = defaultdict(list)
    for done in problem.done_visits:
        met[done.client, done.date].append(done.employee)
    return met


def employee_register() -> MadeUpExport:
    """Return a register: a workbook with title lines above its headings."""
    titles = ["Personalregister Hemtjänst Småort", "Utskrivet 2026-11-28", ""]
    rows = [_register_row(person) for person in sample().employees]
    return MadeUpExport("personal.xlsx", rows, titles)


def _register_row(person: Employee) -> Row:
    last, _, first = person.name.rpartition(" ")
    weekends = person.weekends
    return {
        "Anst.nr": person.id,
        "Efternamn": first,
        "Tilltalsnamn": last,
        "Arbetsplats": sample().unit[person.unit].name,
        "Befattning": _BEFATTNING[person.role],
        "Anställningsform": _FORM[person.employment],
        "Syss.grad %": f"{person.degree_pct:g}",
        "Veckoarbetstid heltid": _hours(person.week_minutes),
        "Månadslön": f"{person.monthly_pay / 100:g}",
        "Helgtjänstgöring": f"{weekends.worked} av {weekends.of}" if weekends else "",
        "Delegeringar": ", ".join(sorted(person.skills - {person.role})),
        "Färdmedel": {"car": "Bil", "bike": "Cykel", "walk": "Gång"}[person.transport],
    }


def worked_hours() -> MadeUpExport:
    """Return worked hours: decimal commas, one row for each shift."""
    problem, rows = sample(), []
    clock = wall_clock(problem.timezone)
    for shift in problem.worked_shifts:
        start, end = clock.local(shift.start), clock.local(shift.end)
        hours = (shift.end - shift.start - shift.break_minutes) / 60
        rows.append(
            {
                "Anställningsnummer": shift.employee,
                "Arb.dag": start.date().isoformat(),
                "In-pass": f"{start:%H:%M}",
                "Ut-pass": f"{end:%H:%M}",
                "Timmar": _comma(round(hours, 2)),
                "Turkod": shift.shift,
            }
        )
    return MadeUpExport("arbetad_tid.csv", rows)


def all_three() -> list[MadeUpExport]:
    """Return the three of them."""
    return [visit_export(), employee_register(), worked_hours()]


def absence_export() -> MadeUpExport:
    """Return absences: granted ones, and one that was only applied for."""
    problem, rows = sample(), []
    clock = wall_clock(problem.timezone)
    for absence in problem.absences:
        start, end = clock.local(absence.start), clock.local(absence.end - 1)
        rows.append(
            {
                "Anst.nr": absence.employee,
                "Frånvaroorsak": _AWAY[absence.kind],
                "Fr.o.m.": start.date().isoformat(),
                "T.o.m.": end.date().isoformat(),
                "Omfattning %": "100",
                "Status": "Beviljad",
            }
        )
    rows.append(rows[0] | {"Frånvaroorsak": "Tjänstledig", "Status": "Ansökt"})
    return MadeUpExport("franvaro.csv", rows, encoding="cp1252")


def wish_export() -> MadeUpExport:
    """Return wishes: what people want of which day, in words."""
    rows = [
        {
            "Signatur": wish.employee,
            "Önskat datum": wish.date.isoformat(),
            "Önskemål": "Arbeta" if wish.want else "Ledig",
            "Hur viktigt": ("Gärna", "Viktigt", "Mycket viktigt")[wish.weight - 1],
        }
        for wish in sample().wishes
    ]
    return MadeUpExport("onskemal.csv", rows)


def balance_export() -> MadeUpExport:
    """Return balances: a workbook, hours with decimals, minutes owed with a dash."""
    rows = [
        {
            "Anställningsnr": balance.employee,
            "Timbank (tim)": f"{balance.hours_carried_minutes / 60:g}",
            "Övertid i år": f"{balance.overtime_year_minutes / 60:g}",
            "Mertid i år": f"{balance.extra_year_minutes / 60:g}",
            "Arbetade helger": str(balance.weekends_worked),
        }
        for balance in sample().balances
    ]
    return MadeUpExport("saldon.xlsx", rows, ["Saldon per 2026-11-29", ""])


def address_export() -> MadeUpExport:
    """Return where clients live, without coordinates."""
    rows = [
        {
            "Kund nr": client.id,
            "Gatuadress": f"Björkvägen {number}",
            "Postnr": "715 00",
            "Postort": "Småort" if number % 3 else "Byn",
            "Nyckelnr": f"N{number:03}",
        }
        for number, client in enumerate(sample().clients, 1)
    ]
    return MadeUpExport("adresser.csv", rows)


def place_register() -> MadeUpExport:
    """Return an address register: some houses, and the town for the others."""
    rows = [
        {
            "Belägenhetsadress": f"Björkvägen {number}" if number < 20 else "",
            "Postort": "Småort",
            "Latitud": _comma(round(client.lat, 5)),
            "Longitud": _comma(round(client.lon, 5)),
        }
        for number, client in enumerate(sample().clients[:20], 1)
    ]
    return MadeUpExport("platser.csv", rows)


def all_surroundings() -> list[MadeUpExport]:
    """Return what may be handed in beside the three."""
    return [
        absence_export(),
        wish_export(),
        balance_export(),
        address_export(),
        place_register(),
    ]


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _comma(number: float) -> str:
    return str(number).replace(".", ",")
