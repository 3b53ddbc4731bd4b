"""Exact amounts until the last moment, then whole öre."""

from fractions import Fraction


def rounded(numerator: int, denominator: int) -> int:
    """Return the nearest integer to a ratio; halves go up."""
    return (2 * numerator + denominator) // (2 * denominator)


def rounded_fraction(value: Fraction) -> int:
    """Return the nearest integer to a fraction; halves go up."""
    return rounded(value.numerator, value.denominator)
