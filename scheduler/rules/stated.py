"""What all rules of a municipality state together, for each who asks them."""

from collections.abc import Iterable
from functools import reduce

from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Rule
from scheduler.rules.staffing_terms import StaffingTerms
from scheduler.rules.tour_weights import TourWeights


def weights_of(rules: Iterable[Rule]) -> TourWeights:
    """Return the tour engine's prices."""
    return reduce(lambda weights, rule: rule.price_tours(weights), rules, TourWeights())


def line_limits_of(rules: Iterable[Rule]) -> LineLimits:
    """Return what a person's line of duties must keep, and what it costs."""
    return reduce(lambda limits, rule: rule.limit_lines(limits), rules, LineLimits())


def break_terms_of(rules: Iterable[Rule]) -> BreakTerms:
    """Return what the breaks of a shift must achieve."""
    return reduce(lambda terms, rule: rule.break_terms(terms), rules, BreakTerms())


def staffing_terms_of(rules: Iterable[Rule]) -> StaffingTerms:
    """Return what headcount is worth, and who makes it up."""
    return reduce(
        lambda terms, rule: rule.staffing_terms(terms), rules, StaffingTerms()
    )


def bound_terms_of(rules: Iterable[Rule]) -> BoundTerms:
    """Return what the lower bound may rely on."""
    return reduce(lambda terms, rule: rule.bound_terms(terms), rules, BoundTerms())
