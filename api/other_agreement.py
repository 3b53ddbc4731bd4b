"""Another agreement than the dataset's, to plan or to price under."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple, Self

from api.inputs import Inputs
from data.cell_place import CellPlace
from data.faults import BadInput, FaultList
from data.reading.checks.own_agreements import located, read_one
from scheduler.pay.agreement import under
from scheduler.pay.agreement_rows import NoRateError
from scheduler.pay.overlay import AgreementFaultsError


class OtherAgreement(NamedTuple):
    """An agreement to lay over the dataset's, a day as of which it stood, or both."""

    day: dt.date | None = None
    name: str = ""
    text: str | None = None
    """TOML."""
    place: CellPlace = CellPlace("")
    """Where the text stands."""
    day_place: CellPlace = CellPlace("--as-of")

    @classmethod
    def given(cls, day: dt.date | None, file: Path | None) -> Self | None:
        """Return what a command line names; ``None`` for the dataset's own.

        Raises
        ------
        BadInput
            The file cannot be read.
        """
        if file is None:
            return None if day is None else cls(day)
        faults = FaultList()
        text = read_one(file, str(file), faults)
        if faults:
            raise BadInput(faults)
        return cls(day, file.stem, text, CellPlace(str(file)))

    @classmethod
    def ordered(cls, day: dt.date | None, text: str | None) -> Self | None:
        """Return what an order names; ``None`` for the dataset's own."""
        if day is None and text is None:
            return None
        place = CellPlace("agreement", pointer="/agreement")
        return cls(day, "order", text, place, CellPlace("as_of", pointer="/as_of"))


def under_agreement(inputs: Inputs, other: OtherAgreement | None) -> Inputs:
    """Return the inputs under another agreement, if one is given.

    Raises
    ------
    BadInput
        With all that is wrong with it.
    """
    if other is None:
        return inputs
    own = None if other.text is None else (other.name, other.text)
    try:
        problem = under(inputs.problem, own=own, day=other.day)
    except AgreementFaultsError as error:
        text = other.text or ""
        faults = [located(found, other.place, text) for found in error.faults]
        raise BadInput(faults) from error
    except NoRateError as error:
        first = error.first.isoformat()
        fault = other.day_place.fault(
            "agreement_day", None, str(other.day), first=first
        )
        raise BadInput([fault]) from error
    return inputs._replace(problem=problem)
