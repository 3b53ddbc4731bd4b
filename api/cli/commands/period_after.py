"""``bemanna next``: the dataset of the period after a plan."""

from dataclasses import dataclass
from pathlib import Path

from api.cli.commands.written_dataset import tell_dataset
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import stopping
from api.cli.terminal_tables import section_tables
from api.inputs import Rules, read_inputs
from api.next_dataset import last_day, next_dataset
from api.summary import as_document, size_of
from constraints.handbook.handbook import write_handbook
from data.reading.plans import read_plan
from data.writing.dataset_files import check_dataset_folder, write_dataset
from scheduler.domain.problem import Problem


@dataclass(frozen=True)
class PeriodAfter:
    """Which plan is followed, through when, and where the new dataset goes."""

    folder: Path
    plan: Path
    last: str
    """A date, a month or its name."""
    out: Path
    rules: Path | None = None
    repeats: bool = False
    """Whether visits and demand that have dates come again, week after week."""
    force: bool = False


def write_next_period(wanted: PeriodAfter, output: Output) -> Exit:
    """Write the dataset of the days after a plan.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    check_dataset_folder(wanted.out, force=wanted.force)
    inputs = read_inputs(wanted.folder, wanted.rules, judges=True)
    plan = read_plan(wanted.plan, inputs.problem)
    last = last_day(wanted.last, inputs.problem.end)
    if last is None:
        end = inputs.problem.end.isoformat()
        return output.refused(output.words("cli.next.no_such_day", end=end))
    problem = next_dataset(inputs, plan, last, repeats=wanted.repeats)
    return _written(problem, inputs.rules, wanted, output)


def _written(
    problem: Problem, rules: Rules, wanted: PeriodAfter, output: Output
) -> Exit:
    stopping.keep()
    settled = write_handbook(rules).encode()
    written = write_dataset(problem, wanted.out, settled, force=wanted.force)
    days = {"first": problem.start.isoformat(), "last": problem.end.isoformat()}
    output.tell("cli.next", **days)
    size = size_of(problem)
    output.show(section_tables([size], output.language))
    if not problem.visits and not problem.staffing:
        output.tell("cli.next.nothing_to_do")
    files = tell_dataset(written, output)
    return output.document({**days, "files": files} | as_document([size]), Exit.DONE)
