"""Lines of the price in words."""

import pytest

from data.both_languages import Both
from data.words.price_words import line_words, price_cells
from scheduler.means.price_lines import PriceLine
from scheduler.pay.assumptions import Assumption
from scheduler.pay.items import Measure


def line(**given: object) -> PriceLine:
    usual = {"item": "ob_b", "measure": "h", "quantity": 2, "rate": 68.1, "amount": 0}
    return PriceLine.model_validate(usual | given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"weekday": 5, "hours": (17, 19), "count": 12},
            Both(
                "fre 17–19: 12 × 2,0 h × 68,10 kr", "Fri 17–19: 12 × 2.0 h × SEK 68.10"
            ),
        ),
        (
            {"quantity": 0.75, "rate": 337.167273},
            Both("1 × 0,75 h × 337,1673 kr", "1 × 0.75 h × SEK 337.1673"),
        ),
        (
            {"quantity": 79 / 60},
            Both("1 × 1:19 h × 68,10 kr", "1 × 1:19 h × SEK 68.10"),
        ),
        (
            {"measure": "day", "quantity": -1.5, "month": "2026-12", "kind": "unpaid"},
            Both(
                "obetald frånvaro 2026-12: 1 × −1,5 dagar × 68,10 kr",
                "unpaid absence 2026-12: 1 × -1.5 days × SEK 68.10",
            ),
        ),
        (
            {"measure": "day", "quantity": 1, "month": "2026-12", "count": 3},
            Both(
                "2026-12: 3 × 1 dag × 68,10 kr",
                "2026-12: 3 × 1 day × SEK 68.10",
            ),
        ),
        (
            {"measure": "kr", "quantity": 1234.5, "rate": 44.53},
            Both("1 234,50 kr × 44,53 %", "SEK 1,234.50 × 44.53 %"),
        ),
        (
            {"measure": "km", "quantity": 12.3456, "rate": 2.5, "unit": "north"},
            Both("north: 12,346 km × 2,50 kr", "north: 12.346 km × SEK 2.50"),
        ),
        (
            {"measure": "times", "quantity": 1, "rate": -570.59, "kind": "karens"},
            Both("karensavdrag: 1 × −570,59 kr", "karens deduction: 1 × SEK -570.59"),
        ),
        (
            {"measure": "times", "quantity": 1, "rate": 0.02, "kind": "rounding"},
            Both("öresavrundning per pass och månad", "rounding, per duty and month"),
        ),
    ],
)
def test_a_line_says_what_is_counted_how_much_of_it_and_at_which_rate(
    given: dict[str, object], expected: Both
) -> None:
    said = line_words(line(**given))
    assert Both(*(t.replace("\N{NO-BREAK SPACE}", " ") for t in said)) == expected


def test_a_row_of_the_file_says_what_the_rate_rests_on() -> None:
    assumed = Assumption(key="pay.assumed.on_cost", facts={"since": "x", "pct": 44.53})
    cells = price_cells(line(assumed=assumed, quantity=1 / 3))
    assert str(cells["assumed_sv"]).startswith("PO-pålägget för åren från och med x")
    assert cells["quantity"] == 0.333333
    assert price_cells(line())["assumed_sv"] is None
    assert {Measure(m) for m in ("h", "day", "kr", "times", "km")} == {*Measure}
