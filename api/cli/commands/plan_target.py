"""Where a command puts its plan, and what it may do there."""

from dataclasses import dataclass
from pathlib import Path

from api.cli.stopping import stopping
from api.inputs import Inputs
from api.plan_folder import SavedPlan, save_plan, what_stays, whole_plan
from data.writing.plan_files import check_plan_folder
from scheduler.planning.result import Result


@dataclass(frozen=True)
class PlanTarget:
    """A folder for a plan."""

    folder: Path
    force: bool = False
    """Whether a better plan, or one that somebody changed, may be replaced."""

    def check(self) -> None:
        """Refuse now what would be refused when the plan is made.

        Raises
        ------
        BadInput
            The folder cannot be used.
        """
        check_plan_folder(self.folder, force=self.force)

    def save(self, inputs: Inputs, result: Result) -> SavedPlan:
        """Write the whole plan; a signal is heard until it is on its way into place."""
        files = whole_plan(inputs, result)
        stays = what_stays(self.folder, inputs, result, force=self.force)
        stopping.keep()
        return save_plan(self.folder, files, stays, force=self.force)
