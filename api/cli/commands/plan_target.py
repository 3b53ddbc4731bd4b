"""Where a command puts its plan, and what it may do there."""

from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from api.cli.stopping import stopping
from api.inputs import Inputs
from api.plan_folder import (
    HeldPlan,
    SavedPlan,
    held_plan,
    save_plan,
    what_stays,
    whole_plan,
)
from data.disk.uncollected import uncollected
from data.life.life_file import FILE as LIFE
from data.life.life_file import life_bytes
from data.life.plan_life import PlanLife, made, plan_digest
from data.report import with_life
from data.writing.plan_files import REPORT, check_plan_folder
from scheduler.domain.plan import Plan
from scheduler.planning.result import Result


@dataclass(frozen=True)
class PlanTarget:
    """A folder for a plan."""

    folder: Path
    force: bool = False
    """Whether a better plan, or one that somebody changed, may be replaced."""
    by: str | None = None
    """Who makes the plan; whoever is logged in if left out."""

    def check(self) -> None:
        """Refuse now what would be refused when the plan is made.

        Raises
        ------
        BadInput
            The folder cannot be used.
        """
        check_plan_folder(self.folder, force=self.force)

    def held(self, inputs: Inputs) -> HeldPlan | None:
        """Judge the plan that is there, if it must be better to stay."""
        return None if self.force else held_plan(self.folder, inputs)

    def save(
        self,
        inputs: Inputs,
        result: Result,
        held: HeldPlan | None = None,
        parent: Plan | None = None,
    ) -> SavedPlan:
        """Write the whole plan; a signal is heard until it is on its way into place.

        Parameters
        ----------
        held
            What was there before, if that was judged already.
        parent
            The plan that it came from.
        """
        with uncollected():
            whole = whole_plan(inputs, result)
        if result.plan is not None:
            life = self._life(result.plan, parent)
            whole.files[LIFE] = life_bytes(life)
            if REPORT in whole.files:  # the workbook goes on without: people change it
                whole.files[REPORT] = with_life(whole.files[REPORT], life)
        stays = what_stays(self.folder, inputs, result, held, force=self.force)
        stopping.keep()
        return save_plan(self.folder, whole, stays, force=self.force)

    def _life(self, plan: Plan, parent: Plan | None) -> PlanLife:
        by = _logged_in() if self.by is None else self.by
        source = None if parent is None else plan_digest(parent)
        return PlanLife(events=(made(plan, by, source),))


def _logged_in() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # nobody is called so, as in some containers
        return ""
