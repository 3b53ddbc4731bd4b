"""What is said of a file or folder that cannot be written."""

from pathlib import Path

from data.cell_place import CellPlace
from data.faults import BadInput


def not_written(path: Path, error: OSError) -> BadInput:
    """Return what to raise for it, with the reason that the system gives."""
    reason = error.strerror or type(error).__name__
    return BadInput([CellPlace(str(path)).fault("cannot_write", reason=reason)])
