"""What every rule must be able to do. The rules themselves are in constraints/."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Iterable, Mapping
from math import inf
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticKnownError

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Frozen, Instant
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.shared_burden import SharedBurden
from scheduler.rules.staffing_terms import StaffingTerms
from scheduler.rules.tour_weights import TourWeights

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from scheduler.roster.variables import Roster


MOST = 10_000_000
"""What no number of a rule exceeds, so that sums of prices fit in 64 bits."""


class Source(Frozen):
    """Where a rule comes from; how it is read is ``rule.<id>.reading``."""

    cite: str
    url: str = ""
    assumed: bool = False
    """True where nobody could verify a value: reports show it as an assumption."""


class Compensation(Frozen):
    """The rest that makes up for one that a rule lets be shorter; minutes in a row."""

    owed: int
    given: int
    start: Instant
    """When the rest that is given begins."""

    @property
    def is_enough(self) -> bool:
        """Whether as much is given as is owed."""
        return self.given >= self.owed


class Breach(Frozen):
    """One breach, as facts. ``Rule.explain`` turns it into a sentence."""

    rule: str
    hard: bool
    amount: int
    unit: str
    weight: int = 0
    """Öre for one unit; 0 for a hard rule."""
    cost: int = 0
    """Öre; ``amount * weight`` unless the rule says otherwise."""
    employee: str | None = None
    client: str | None = None
    visit: str | None = None
    date: dt.date | None = None
    found: int | None = None
    limit: int | None = None
    facts: Mapping[str, str | int] = {}
    """What the sentence needs besides."""
    compensation: Compensation | None = None
    """Where it is no breach but a lawful exception, what makes up for it."""
    message: str = "breach"
    """Which sentence of the rule applies: ``<rule id>.<message>`` in the catalogue."""


class Rule(Frozen, ABC):
    """A rule is its parameters, plus what it can do with them.

    ``post`` and ``check`` state the same rule twice, on purpose: once as something
    the solver may not do, once as something a reader can find in a finished plan.
    They share parameters and never share code.
    """

    id: ClassVar[str]
    """The id of ``domain/rules.md``: R01 …"""
    source: ClassVar[Source]
    statutory: ClassVar[bool] = False
    """Law: cannot be made soft or switched off."""

    pairwise: ClassVar[bool] = False
    """Whether it can be judged on two duties of one person in a row, alone."""

    binds_longer_shift: ClassVar[bool] = False
    """Whether a shift made longer must keep it: it is judged on one person's own
    shifts (rest, hours, breaks), and is not about which times a shift type has."""

    lacks: ClassVar[Literal["skill", "wish"] | None] = None
    """What is missing to somebody whom this rule alone keeps from a visit."""

    guards_rest: ClassVar[bool] = False
    """Whether its breaches count as broken rest in the figures."""

    musts: ClassVar[frozenset[str]] = frozenset()
    """Breaches (by ``message``) that have a price and yet are no wishes: what must be
    done is left open."""

    unfinished: ClassVar[frozenset[str]] = frozenset()
    """Breaches (by ``message``) that more work beside what is there would mend."""

    orders_visits: ClassVar[bool] = False
    """Whether it keeps a visit at its distance from the one that it follows."""

    breaks_without_work: ClassVar[bool] = False
    """Whether work only adds to its breaches: what the empty plan breaks, all do."""

    kind: str
    hard: bool = True
    price_kr: float = Field(default=0, ge=0)
    """Price of one unit of breach, kr, when the rule is soft."""

    @field_validator("*")
    @classmethod
    def _is_within_reason(cls, value: object) -> object:
        if isinstance(value, int | float) and MOST < value < inf:
            raise PydanticKnownError("less_than_equal", {"le": MOST})
        return value

    @property
    def price(self) -> int:
        """Öre for one unit of breach; 0 when the rule is hard."""
        return 0 if self.hard else round(self.price_kr * 100)

    def within(self, units: Collection[str]) -> "Rule":
        """Return the rule as it is for some of the units, by themselves."""
        return self

    def post(self, roster: "Roster") -> "Iterable[LinearExprT]":
        """Add the rule to the roster model; return its costs in öre.

        Visit rules have nothing to say here: the tour engine enforces them.
        """
        return ()

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the rule, taken alone, lets this person work this one shift.

        A rule that forbids single shifts says so here and posts it from here; the
        planner also uses it to leave impossible options out of the model.
        """
        return True

    def allows_visit(self, view: PlanView, employee: Employee, visit: Visit) -> bool:
        """Whether the rule lets this person make this visit, whoever else does."""
        return True

    def looks_at(self, visit: Visit) -> Hashable:
        """Return what :meth:`allows_visit` looks at in a visit.

        Of visits that are alike in it the rule is asked once.
        """
        return visit.id

    def price_tours(self, weights: TourWeights) -> TourWeights:
        """Put the rule's prices among those that the tour engine minimises."""
        return weights

    def limit_lines(self, limits: LineLimits) -> LineLimits:
        """Put what the rule says of one person's line among the search's limits."""
        return limits

    def shared_burdens(self, problem: Problem) -> Iterable[SharedBurden]:
        """Tell searches and bound what colleagues are to bear alike, and its price."""
        return ()

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Put what every legal plan keeps and pays among what the bound relies on."""
        return terms

    def price_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> int:
        """Return öre for this person's one shift, whatever else is worked.

        Below zero where it saves what a day off would cost (a wish to work). A rule
        that charges single shifts says so here and posts it from here.
        """
        return 0

    def break_terms(self, terms: BreakTerms) -> BreakTerms:
        """Put what the rule asks of breaks where whoever lays them reads it."""
        return terms

    def staffing_terms(self, terms: StaffingTerms) -> StaffingTerms:
        """Put what headcount is worth to the rule where whoever staffs reads it."""
        return terms

    @abstractmethod
    def check(self, view: PlanView) -> Iterable[Breach]:
        """Find every breach in a finished plan, however it was made."""

    def explain(self, breach: Breach, language: str = "sv") -> str:
        """Return one sentence that a planner understands."""
        from scheduler.messages import say

        shown = breach.model_dump(exclude={"facts", "message", "compensation"})
        return say(
            f"{self.id}.{breach.message}", language, **shown | dict(breach.facts)
        )
