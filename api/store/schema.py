"""What is kept: datasets as they were read, jobs from ordered to done."""

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Operation(StrEnum):
    """What is ordered.

    ``validate``: read everything and look for what no plan can do.
    ``evaluate``: audit and price the plan that is sent along.
    ``solve``: plan, from the plan that is sent along if there is one.
    ``study``: plan the dataset and other worlds, and compare them.
    ``robustness``: live through sick days with some schedules.
    """

    VALIDATE = "validate"
    EVALUATE = "evaluate"
    SOLVE = "solve"
    STUDY = "study"
    ROBUSTNESS = "robustness"


OF_SCHEDULES = (Operation.VALIDATE, Operation.EVALUATE, Operation.SOLVE)
"""What is about one schedule."""


class JobState(StrEnum):
    """The life of a job.

    ``queued`` waits for its turn; ``running``. Then one of these, for good:
    ``completed`` ended by itself (``status`` says with what); ``incomplete`` was
    stopped, or met a defect (``error`` says so), and kept the best plan so far;
    ``cancelled`` was stopped before there was a plan; ``failed`` (``error`` says why).
    """

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    INCOMPLETE = "incomplete"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, also in databases that do not keep the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Say that what was stored is UTC."""
        return value and value.replace(tzinfo=UTC)


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """Root of the tables."""


class Dataset(Base):
    """A dataset that was found right; never changed."""

    __tablename__ = "datasets"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """From the content: the same content has the same id."""
    content: Mapped[str] = mapped_column(Text, deferred=True)
    """The JSON document, its rules included."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    name: Mapped[str] = mapped_column(Text)
    """To know it by; somebody may give it another."""
    series: Mapped[str] = mapped_column(Text, server_default="")
    """What it calls itself: periods and parts of one name belong together."""
    start: Mapped[date]
    days: Mapped[int]
    size: Mapped[str] = mapped_column(Text)
    """JSON: how much there is of what."""
    told_from: Mapped[str | None] = mapped_column(String(32))
    """The dataset that this one was kept from with a change, or is a part of: people
    were told of the same days."""

    __table_args__ = (Index("ix_datasets_created_at", "created_at", "id"),)


class Job(Base):
    """An order, and what became of it; amounts in öre."""

    __tablename__ = "jobs"

    number: Mapped[int] = mapped_column(primary_key=True)
    """The order in which jobs came in."""
    id: Mapped[str] = mapped_column(String(32), unique=True)
    dataset_id: Mapped[str] = mapped_column(ForeignKey("datasets.id"), index=True)
    operation: Mapped[Operation] = mapped_column(String(16))
    state: Mapped[JobState] = mapped_column(
        String(16), default=JobState.QUEUED, index=True
    )
    name: Mapped[str] = mapped_column(String(200), default="")
    order: Mapped[str] = mapped_column("ordered", Text, deferred=True)
    """JSON: rules, plan and limits as they were sent."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of all that was ordered."""
    key: Mapped[str | None] = mapped_column("idempotency_key", String(255), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    restarts: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often it was begun anew because the process that ran it died."""
    begun: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often it was begun: who began it earlier may write no more."""
    leased_until: Mapped[datetime | None] = mapped_column(Moment)
    """When whoever runs it counts as dead, unless heard of before."""
    holder: Mapped[str | None] = mapped_column(String(32))
    """Which process runs it, or ran it last."""
    last_plan: Mapped[str | None] = mapped_column(Text, deferred=True)
    """JSON: the best plan while it runs, to go on from if its process dies."""
    stop_asked: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether whoever runs it is to end it."""
    phase: Mapped[str | None] = mapped_column(String(32))
    seconds: Mapped[float | None] = mapped_column(Float)
    price: Mapped[int | None] = mapped_column(BigInteger)
    paid: Mapped[int | None] = mapped_column(BigInteger)
    """What of the price is personnel cost."""
    bound: Mapped[int | None] = mapped_column(BigInteger)
    open_visits: Mapped[int | None]
    hard_breaches: Mapped[int | None]
    near_limits: Mapped[int | None]
    """How many people are near a limit of hours, days or balance."""
    status: Mapped[str | None] = mapped_column(String(32))
    """How planning ended: a ``scheduler.planning.result.Status``."""
    error: Mapped[str | None] = mapped_column(String(32))
    """A key of the catalogue: ``job.error.<error>``."""
    findings: Mapped[str | None] = mapped_column(Text, deferred=True)
    """JSON: what ``validate`` found."""
    result: Mapped[str | None] = mapped_column(Text, deferred=True)
    """JSON: the ``scheduler.planning.result.Result``, or what else was found."""
    tally: Mapped[str | None] = mapped_column(Text)
    """JSON: how far a study is, or living through sick days."""

    @property
    def is_of_schedule(self) -> bool:
        """Whether it is about one schedule."""
        return self.operation in OF_SCHEDULES

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state not in (JobState.QUEUED, JobState.RUNNING)

    @property
    def has_plan(self) -> bool:
        """Whether it is over and came to a plan, which was judged."""
        return self.is_over and self.hard_breaches is not None


class JobStep(Base):
    """A moment at which something new was known of a job; amounts in öre."""

    __tablename__ = "job_steps"

    job_id: Mapped[str] = mapped_column(
        ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1, without gaps."""
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    phase: Mapped[str] = mapped_column(String(32))
    price: Mapped[int | None] = mapped_column(BigInteger)
    paid: Mapped[int | None] = mapped_column(BigInteger)
    """What of the price is personnel cost."""
    bound: Mapped[int | None] = mapped_column(BigInteger)
    open_visits: Mapped[int | None]
    hard_breaches: Mapped[int | None]


class TrialRound(Base):
    """One round of sick days that some schedules have behind them."""

    __tablename__ = "trial_rounds"

    job_id: Mapped[str] = mapped_column(
        ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 0, without gaps."""
    days: Mapped[str] = mapped_column(Text)
    """JSON: the days, by schedule."""


class StudyFile(Base):
    """A file that people open of what a study found."""

    __tablename__ = "study_files"

    job_id: Mapped[str] = mapped_column(
        ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class LifeRow(Base):
    """One thing that happened to the plan of a job."""

    __tablename__ = "life_events"

    number: Mapped[int] = mapped_column(primary_key=True)
    """The order in which things happened."""
    job_id: Mapped[str] = mapped_column(
        ForeignKey("jobs.id", ondelete="CASCADE"), index=True
    )
    dataset_id: Mapped[str] = mapped_column(String(32))
    publication: Mapped[int | None]
    """Which publication of the dataset it is; no two have one number."""
    event: Mapped[str] = mapped_column(Text)
    """JSON: a ``data.life.plan_life.LifeEvent``."""

    __table_args__ = (UniqueConstraint("dataset_id", "publication"),)


class ScheduleDraft(Base):
    """A schedule that planners change by hand."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    schedule_id: Mapped[str] = mapped_column(String(32), index=True)
    """The schedule that it was begun from."""
    name: Mapped[str] = mapped_column(String(200))
    author: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class DraftEdit(Base):
    """One change of a draft; they are numbered from 1, without gaps."""

    __tablename__ = "draft_edits"

    draft_id: Mapped[str] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    edit: Mapped[str] = mapped_column(Text)
    """JSON: what was asked; or ``undo``, which takes back the one before it."""
    places: Mapped[str] = mapped_column(Text)
    """What it is about, a line each."""
    author: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)


class PersonLink(Base):
    """An address at which one person's schedule is seen without any other right."""

    __tablename__ = "person_links"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The secret part of the address."""
    series: Mapped[str] = mapped_column(Text)
    """The name of the datasets, one for each period, whose schedules it shows."""
    employee_id: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(200))
    """Who made it."""
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (Index("ix_person_links_whose", "series", "employee_id"),)
