"""Compile kernels, and keep what was compiled for as long as no kernel changes.

Numba notices when a function's own file changes but not when a kernel that it calls
does, and would go on running the old one. So the cache lies in a folder that is named
after the contents of all kernel files.
"""

from hashlib import sha256
from os import W_OK, access
from pathlib import Path
from tempfile import gettempdir

from numba import config, njit

_HERE = Path(__file__).parent


def _cache_folder() -> str:
    files = sorted((*_HERE.glob("tours/*.py"), *_HERE.glob("lines/*.py")))
    digest = sha256(b"\0".join(f.read_bytes() for f in files)).hexdigest()[:16]
    home = _HERE if access(_HERE, W_OK) else Path(gettempdir())
    folder = home / "__pycache__" / f"kernels-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


if not config.CACHE_DIR:  # type: ignore[attr-defined]
    config.CACHE_DIR = _cache_folder()  # type: ignore[attr-defined]

kernel = njit(cache=True, nogil=True)
"""Decorator of compiled functions: they run beside each other and are kept on disk."""
