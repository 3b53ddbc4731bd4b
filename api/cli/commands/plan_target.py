"""Where a command puts its plan, and what it may do there."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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

    def held(self, inputs: Inputs) -> HeldPlan | None:
        """Judge the plan that is there, if it must be better to stay."""
        return None if self.force else held_plan(self.folder, inputs)

    def save(
        self, inputs: Inputs, result: Result, held: HeldPlan | None = None
    ) -> SavedPlan:
        """Write the whole plan; a signal is heard until it is on its way into place.

        ``held`` is what was there before, if that was judged already.
        """
        with _uncollected():
            whole = whole_plan(inputs, result)
        stays = what_stays(self.folder, inputs, result, held, force=self.force)
        stopping.keep()
        return save_plan(self.folder, whole, stays, force=self.force)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let garbage be: looking for it takes a quarter of the time, and finds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
