"""The command line of ``python -m benchmarks tours``."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.routing.instances.read import Family
from benchmarks.routing.instances.suite import FAMILIES


@dataclass(frozen=True)
class Options:
    """What is asked for."""

    data: Path
    instance: Path | None
    """If given, this one alone is solved."""
    solution: Path | None
    families: tuple[Family, ...]
    out: Path | None
    resume: bool
    seconds: float
    workers: int
    seeds: range


def options_of(arguments: Sequence[str]) -> Options:
    """Return the options; end the process with code 2 if they cannot be understood."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if not (given.data or given.instance):
        parser.error("--data or --instance is needed")
    if given.instance and (given.family or given.out or given.resume):
        parser.error("--family, --out and --resume go without --instance")
    if given.solution and not given.instance:
        parser.error("--solution goes with --instance")
    seeds = given.seeds or (1 if given.instance else 3)
    return Options(
        data=given.data or given.instance.resolve().parent.parent,
        instance=given.instance,
        solution=given.solution,
        families=tuple(given.family or FAMILIES),
        out=given.out,
        resume=given.resume,
        seconds=given.seconds,
        workers=given.workers,
        seeds=range(1, seeds + 1),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks tours",
        description="Solve published instances, score what was found, compare.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="all instances in its folders"
    )
    parser.add_argument(
        "--instance",
        type=Path,
        metavar="FILE",
        help="only this; ends with cost=<value>",
    )
    parser.add_argument("--seconds", type=_seconds, default=60, metavar="S")
    parser.add_argument("--workers", type=_count, default=2, metavar="N")
    parser.add_argument(
        "--seeds", type=_count, metavar="N", help="1 to N; 3, or 1 of one instance"
    )
    parser.add_argument(
        "--family",
        nargs="+",
        action="extend",
        choices=FAMILIES,
        help="only these; default all",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="table of all runs")
    parser.add_argument(
        "--resume", action="store_true", help="continue the table, skip what is done"
    )
    parser.add_argument(
        "--solution", type=Path, metavar="FILE", help="write the best solution"
    )
    return parser


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"not a number above 0: {text}")
    return value


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a whole number above 0: {text}")
    return int(text)
