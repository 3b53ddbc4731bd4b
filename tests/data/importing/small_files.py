"""Small exports that tests write out, and what comes of them."""

from pathlib import Path

from data.importing.import_files import ImportAsked, Imported, import_files
from scheduler.domain.problem import Problem

REGISTER = """Anställningsnr;Namn;Befattning;Anställningsform;Sysselsättningsgrad;Enhet
7;Eva Ek;Undersköterska;Tillsvidare;100;Norr
8;Bo Al;Vårdbiträde;Timavlönad;0;Norr
"""
VISITS = """Kundnr;Datum;Starttid;Minuter;Insats;Enhet
k1;2026-11-02;08:00;30;Dusch;Norr
k1;2026-11-09;08:00;30;Dusch;Norr
"""
HOURS = """Anställningsnr;Datum;Starttid;Sluttid;Rast
7;2026-11-14;07:00;16:00;30
"""


def imported(
    folder: Path, *, asked: ImportAsked | None = None, **texts: str
) -> Imported:
    """Return what comes of some files, the usual ones where no other is given."""
    usual = {"register": REGISTER, "visits": VISITS, "hours": HOURS}
    paths = []
    for name, text in (usual | texts).items():
        if text:
            path = folder / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
    return import_files(paths, asked or ImportAsked())


def dataset(found: Imported) -> Problem:
    """Return the dataset, of files that have nothing red."""
    assert [fault.text("en") for fault in found.refused] == []
    assert found.problem is not None
    return found.problem


def told(found: Imported) -> list[tuple[str, str, int | None, str | None]]:
    """Return colour, code, line and column of every note."""
    notes = [("red", fault) for fault in found.refused]
    notes += [("yellow", fault) for fault in found.guessed]
    return [(colour, f.code, f.line, f.column) for colour, f in notes]
