"""Tables of codes and accounts: those that come along, with your own over them."""

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from pydantic import Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from data.cell_place import CellPlace
from data.disk.plain_file import plain_bytes
from data.export.paxml_codes import ABSENCE_CODES, PRESENCE_CODES
from data.faults import BadInput, Fault
from scheduler.domain.plain_toml import plain_toml
from scheduler.domain.values import AbsenceKind, Frozen
from scheduler.pay.items import Item

T = TypeVar("T", bound="CodeTable")
_TABLES = ("company", "items", "absences", "against")
"""What is laid over the shipped table key by key."""
_BOTH = "time and pay"


class TableName(StrEnum):
    """The tables that come along, by the names of their files."""

    PAYROLL = "payroll"
    LEDGER = "ledger"


class Company(Frozen):
    """Whom the file is for."""

    id: str = ""
    name: str = ""


class CodeTable(Frozen):
    """What both tables say."""

    company: Company


class PayCode(Frozen):
    """How an item of the price is told: as time, as pay, or not at all."""

    time: Literal[PRESENCE_CODES] | None = None  # type: ignore[valid-type]
    pay: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _is_paid_once(self) -> Self:
        if self.time is not None and self.pay is not None:
            raise ValueError(_BOTH)
        return self


class PayrollCodes(CodeTable):
    """The codes of a payroll system."""

    encoding: Literal["ISO-8859-1", "UTF-8"]
    items: Mapping[Item, PayCode]
    absences: Mapping[AbsenceKind, Literal[ABSENCE_CODES]]  # type: ignore[valid-type]


class LedgerAccount(Frozen):
    """An account of the ledger."""

    account: str = Field(pattern=r"^\d{1,10}$")
    name: str


class Against(Frozen):
    """What the cost is booked against."""

    pay: LedgerAccount
    po: LedgerAccount


class LedgerAccounts(CodeTable):
    """The accounts of a ledger."""

    series: str
    dimension: int = Field(ge=1, le=99)
    against: Against
    items: Mapping[Item, LedgerAccount]


def template(name: TableName) -> str:
    """Return a table as it comes along, with what each line means."""
    return (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")


@cache
def _shipped(name: TableName) -> Mapping[str, Any]:
    return tomllib.loads(template(name))


def payroll_codes(own: str = "", place: CellPlace | None = None) -> PayrollCodes:
    """Return the codes of payroll, those of a TOML text laid over.

    Raises
    ------
    BadInput
        With every fault of the text.
    """
    return _table(PayrollCodes, TableName.PAYROLL, own, place or CellPlace(""))


def ledger_accounts(own: str = "", place: CellPlace | None = None) -> LedgerAccounts:
    """Return the accounts of the ledger; as ``payroll_codes``."""
    return _table(LedgerAccounts, TableName.LEDGER, own, place or CellPlace(""))


def read_own(file: Path | None) -> str:
    """Return the text of somebody's own table, if there is one.

    Raises
    ------
    BadInput
        The file cannot be read as text.
    """
    if file is None:
        return ""
    try:
        return plain_bytes(file).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise BadInput([CellPlace(str(file)).fault("no_file")]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput([CellPlace(str(file)).fault("unreadable_file")]) from error


def _table(model: type[T], name: TableName, own: str, place: CellPlace) -> T:
    try:
        given = plain_toml(own)
    except ValueError as error:
        raise BadInput([place.fault("patch_toml", found=str(error))]) from error
    whole = dict(_shipped(name))
    for key, value in given.items():
        merges = key in _TABLES and isinstance(value, Mapping) and key in whole
        whole[key] = {**whole[key], **value} if merges else value
    try:
        return model.model_validate(whole)
    except ValidationError as error:
        raise BadInput(_faults(error, model, place)) from error


def _faults(
    error: ValidationError, model: type[CodeTable], place: CellPlace
) -> Iterator[Fault]:
    for found in error.errors():
        yield _fault(found, model, place)


def _fault(found: ErrorDetails, model: type[CodeTable], place: CellPlace) -> Fault:
    path = [str(step) for step in found["loc"] if step != "[key]"]
    key, last = ".".join(path), path[-1]
    value = str(found["input"])
    if found["type"] == "missing":
        return place.fault("patch_missing", key, None, key=last)
    if found["type"] == "extra_forbidden":
        names = ", ".join(model.model_fields if len(path) == 1 else _beside(path))
        return place.fault("patch_key", key, last, names=names)
    if found["type"] == "value_error":
        return place.fault("code_twice", key)
    expected = found.get("ctx", {}).get("expected")
    if expected is not None:
        return place.fault("code_unknown", key, value, expected=str(expected))
    return place.fault("patch_value", key, value)


def _beside(path: list[str]) -> list[str]:
    """Return the keys that a table below the top may have."""
    models: Mapping[str, type[Frozen]] = {"company": Company, "against": Against}
    known: type[Frozen] = models.get(path[0], PayCode) if len(path) == 2 else PayCode
    return list(known.model_fields)
