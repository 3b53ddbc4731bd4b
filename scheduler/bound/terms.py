"""What the rules charge and forbid, as far as the bound relies on it.

The bound may only promise what the audit will charge. So it asks the rules it was
given, by kind, for their public fields; a rule that is not there promises nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

from scheduler.rules.rule import Rule
from scheduler.rules.tour_weights import TourWeights


@dataclass(frozen=True)
class Terms:
    """A municipality's rules, made whole (statutory ones are all there)."""

    rules: Sequence[Rule]

    @cached_property
    def _by_kind(self) -> Mapping[str, Rule]:
        return {rule.kind: rule for rule in self.rules}

    @cached_property
    def weights(self) -> TourWeights:
        """The prices of visits, as the rules state them."""
        return reduce(lambda w, rule: rule.price_tours(w), self.rules, TourWeights())

    def has(self, *kinds: str) -> bool:
        """Whether all these rules are there."""
        return all(kind in self._by_kind for kind in kinds)

    @property
    def knows_visits(self) -> bool:
        """Whether visits keep windows, crews and lengths, and cost when left open."""
        return self.has("visits_done", "visit_window", "double_staffing")

    def forbids(self, kind: str) -> bool:
        """Whether the rule is there, and hard."""
        return kind in self._by_kind and self._by_kind[kind].hard

    def number(self, kind: str, field: str) -> float:
        """Return a field of a rule; 0 where there is no such rule or field."""
        return float(getattr(self._by_kind.get(kind), field, 0))

    def price(self, kind: str, field: str) -> int:
        """Return a price in kr as öre."""
        return round(100 * self.number(kind, field))

    def minute_price(self, kind: str, field: str) -> int:
        """Return a price in kr an hour as öre a minute."""
        return round(100 * self.number(kind, field) / 60)
