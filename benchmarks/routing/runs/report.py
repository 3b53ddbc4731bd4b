"""What people read of the runs: a line for each, and a summary of each family."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean

from benchmarks.routing.runs.table import SolverRun

LINE = "{:<56} {:>4} {:>12} {:>12} {:>9} {:>8} {:>13}"
HEADING = LINE.format(
    "instance", "seed", "cost", "best known", "gap %", "s to best", "steps"
)

SUMMARY = "{:<10} {:>9} {:>5} {:>8} {:>11} {:>11} {:>14} {:>12}  {}"
SUMMARY_HEADING = (
    "family",
    "instances",
    "runs",
    "invalid",
    "mean gap %",
    "worst gap %",
    "proved optima",
    "new best on",
    "worst instance",
)


def line(run: SolverRun) -> str:
    """Return one run on one line."""
    gap = run.gap_percent
    return LINE.format(
        run.instance,
        run.seed,
        "invalid" if run.cost is None else number(run.cost),
        "" if run.best_known is None else str(run.best_known),
        "" if gap is None else f"{gap:+.2f}",
        f"{run.seconds_to_best:.1f}",
        f"{run.steps:,}",
    )


def number(cost: float) -> str:
    """Return the cost with the decimals that it has, six at most."""
    return f"{cost:.6f}".rstrip("0").rstrip(".")


def summary(runs: Sequence[SolverRun]) -> Iterator[str]:
    """Yield mean and worst gap of each family, optima hit and new bests."""
    yield ""
    yield SUMMARY.format(*SUMMARY_HEADING)
    for family in dict.fromkeys(run.family for run in runs):
        members = [run for run in runs if run.family == family]
        yield SUMMARY.format(family, *_figures(members))


def new_bests(runs: Iterable[SolverRun]) -> Iterator[str]:
    """Yield, for each instance on which nothing as cheap is published, by how much."""
    best: dict[str, SolverRun] = {}
    for run in runs:
        known = best.get(run.instance)
        if run.is_new_best and (known is None or _cost(run) < _cost(known)):
            best[run.instance] = run
    for name, run in best.items():
        yield f"new best on {name}: {number(_cost(run))}, published {run.best_known}"


def _cost(run: SolverRun) -> float:
    return float("inf") if run.cost is None else run.cost


def _figures(runs: Sequence[SolverRun]) -> list[str]:
    means = _mean_gaps(runs)
    worst = max(means, key=lambda name: means[name], default=None)
    proven = [run for run in runs if run.proven]
    return [
        str(len({run.instance for run in runs})),
        str(len(runs)),
        str(sum(1 for run in runs if run.violations)),
        f"{fmean(means.values()):+.3f}" if means else "",
        f"{means[worst]:+.3f}" if worst else "",
        f"{sum(run.is_optimal for run in proven)} of {len(proven)}",
        str(len({run.instance for run in runs if run.is_new_best})),
        worst or "",
    ]


def _mean_gaps(runs: Sequence[SolverRun]) -> dict[str, float]:
    """Return each instance's gap, averaged over its seeds."""
    gaps: dict[str, list[float]] = {}
    for run in runs:
        if run.gap_percent is not None:
            gaps.setdefault(run.instance, []).append(run.gap_percent)
    return {name: fmean(found) for name, found in gaps.items()}
