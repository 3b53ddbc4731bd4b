"""What the ledger is told: balanced, in its encoding, and what the plan costs."""

import re
import shlex
from collections import Counter

import pytest

from data.export.code_tables import ledger_accounts
from data.export.sie import sie
from scheduler.domain.plan_view import PlanView
from scheduler.pay.items import Item
from scheduler.pay.price import price_plan
from tests.build import unit
from tests.data.export.town import MADE_AT, town, town_plan, town_view

BOOKED = re.compile(r"#TRANS (\d+) \{(.*)\} (-?\d+\.\d\d)")


def lines(own: str = "", view: PlanView | None = None) -> list[str]:
    content = sie(view or town_view(), ledger_accounts(own), MADE_AT)
    return content.decode("cp437").split("\r\n")


def vouchers() -> list[list[tuple[str, str, int]]]:
    """Return account, unit and öre of what each voucher books."""
    text = "\n".join(lines())
    return [
        [
            (number, shlex.split(objects)[-1] if objects else "", ore(amount))
            for number, objects, amount in BOOKED.findall(block)
        ]
        for block in re.findall(r"\{\n(.*?)\n\}", text, re.DOTALL)
    ]


def ore(amount: str) -> int:
    return int(amount.replace(".", ""))


def test_every_voucher_balances() -> None:
    found = vouchers()
    assert len(found) == 2
    for rows in found:
        assert rows
        assert sum(amount for _, _, amount in rows) == 0


def test_the_cost_of_each_unit_is_that_of_its_people_to_the_oere() -> None:
    booked: Counter[str] = Counter()
    for _, where, amount in (row for rows in vouchers() for row in rows):
        booked[where] += amount
    priced: Counter[str] = Counter()
    for line in price_plan(town_view()):
        priced[town().employee[line.employee].unit] += line.amount
    assert booked["centre"] == priced["centre"] > 0
    assert booked["yttre"] == priced["yttre"] > 0
    assert booked[""] == -sum(priced.values())


def test_on_costs_have_accounts_of_their_own() -> None:
    booked: Counter[str] = Counter()
    for number, _, amount in (row for rows in vouchers() for row in rows):
        booked[number] += amount
    po = sum(c.amount for c in price_plan(town_view()) if c.item == Item.PO)
    assert booked["5610"] == -booked["2940"] == po


def test_a_month_has_its_own_voucher_on_its_last_day_of_the_plan() -> None:
    heads = [line for line in lines() if line.startswith("#VER")]
    assert heads == [
        '#VER "" "" 20261130 "Personalkostnad Åmåls öar 2026-11"',
        '#VER "" "" 20261205 "Personalkostnad Åmåls öar 2026-12"',
    ]
    november, december = vouchers()
    assert "5050" in {number for number, _, _ in december}  # Hal works in December
    assert "5050" not in {number for number, _, _ in november}


def test_the_file_begins_as_an_import_file_does() -> None:
    assert lines()[:6] == [
        "#FLAGGA 0",
        '#PROGRAM "bemanna" "0.1.0"',
        "#FORMAT PC8",
        "#GEN 20261120",
        "#SIETYP 4",
        '#FNAMN "Åmåls öar"',
    ]


def test_every_account_that_is_booked_on_is_named_once() -> None:
    named = [line.split()[1] for line in lines() if line.startswith("#KONTO")]
    booked = {number for rows in vouchers() for number, _, _ in rows}
    assert booked <= set(named)
    assert len(named) == len(set(named))


def test_texts_keep_to_the_code_page_and_cannot_break_out_of_their_quotes() -> None:
    odd = town(units=(unit("centre", name='A\\B "C" – ☃\n'), unit("yttre")))
    content = sie(PlanView(odd, town_plan()), ledger_accounts(), MADE_AT)
    assert b'#OBJEKT 1 "centre" "A\\\\B \\"C\\" - ?"' in content.splitlines()
    assert "Åmåls öar".encode("cp437") in content


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ('series = "L"', '#VER "L" "" 20261130'),
        ("dimension = 6", '#DIM 6 "Kostnadsställe"'),
        ('[company]\nname = "Åmål"', '#FNAMN "Åmål"'),
        ('[against]\npo = { account = "2990", name = "PO" }', '#KONTO 2990 "PO"'),
    ],
)
def test_an_own_table_of_accounts_is_used(own: str, line: str) -> None:
    assert [found for found in lines(own) if found.startswith(line)]
