"""Both languages in one page: marked up so that a switch can show either."""

from markupsafe import Markup, escape

from data.both_languages import Both, both


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
