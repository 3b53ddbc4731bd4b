"""What is replaced is kept: as ``plan.1``, and what was there as ``plan.2``."""

import shutil
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from data.disk.manifest import is_untouched

MOST_KEPT = 3
"""Earlier folders that are kept; the help says so, too."""


def kept_folder(target: Path, number: int = 1) -> Path:
    """Return where an earlier folder is kept, the latest under number 1."""
    return target.with_name(f"{target.name}.{number}")


def keep(target: Path, folder: Path, gone: Path) -> Path:
    """Move a folder to the first place beside the target; return that place.

    The others move up one, and the last of ``MOST_KEPT`` goes: to ``gone`` first, since
    half of it, left by a kill, would pass for somebody's own. A place where somebody
    has changed or added anything is passed over: it stays as it is.
    """
    places = list(islice(_places(target), MOST_KEPT))
    free = next((n for n, path in enumerate(places) if not path.exists()), None)
    if free is None:
        free = MOST_KEPT - 1
        shutil.rmtree(gone, ignore_errors=True)
        places[free].rename(gone)
    for n in range(free, 0, -1):
        places[n - 1].rename(places[n])
    folder.rename(places[0])
    return places[0]


def _places(target: Path) -> Iterator[Path]:
    """Return the places that are free or may become so."""
    for number in count(1):
        path = kept_folder(target, number)
        if is_untouched(path) or not (path.exists() or path.is_symlink()):
            yield path
