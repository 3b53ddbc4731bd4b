"""Compile kernels, and keep what was compiled (see ``cache_folder``)."""

from collections.abc import Callable
from os import environ
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

from scheduler.compiled.cache_folder import cache_folder, digest_of
from scheduler.compiled.source import SourceCompiler

# LLVM's first level takes a quarter less time than its third, for moves as fast.
environ.setdefault("NUMBA_OPT", "1")
# Routes are short: a loop made for long ones is slower, and more to compile.
environ.setdefault("NUMBA_LOOP_VECTORIZE", "0")
config.reload_config()  # type: ignore[no-untyped-call]
if not config.CACHE_DIR:  # type: ignore[attr-defined]
    digest = digest_of(Path(__file__).parent.parent)
    config.CACHE_DIR = str(cache_folder(digest))  # type: ignore[attr-defined]

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
