"""What people were told, kept beside the dataset that it was planned from.

Each publication is a plan folder of its own, ``published-1`` and on, in the folder of
its dataset (beside it, where the dataset is a workbook). It says nothing of the dataset
that it was made for, so that it can be read when that has changed.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from data.cell_place import CellPlace
from data.disk.leftovers import locked
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
    found = []
    for number in sorted(_numbers(place, name)):
        folder = place / f"{name}{number}"
        told = read_life(folder).publication
        if told is not None:
            found.append(Publication(folder, told))
    return found


def _numbers(place: Path, name: str) -> list[int]:
    """Return the numbers that publications have, or what is called like them."""
    pattern = re.compile(re.escape(name) + "([1-9][0-9]*)")
    found = (
        pattern.fullmatch(path.name)
        for path in (place.iterdir() if place.is_dir() else ())
    )
    return [int(number[1]) for number in found if number]


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
    try:
        with locked(place.resolve() / name):  # nobody else gets the same number
            number = max(_numbers(place, name), default=0) + 1
            event = told.model_copy(update={"number": number})
            content = {key: value for key, value in files.items() if key != RESULT}
            content[LIFE] = life_bytes(PlanLife(events=(*before, event)))
            folder = place / f"{name}{number}"
            write_folder(folder, content, PLAN)
    except OSError as error:
        raise not_written(place, error) from error
    return Publication(folder, event)


def _place_of(dataset: Path) -> tuple[Path, str]:
    if is_workbook(dataset):
        return dataset.parent, f"{dataset.stem}.{_NAME}"
    return dataset, _NAME
