"""What people were told, kept beside the dataset that it was planned from.

Each publication is a plan folder of its own, ``published-1`` and on, in the folder of
its dataset (beside it, where the dataset is a workbook). It says nothing of the dataset
that it was made for, so that it can be read when that has changed. Those of a part lie
with those of its whole, in one row: what people know is the last of all and what was
told of parts since.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from data.cell_place import CellPlace
from data.disk.leftovers import locked
from data.disk.manifest import is_as_written, read_manifest
from data.disk.not_written import not_written
from data.disk.part_of import is_part, whole_of
from data.disk.whole_folder import write_folder
from data.faults import BadInput
from data.life.life_file import FILE as LIFE
from data.life.life_file import life_bytes, read_life
from data.life.plan_life import LifeEvent, PlanLife
from data.life.told_to import FILE as TOLD_TO
from data.life.told_to import ToldTo, read_told_to
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
    to: ToldTo | None = None
    """Whom it was about; nothing where it was the whole dataset."""


def publications(dataset: Path) -> list[Publication]:
    """Return all that people were told of a dataset and its parts, in order.

    Of a part, the same: what was told of its whole and of other parts, too.

    Raises
    ------
    BadInput
        What is kept of one cannot be understood, or a part's whole is not there.
    """
    place, name = _place_of(dataset)
    found = []
    for number in sorted(_numbers(place, name)):
        folder = place / f"{name}{number}"
        told = read_life(folder).publication
        if told is not None:
            found.append(Publication(folder, told, read_told_to(folder)))
    return found


def publications_like(dataset: Path, problem: Problem) -> list[Publication]:
    """Return what people were told of just this before: of the whole, or the part.

    What a part is told after stands in the row of its whole, too.
    """
    mine = ToldTo.of(problem) if is_part(dataset) else None
    return [each for each in publications(dataset) if each.to in (None, mine)]


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
    for name in (SHIFTS.file, VISITS.file, TOLD_TO):
        path = folder / name
        was_there = manifest is not None and name in manifest.files
        if not (path.exists() or was_there):
            continue
        if not (manifest and is_as_written(path, name, manifest)):
            raise BadInput([CellPlace(str(path)).fault("published_changed")])
    return read_earlier_plan(folder, problem)


def keep_publication(
    dataset: Path,
    files: Mapping[str, bytes],
    life: PlanLife,
    to: ToldTo | None = None,
) -> Publication:
    """Keep what people are told; ``life`` ends in the event, numbered anew.

    ``to``: whom it is about, where that is a part of all.

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
            if to is not None:
                content[TOLD_TO] = to.content
            folder = place / f"{name}{number}"
            write_folder(folder, content, PLAN)
    except OSError as error:
        raise not_written(place, error) from error
    return Publication(folder, event, to)


def _place_of(part: Path) -> tuple[Path, str]:
    dataset = whole_of(part)
    if is_workbook(dataset):
        return dataset.parent, f"{dataset.stem}.{_NAME}"
    return dataset, _NAME
