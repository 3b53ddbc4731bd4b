"""How the command ends, told to whoever started it."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes; ``bemanna --help`` lists them (messages ``cli.exit.<name>``)."""

    DONE = 0
    OPEN = 1
    """A plan is there, with must-visits open or hard breaches."""
    BAD_INPUT = 2
    """Also a command that cannot be understood and a place that cannot be written."""
    NO_PLAN = 3
    """No legal plan; for ``check``, a dataset that no plan can satisfy."""
    INTERRUPTED = 4
    """Stopped by a signal, with the best plan kept."""
    INTERNAL = 70
    """A defect of the program (``EX_SOFTWARE``)."""
    ABORTED = 130
    """Stopped by a signal, with nothing kept."""
