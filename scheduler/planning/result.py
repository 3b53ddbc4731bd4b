"""What a caller asks of the planner, hears while it works, and gets."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb
from typing import Self

from pydantic import Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from scheduler.audit.audit import Audit
from scheduler.domain.described import Described
from scheduler.domain.plan import Plan
from scheduler.domain.values import Frozen
from scheduler.explain.late_visit import LateVisit
from scheduler.proofs.proof import Proof
from scheduler.rules.price_parts import PricePart


class Status(StrEnum):
    """How planning ended, or what became of a plan that was judged."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NO_PLAN_IN_TIME = "no_plan_in_time"
    BREAKS_RULES = "breaks_rules"
    """Of a plan that was only judged: it is not legal, and others may be."""


class Limits(Frozen):
    """How hard to try.

    ``seconds`` is wall time; with ``effort`` (iterations of the search, in thousands)
    the clock is not looked at and the same input gives the same plan.
    """

    seconds: NonNegativeFloat | None = 180.0
    effort: NonNegativeInt | None = None
    workers: PositiveInt = 2
    seed: int = 0


class Progress(Frozen):
    """Where the planner is; amounts in öre, ``None`` while unknown."""

    phase: str
    """Key of the catalogue: ``phase.<phase>``."""
    seconds: float
    left: float | None = None
    """Seconds that the phase takes yet, about, where that is known."""
    price: int | None = None
    paid: int | None = None
    """The personnel cost of the best plan so far, which is part of its price."""
    bound: int | None = None
    open_visits: int | None = None
    """Must-visits not done in the best plan so far."""
    hard_breaches: int | None = None
    plan: Plan | None = Field(default=None, exclude=True, repr=False)
    """The best plan so far, for whoever wants to begin from it another time."""


class LeastCost(Frozen):
    """What every legal plan costs at least, öre, by what it is for.

    The parts are proved together: this is how the bound is made up where it is least,
    and a plan may pay less of one where it pays more of another.
    """

    fixed: int
    """Monthly pay, sick pay and PO, which are due without a duty; exact."""
    parts: Mapping[PricePart, int] = {}
    """All else."""

    @property
    def total(self) -> int:
        """All of it."""
        return self.fixed + max(0, sum(self.parts.values()))


class Conflict(Described, Frozen):
    """Rules or facts that cannot all hold, in words, with what would help."""

    rules: tuple[str, ...] = ()
    """Ids of the rules; none where facts alone stand in the way."""
    message_sv: str
    """In Swedish."""
    message_en: str
    """In English."""
    is_proof: bool = Field(default=False, exclude=True)
    """Whether it shows that no legal plan exists."""


class Defect(Frozen):
    """What went wrong in the program; not the error's text, which may quote people."""

    kind: str
    place: str
    """File and line."""

    @classmethod
    def of(cls, error: BaseException) -> Self:
        """Return what may be told of an error."""
        last = extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return cls(kind=type(error).__name__, place=place)


class Result(Frozen):
    """What came out."""

    status: Status
    plan: Plan | None = None
    audit: Audit | None = None
    least: LeastCost | None = None
    """What ``bound`` is made of."""
    bound: int | None = None
    """Öre that any legal plan must cost at least; none beside a plan that is not."""
    seconds: float
    seed: int
    workers: int
    interrupted: bool = False
    defect: Defect | None = None
    """What ended planning before its time; the plan is the best until then."""
    only_judged: bool = False
    """Whether the plan was handed in and no better one was looked for."""
    conflicts: tuple[Conflict, ...] = ()
    late: tuple[LateVisit, ...] = ()
    proofs: tuple[Proof, ...] = ()
    """What is proved of each must-visit that the plan leaves open."""

    @property
    def objective(self) -> int | None:
        """Öre; the audit's price."""
        return None if self.audit is None else self.audit.objective

    @property
    def gap(self) -> float | None:
        """How far the price may be above the best possible, as a share of the price.

        A plan that breaks hard rules has none: the bound is one of legal plans.
        """
        judged, bound = self.audit, self.bound
        if judged is None or bound is None or judged.hard_breaches:
            return None
        price = judged.objective
        return (price - bound) / price if price > 0 else None
