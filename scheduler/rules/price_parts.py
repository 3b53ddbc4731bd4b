"""What a plan's price is for, pay that is due without a duty apart."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Rule


class PricePart(StrEnum):
    """Parts of a price in the order in which they are shown."""

    DUTIES = "duties"
    """Pay for duties: OB, hourly pay, extra hours and overtime, with PO."""
    TRAVEL = "travel"
    MEETINGS = "continuity"
    CONTRACTS = "contracts"
    HEADCOUNT = "headcount"
    OPEN = "open"
    OTHER = "other"
    """What all other rules charge, and vehicles."""


_CHARGED: Mapping[PricePart, str] = {
    PricePart.TRAVEL: "takes_travel",
    PricePart.MEETINGS: "charges_meetings",
    PricePart.CONTRACTS: "balance_minute",
    PricePart.HEADCOUNT: "counts_present",
    PricePart.OPEN: "charges_open_places",
}
"""What the rule that charges a part tells the bound."""


def parts_of_rules(rules: Iterable[Rule]) -> Mapping[str, PricePart]:
    """Return which part of the price a rule charges, by its id; none for the rest."""
    told = [(rule.id, rule.bound_terms(BoundTerms())) for rule in rules]
    return {
        id_: part
        for id_, terms in told
        for part, field in _CHARGED.items()
        if getattr(terms, field)
    }
