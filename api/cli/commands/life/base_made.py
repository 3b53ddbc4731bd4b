"""``bemanna base``: make a base schedule."""

from dataclasses import dataclass
from pathlib import Path

from api.base_schedules import BaseWanted, VacantRowsError, cycle_rules, make_base
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import stopping
from api.inputs import Inputs, read_inputs
from data.base_schedule.base_figures import fact_document
from data.base_schedule.base_files import check_base_folder, write_base
from data.both_languages import rounded
from scheduler.base_schedule.base_search import BaseResult
from scheduler.planning.result import Limits


@dataclass(frozen=True)
class BaseCommand:
    """What is wanted of which dataset, and where it goes."""

    folder: Path
    out: Path
    wanted: BaseWanted
    limits: Limits
    rules: Path | None = None
    force: bool = False


def make_base_schedule(order: BaseCommand, output: Output) -> Exit:
    """Solve, write the folder, and tell what came out.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    check_base_folder(order.out, force=order.force)
    inputs = read_inputs(order.folder, order.rules)
    for unit in order.wanted.units:
        if unit not in inputs.problem.unit:
            return output.refused(output.words("base.no_unit", unit=unit))
    stopping.plan_begins(lambda: output.note(output.words("cli.progress.stopping")))
    try:
        result = make_base(inputs, order.wanted, order.limits, _is_asked, _there)
    except VacantRowsError as error:
        text = output.words("input.base_vacant", value=str(error))
        return output.refused(text)
    if result is None:
        return output.refused(output.words("input.base_nobody"))
    return _written(order, inputs, result, output)


def _is_asked() -> bool:
    """Say whether somebody wants the best so far."""
    return stopping.asked


def _there() -> None:
    """Say that from now on there is something to keep."""
    stopping.has_plan = True


def _written(
    order: BaseCommand, inputs: Inputs, result: BaseResult, output: Output
) -> Exit:
    stopping.keep()
    rules = cycle_rules(inputs.rules)
    written = write_base(inputs.problem, result, rules, order.out, force=order.force)
    facts = fact_document(inputs.problem, result)
    hard = result.judged.hard
    output.tell("base.solved", **{k: facts[k] for k in ("weeks", "rows", "vacant")})
    output.tell("base.worth", **_worth(result))
    output.tell("base.broken" if hard else "base.legal", hard=hard)
    output.tell("cli.wrote.base", path=written.folder)
    code = Exit.OPEN if hard else Exit.DONE
    if stopping.asked:
        code = Exit.INTERRUPTED
        output.tell("base.interrupted")
    return output.document({**facts, "files": {"base": str(written.folder)}}, code)


def _worth(result: BaseResult) -> dict[str, object]:
    staffing = result.judged.staffing
    return {
        "paid": round(result.judged.paid / 100),
        "points": round(result.judged.points / 100),
        "objective": round(result.judged.price / 100),
        "bound": round(result.bound / 100),
        "gap": rounded(100 * result.gap, 1),
        "wanted": round(staffing.wanted / 60),
        "missing": round(staffing.missing / 60),
        "surplus": round(staffing.surplus / 60),
    }
