"""Heads that a staffing need asks for: what the model binds and what it prices."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from constraints.kronor import ore_a_minute
from constraints.posting.headcount_literals import NeedPiece
from scheduler.domain.problem import StaffingNeed
from scheduler.roster.variables import STRETCHED_MINUTE
from scheduler.rules.rule import Rule

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExpr

    from scheduler.roster.variables import Roster


class NeededHeads(Rule):
    """As many people as a need asks for, or each minute away from it has a price."""

    hard: bool = Field(default=True, description="Whether ``min`` may not be missed.")
    price_kr: float = Field(
        default=1500, ge=0, description="Each person-hour below min, when soft."
    )
    missing_hour_kr: float = Field(
        default=300, ge=0, description="Each person-hour below want."
    )
    surplus_hour_kr: float = Field(
        default=60, ge=0, description="Each person-hour above max."
    )

    def _post_heads(
        self, roster: "Roster", need: StaffingNeed, piece: NeedPiece
    ) -> "Iterator[LinearExpr]":
        """Bound and price who is present in a piece of a need."""
        present, most, minutes = piece
        model = roster.model
        if need.min and self.hard:
            slack = roster.stretch(self.id, need.unit, need.min, minutes)
            switch = roster.switch(self.kind)
            model.add(present + slack >= need.min).only_enforce_if(switch)
            yield STRETCHED_MINUTE * minutes * slack
        for least, price in self._floors(need):
            lacking = model.new_int_var(0, least, f"{need.unit} lacks {need.start}")
            model.add(present + lacking >= least)
            yield price * minutes * lacking
        if need.max is not None and most > need.max and self.surplus_hour_kr:
            name = f"{need.unit} above {need.start}"
            above = model.new_int_var(0, most - need.max, name)
            model.add(present - above <= need.max)
            yield ore_a_minute(self.surplus_hour_kr) * minutes * above

    def _floors(self, need: StaffingNeed) -> list[tuple[int, int]]:
        """Return the headcounts below which something is paid a minute."""
        soft_min = 0 if self.hard else ore_a_minute(self.price_kr)
        floors = [(need.min, soft_min), (need.want, ore_a_minute(self.missing_hour_kr))]
        return [(least, price) for least, price in floors if least and price]
