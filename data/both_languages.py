"""What a planner reads, in both languages at once: sentences, names, numbers."""

from typing import NamedTuple

from scheduler.messages import LANGUAGES, catalogue, say

_THIN = "\N{NARROW NO-BREAK SPACE}"
_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"


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
    text = f"{value:,.{decimals}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    swedish = text.replace(",", _THIN).replace(".", ",").replace("-", _MINUS)
    return Both(swedish, text.replace("-", _MINUS))


def amount_of(ore: float) -> Both:
    """Write öre as kronor: whole ones, but nothing that is small as nothing."""
    small = abs(ore) < 1_000 and ore % 100 != 0
    return number(ore / 100, 2 if small else 0)


def points(ore: float) -> Both:
    """Write what rules weigh, which nobody is paid: a point weighs as a krona."""
    return both("report.points", points=amount_of(ore))


def money(ore: float) -> Both:
    """Write öre as kronor."""
    amount = amount_of(ore)
    return Both(f"{amount.sv}{_SPACE}kr", f"SEK{_SPACE}{amount.en}")


def percent(share: float, decimals: int = 1) -> Both:
    """Write a share as per cent."""
    amount = number(share * 100, decimals)
    return Both(f"{amount.sv}{_SPACE}%", f"{amount.en}%")
