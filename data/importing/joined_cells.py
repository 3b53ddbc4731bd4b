"""Cells of several rows that were made one: what stands there holds for each row."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from openpyxl.utils import range_boundaries

from data.reading.rows.sheet_lines import Line, SheetLines

_MOST_ROWS = 500
"""Of one such cell; a longer one is a decoration."""


def joined_filled(page: SheetLines) -> Sequence[Line]:
    """Return the lines of a sheet, each with what stands in the cells it shares.

    Only downwards: a title over many columns says nothing of each.
    """
    numbers = [number for number, _ in page.lines]
    for column, first, last in _tall(page.merged):
        covered = page.lines[bisect_left(numbers, first) : bisect_right(numbers, last)]
        if covered and covered[0][0] == first and column < len(covered[0][1]):
            _fill(covered, column)
    return page.lines


def _fill(covered: Sequence[Line], column: int) -> None:
    shared = covered[0][1][column]
    for _, cells in covered[1:]:
        cells += [""] * (column + 1 - len(cells))
        cells[column] = cells[column] or shared


def _tall(ranges: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield column, first and last row of every range of several rows."""
    for each in ranges:
        try:
            left, top, _, bottom = (int(edge or 0) for edge in range_boundaries(each))
        except (TypeError, ValueError):
            continue
        if left and top and top < bottom < top + _MOST_ROWS:
            yield left - 1, top, bottom
