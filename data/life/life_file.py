"""``life.jsonl`` of a plan folder: a line for each thing that happened, only added to.

The manifest knows the file as it was when the plan was made. With a line more it is one
that was changed, so that what people have seen is neither replaced without being asked
nor removed with the oldest of the plans that are kept.
"""

import os
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from data.cell_place import CellPlace
from data.disk.durable import sync_folder
from data.disk.not_written import not_written
from data.disk.plain_file import plain_bytes
from data.faults import BadInput, Fault, FaultList
from data.life.plan_life import LifeEvent, PlanLife

FILE = "life.jsonl"


def read_life(folder: Path) -> PlanLife:
    """Return what happened to the plan in a folder; nothing is known of older ones.

    Raises
    ------
    BadInput
        A line cannot be understood.
    """
    try:
        content = plain_bytes(folder / FILE)
    except (FileNotFoundError, NotADirectoryError):
        return PlanLife()
    except OSError as error:
        raise BadInput([CellPlace(FILE).fault("unreadable_file")]) from error
    whole, _, _ = content.rpartition(b"\n")  # a power failure may halve the last line
    events, faults = [], FaultList()
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            events.append(LifeEvent.model_validate_json(line))
        except ValidationError:
            faults.append(Fault(code="life_line", file=FILE, line=number))
    if faults:
        raise BadInput(faults)
    return PlanLife(events=tuple(events))


def life_bytes(life: PlanLife) -> bytes:
    """Return the file that tells of a life."""
    return b"".join(map(_line, life.events))


def add_to_life(folder: Path, event: LifeEvent) -> None:
    """Add an event to the plan in a folder; nothing that is there is touched.

    Raises
    ------
    BadInput
        It cannot be written.
    """
    try:
        with (folder / FILE).open("a+b") as file:
            _forget_half_a_line(file)
            file.write(_line(event))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(folder)
    except OSError as error:
        raise not_written(folder / FILE, error) from error


def _forget_half_a_line(file: BinaryIO) -> None:
    """Take away what a power failure left of a last line."""
    file.seek(0)
    whole, end, _ = file.read().rpartition(b"\n")
    file.truncate(len(whole) + len(end))


def _line(event: LifeEvent) -> bytes:
    return event.model_dump_json(exclude_none=True).encode() + b"\n"
