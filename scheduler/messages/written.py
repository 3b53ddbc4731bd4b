"""How each language writes numbers, days and plurals; Babel knows, the catalogue asks.

In a text of the catalogue ``{count:n}`` is a number as the language writes it, and
``{count:visit|visits}`` the word that goes with it: for one, and for any other number.

Babel is imported where it is needed: most commands say something, few say a number.
"""

import datetime as dt
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from babel import Locale

Number = int | Decimal
"""A decimal number is written with the decimals that it has."""

_TERRITORIES = {"sv": "SE", "en": "GB"}


@cache
def _locale(language: str) -> "Locale":
    from babel import Locale

    return Locale(language, _TERRITORIES[language])


def number(value: Number, language: str) -> str:
    """Write a number with grouped thousands and the language's decimal sign."""
    from babel.numbers import format_decimal, get_minus_sign_symbol

    locale = _locale(language)
    decimals = max(0, -cast("int", Decimal(value).as_tuple().exponent))
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    # Babel leaves the hyphen of the pattern, which in Swedish is no minus.
    hyphenated = format_decimal(value, pattern, locale=locale)
    return hyphenated.replace("-", get_minus_sign_symbol(locale))


def day(value: dt.date, pattern: str, language: str) -> str:
    """Write a date by a pattern of CLDR, such as ``EEE d/M``."""
    from babel.dates import format_date

    return format_date(value, pattern, locale=_locale(language))


def month_names(language: str) -> dict[str, int]:
    """Return the months by their names and short names, in small letters."""
    from babel.dates import get_month_names

    locale = _locale(language)
    wide = get_month_names("wide", locale=locale).items()
    short = get_month_names("abbreviated", locale=locale).items()
    return {name.casefold().rstrip("."): n for n, name in (*short, *wide)}


class Wording(Formatter):
    """Fills facts into a text of one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def format_field(self, value: object, format_spec: str) -> str:
        """Write one fact as the text asks for it."""
        if format_spec == "n":
            return number(cast("Number", value), self._language)
        if "|" in format_spec:
            one, other = format_spec.split("|")
            form = _locale(self._language).plural_form(cast("Number", value))
            return one if form == "one" else other
        return str(super().format_field(value, format_spec))


@cache
def wording(language: str) -> Wording:
    """Return the wording of a language."""
    return Wording(language)
