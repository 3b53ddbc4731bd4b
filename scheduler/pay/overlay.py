"""Agreements as they are written: read, laid over each other, every fault at once."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, get_args

from annotated_types import Ge, Le
from pydantic import BaseModel, BeforeValidator, ValidationError
from pydantic_core import ErrorDetails

from scheduler.domain.plain_toml import plain_toml
from scheduler.pay.agreement_rows import SCALES, Dated, Stated

M = TypeVar("M", bound=BaseModel)
Raw = Mapping[str, Any]
"""An agreement as TOML has it."""

EXTENDS = "extends"
"""The key that names the agreement whose rows a whole one builds upon."""
BORROWS = "borrows"
"""The key that names the message on why it takes them, where its own are not known."""
_OWN = ("since", "source", "certainty", "assumed", "assumed_of", "borrowed")
"""What a row says of itself, and takes from no other."""
_EXPECTED = (
    ("missing", "missing_key"),
    ("extra_forbidden", "unknown_key"),
    ("date", "date"),
    ("new_year", "new_year"),
    ("bool", "true_or_false"),
    ("string", "setting_text"),
    ("enum", "one_of"),
    ("one_of", "one_of"),
    ("tuple", "list"),
    ("frozen_set", "list"),
)
"""The code of a fault, by how pydantic's name for it begins; else ``figure``."""


_OUTSIDE = ("greater_than_equal", "less_than_equal")


class AgreementFault(NamedTuple):
    """Something in an agreement that cannot be used."""

    agreement: str
    key: str
    """Where: ``ob[2].b_night`` is a key of the second row ``[[ob]]``; empty = all."""
    code: str
    """As in the catalogue, ``input.<code>``."""
    value: str | None = None
    expected: str = ""
    """What would do, where that is a list or a range."""


class AgreementFaultsError(ValueError):
    """An agreement cannot be used; carries every fault of it."""

    def __init__(self, faults: Sequence[AgreementFault]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)


Faults = list[AgreementFault]


def read_rows(name: str, text: str) -> Raw:
    """Return an agreement's TOML as it stands.

    Raises
    ------
    AgreementFaultsError
        if it is no TOML.
    """
    try:
        return plain_toml(text)
    except ValueError as error:
        fault = AgreementFault(name, "", "toml", str(error))
        raise AgreementFaultsError([fault]) from error


def laid_over(
    model: type[BaseModel], base: Raw, name: str, given: Raw, faults: Faults
) -> Raw:
    """Return ``base`` with the rows given laid over it, and note their faults.

    A row takes the place of one of the same day, or comes between; what it does not
    give is as it was that day. Rows of a kind that the base lacks give everything.
    """
    whole: dict[str, Any] = dict(base)
    for key, value in given.items():
        stated = _stated(model, key)
        if key in (EXTENDS, BORROWS):
            continue
        if key not in keys_of(model):
            known = ", ".join((*keys_of(model), EXTENDS, BORROWS))
            faults.append(AgreementFault(name, key, "unknown_key", key, known))
        elif stated is None:
            whole[key] = value
        elif issubclass(stated, Dated):
            whole[key] = _rows(stated, whole.get(key, ()), value, (name, key), faults)
        else:
            whole[key] = _table(stated, whole.get(key, {}), value, (name, key), faults)
    return whole


def borrowed(base: Raw, words: str) -> Raw:
    """Return rows of another agreement, each saying that it is borrowed."""
    mark = {"borrowed": words}
    marked: dict[str, Any] = {}
    for key, value in base.items():
        if isinstance(value, Mapping):
            marked[key] = {**value, **mark}
        elif all(isinstance(row, Mapping) for row in value):
            marked[key] = [{**row, **mark} for row in value]
        else:
            marked[key] = value
    return marked


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a whole agreement; its file has the name."""
    return tuple(key for key in model.model_fields if key != "id")


def needed_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """Return those that a whole agreement cannot be without."""
    return tuple(k for k in keys_of(model) if model.model_fields[k].is_required())


def validated(model: type[M], raw: Raw, name: str) -> M:
    """Return the agreement that rows make; what is wrong is the fault of ``name``."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        faults = list(_faults(error, (name, ""), model))
        raise AgreementFaultsError(faults) from error


def _stated(model: type[BaseModel], key: str) -> type[Stated] | None:
    """Return what rows, or the table, of a key consist of."""
    field = model.model_fields.get(key)
    kinds = () if field is None else (field.annotation, *get_args(field.annotation))
    found = (k for k in kinds if isinstance(k, type) and issubclass(k, Stated))
    return next(found, None)


Place = tuple[str, str]
"""The agreement, and the key in it."""


def _rows(
    stated: type[Dated],
    base: Sequence[Raw],
    given: object,
    place: Place,
    faults: Faults,
) -> list[Raw]:
    """Return the rows of one kind after those given were laid over the base."""
    name, key = place
    if not isinstance(given, list) or not all(isinstance(r, dict) for r in given):
        faults.append(AgreementFault(name, key, "rows", str(given)))
        return list(base)
    rows = {row["since"]: row for row in base}
    numbered = enumerate(given, start=1)
    said = set[dt.date]()
    for number, row in sorted(numbered, key=lambda n: _since(n[1])):
        since, at = _since(row), f"{key}[{number}]"
        full = (_held(rows, since) if base else {}) | row
        found = list(_row_faults(stated, full, (name, at)))
        if since in said and not found:
            found = [AgreementFault(name, f"{at}.since", "row_twice", f"{since}")]
        faults += found
        if not found:
            said.add(since)
            rows[since] = full | {"since": since}
    return [rows[since] for since in sorted(rows)]


def _since(row: Raw) -> dt.date:
    """Return from when a row holds; never, where it does not say so."""
    since = row.get("since")
    if isinstance(since, str):
        try:
            return dt.date.fromisoformat(since)
        except ValueError:
            return dt.date.max
    if isinstance(since, dt.date) and not isinstance(since, dt.datetime):
        return since
    return dt.date.max


def _held(rows: Mapping[dt.date, Raw], day: dt.date) -> dict[str, Any]:
    """Return what held on a day, but for what a row says of itself."""
    earlier = [since for since in rows if since <= day]
    return (
        {k: v for k, v in rows[max(earlier)].items() if k not in _OWN}
        if earlier
        else {}
    )


def _table(
    stated: type[Stated],
    base: Raw,
    given: object,
    place: Place,
    faults: Faults,
) -> Raw:
    """Return a table with what is given of it laid over the base."""
    if not isinstance(given, dict):
        faults.append(AgreementFault(*place, "json_object", str(given)))
        return base
    full = {k: v for k, v in base.items() if k not in _OWN} | given
    faults += _row_faults(stated, full, place)
    return full


def _row_faults(
    stated: type[Stated], row: Raw, place: Place
) -> Iterator[AgreementFault]:
    try:
        stated.model_validate(row)
    except ValidationError as error:
        yield from _faults(error, place, stated)


def _faults(
    error: ValidationError, place: Place, model: type[BaseModel]
) -> Iterator[AgreementFault]:
    name, outer = place
    for found in error.errors(include_url=False):
        inner = str(found["loc"][0]) if found["loc"] else ""
        key = ".".join(part for part in (outer, inner) if part)
        begun = (c for kind, c in _EXPECTED if found["type"].startswith(kind))
        code, limits = next(begun, "figure"), _limits(model, inner)
        if limits and found["type"] in _OUTSIDE:
            code = "figure_between"
        value = inner if code == "unknown_key" else _told(found["input"])
        missing = code == "missing_key"
        expected = limits if code == "figure_between" else _expected(found, code, model)
        yield AgreementFault(name, key, code, None if missing else value, expected)


def _told(value: object) -> str:
    several = isinstance(value, list | tuple | set | frozenset)
    return ", ".join(map(str, value)) if several else str(value)  # type: ignore[call-overload]


def _limits(model: type[BaseModel], key: str) -> str:
    """Return from what to what a figure may be, as one writes it; empty if unsaid."""
    field = model.model_fields.get(key)
    said = field.metadata if field else []
    least = next((m.ge for m in said if isinstance(m, Ge)), None)
    most = next((m.le for m in said if isinstance(m, Le)), None)
    if least is None or most is None:
        return ""
    read = next((m.func for m in said if isinstance(m, BeforeValidator)), None)
    scale = SCALES.get(read, 1)
    return f"{least // scale}–{most // scale}"  # type: ignore[operator]


def _expected(found: ErrorDetails, code: str, model: type[BaseModel]) -> str:
    """Return what would do, where the words need it."""
    if code == "unknown_key":
        return ", ".join(model.model_fields)
    expected = str(found.get("ctx", {}).get("expected", ""))
    return ", ".join(re.findall(r"'([^']*)'", expected))
