"""Both languages in one page: marked up so that a switch can show either."""

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from data.both_languages import (
    Both,
    both,
    day_name,
    exact_money,
    money,
    number,
    percent,
    points,
)


def mark(text: Both) -> Markup:
    """Return a text as HTML; what reads alike in both languages is said once."""
    if text.sv == text.en:
        return escape(text.sv)
    return Markup(
        '<span class="sv" lang="sv">{}</span><span class="en" lang="en">{}</span>'
    ).format(text.sv, text.en)


def attributes(text: Both) -> Markup:
    """Return the attributes from which the switch fills a plain-text element."""
    return Markup('data-sv="{}" data-en="{}"').format(text.sv, text.en)


def say_both(key: str, **facts: object) -> Markup:
    """Return message ``key`` as HTML."""
    return mark(both(key, **facts))


def environment(*packages: str) -> Environment:
    """Return what renders templates of packages, and those that reports share."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(p) for p in (*packages, "data.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "both": mark,
        "attributes": attributes,
        "money": money,
        "exact_money": exact_money,
        "points": points,
        "number": number,
        "percent": percent,
        "day_name": day_name,
    }
    made.globals |= {"t": say_both, "words": both}
    return made
