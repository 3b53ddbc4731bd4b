"""How a plan came about, in a sentence."""

from data.both_languages import Both, both
from scheduler.planning.result import Result


def ended(result: Result) -> Both:
    """Say how planning ended, or that there was none."""
    if result.only_judged:
        return both("report.status.judged")
    return both(f"report.status.{result.status}")
