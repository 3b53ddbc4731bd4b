"""``bemanna part``: some units and days of a dataset, to be planned by themselves."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.cli.commands.written_dataset import tell_dataset
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import stopping
from api.cli.terminal_tables import section_tables
from api.inputs import Inputs, read_inputs
from api.summary import as_document, size_of
from api.what_if.part_of_dataset import PartWanted, part_of
from constraints.handbook.handbook import write_handbook
from data.disk.part_of import part_bytes
from data.writing.dataset_files import check_dataset_folder, write_dataset


@dataclass(frozen=True)
class PartOrder:
    """Which part of which dataset, and where it goes."""

    folder: Path
    units: tuple[str, ...]
    """Their ids; all if there is none."""
    days: tuple[date | None, date | None]
    """The first and the last; those of the dataset if left out."""
    out: Path
    rules: Path | None = None
    force: bool = False


def write_part(wanted: PartOrder, output: Output) -> Exit:
    """Write a part of a dataset, which knows what people were told of the whole.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    check_dataset_folder(wanted.out, force=wanted.force)
    inputs = read_inputs(wanted.folder, wanted.rules, judges=True)
    problem, (first, last) = inputs.problem, wanted.days
    days = first or problem.start, last or problem.end
    rules = json.loads(write_handbook(inputs.rules))
    made = part_of(inputs, rules, PartWanted(wanted.units, *days))
    return _written(made, wanted, output)


def _written(made: Inputs, wanted: PartOrder, output: Output) -> Exit:
    stopping.keep()
    settled = write_handbook(made.rules).encode()
    written = write_dataset(
        made.problem,
        wanted.out,
        settled,
        part_of=part_bytes(wanted.folder, wanted.out),
        force=wanted.force,
    )
    first, last = made.problem.start.isoformat(), made.problem.end.isoformat()
    output.tell("cli.part", first=first, last=last)
    size = size_of(made.problem)
    output.show(section_tables([size], output.language))
    files = tell_dataset(written, output)
    told = {"first": first, "last": last, "files": files}
    return output.document(told | as_document([size]), Exit.DONE)
