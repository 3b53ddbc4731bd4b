"""Compile a function for those that call it, and not by itself.

Numba optimises each compiled function and makes machine code of it, and once more in
each that calls it. What only kernels call is worth neither by itself.
"""

# mypy: disable-error-code="no-untyped-call"

from ctypes import c_void_p, cast, pythonapi
from typing import Any

from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler


class _Source(JITCodeLibrary):
    """Code that is linked into its callers', and optimised there."""

    @property
    def codegen(self) -> "_Source":
        """Whom numba asks for what follows."""
        return self

    def set_env(self, *_: object) -> None:
        """Nothing runs here that could need its surroundings."""

    def get_pointer_to_function(self, _name: str) -> int:
        """Return the address that a call from Python goes to: it is a ``TypeError``.

        Numba hands over an object of its own, which cannot be called, and the rest.
        """
        self._ensure_finalized()
        return int(cast(pythonapi.PyObject_Call, c_void_p).value or 0)

    def _optimize_final_module(self) -> None:
        pass

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._finalized = True


class SourceCompiler(Compiler):
    """Numba's compiler, with such a library."""

    def __init__(
        self, typing: Any, target: Any, _: Any, arguments: Any, returns: Any, *more: Any
    ) -> None:
        flags, *_ = more
        flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
        library = _Source(target.codegen(), "source")
        super().__init__(typing, target, library, arguments, returns, *more)
