"""What a new schedule means for one person, in sentences."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from data.both_languages import Both, both, duration, number
from data.negotiation.measures import Pair

MOST_WORDS = 12
"""Numbers up to this are written as words."""


def consequences(pairs: Iterable[Pair]) -> Iterator[Both]:
    """Yield a sentence for each measure that changes."""
    for pair in pairs:
        if pair.change:
            yield _sentence(pair, pair.change)


def _sentence(pair: Pair, change: Fraction) -> Both:
    way = "more" if change > 0 else "less"
    key = f"negotiation.change.{pair.measure.key}.{way}"
    old, new = (pair.measure.written(value) for value in (pair.old, pair.new))
    size = abs(change)
    many = duration(float(size)) if pair.measure.is_time else number_word(size)
    facts = {"many": many, "digits": _digits(size), "count": _count(size)}
    return both(key, **facts, old=old, new=new)


def _count(size: Fraction) -> int:
    """Return what decides between one and several: a part of one is several."""
    return 1 if size == 1 else 2


def number_word(size: Fraction) -> Both:
    """Write a small whole number as a word, others in digits."""
    if size.denominator == 1 and size <= MOST_WORDS:
        return both(f"negotiation.number.{size.numerator}")
    return _digits(size)


def _digits(size: Fraction) -> Both:
    return number(float(size), 0 if size.denominator == 1 else 1)
