"""Numbers, days and plurals, as each language writes them."""

import datetime as dt
from decimal import Decimal

import pytest

from scheduler.messages.written import Number, day, number, wording

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_000, f"1{SPACE}000", "1,000"),
        (Decimal("1234.50"), f"1{SPACE}234,50", "1,234.50"),
        (Decimal("-0.5"), "−0,5", "-0.5"),
        (Decimal("2E+3"), f"2{SPACE}000", "2,000"),
    ],
)
def test_a_number_keeps_its_decimals(value: Number, swedish: str, english: str) -> None:
    assert (number(value, "sv"), number(value, "en")) == (swedish, english)


@pytest.mark.parametrize(
    ("count", "swedish", "english"),
    [
        (0, "0 helger", "0 weekends"),
        (1, "1 helg", "1 weekend"),
        (2, "2 helger", "2 weekends"),
        (Decimal("1.0"), "1,0 helger", "1.0 weekends"),
        (1001, f"1{SPACE}001 helger", "1,001 weekends"),
    ],
)
def test_a_text_chooses_the_word_that_goes_with_the_number(
    count: Number, swedish: str, english: str
) -> None:
    texts = {"sv": "{n:n} {n:helg|helger}", "en": "{n:n} {n:weekend|weekends}"}
    said = [wording(lang).format(text, n=count) for lang, text in texts.items()]
    assert said == [swedish, english]


def test_a_fact_without_a_form_is_written_as_it_is() -> None:
    assert wording("sv").format("{a} {b} {{c}}", a=2026, b="x") == "2026 x {c}"


def test_a_day_is_written_in_the_words_of_the_language() -> None:
    christmas = dt.date(2026, 12, 24)
    assert day(christmas, "EEE d/M", "sv") == "tors 24/12"
    assert day(christmas, "EEE d MMM", "en") == "Thu 24 Dec"
