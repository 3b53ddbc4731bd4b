"""Two visits of one person in a model, kept apart by the way between them."""

from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.domain.values import Span


class ModelVisit(NamedTuple):
    """What a model has of a visit that somebody may make."""

    makes: cp_model.IntVar
    """Whether that person does."""
    start: cp_model.IntVar
    window: Span
    """The first and the last moment at which it may begin."""

    @property
    def leeway(self) -> int:
        """Minutes between the first and the last moment."""
        return self.window[1] - self.window[0]


def keep_in_turn(
    model: cp_model.CpModel, pair: tuple[ModelVisit, ModelVisit], gaps: tuple[int, int]
) -> None:
    """Keep two visits apart, if both are a person's.

    ``gaps``: minutes from the start of the first to that of the second at least, and
    from the second to the first.
    """
    ways = [(*pair, gaps[0]), (*pair[::-1], gaps[1])]
    # To spare when both begin as suits that order best.
    slack = [b.window[1] - a.window[0] - gap for a, b, gap in ways]
    if max(slack) >= sum(visit.leeway for visit in pair):
        return
    both = [visit.makes for visit in pair]
    possible = [way for way, minutes in zip(ways, slack, strict=True) if minutes >= 0]
    if not possible:
        model.add_at_most_one(both)
        return
    first = model.new_bool_var("") if len(possible) > 1 else None
    when: list[list[cp_model.LiteralT]]
    when = [[]] if first is None else [[first], [~first]]
    for (a, b, gap), chosen in zip(possible, when, strict=True):
        model.add(b.start - a.start >= gap).only_enforce_if(*both, *chosen)
