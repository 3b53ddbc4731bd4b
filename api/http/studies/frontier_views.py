"""Curves over base staffing, as the service answers them."""

from typing import Literal, Self

from pydantic import Field

from api.http.studies.difference_view import DifferenceView
from data.comparison.frontier import (
    QUANTITIES,
    Curve,
    CurvePoint,
    CurveStep,
    Frontier,
)
from scheduler.audit.certainty import PairedDifference
from scheduler.domain.described import Described


class StaffingView(Described):
    """One staffing of a range."""

    place: float
    """Where it stands on the axis."""
    mark: str = Field(examples=["-1", "1/3"])
    """What stands below it."""
    world: str
    """Name of its world; that of the dataset where it is the base."""
    preset: str = Field(examples=["posts:-1"])
    """The scenario that makes it; empty for the base."""
    is_base: bool
    """Whether it is the dataset as it is."""
    bound: float | None
    """The highest proven: no legal plan weighs less, points."""

    @classmethod
    def of(cls, point: CurvePoint, base: CurvePoint) -> Self:
        """Describe a staffing."""
        return cls(
            place=point.place,
            mark=point.mark,
            world=point.label,
            preset=point.preset,
            is_base=point is base,
            bound=point.bound,
        )


class CurveView(Described):
    """One quantity of every staffing, in their order."""

    key: str = Field(examples=["personnel_cost", "H_above", "must_open", "K01"])
    """A total or a figure's id; `H_above` is extra hours and overtime together."""
    unit: str = Field(examples=["kr", "h", "visits", "people", "%", "points"])
    """Of all values."""
    values: list[float | None]
    """Means over the seeds; `null` where a plan lacks it."""
    half_widths: list[float | None]
    """Of the 95 % interval of the difference to the base."""

    @classmethod
    def of(cls, curve: Curve) -> Self:
        """Describe a curve."""
        return cls(
            key=curve.key,
            unit=curve.unit,
            values=list(curve.values),
            half_widths=list(curve.widths),
        )


class StepView(Described):
    """From one staffing to the next."""

    before: str
    """Name of the world that is left."""
    after: str
    """Name of the world that is come to."""
    cost: DifferenceView | None
    """Personnel cost, SEK."""
    weighed: DifferenceView | None
    """Cost and rules together, points."""
    pays: Literal["yes", "no", "unclear"]
    """Whether it pays for itself."""

    @classmethod
    def of(cls, step: CurveStep) -> Self:
        """Describe a step."""
        return cls(
            before=step.before,
            after=step.after,
            cost=_difference(step.cost),
            weighed=_difference(step.weighed),
            pays=step.pays,
        )


class FrontierView(Described):
    """What base staffing costs and achieves, one value after another."""

    name: str = Field(examples=["posts", "degrees", "staffing", "weekends"])
    """What is varied."""
    staffings: list[StaffingView]
    """In the order of the axis."""
    curves: list[CurveView]
    """Cost, extra hours, open visits, people met, hourly staff, and points."""
    steps: list[StepView]
    """From each staffing to the one after it."""

    @classmethod
    def of(cls, frontier: Frontier) -> Self:
        """Describe a frontier."""
        return cls(
            name=frontier.name,
            staffings=[StaffingView.of(p, frontier.base) for p in frontier.points],
            curves=[CurveView.of(frontier.curve(*q)) for q in QUANTITIES],
            steps=[StepView.of(step) for step in frontier.steps],
        )


def _difference(found: PairedDifference | None) -> DifferenceView | None:
    return None if found is None else DifferenceView(**found.model_dump())
