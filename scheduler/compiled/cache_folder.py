"""Where machine code is kept: in the user's own folder, until a kernel changes.

Numba notices when a function's own file changes but not when a kernel that it calls
does, and would go on running the old one. So the folder is named after the contents of
all kernel files. Machine code is run as it is found: nobody else may write there.
"""

from hashlib import sha256
from os import environ, getuid
from pathlib import Path
from stat import S_IMODE
from tempfile import mkdtemp

SOURCES = ("compiled/*.py", "*/kernels/*.py")
"""Files of the scheduler whose text decides the machine code of kernels."""


def digest_of(scheduler: Path) -> str:
    """Return a digest of all kernels, and of no more, in a folder like this package."""
    files = sorted(f for pattern in SOURCES for f in scheduler.glob(pattern))
    return sha256(b"\0".join(f.read_bytes() for f in files)).hexdigest()[:16]


def cache_folder(digest: str) -> Path:
    """Return the folder for kernels of a digest, made if need be.

    It is a fresh one, good for this process only, where the user has no folder that
    others cannot write to.
    """
    home = environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(home) / "bemanna" / f"kernels-{digest}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_private(folder) else Path(mkdtemp(prefix="kernels-"))
    except (OSError, RuntimeError):
        return Path(mkdtemp(prefix="kernels-"))


def _is_private(folder: Path) -> bool:
    """Say whether only this user can write to a folder or put another in its place."""
    return all(
        found.st_uid == getuid() and not S_IMODE(found.st_mode) & 0o022
        for found in (folder.stat(), folder.parent.stat())
    )
