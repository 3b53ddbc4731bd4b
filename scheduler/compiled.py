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

_HERE = Path(__file__).parent


def _cache_folder() -> str:
    files = sorted(
        (Path(__file__), *_HERE.glob("tours/*.py"), *_HERE.glob("lines/*.py"))
    )
    digest = sha256(b"\0".join(f.read_bytes() for f in files)).hexdigest()[:16]
    home = _HERE if access(_HERE, W_OK) else Path(gettempdir())
    folder = home / "__pycache__" / f"kernels-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


# LLVM's first level takes a quarter less time than its third, for moves as fast.
environ.setdefault("NUMBA_OPT", "1")
config.reload_config()  # type: ignore[no-untyped-call]
if not config.CACHE_DIR:  # type: ignore[attr-defined]
    config.CACHE_DIR = _cache_folder()  # type: ignore[attr-defined]

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compile a function: it runs beside others and is kept on disk.

    It allocates nothing, so nobody need count who holds an array: counting took four
    fifths of the time.
    """
    return cast("F", _uncounted(function))


def inlined(function: F) -> F:
    """Compile a few lines that are called in the innermost loop into their callers.

    A call passes every array of its tables, which costs more than the lines do.
    """
    return cast(
        "F",
        _uncounted(
            function,
            forceinline=True,
            cache=False,
            no_cfunc_wrapper=True,
        ),
    )


def merged(function: F) -> F:
    """Compile a function of few callers as a part of them, not by itself.

    Every compiled function costs half a second by itself, and its callers compile what
    it calls once more.
    """
    return cast("F", _uncounted(function, cache=False, inline="always"))


def _uncounted(function: F, **options: object) -> Any:
    # Not in numba's stubs: without its runtime (NRT) nothing counts references.
    given: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False, **options}
    return njit(**given)(function)


def allocating(function: F) -> F:
    """Compile a function that makes arrays, or calls one that does."""
    return cast("F", njit(cache=True, nogil=True)(function))
