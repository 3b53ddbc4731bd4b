"""Kernels, what they call, and the tables that they are handed."""

# mypy: disable-error-code="no-any-return"

from typing import NamedTuple

import numpy as np
import pytest
from numba.core.errors import TypingError
from numpy.typing import NDArray

from scheduler.compiled import inlined, inner, kernel
from scheduler.compiled.tables import table

Ints = NDArray[np.int64]
ROW = np.dtype([("small", np.int32), ("large", np.int64)])


@table
class Desk(NamedTuple):
    """Arrays of one, two and three dimensions, and records."""

    line: Ints
    sheet: Ints
    stack: Ints
    rows: NDArray[np.void]


@inlined
def _mark(desk: Desk, i: int, value: int) -> None:
    desk.line[i] = value


@inner
def _sum(desk: Desk, scale: int) -> int:
    _mark(desk, 0, scale)
    total = 0
    for i in range(desk.line.shape[0]):
        total += desk.line[i]
    for i in range(desk.sheet.shape[0]):
        for j in range(desk.sheet.shape[1]):
            total += 100 * desk.sheet[i, j] * (i + 2 * j)
    for k in range(desk.stack.shape[2]):
        total += 10_000 * desk.stack[1, 0, k]
    return total + 1_000_000 * desk.rows[-1].large


@kernel
def work(desk: Desk, scale: int) -> int:
    """Change the line and add everything up, each place with a weight of its own."""
    return _sum(desk, scale)


def expected(desk: Desk, scale: int) -> int:
    i, j = np.indices(desk.sheet.shape)
    line = scale + desk.line[1:].sum()
    sheet = 100 * (desk.sheet * (i + 2 * j)).sum()
    stack = 10_000 * desk.stack[1, 0].sum()
    return int(line + sheet + stack + 1_000_000 * desk.rows["large"][-1])


def desk() -> Desk:
    rows = np.zeros(3, ROW)
    rows["large"] = 5, 6, 7
    return Desk(
        line=np.arange(4),
        sheet=np.arange(6).reshape(2, 3),
        stack=np.arange(12).reshape(2, 3, 2),
        rows=rows,
    )


def test_a_kernel_reads_and_writes_the_arrays_of_a_table() -> None:
    mine = desk()
    assert work(mine, 9) == expected(mine, 9)
    assert mine.line.tolist() == [9, 1, 2, 3]


def test_tables_of_arrays_with_gaps_or_by_columns_are_read_by_their_strides() -> None:
    whole = desk()
    sparse = Desk(
        line=np.arange(8)[::2],
        sheet=np.asfortranarray(whole.sheet),
        stack=np.arange(24).reshape(2, 3, 4)[:, :, ::2],
        rows=np.repeat(whole.rows, 2)[::2],
    )
    assert not sparse.line.flags.c_contiguous
    assert work(sparse, 9) == expected(sparse, 9)
    assert sparse.line.tolist() == [9, 2, 4, 6]


def test_each_call_is_handed_its_own_table() -> None:
    one, other = desk(), desk()
    other.sheet[:] += 1
    assert work(one, 1) == expected(one, 1)
    assert work(other, 2) == expected(other, 2)
    assert one.line[0] == 1


@pytest.mark.parametrize("function", [_mark, _sum])
def test_what_only_kernels_call_refuses_python(function: object) -> None:
    with pytest.raises(TypeError, match="not callable"):
        function(desk(), 0, 1) if function is _mark else function(desk(), 0)  # type: ignore[operator]


def test_a_table_without_such_an_array_is_a_defect_of_the_kernel() -> None:
    @kernel
    def wrong(desk: Desk) -> int:
        return desk.nothing.shape[0]  # type: ignore[attr-defined]

    with pytest.raises(TypingError, match="nothing"):
        wrong(desk())
