"""SIE 4I: the cost by unit, as vouchers that a ledger reads in.

The form is that of the SIE group's specification 4B: code page 437, texts in quotation
marks, one ``#VER`` for each calendar month. Its transactions add up to nothing.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from importlib.metadata import version

from data.export.code_tables import LedgerAccount, LedgerAccounts
from data.export.dated_costs import dated_lines, months_of
from data.written_values import sek
from scheduler.domain.plan_view import PlanView
from scheduler.messages import say
from scheduler.pay.items import Item

_ENCODING = "cp437"
_DASHES = str.maketrans("–—−”“’", '---""\'')
_Booked = Mapping[tuple[str, str], int]
"""Öre by account and unit."""


def sie(
    view: PlanView, accounts: LedgerAccounts, made_at: datetime, language: str = "sv"
) -> bytes:
    """Return what the plan costs, booked on the units that people belong to."""
    problem, dimension = view.problem, accounts.dimension
    lines = [
        "#FLAGGA 0",
        f"#PROGRAM {_text('bemanna')} {_text(version('bemanna'))}",
        "#FORMAT PC8",
        f"#GEN {made_at:%Y%m%d}",
        "#SIETYP 4",
        f"#FNAMN {_text(accounts.company.name or problem.name)}",
        f"#DIM {dimension} {_text(say('export.dimension', language))}",
        *(f"#OBJEKT {dimension} {_text(u.id)} {_text(u.name)}" for u in problem.units),
        *(f"#KONTO {a.account} {_text(a.name)}" for a in _accounts(accounts)),
    ]
    booked = _months(view, accounts)
    for first, last in months_of(problem):
        title = say(
            "export.voucher", language, name=problem.name, month=f"{first:%Y-%m}"
        )
        head = f"#VER {_text(accounts.series)} {_text('')} {last:%Y%m%d}"
        lines.append(f"{head} {_text(title)}")
        lines += ["{", *_transactions(booked[first.replace(day=1)], dimension), "}"]
    return "".join(f"{line}\r\n" for line in lines).encode(_ENCODING, "replace")


def _accounts(accounts: LedgerAccounts) -> Iterable[LedgerAccount]:
    """Return each account once, by the first name that it has."""
    named = [*accounts.items.values(), accounts.against.pay, accounts.against.po]
    by_number = {a.account: a for a in reversed(named)}
    return [by_number[number] for number in sorted(by_number)]


def _months(view: PlanView, accounts: LedgerAccounts) -> Mapping[date, _Booked]:
    """Return what is booked in each month, by its first day."""
    booked: dict[date, dict[tuple[str, str], int]] = defaultdict(
        lambda: defaultdict(int)
    )
    for line in dated_lines(view):
        item, unit = Item(line.item), view.problem.employee[line.employee].unit
        is_po = item is Item.PO
        against = accounts.against.po if is_po else accounts.against.pay
        month = booked[_month_of(line.first, view)]
        month[accounts.items[item].account, unit] += line.amount
        month[against.account, ""] -= line.amount
    return booked


def _month_of(day: date, view: PlanView) -> date:
    """Return the month of a day, the plan's first for what begins before it."""
    return max(day, view.problem.start).replace(day=1)


def _transactions(booked: _Booked, dimension: int) -> Iterator[str]:
    for (account, unit), amount in sorted(booked.items()):
        objects = f"{{{dimension} {_text(unit)}}}" if unit else "{}"
        if amount:
            yield f"#TRANS {account} {objects} {sek(amount)}"


def _text(value: str) -> str:
    """Return a text in quotation marks, of letters that the code page has."""
    plain = unicodedata.normalize("NFC", value).translate(_DASHES)
    letters = "".join(letter for letter in plain if letter.isprintable())
    return '"' + letters.replace("\\", "\\\\").replace('"', '\\"') + '"'
