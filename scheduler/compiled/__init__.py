"""Compile kernels, and keep what was compiled for as long as no kernel changes.

Numba notices when a function's own file changes but not when a kernel that it calls
does, and would go on running the old one. So the cache lies in a folder that is named
after the contents of all kernel files.
"""

from collections.abc import Callable
from hashlib import sha256
from os import W_OK, access, environ
from pathlib import Path
from tempfile import gettempdir
from typing import Any, TypeVar, cast

from numba import config, njit

from scheduler.compiled.source import SourceCompiler

_HERE = Path(__file__).parent.parent


def _cache_folder() -> str:
    folders = ("compiled", "tours", "lines")
    files = sorted(f for folder in folders for f in (_HERE / folder).glob("*.py"))
    digest = sha256(b"\0".join(f.read_bytes() for f in files)).hexdigest()[:16]
    home = _HERE if access(_HERE, W_OK) else Path(gettempdir())
    folder = home / "__pycache__" / f"kernels-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


# LLVM's first level takes a quarter less time than its third, for moves as fast.
environ.setdefault("NUMBA_OPT", "1")
# Routes are short: a loop made for long ones is slower, and more to compile.
environ.setdefault("NUMBA_LOOP_VECTORIZE", "0")
config.reload_config()  # type: ignore[no-untyped-call]
if not config.CACHE_DIR:  # type: ignore[attr-defined]
    config.CACHE_DIR = _cache_folder()  # type: ignore[attr-defined]

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compile a function that is called from Python, and keep it on disk.

    It runs beside others and allocates nothing, so nobody need count who holds an
    array: counting took four fifths of the time.
    """
    return cast("F", _uncounted(function, cache=True))


def inner(function: F) -> F:
    """Compile a function that kernels call: it becomes machine code in them only."""
    return cast("F", _uncounted(function, pipeline_class=SourceCompiler))


def inlined(function: F) -> F:
    """Compile a few lines of the innermost loop into each function that calls them."""
    return cast(
        "F", _uncounted(function, pipeline_class=SourceCompiler, forceinline=True)
    )


def _uncounted(function: F, **options: object) -> Any:
    # Not in numba's stubs: without its runtime (NRT) nothing counts references. A
    # division by nought is a defect, and not worth a test in each draw.
    given: dict[str, Any] = {"nogil": True, "_nrt": False, "error_model": "numpy"}
    return njit(**(given | options))(function)
