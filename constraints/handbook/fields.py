"""Which parameters of a rule a municipality sets."""

from collections.abc import Iterator
from typing import Literal, get_origin

from scheduler.domain.values import CLOCK_FORMAT
from scheduler.rules.rule import Rule

DERIVED = frozenset({"gap_kept"})
"""Parameters that ``constraints.settle`` sets, whatever anybody says."""


def kind_of(type_: type[Rule]) -> str:
    """Return the name of a rule in ``rules.json``."""
    return str(type_.model_fields["kind"].default)


def parameters_of(type_: type[Rule]) -> Iterator[str]:
    """Yield the names of what can be set, in the order of the fields."""
    for name in type_.model_fields:
        if name != "kind" and name not in DERIVED and can_be_set(type_, name):
            yield name


def can_be_set(type_: type[Rule], name: str) -> bool:
    """Whether a field has more than one value, and a meaning for this rule.

    Where a rule says no price of its own, nothing is charged at one.
    """
    if name == "hard":
        return not is_pinned(type_)
    above = [c for c in type_.__mro__ if issubclass(c, Rule) and c is not Rule]
    return any(name in vars(c).get("__annotations__", ()) for c in above)


def is_clock(type_: type[Rule], name: str) -> bool:
    """Whether a parameter is a clock time."""
    field = type_.model_fields.get(name)
    return field is not None and field.json_schema_extra == CLOCK_FORMAT


def is_pinned(type_: type[Rule]) -> bool:
    """Whether the rule is always hard, or always soft."""
    return get_origin(type_.model_fields["hard"].annotation) is Literal
