"""``python -m benchmarks drawn``: write a municipality that is drawn at random."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.municipalities.drawn_municipality import drawn_municipality
from benchmarks.municipalities.scale import Scale, four_districts, month, tight_week
from data.writing.dataset_files import write_dataset


def main(arguments: Sequence[str]) -> int:
    """Draw and write it; return 0."""
    asked = _asked(arguments)
    write_dataset(drawn_municipality(_scale(asked), asked.seed), asked.folder)
    return 0


def _scale(asked: argparse.Namespace) -> Scale:
    if asked.kind == "week":
        return tight_week(asked.seed)
    if asked.kind == "month":
        return month(asked.seed, asked.paid_per_care)
    return four_districts(asked.times, asked.days)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks drawn")
    parser.add_argument("kind", choices=("week", "month", "four"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--times", type=float, default=1.0, help="560 clients")
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--paid-per-care", type=float, default=2.2, help="of a month")
    return parser.parse_args(arguments)
