"""Hand a table of arrays to kernels by its address.

A named tuple is handed over by its arrays, seven words or more for each, and every
compiled function that passes it on passes some two hundred. Behind an address they are
read where they are used; what is behind it never changes while a kernel runs, which
lets LLVM read it once.
"""

# mypy: disable-error-code="no-untyped-call, untyped-decorator, override"

from typing import Any, TypeVar

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.datamodel import models
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    register_model,
    typeof_impl,
    unbox,
)

T = TypeVar("T", bound=type[tuple[Any, ...]])


class _Table(types.Type):
    """The address of a named tuple of arrays."""

    def __init__(self, rows: types.NamedTuple) -> None:
        self.rows = rows
        super().__init__(name=f"table of {rows.name}")


def table(cls: T) -> T:
    """Let kernels take a named tuple of arrays by its address."""

    @typeof_impl.register(cls)
    def _(value: Any, context: Any) -> _Table:
        kinds = [typeof_impl(array, context) for array in value]
        return _Table(types.NamedTuple(kinds, cls))

    return cls


@register_model(_Table)
class _Address(models.PrimitiveModel):
    def __init__(self, models_: Any, kind: _Table) -> None:
        rows = models_.lookup(kind.rows).get_value_type()
        super().__init__(models_, kind, rows.as_pointer())


@unbox(_Table)
def _put_aside(kind: _Table, value: Any, c: Any) -> NativeValue:
    rows = c.unbox(kind.rows, value)
    address = cgutils.alloca_once_value(c.builder, rows.value)
    return NativeValue(address, is_error=rows.is_error, cleanup=rows.cleanup)


@infer_getattr
class _Arrays(AttributeTemplate):
    key = _Table

    def generic_resolve(self, kind: _Table, name: str) -> Any:
        """Return the type of an array, or None where there is none."""
        return dict(zip(kind.rows.fields, kind.rows.types, strict=True)).get(name)


@lower_getattr_generic(_Table)
def _array(context: Any, builder: Any, kind: _Table, address: Any, name: str) -> Any:
    """Build the array from what is needed of it: address, shape and strides."""
    n = kind.rows.fields.index(name)
    array = kind.rows.types[n]
    word = context.get_value_type(types.intp)
    item = ir.Constant(word, context.get_abi_sizeof(context.get_data_type(array.dtype)))
    steady = builder.module.add_metadata([])
    data, shape, strides = 4, 5, 6

    def read(*where: int) -> Any:
        found = builder.load(cgutils.gep_inbounds(builder, address, 0, n, *where))
        found.set_metadata("invariant.load", steady)
        return found

    value = ir.Constant(context.get_value_type(array), None)
    value = builder.insert_value(value, item, 3)
    value = builder.insert_value(value, read(data), data)
    for d in range(array.ndim):
        value = builder.insert_value(value, read(shape, d), (shape, d))
        dense = array.ndim == 1 and array.layout == "C"
        stride = item if dense else read(strides, d)
        value = builder.insert_value(value, stride, (strides, d))
    return value
