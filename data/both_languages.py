"""What a planner reads, in both languages at once: sentences, names, numbers."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from scheduler.messages import LANGUAGES, catalogue, say, written


class Both(NamedTuple):
    """One text, Swedish first."""

    sv: str
    en: str


def same(text: str) -> Both:
    """Return a text that reads alike in both languages."""
    return Both(text, text)


def both(key: str, **facts: object) -> Both:
    """Return message ``key``; facts that are ``Both`` are said in their language."""
    return Both(*(say(key, lang, **_spoken(facts, lang)) for lang in LANGUAGES))


def _spoken(facts: dict[str, object], language: str) -> dict[str, object]:
    return {
        name: getattr(fact, language) if isinstance(fact, Both) else fact
        for name, fact in facts.items()
    }


def named(area: str, id_: str) -> Both:
    """Return message ``<area>.<id>``, or the bare id where nobody has named it."""
    key = f"{area}.{id_}"
    return both(key) if key in catalogue() else same(id_)


def rule_name(id_: str) -> Both:
    """Return what planners call a rule, or its id."""
    return (
        named("rule", f"{id_}.title")
        if f"rule.{id_}.title" in catalogue()
        else same(id_)
    )


def number(value: float, decimals: int = 0) -> Both:
    """Write a number with grouped thousands and the language's decimal sign."""
    return _exactly(rounded(value, decimals))


def _exactly(value: Decimal) -> Both:
    return Both(*(written.number(value, lang) for lang in LANGUAGES))


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Return a number with so many decimals; what rounds to nothing has no sign."""
    return Decimal(f"{value:.{decimals}f}") + 0


def amount(ore: float) -> Both:
    """Write öre as kronor: whole ones, but nothing that is small as nothing."""
    return _exactly(_kronor(ore))


def _kronor(ore: float) -> Decimal:
    small = abs(ore) < 1_000 and ore % 100 != 0
    return rounded(ore / 100, 2 if small else 0)


def points(ore: float) -> Both:
    """Write what rules weigh, which nobody is paid: a point weighs as a krona."""
    return both("report.points", points=_kronor(ore))


def money(ore: float) -> Both:
    """Write öre as kronor."""
    return both("report.money", amount=_kronor(ore))


def exact_money(ore: int) -> Both:
    """Write öre as kronor and öre."""
    return both("report.money", amount=rounded(ore / 100, 2))


def percent(share: float, decimals: int = 1) -> Both:
    """Write a share as per cent."""
    return both("report.percent", share=rounded(share * 100, decimals))


def with_sign(text: Both, value: float) -> Both:
    """Put a plus before what is written of a positive value, if any of it is seen."""
    is_more = value > 0 and any(digit in text.sv for digit in "123456789")
    return Both(f"+{text.sv}", f"+{text.en}") if is_more else text


def duration(minutes: float) -> Both:
    """Write minutes as ``9 h 30 min``."""
    whole = round(abs(minutes))
    hours, rest = divmod(whole, 60)
    sign = "−" if minutes < 0 and whole else ""
    words = [] if rest and not hours else ["{} h"]
    words += [f"{rest} min"] if rest else []
    text = sign + " ".join(words)
    return Both(*(text.format(name) for name in number(hours)))


def measure(unit: str, value: float = 0) -> Both:
    """Return what a figure is counted in, as it is called after ``value`` of them."""
    key = f"figure.unit.{unit}"
    return both(key, count=abs(value)) if key in catalogue() else same(unit)


def weekday(day: dt.date) -> Both:
    """Return the weekday as one abbreviates it."""
    return Both(*(written.day(day, "ccc", lang) for lang in LANGUAGES))


def day_name(day: dt.date) -> Both:
    """Return weekday and date, as ``mån 21/12`` and ``Mon 21 Dec``."""
    return Both(written.day(day, "EEE d/M", "sv"), written.day(day, "EEE d MMM", "en"))
