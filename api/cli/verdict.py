"""What became of planning or judging, as an exit code."""

from api.cli.exits import Exit
from scheduler.planning.result import Result


def verdict(result: Result) -> Exit:
    """Return the exit code of a result.

    Raises
    ------
    KeyboardInterrupt
        Somebody stopped it before there was a plan.
    """
    if result.audit is None:
        if result.interrupted:
            raise KeyboardInterrupt
        return Exit.NO_PLAN
    if result.interrupted:
        return Exit.INTERRUPTED
    return Exit.OPEN if is_open(result) else Exit.DONE


def is_open(result: Result) -> bool:
    """Whether the plan leaves must-visits open or breaks hard rules."""
    judged = result.audit
    return judged is not None and bool(judged.must_open or judged.hard_breaches)
