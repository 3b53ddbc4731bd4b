"""PAXml 2.0: the Swedish form of what goes from a planning to a payroll system."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from importlib.metadata import version
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from data.export.code_tables import PayrollCodes
from data.export.paxml_codes import PAY_CODES
from data.export.transactions import Told, Transaction, transactions
from data.written_values import sek
from scheduler.domain.clock import WallClock
from scheduler.domain.plan_view import PlanView

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XSD = "http://www.paxml.se/2.0/paxml.xsd"
_Add = Callable[[Element, Transaction], None]


def paxml(view: PlanView, codes: PayrollCodes, made_at: datetime) -> bytes:
    """Return what payroll is told, as PAXml; people are named by their ids alone."""
    there = made_at.astimezone(ZoneInfo(view.problem.timezone)).replace(tzinfo=None)
    root = Element("paxml")
    root.set("xmlns:xsi", _XSI)
    root.set("xsi:noNamespaceSchemaLocation", _XSD)
    _texts(
        SubElement(root, "header"),
        format="LÖNIN",
        version="2.0",
        datum=there.isoformat(timespec="seconds"),
        foretagid=codes.company.id,
        foretagnamn=codes.company.name or view.problem.name,
        programnamn=f"bemanna {version('bemanna')}",
    )

    def time(to: Element, row: Transaction) -> None:
        _time(to, row, view.clock)

    rows = transactions(view, codes)
    _list(root, "tidtransaktioner", rows, (Told.TIME, Told.ABSENCE), time)
    _list(root, "lonetransaktioner", rows, (Told.PAY,), _pay)
    _schedules(root, [row for row in rows if row.told is Told.SCHEDULE])
    indent(root)
    return bytes(tostring(root, encoding=codes.encoding, xml_declaration=True))


def _texts(parent: Element, **texts: str) -> None:
    """Add an element for each text that is not empty."""
    for name, text in texts.items():
        if text:
            SubElement(parent, name).text = text


def _list(
    root: Element,
    name: str,
    rows: Iterable[Transaction],
    told: tuple[Told, ...],
    add: _Add,
) -> None:
    """Add a list; one that would be empty is left out, as the schema wants it."""
    wanted = [row for row in rows if row.told in told]
    if wanted:
        parent = SubElement(root, name)
        for row in wanted:
            add(parent, row)


def _time(parent: Element, row: Transaction, clock: WallClock) -> None:
    one = SubElement(parent, "tidtrans", anstid=row.employee)
    _texts(one, tidkod=row.code)
    if row.told is Told.TIME:
        _texts(one, datum=row.first.isoformat(), timmar=hours(row.minutes))
    elif row.span is None:
        first, last = row.first.isoformat(), row.last.isoformat()
        _texts(one, datumfrom=first, datumtom=last, omfattning="100.00")
    else:
        start, end = (clock.local(moment).isoformat() for moment in row.span)
        _texts(one, starttid=start, sluttid=end)


def _pay(parent: Element, row: Transaction) -> None:
    """Add what is paid; no price of one hour, for rounded hours would not give it."""
    one = SubElement(parent, "lonetrans", anstid=row.employee)
    _texts(one, **{"lonkod" if row.code in PAY_CODES else "lonart": row.code})
    if row.first == row.last:
        _texts(one, datum=row.first.isoformat())
    else:
        first, last = (f"{day.isoformat()}T00:00:00" for day in (row.first, row.last))
        _texts(one, datumfrom=first, datumtom=last)
    if row.minutes:
        _texts(one, antal=hours(row.minutes))
    _texts(one, belopp=sek(row.amount))


def _schedules(root: Element, rows: Sequence[Transaction]) -> None:
    if not rows:
        return
    parent = SubElement(root, "schematransaktioner")
    for who, days in groupby(rows, key=lambda row: row.employee):
        one = SubElement(parent, "schema", anstid=who)
        for row in days:
            day, length = row.first.isoformat(), hours(row.minutes)
            SubElement(one, "dag", datum=day, timmar=length)


def hours(minutes: int) -> str:
    """Return minutes as hours with two decimals."""
    return f"{minutes / 60:.2f}"
