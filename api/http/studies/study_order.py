"""What somebody asks of a study: worlds, and how hard to try in each."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, Final, Self

from pydantic import ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from api.http.order import LONGEST, RULES_SCHEMA
from api.http.views import ID
from api.what_if.asked_worlds import WORDS
from api.what_if.frontiers import worlds_along
from api.what_if.study import Effort
from api.what_if.world import Asked, World
from data.scenario.patch_place import PatchPlace
from data.scenario.patch_reading import patch_of
from scheduler.domain.described import Described
from scheduler.planning.result import Limits

MOST_WORLDS = 50
_NOTHING: Final = "at_least_one"
"""Code of an order that asks nothing."""

_WORD = Annotated[str, Field(max_length=200)]
_RANGE = Annotated[str, Field(max_length=60, examples=["posts:-1,1,2"])]
_PATCH = {
    "type": "object",
    "examples": [
        {
            "name": "outer team",
            "change": [
                {
                    "file": "employees",
                    "where": {"unit_id": "yttre", "degree_pct": "<75"},
                    "set": {"degree_pct": 100},
                }
            ],
        }
    ],
}


class WorldOrder(Described):
    """What is otherwise in one world: exactly one of these."""

    model_config = ConfigDict(extra="forbid")

    patch: Annotated[Any, WithJsonSchema(_PATCH)] = None
    """A patch as `docs/scenarios.md` has it, as JSON instead of TOML."""
    preset: Annotated[_WORD, Field(examples=["weekends:1/3"])] | None = None
    """A ready-made scenario with its values; `docs/scenarios.md` lists them."""
    add_employee: _WORD | None = None
    """One person more, in all as the one with this id."""
    remove_employee: _WORD | None = None
    """Without the person with this id."""
    weekends: Annotated[_WORD, Field(examples=["1/3"])] | None = None
    """Another weekend pattern for all who have one."""
    absent: Annotated[_WORD, Field(examples=["e002@2026-12-01T06:10"])] | None = None
    """Somebody ill from a moment on, or until `/` and an end."""

    as_of: Annotated[_WORD, Field(examples=["2025-03-31"])] | None = None
    """The agreement as it stood on this day."""

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if len(self.model_fields_set) != 1:
            names = {"names": ", ".join(type(self).model_fields)}
            raise PydanticCustomError("one_of", "exactly one of {names}", names)
        return self

    @property
    def asked(self) -> tuple[str, Any]:
        """What is asked, and in which field."""
        [name] = self.model_fields_set
        return name, getattr(self, name)


class StudyLimits(Described):
    """How hard to try, the same in every world."""

    model_config = ConfigDict(extra="forbid")

    seconds: Annotated[
        float, Field(gt=0, le=LONGEST, allow_inf_nan=False, strict=True)
    ] = 60
    """Wall time of each run."""
    effort: Annotated[int, Field(ge=0, le=10**9, strict=True)] | None = None
    """Thousands of iterations of each run; the clock is then not looked at."""
    seed: Annotated[int, Field(ge=0, lt=2**31, strict=True)] = 0
    """The first."""
    seeds: Annotated[int, Field(ge=1, le=100, strict=True)] = 3
    """How many seeds at first; two at least for a difference to have a margin."""
    most_seeds: Annotated[int, Field(ge=1, le=100, strict=True)] = 5
    """Seeds are added until the margin is narrow enough, but not beyond this."""
    within_pct: Annotated[float, Field(ge=0, le=100, strict=True)] = 1
    """How narrow: the margin as a share of the personnel cost."""
    cores: Annotated[int, Field(ge=1, le=256, strict=True)] = 1
    """Runs at a time."""

    def as_effort(self) -> Effort:
        """Return them as a study takes them."""
        run = self.model_dump(include={"seconds", "effort", "seed"})
        limits = Limits(workers=1, **run)
        within = self.within_pct / 100
        return Effort(limits, self.seeds, self.most_seeds, within)


class StudyOrder(Described):
    """A dataset as it is, and other worlds to compare it with."""

    model_config = ConfigDict(extra="forbid")

    dataset: Annotated[str, Field(examples=[ID])]
    """Id of a dataset, as `POST /v1/datasets` answered."""
    name: Annotated[str, Field(max_length=200)] = ""
    """To know it by; no names of people, please."""
    rules: Annotated[Any, WithJsonSchema(RULES_SCHEMA)] = None
    """As in `rules.json`, instead of the dataset's own; in every world."""
    worlds: Annotated[list[WorldOrder], Field(default=[], max_length=MOST_WORLDS)]
    """What could be otherwise, each beside the base and not on top of each other."""
    frontiers: Annotated[list[_RANGE], Field(default=[], max_length=4)]
    """Ranges of base staffing that are drawn as curves: `posts`, `degrees`, `staffing`
    or `weekends`, with values of your own after a colon. Each value is a world, after
    those of `worlds`."""
    limits: StudyLimits = StudyLimits()
    """How hard to try."""

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.worlds and not self.frontiers:
            names = {"names": "worlds, frontiers"}
            raise PydanticCustomError(_NOTHING, "one of {names}", names)
        return self

    def asked(self, base: World, language: str = "sv") -> Iterator[Asked]:
        """Yield what reads each patch, and tells where it was given."""
        for number, world in enumerate(self.worlds):
            name, value = world.asked
            pointer, is_word = f"/worlds/{number}/{name}", name != "patch"
            place = PatchPlace(f"worlds/{number + 1}", pointer, is_word)
            if name == "patch":
                yield partial(place.made, partial(patch_of, value, place))
            else:
                make = partial(WORDS[name], str(value), base, language)
                yield partial(place.made, make)
        for number, text in enumerate(self.frontiers):
            pointer = f"/frontiers/{number}"
            place = PatchPlace(f"frontiers/{number + 1}", pointer, is_word=True)
            yield from worlds_along(text, base, place, language)
