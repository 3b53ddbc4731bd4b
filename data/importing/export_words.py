"""What other systems call what a dataset needs, and how near a word is to one known."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz import fuzz, process

from data.both_languages import Both, named, same
from scheduler.messages import LANGUAGES

CERTAIN = 100
NEAR_ENOUGH = 80
"""Per cent of likeness from which a heading is taken for a known one."""
NEAR_VALUE = 85
_NO_WORD = re.compile(r"[^\w%]+")
_PART_OF_DAY = re.compile(
    r"^(?:morgon|förmiddags|fm|lunch|middags|eftermiddags|em|kvälls|natt|helg) ?"
)
"""What stands before what is done, in one word with it: *kvällsmedicin*."""
_AREAS = {
    "kind": "report.visit_kind",
    "employment": "dataset.choice.employment",
    "transport": "dataset.choice.transport",
    "gender": "dataset.choice.gender",
    "absence_kind": "report.absence",
    "want": "dataset.choice.want",
    "status": "import.status",
    "visit_status": "import.visit_status",
    "outcome": "follow_up.outcome",
    "weight": "import.weight",
    "every_weeks": "import.every_weeks",
    "span": "import.day_cell",
}
"""Where the catalogue has words for the values of a field."""


class ExportKind(StrEnum):
    """What a file that another system exported is about."""

    VISITS = "visits"
    EMPLOYEES = "employees"
    WORKED = "worked"
    SHIFT_TYPES = "shift_types"
    DECISIONS = "decisions"
    ABSENCES = "absences"
    WISHES = "wishes"
    BALANCES = "balances"
    ADDRESSES = "addresses"
    PLACES = "places"


@dataclass(frozen=True)
class KindWords:
    """What one kind of file must tell, and what its columns may be called."""

    needed: tuple[tuple[str, ...], ...]
    """Of each group of fields, one at least."""
    headings: Mapping[str, tuple[str, ...]]


class Likeness(NamedTuple):
    """What a word was taken for, and how surely in per cent."""

    meaning: str
    percent: int


@lru_cache(maxsize=10_000)
def plain_word(text: str) -> str:
    """Return a word without what spreadsheets vary: case, signs, doubled blanks."""
    return " ".join(_NO_WORD.sub(" ", text.casefold()).replace("_", " ").split())


@cache
def words_of(kind: ExportKind) -> KindWords:
    """Return the words for a kind of file."""
    raw = _catalogue()[kind]
    needed = tuple(tuple(group.split("|")) for group in raw["needed"])
    headings = {
        field: (plain_word(field), *map(plain_word, aliases))
        for field, aliases in raw["headings"].items()
    }
    return KindWords(needed, headings)


@cache
def values_of(field: str) -> Mapping[str, str]:
    """Return the closed values of a field by all that they may be called."""
    raw = _catalogue()["values"].get(field, {})
    return {
        plain_word(alias): value
        for value, aliases in raw.items()
        for alias in (value, *aliases)
    }


def value_words(field: str, value: str) -> Both:
    """Return what a value of a field is called, or else the value."""
    area = _AREAS.get(field)
    return named(area, value) if area else same(value)


def choices_of(field: str) -> dict[str, Both]:
    """Return what a field can be, with a word for each value."""
    values = dict.fromkeys(values_of(field).values())
    return {value: value_words(field, value) for value in values}


def told_choices(field: str) -> dict[str, str]:
    """Return as facts of a fault what a field can be."""
    words = choices_of(field).values()
    return {
        f"choices_{language}": ", ".join(getattr(word, language) for word in words)
        for language in LANGUAGES
    }


def heading_likeness(heading: str, aliases: Sequence[str]) -> int:
    """Return how like a heading is to the words for a field; 0: not like enough."""
    word = plain_word(heading)
    known = tuple(aliases)
    if _closed_up(word) in _all_closed_up(known):
        return CERTAIN
    if not any(map(str.isalpha, word)):  # dates and numbers below a heading
        return 0
    found = _nearest(word, known, NEAR_ENOUGH)
    return 0 if found is None else found.percent


def value_likeness(text: str, known: Mapping[str, str]) -> Likeness | None:
    """Return which closed value a cell means; ``None``: none that is near."""
    word = plain_word(text)
    if word in known:
        return Likeness(known[word], CERTAIN)
    if (bare := _PART_OF_DAY.sub("", word)) in known:
        return Likeness(known[bare], CERTAIN - 1)
    found = _nearest(word, tuple(known), NEAR_VALUE)
    return None if found is None else Likeness(known[found.meaning], found.percent)


def _nearest(word: str, known: tuple[str, ...], least: int) -> Likeness | None:
    """Return the word that is most alike, whatever the order of its parts or blanks.

    The first of those that are equally alike.
    """
    sorts, closed = fuzz.token_sort_ratio, _all_closed_up(known)
    found = (
        process.extractOne(word, known, scorer=sorts, score_cutoff=least),
        process.extractOne(
            _closed_up(word), closed, scorer=fuzz.ratio, score_cutoff=least
        ),
    )
    likest = [(percent, -at) for _, percent, at in filter(None, found)]
    if not likest:
        return None
    percent, at = max(likest)
    return Likeness(known[-at], min(int(percent), CERTAIN - 1))


def _closed_up(word: str) -> str:
    return word.replace(" ", "")


@cache
def _all_closed_up(known: tuple[str, ...]) -> tuple[str, ...]:
    """Return words of ours without their blanks; those of files are kept nowhere."""
    return tuple(map(_closed_up, known))


@cache
def _catalogue() -> dict[str, dict[str, dict[str, list[str]]]]:
    text = files(__package__).joinpath("export_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
