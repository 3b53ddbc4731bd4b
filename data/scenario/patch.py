"""A patch: what of a dataset is otherwise in a scenario, as plain, frozen data."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, FiniteFloat, PositiveInt

from data.written_values import Value
from scheduler.domain.values import Frozen


def _one_or_several(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


Scalar = str | int | FiniteFloat | bool
Condition = Annotated[tuple[Scalar, ...], BeforeValidator(_one_or_several)]
"""What a cell may be; a text that begins with ``<``, ``>``, ``<=``, ``>=`` or ``!=``
compares, and a cell with several values fits when one of them does."""
Where = Mapping[str, Condition]
"""By column; all must fit."""


class Addition(Frozen):
    """A new row; what ``set`` does not give is as in the row ``like``, or empty."""

    file: str
    like: str | None = None
    set: Mapping[str, Value]
    at: PositiveInt | None = None
    """The row's number among the rows of the file; the last if left out."""


class Removal(Frozen):
    """Rows that are taken away, and what refers to them."""

    file: str
    where: Where = Field(default={})
    share: float = Field(default=1.0, gt=0, le=1)
    """How much of what fits; the same rows for the same share of the same file, and a
    smaller share takes some of those that a greater one takes."""


class Alteration(Frozen):
    """Cells that get another value: a given one, or the old one reckoned with."""

    file: str
    where: Where = Field(default={})
    share: float = Field(default=1.0, gt=0, le=1)
    set: Mapping[str, Value] = Field(default={})
    times: Mapping[str, FiniteFloat] = Field(default={})
    plus: Mapping[str, FiniteFloat] = Field(default={})
    with_: Mapping[str, Condition] = Field(default={}, alias="with")
    """Values that cells with several values get besides."""
    without: Mapping[str, Condition] = Field(default={})
    """Values that cells with several values lose."""


class Patch(Frozen):
    """Everything that a scenario changes; applied in the order of the fields."""

    format: Annotated[int, Field(ge=1, le=1)] = 1
    name: str = ""
    why: str = ""
    """What the scenario stands for, in a sentence."""
    dataset: Mapping[str, Any] = Field(default={})
    """Keys of ``dataset.toml`` that get another value."""
    agreements: Mapping[str, str] = Field(default={})
    """Agreements (TOML) that lie beside the data, by name."""
    rules: tuple[Mapping[str, Any], ...] = ()
    """As in ``rules.json``; parameters that are not named stay as the base has them."""
    remove: tuple[Removal, ...] = ()
    change: tuple[Alteration, ...] = ()
    add: tuple[Addition, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the scenario is the base."""
        settings = (self.dataset, self.agreements, self.rules)
        return not any((*settings, self.remove, self.change, self.add))
