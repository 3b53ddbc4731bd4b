"""One solver on one day, timed and judged."""

from dataclasses import dataclass
from datetime import date
from time import perf_counter

from benchmarks.routing.instances.day import VisitDay
from benchmarks.routing.rivals.judge import judge
from benchmarks.routing.rivals.rivals import Solver
from scheduler.domain.values import Frozen

LINE = "{:<10} {:<5} {:<8} {:>6} {:>8} {:>6} {:>9} {:>13} {:>14} {:>8} {:>9}"
HEADING = LINE.format(
    "date",
    "staff",
    "solver",
    "visits",
    "left out",
    "duties",
    "open must",
    "open optional",
    "travel minutes",
    "seconds",
    "s to best",
)


@dataclass(frozen=True)
class Allowance:
    """What every solver gets."""

    seconds: float
    workers: int
    seed: int


class Bout(Frozen):
    """What came of it."""

    date: date
    short: bool
    solver: str
    visits: int
    left_out: int
    """Visits of the date that not every solver can express: nobody was given them."""
    duties: int
    open_must: int
    open_optional: int
    travel_minutes: float
    seconds: float
    """Until the solver returned, starting its processes included."""
    seconds_to_best: float
    faults: tuple[str, ...]
    """Why the answer does not hold; nothing where it does."""


def fight(day: VisitDay, name: str, solver: Solver, given: Allowance) -> Bout:
    """Give a solver a day, and judge what it says."""
    began = perf_counter()
    answer = solver(
        day.instance, seconds=given.seconds, workers=given.workers, seed=given.seed
    )
    took = perf_counter() - began
    verdict = judge(day.instance, answer)
    return Bout(
        date=day.date,
        short=day.short,
        solver=name,
        visits=len(day.visits),
        left_out=day.left_out,
        duties=len(day.work),
        open_must=verdict.open_must,
        open_optional=verdict.open_optional,
        travel_minutes=verdict.driven / day.instance.scale,
        seconds=round(took, 2),
        seconds_to_best=round(answer.seconds_to_best, 2),
        faults=verdict.faults,
    )


def line(bout: Bout) -> str:
    """Return one bout on one line, and its faults below."""
    text = LINE.format(
        f"{bout.date}",
        "short" if bout.short else "full",
        bout.solver,
        bout.visits,
        bout.left_out,
        bout.duties,
        bout.open_must,
        bout.open_optional,
        f"{bout.travel_minutes:.0f}",
        f"{bout.seconds:.1f}",
        f"{bout.seconds_to_best:.1f}",
    )
    return "\n".join((text, *(f"  {fault}" for fault in bout.faults)))
