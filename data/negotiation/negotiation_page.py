"""The negotiation pack as a page that prints: a summary, then a sheet per person."""

from functools import cache

from jinja2 import Environment

from data.both_languages import both
from data.handed_out.person_pages import handed_out_pages, period
from data.negotiation.negotiation_pack import NegotiationPack
from data.report.text import environment


def negotiation_html(pack: NegotiationPack) -> bytes:
    """Return the page; it is the same bytes for the same plans."""
    page = _environment().get_template("negotiation.html.j2")
    sides = [
        (both(f"negotiation.{name}"), side.view.problem, period(side.view.problem))
        for name, side in (("old", pack.old), ("new", pack.new))
    ]
    return page.render(pack=pack, sides=sides).encode()


@cache
def _environment() -> Environment:
    made = environment("data.negotiation", "data.handed_out", "data.comparison")
    made.globals |= handed_out_pages().globals
    return made
