"""What all rules of a municipality state together, for each who asks them."""

from collections.abc import Iterable

from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Rule
from scheduler.rules.staffing_terms import StaffingTerms
from scheduler.rules.tour_weights import TourWeights


def weights_of(rules: Iterable[Rule]) -> TourWeights:
    """Return the tour engine's prices."""
    weights = TourWeights()
    for rule in rules:
        weights = rule.price_tours(weights)
    return weights


def line_limits_of(rules: Iterable[Rule]) -> LineLimits:
    """Return what a person's line of duties must keep, and what it costs."""
    limits = LineLimits()
    for rule in rules:
        limits = rule.limit_lines(limits)
    return limits


def break_terms_of(rules: Iterable[Rule]) -> BreakTerms:
    """Return what the breaks of a shift must achieve."""
    terms = BreakTerms()
    for rule in rules:
        terms = rule.break_terms(terms)
    return terms


def staffing_terms_of(rules: Iterable[Rule]) -> StaffingTerms:
    """Return what headcount is worth, and who makes it up."""
    terms = StaffingTerms()
    for rule in rules:
        terms = rule.staffing_terms(terms)
    return terms


def bound_terms_of(rules: Iterable[Rule]) -> BoundTerms:
    """Return what the lower bound may rely on."""
    terms = BoundTerms()
    for rule in rules:
        terms = rule.bound_terms(terms)
    return terms
