"""What people were told, kept beside the dataset that it was planned from.

Each publication is a plan folder of its own, ``published-1`` and on, in the folder of
its dataset (beside it, where the dataset is a workbook). It says nothing of the dataset
that it was made for, so that it can be read when that has changed.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from data.cell_place import CellPlace
from data.disk.manifest import is_as_written, read_manifest
from data.disk.not_written import not_written
from data.disk.whole_folder import write_folder
from data.faults import BadInput
from data.life.life_file import FILE as LIFE
from data.life.life_file import life_bytes, read_life
from data.life.plan_life import LifeEvent, PlanLife
from data.reading.folders import is_workbook
from data.reading.plans import read_earlier_plan
from data.reading.rows.planned import SHIFTS, VISITS
from data.result_document import FILE as RESULT
from data.writing.plan_files import PLAN
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem

_NAME = "published-"


class Publication(NamedTuple):
    """What people were told, when and by whom."""

    folder: Path
    event: LifeEvent


def publications(dataset: Path) -> list[Publication]:
    """Return all that people were told, in order.

    Raises
    ------
    BadInput
        What is kept of one cannot be understood.
    """
    place, name = _place_of(dataset)
    pattern = re.compile(re.escape(name) + "([1-9][0-9]*)")
    found = []
    for folder in place.iterdir() if place.is_dir() else ():
        number = pattern.fullmatch(folder.name)
        told = read_life(folder).publication if number else None
        if number and told is not None:
            found.append((int(number[1]), Publication(folder, told)))
    return [publication for _, publication in sorted(found, key=lambda pair: pair[0])]


def read_told(publication: Publication, problem: Problem) -> Plan:
    """Return the plan that people were told, as far as the dataset still knows them.

    Raises
    ------
    BadInput
        Its files cannot be understood, or are not as they were published.
    """
    folder = publication.folder
    manifest = read_manifest(folder)
    for name in (sheet.file for sheet in (SHIFTS, VISITS)):
        path = folder / name
        if path.exists() and not (manifest and is_as_written(path, name, manifest)):
            raise BadInput([CellPlace(str(path)).fault("published_changed")])
    return read_earlier_plan(folder, problem)


def keep_publication(
    dataset: Path, files: Mapping[str, bytes], life: PlanLife
) -> Publication:
    """Keep what people are told; ``life`` ends in the event, numbered anew.

    Raises
    ------
    BadInput
        It cannot be written.
    """
    *before, told = life.events
    place, name = _place_of(dataset)
    folder, number = _next_free(place, name)
    event = told.model_copy(update={"number": number})
    content = {key: value for key, value in files.items() if key != RESULT}
    content[LIFE] = life_bytes(PlanLife(events=(*before, event)))
    try:
        write_folder(folder, content, PLAN)
    except BaseException:
        with suppress(OSError):
            folder.rmdir()
        raise
    return Publication(folder, event)


def _place_of(dataset: Path) -> tuple[Path, str]:
    if is_workbook(dataset):
        return dataset.parent, f"{dataset.stem}.{_NAME}"
    return dataset, _NAME


def _next_free(place: Path, name: str) -> tuple[Path, int]:
    """Take the next number, so that nobody else gets it."""
    number = 1
    while True:
        folder = place / f"{name}{number}"
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        except OSError as error:
            raise not_written(folder, error) from error
        else:
            return folder, number
