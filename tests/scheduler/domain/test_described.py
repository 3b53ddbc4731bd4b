"""Models whose fields are described by the docstrings below them."""

from typing import Any

from pydantic import Field

from scheduler.domain.described import Described
from scheduler.domain.values import Frozen


class Bus(Described, Frozen):
    """What people go by."""

    line: str
    """What stands above
    the windscreen."""
    seats: int = 40
    places: int = Field(default=0, description="Standing.")
    """Not this."""
    stops: tuple["Halt", ...] = ()
    """Where it stops, by name."""


class Halt(Described):
    """Where a bus stops."""

    name: str
    """What it is called."""


class NightBus(Bus):
    """What people go by at night."""

    seats: int
    """Fewer than by day."""
    stops: tuple[Halt, ...]


def described(model: type[Described]) -> dict[str, str | None]:
    fields: dict[str, Any] = model.model_json_schema()["properties"]
    return {name: field.get("description") for name, field in fields.items()}


def test_a_field_is_described_by_the_docstring_below_it() -> None:
    assert described(Bus) == {
        "line": "What stands above\nthe windscreen.",
        "seats": None,
        "places": "Standing.",
        "stops": "Where it stops, by name.",
    }


def test_what_a_model_takes_over_is_described_as_there() -> None:
    assert described(NightBus)["line"] == described(Bus)["line"]
    assert described(NightBus)["seats"] == "Fewer than by day."


def test_a_part_is_described_where_it_is_used() -> None:
    halt = Bus.model_json_schema()["$defs"]["Halt"]
    assert halt["properties"]["name"]["description"] == "What it is called."
