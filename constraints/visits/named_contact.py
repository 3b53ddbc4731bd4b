"""A client is mostly visited by the named contact person."""

from collections import defaultdict
from collections.abc import Iterator
from math import ceil
from typing import ClassVar, Literal

from pydantic import Field

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Client
from scheduler.domain.values import VisitKind
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.tour_weights import TourWeights


class NamedContact(Rule):
    """The contact person or a backup makes at least a share of a client's visits."""

    id: ClassVar[str] = "R32"
    source: ClassVar[Source] = Source(
        cite="Socialtjänstlagen (2025:400), fast omsorgskontakt i hemtjänsten",
        assumed=True,
    )

    kind: Literal["named_contact"] = "named_contact"
    hard: Literal[False] = False
    share: float = Field(default=0.5, ge=0, le=1, description="Wanted share of visits.")
    price_kr: float = Field(
        default=20, ge=0, description="Each visit short of the share."
    )

    def price_tours(self, weights: TourWeights) -> TourWeights:
        """Tell the engine the share and what a visit short of it costs."""
        return weights.model_copy(
            update={"contact_share": self.share, "contact_missing": self.price}
        )

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Count each client's visits, and those by the contact or a backup."""
        made, by_contact = self._count(view)
        for client in view.problem.clients:
            wanted = self._wanted(made[client.id])
            missing = wanted - by_contact[client.id]
            if missing > 0:
                yield self._short(client, made[client.id], missing, wanted)

    def _count(self, view: PlanView) -> tuple[dict[str, int], dict[str, int]]:
        familiar = {
            c.id: {c.contact, *c.backups} for c in view.problem.clients if c.contact
        }
        made: dict[str, int] = defaultdict(int)
        by_contact: dict[str, int] = defaultdict(int)
        for row in view.plan.visits:
            visit = view.visit(row)
            if visit.client in familiar and visit.kind is not VisitKind.ALARM:
                made[visit.client] += 1
                by_contact[visit.client] += row.employee in familiar[visit.client]
        return made, by_contact

    def _wanted(self, visits: int) -> int:
        """Return the least whole number of visits that is the share."""
        return ceil(round(self.share * visits, 6))

    def _short(self, client: Client, visits: int, missing: int, wanted: int) -> Breach:
        return Breach(
            rule=self.id,
            hard=False,
            amount=missing,
            unit="visits",
            weight=self.price,
            cost=missing * self.price,
            client=client.id,
            found=wanted - missing,
            limit=wanted,
            facts={"visits": visits},
            message="short",
        )
