"""The published files, as they are written."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Minutes = Annotated[float, Field(ge=0, le=1e6)]
WholeMinutes = Annotated[int, Field(ge=0, le=1_000_000)]


class Format(BaseModel):
    """Part of a published file; what is not needed is not looked at."""

    model_config = ConfigDict(frozen=True, strict=True, allow_inf_nan=False)


class RequiredCaregiver(Format):
    """A service that a patient needs from one caregiver."""

    service: str
    duration: Minutes | None = None
    """``None``: the service's default."""


class Synchronization(Format):
    """How the second of a patient's services follows the first."""

    type: Literal["simultaneous", "sequential"]
    distance: tuple[Minutes, Minutes] | None = None


class Patient(Format):
    """Somebody who is visited once, by one caregiver or two."""

    id: str
    time_window: tuple[Minutes, Minutes]
    required_caregivers: Annotated[
        list[RequiredCaregiver], Field(min_length=1, max_length=2)
    ]
    synchronization: Synchronization | None = None


class Service(Format):
    """What caregivers are able to do."""

    id: str
    default_duration: Minutes | None = None


class Caregiver(Format):
    """Somebody who starts and ends at the office."""

    id: str
    abilities: list[str]


class HomeCareDay(Format):
    """Mankowska's instances, and those from Italian towns."""

    patients: list[Patient]
    services: list[Service]
    caregivers: list[Caregiver]
    distances: list[list[Minutes]]
    """Row and column 0 are the office, the rest the patients in order."""


class PublishedVisit(Format):
    """A visit at the place of its number."""

    id: int
    duration: WholeMinutes
    earliest_start: WholeMinutes
    latest_start: WholeMinutes


class VisitsDay(Format):
    """Bredström's instances: equal staff, hard windows, pairs that start together."""

    staff: Annotated[int, Field(ge=1)]
    horizon: WholeMinutes
    travel: list[list[WholeMinutes]]
    pairs: list[tuple[int, int]]
    visits: list[PublishedVisit]
