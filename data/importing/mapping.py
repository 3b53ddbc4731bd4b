"""Which column of an export means what, and what stands in for what it cannot say."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from data.importing.export_words import ExportKind, plain_word
from data.importing.name_numbers import KnownNumbers
from scheduler.domain.values import Frozen


class StartingValues(Frozen):
    """What no export says: sensible values to begin with, each to be looked at."""

    start: date | None = None
    """First day of the plan; worked out from the files where it is not given."""
    days: int | None = Field(None, ge=1, le=366)
    agreement: str = "AB"
    window_minutes: int = Field(30, ge=0, le=240)
    """How far from its exported time a visit may start, either way."""
    visit_kind: str = "care"
    visit_priority: int = Field(1, ge=1, le=3)
    role: str = "vb"
    employment: Literal["monthly", "hourly"] = "monthly"
    degree_pct: float = Field(100, ge=1, le=100)
    week_minutes: int = Field(2220, ge=600, le=2400)
    monthly_pay: float = Field(29_000, ge=1, le=500_000)
    transport: Literal["car", "bike", "walk"] = "car"
    day_break: str = Field("09:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    weekends: str = "1/2"
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    """Where units are that nothing else says where; else amid their clients."""


class SourceMapping(Frozen):
    """How one sort of file is read, this month and the next."""

    kind: ExportKind
    file: str = ""
    """What it was called when this was made; not looked at."""
    columns: Mapping[str, str]
    """The heading for each field."""
    values: Mapping[str, Mapping[str, str]] = {}
    """What values mean that are not among the known words, by field."""

    def fits(self, headings: Sequence[str]) -> bool:
        """Whether all that it reads stands among these headings."""
        known = {plain_word(heading) for heading in headings}
        return all(plain_word(heading) in known for heading in self.columns.values())


class ExportMapping(Frozen):
    """Everything that was decided about a municipality's exports."""

    sources: tuple[SourceMapping, ...] = ()
    starting: StartingValues = StartingValues()
    skipped: tuple[str, ...] = ()
    """Files, or sheets of workbooks, that are not read, as they are called."""
    numbers: KnownNumbers = KnownNumbers()
    """Who was given which number, having only a name."""

    def for_headings(
        self, headings: Sequence[str], kind: ExportKind | None = None
    ) -> SourceMapping | None:
        """Return how a file with these headings was read before, if it was."""
        fitting = [
            source
            for source in self.sources
            if kind in (None, source.kind) and source.fits(headings)
        ]
        return max(fitting, key=lambda source: len(source.columns), default=None)

    def with_days(self, start: date | None, days: int | None) -> "ExportMapping":
        """Return it with other days of the plan, as far as they are given."""
        given = {"start": start, "days": days}
        fresh = {name: value for name, value in given.items() if value is not None}
        starting = self.starting.model_copy(update=fresh)
        return self.model_copy(update={"starting": starting})

    def with_sources(self, sources: Iterable[SourceMapping]) -> "ExportMapping":
        """Return it with other sources; those of files not here today stay."""
        fresh = tuple(sources)
        read = [(s.kind, frozenset(s.columns.values())) for s in fresh]
        older = tuple(
            s
            for s in self.sources
            if (s.kind, frozenset(s.columns.values())) not in read
        )
        return self.model_copy(update={"sources": (*fresh, *older)})
