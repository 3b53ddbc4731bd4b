"""A tiny good dataset as files, and small hands that damage it in one place."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from data.faults import BadInput, Fault
from data.reading.dataset import read_dataset

_TABLES = {
    "units.csv": """unit_id,name,lat,lon,lends_to
centre,Centrum,59.17,14.87,night
night,Natt,59.18,14.88,
""",
    "employees.csv": """employee_id,name,unit_id,role,skills,employment,degree_pct,\
week_minutes,monthly_pay,transport,gender,day_break,weekends,shift_kinds,from,to
amy,Amy Å,centre,usk,delegation,monthly,100,2220,31250.50,car,f,09:00,1/2,day,,
bo,Bo B,centre,vb,,monthly,75,2220,28000,bike,m,09:00,,,2026-01-01,2027-12-31
hal,Hal H,night,usk,,hourly,0,2400,29000,walk,,21:00,,night,,
""",
    "clients.csv": """client_id,unit_id,route_id,lat,lon,contact_id,backup_ids,\
avoid_ids,avoid_gender,counts_continuity
carl,centre,north,59.171,14.871,amy,bo,hal,m,1
dora,centre,,59.172,14.872,,,,,0
""",
    "visits.csv": """visit_id,client_id,date,earliest,latest,minutes,staff,skills,\
kind,priority,unit_id,after,gap_min,gap_max
v1,carl,2026-12-21,2026-12-21T08:00,2026-12-21T09:00,30,1,delegation,medication,1,,,,
v2,carl,2026-12-21,2026-12-21T10:00,2026-12-21T12:00,20,2,,care,2,,v1,30,240
v3,dora,2026-12-22,2026-12-23T01:00,2026-12-23T02:00,15,1,,supervision,3,night,,,
""",
    "shift_types.csv": """shift_id,unit_id,kind,start,end,breaks,paid_meal,start2,end2,\
days,max_per_day
D1,centre,day,07:00,16:00,30@10:30-12:30,0,,,1111111,3
S1,centre,split,07:00,11:00,,0,16:00,20:00,1111100,
N1,night,night,21:00,07:00,,1,,,1111111,
""",
    "staffing.csv": """unit_id,date,weekday,start,end,skills,min,want,max
night,2026-12-24,,21:00,07:00,usk,1,1,2
night,,5,22:00,24:00,,0,,
""",
    "absences.csv": """employee_id,start,end,kind
bo,2026-12-25,2026-12-26,vacation
hal,2026-12-27T07:00,2026-12-27T12:00,leave
""",
    "wishes.csv": """employee_id,date,shift_id,want,weight
amy,2026-12-24,,off,3
bo,2026-12-23,D1,on,
""",
    "worked_shifts.csv": """employee_id,shift_id,unit_id,start,end,break_minutes
amy,gone,centre,2026-12-18T07:00,2026-12-18T16:00,30
""",
    "done_visits.csv": """client_id,employee_id,date
carl,amy,2026-12-18
""",
    "locked_shifts.csv": """employee_id,date,shift_id,part,unit_id,start,end,breaks,\
paid_minutes,pay_class
amy,2026-12-21,D1,1,centre,2026-12-21T07:00,2026-12-21T16:00,11:30-12:00,510,ordinary
""",
    "locked_visits.csv": """visit_id,staff_no,employee_id,start,end,from_id,\
travel_minutes,wait_minutes
v1,1,amy,2026-12-21T08:15,2026-12-21T08:45,centre,5,70
""",
    "vehicles.csv": """unit_id,km_price,day_price,cars
centre,2.50,120,3
""",
    "budgets.csv": """unit_id,month,amount
centre,2026-12,100000.50
""",
    "balances.csv": """employee_id,hours_carried_minutes,overtime_year_minutes,\
extra_year_minutes,weekends_worked,evenings_worked,nights_worked
amy,-60,0,,2,,
""",
    "travel.csv": """from_id,to_id,mode,minutes
centre,carl,car,5
""",
}
_SETTINGS = """format = 1
name = "tiny"
timezone = "Europe/Stockholm"
start = 2026-12-21
days = 7
agreement = "AB"
"""

Where = tuple[str, str, int | None, str | None]
"""Code, file, line and column of a fault."""


def rows_of(text: str) -> list[list[str]]:
    """Split CSV text into cells; the first row is the header."""
    return list(csv.reader(io.StringIO(text)))


def text_of(rows: list[list[str]], separator: str = ",") -> str:
    """Join cells into CSV text."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue()


@dataclass
class Files:
    """The files of a dataset, to be damaged and then written."""

    content: dict[str, bytes] = field(
        default_factory=lambda: {
            name: text.encode()
            for name, text in {**_TABLES, "dataset.toml": _SETTINGS}.items()
        }
    )

    def put(self, file: str, line: int, column: str, value: str) -> "Files":
        """Change one cell; the header is line 1."""
        rows = self.rows(file)
        rows[line - 1][rows[0].index(column)] = value
        return self.set_rows(file, rows)

    def add(self, file: str, line: str) -> "Files":
        """Put one more row last."""
        return self.set(file, self.content[file].decode() + line + "\n")

    def set(self, file: str, text: str) -> "Files":
        """Replace a whole file."""
        self.content[file] = text.encode()
        return self

    def drop(self, *files: str) -> "Files":
        """Remove files."""
        for file in files:
            del self.content[file]
        return self

    def setting(self, key: str, line: str) -> "Files":
        """Replace the line of one key in the settings; empty removes it."""
        lines = self.content["dataset.toml"].decode().splitlines()
        kept = [line if old.startswith(f"{key} ") else old for old in lines]
        return self.set("dataset.toml", "\n".join(filter(None, kept)) + "\n")

    def rows(self, file: str) -> list[list[str]]:
        """Return the cells of a file."""
        return rows_of(self.content[file].decode())

    def set_rows(self, file: str, rows: list[list[str]]) -> "Files":
        """Replace the cells of a file."""
        return self.set(file, text_of(rows))

    def write(self, folder: Path) -> Path:
        """Write the files, and return the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.content.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        return folder


Damage = Callable[[Files], Files]


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """Read a bad dataset and return its faults, after saying each in both languages."""
    with pytest.raises(BadInput) as caught:
        read_dataset(folder)
    for fault in caught.value.faults:
        assert fault.text("sv") != fault.text("en")
    return caught.value.faults


def where(fault: Fault) -> Where:
    """Return what a test compares."""
    return fault.code, fault.file, fault.line, fault.column
