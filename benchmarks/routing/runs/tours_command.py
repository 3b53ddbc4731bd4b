"""``python -m benchmarks tours``: the engine on published instances."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from benchmarks.machine import commit
from benchmarks.routing.instances.suite import (
    KnownInstance,
    UnusableInputError,
    single,
    suite,
)
from benchmarks.routing.runs.attempt import Attempt, Effort, Solve, attempt
from benchmarks.routing.runs.options import Options, options_of
from benchmarks.routing.runs.record import RunRecord, default_file
from benchmarks.routing.runs.report import HEADING, line, new_bests, number, summary

DONE, INVALID, BAD_INPUT, STOPPED = 0, 1, 2, 130
SCREEN = Console(highlight=False, markup=False, soft_wrap=True)
COMPLAINTS = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def main(arguments: Sequence[str], solve: Solve | None = None) -> int:
    """Carry out a command line; return the exit code.

    0: every solution is valid, 1: one is not, 2: nothing could be begun, 130: stopped.
    """
    options = options_of(arguments)
    try:
        if options.instance:
            return _one(single(options.instance, options.data), options, solve)
        return _all(options, solve)
    except UnusableInputError as error:
        COMPLAINTS.print(str(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        return STOPPED


def _one(case: KnownInstance, options: Options, solve: Solve | None) -> int:
    if options.solution and not options.solution.absolute().parent.is_dir():
        raise UnusableInputError(f"{options.solution}: its folder is not there")
    engine, effort = solve or _engine(), _effort(options)
    SCREEN.print(HEADING)
    attempts = []
    for seed in options.seeds:
        attempts.append(attempt(case, seed, effort, engine))
        _tell(attempts[-1])
    if any(made.violations for made in attempts):
        return INVALID
    best = min(attempts, key=lambda made: made.run.cost or 0)
    if options.solution:
        _write(options.solution, best.solution)
    SCREEN.print(f"cost={number(best.run.cost or 0)}")
    return DONE


def _write(file: Path, solution: str) -> None:
    try:
        file.write_text(solution, encoding="utf-8")
    except OSError as error:
        raise UnusableInputError(str(error)) from error


def _all(options: Options, solve: Solve | None) -> int:
    effort = _effort(options)
    cases = suite(options.data, options.families)
    engine = solve or _engine()
    file = options.out or default_file(datetime.now(UTC), effort.commit)
    record = RunRecord(file, effort, resume=options.resume)
    try:
        _solve(cases, options.seeds, record, engine)
    finally:
        _conclude(record)
    return INVALID if any(run.violations for run in record.runs) else DONE


def _solve(
    cases: Sequence[KnownInstance],
    seeds: Sequence[int],
    record: RunRecord,
    solve: Solve,
) -> None:
    SCREEN.print(HEADING)
    for case in cases:
        if not case.possible:
            SCREEN.print(f"{case.instance.name}: is proved to be impossible, skipped")
            continue
        for seed in seeds:
            if not record.holds(case.instance.name, seed):
                made = attempt(case, seed, record.effort, solve)
                record.add(made.run)
                _tell(made)


def _tell(made: Attempt) -> None:
    SCREEN.print(line(made.run))
    for violation in made.violations:
        SCREEN.print(f"  {violation}")


def _conclude(record: RunRecord) -> None:
    for text in (*summary(record.runs), *new_bests(record.runs)):
        SCREEN.print(text)
    SCREEN.print(str(record.file))


def _effort(options: Options) -> Effort:
    return Effort(options.seconds, options.workers, commit())


def _engine() -> Solve:
    from benchmarks.routing.runs.solve_instance import (
        solve,  # late: it takes a while to load
    )

    return solve
